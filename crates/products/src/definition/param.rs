use super::ColumnDefinition;
use gaialink_table::Param;

/// One PARAM of a layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParamDefinition {
    /// What is said of the value.
    pub column: ColumnDefinition,
    /// The FITS card that holds it, cut to eight letters; several PARAMs may share one name.
    pub card: Option<&'static str>,
    /// The value, where all files have the same.
    pub value: Option<&'static str>,
}

impl ColumnDefinition {
    /// The PARAM of that kind.
    pub(crate) const fn param(self, card: Option<&'static str>, value: Option<&'static str>) -> ParamDefinition {
        ParamDefinition { column: self, card, value }
    }
}

impl ParamDefinition {
    /// Whether a value is the one that all files have, in any spelling of the number.
    pub(crate) fn says(&self, text: &str) -> bool {
        let number = |text: &str| text.parse::<f64>().ok();
        match self.value {
            None => false,
            Some(value) => value == text || number(value).is_some_and(|value| number(text) == Some(value)),
        }
    }

    /// The PARAM with a value, in VOTable's spelling.
    pub fn param(&self, value: impl Into<String>) -> Param {
        Param::new(self.column.field(), value)
    }
}
