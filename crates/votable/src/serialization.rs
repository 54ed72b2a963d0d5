use serde::{Deserialize, Serialize};
use std::fmt;

/// How the rows of a TABLE are written down (VOTable 1.5, 5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Serialization {
    /// Elements of text: TABLEDATA (5.1).
    TableData,
    /// Packed rows: BINARY (5.3).
    Binary,
    /// Packed rows with a null mask each: BINARY2 (5.4, since VOTable 1.3).
    #[default]
    Binary2,
    /// A FITS file: FITS (5.2).
    Fits,
    /// A Parquet file: PARQUET, as astropy writes it. The standard has no such element.
    Parquet,
}

impl Serialization {
    /// The name of the element that holds the rows.
    pub const fn element(self) -> &'static str {
        match self {
            Self::TableData => "TABLEDATA",
            Self::Binary => "BINARY",
            Self::Binary2 => "BINARY2",
            Self::Fits => "FITS",
            Self::Parquet => "PARQUET",
        }
    }

    /// The serialization of the element that holds the rows.
    pub(crate) fn from_element(name: &str) -> Option<Self> {
        [Self::TableData, Self::Binary, Self::Binary2, Self::Fits, Self::Parquet].into_iter().find(|s| s.element() == name)
    }

    /// Whether the rows are a whole file in another format.
    pub const fn is_file(self) -> bool {
        matches!(self, Self::Fits | Self::Parquet)
    }
}

impl fmt::Display for Serialization {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.element())
    }
}
