use gaialink_table::Schema;
use serde::{Deserialize, Serialize};

/// A table of a file, without its rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TableSummary {
    /// What is said of it; the number of rows where the file tells it before them.
    pub schema: Schema,
    /// How its rows are written down, where the format has several ways: `TABLEDATA`, `BINARY`, `BINARY2`.
    pub serialization: Option<String>,
}
