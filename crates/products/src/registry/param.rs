use super::ColumnDefinition;
use gaialink_table::Param;

/// One PARAM of a layout.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParamDefinition {
    /// What is said of the value.
    pub column: ColumnDefinition,
    /// The FITS card that holds it, cut to eight letters; several PARAMs may share one name.
    pub card: Option<&'static str>,
    /// The value, where all files have the same.
    pub value: Option<&'static str>,
}

impl ParamDefinition {
    /// The PARAM with a value, in VOTable's spelling.
    pub fn param(&self, value: impl Into<String>) -> Param {
        Param::new(self.column.field(), value)
    }
}
