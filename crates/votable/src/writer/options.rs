use crate::{Serialization, Version};
use gaialink_table::Limits;
use std::collections::BTreeMap;

/// How a VOTable is written.
///
/// ```
/// use gaialink_votable::{Serialization, Version, WriteOptions};
/// let mut options = WriteOptions::default();
/// options.serialization = Serialization::TableData;
/// options.version = Version::V1_5;
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WriteOptions {
    /// How the rows are written down. BINARY2 needs version 1.3; for FITS the caller makes the file ([`crate::Writer::write_file`]).
    /// Default: [`Serialization::Binary2`].
    pub serialization: Serialization,
    /// The version of the document. Default: [`Version::V1_4`].
    pub version: Version,
    /// Whether the cells of a row of TABLEDATA stand on one line. Default: no, one element a line.
    pub compact: bool,
    /// The length of the strings in columns of arrays of strings that do not declare one, by the names of the columns: bytes
    /// for `char`, 16-bit units for `unicodeChar`. Such arrays have no other form in VOTable (1.5, 2.2). Also of strings that are longer
    /// than their column declares, which is written wider then. Default: none, and such a column or string is refused.
    pub string_lengths: BTreeMap<String, u64>,
    /// The value that stands for null in integer columns that do not declare one, by the names of the columns. BINARY needs it
    /// for null cells, all serializations for null elements of arrays. Default: none.
    pub nulls: BTreeMap<String, i64>,
    /// Whether in BINARY the smallest value of `short`, `int` and `long` is declared to be null where nothing else is, so that
    /// null cells can be written whether there are any or not; a column that holds that value is an error then. Default: no.
    pub declare_nulls: bool,
    /// Caps on the sizes of cells and rows. Default: [`Limits::default`].
    pub limits: Limits,
}

impl Default for WriteOptions {
    fn default() -> Self {
        Self {
            serialization: Serialization::Binary2,
            version: Version::default(),
            compact: false,
            string_lengths: BTreeMap::new(),
            nulls: BTreeMap::new(),
            declare_nulls: false,
            limits: Limits::default(),
        }
    }
}
