use crate::{LimitError, rows::RowError, text::CellError};
use arrow::error::ArrowError;

/// What can go wrong in the table model itself.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A column's Arrow type has no home in the model.
    #[error("column `{column}`: the Arrow type {found} has no place in a table")]
    ArrowType {
        /// The column.
        column: String,
        /// Its type, as Arrow prints it.
        found: String,
    },
    /// Columns and schema do not fit.
    #[error("column `{column}`: expected {expected}, found {found}")]
    Mismatch {
        /// The column.
        column: String,
        /// What the schema says.
        expected: String,
        /// What was given.
        found: String,
    },
    /// The number of columns is not that of the schema.
    #[error("expected {expected} columns, found {found}")]
    ColumnCount {
        /// What the schema says.
        expected: usize,
        /// What was given.
        found: usize,
    },
    /// The JSON form of a schema does not parse.
    #[error("the schema in the Arrow metadata is damaged")]
    SchemaJson(#[source] serde_json::Error),
    /// A name that is not in the table.
    #[error("no column is named `{name}`")]
    NoColumn {
        /// The name asked for.
        name: String,
    },
    /// A packed row.
    #[error(transparent)]
    Row(#[from] RowError),
    /// A text cell.
    #[error(transparent)]
    Cell(#[from] CellError),
    /// A claim beyond a limit.
    #[error(transparent)]
    Limit(#[from] LimitError),
    /// Arrow itself refused.
    #[error("Arrow refused the columns")]
    Arrow(#[from] ArrowError),
}

/// The result of the table model's own operations.
pub type Result<T> = std::result::Result<T, Error>;
