use super::{ArraySize, Datatype, Field};
use serde::{Deserialize, Serialize};

/// A named value that holds for a whole table: a VOTable PARAM (VOTable 1.5, 4.1).
///
/// The value is kept as text in VOTable's spelling (numbers of an array separated by blanks), so that a 64-bit id and the
/// digits of a float stay exact; the accessors parse it.
///
/// ```
/// use gaialink_table::{ArraySize, Datatype, Field, Param};
/// let field = Field::array("spatialLocation", Datatype::Double, ArraySize::fixed(&[2]));
/// let param = Param::new(field, "251.5 -51.25");
/// assert_eq!(param.to_f64s()?, [251.5, -51.25]);
/// # Ok::<_, gaialink_table::schema::ParamError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Param {
    /// What is said of the value.
    pub field: Field,
    /// The value, in VOTable's spelling.
    pub value: String,
}

/// A PARAM whose value is not what was asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("PARAM `{name}`: `{found}` is no {expected}")]
pub struct ParamError {
    /// The name of the PARAM.
    pub name: String,
    /// Its value.
    pub found: String,
    /// What was asked for.
    pub expected: &'static str,
}

impl Param {
    /// A PARAM and its value, in VOTable's spelling.
    pub fn new(field: Field, value: impl Into<String>) -> Self {
        Self { field, value: value.into() }
    }

    /// A PARAM of text.
    pub fn text(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self::new(Field::array(name, Datatype::Char, ArraySize::variable(&[], None)), value)
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.field.name
    }

    /// The value as an integer, exact.
    ///
    /// # Errors
    ///
    /// [`ParamError`] where it is no integer of 64 bits.
    pub fn to_i64(&self) -> Result<i64, ParamError> {
        self.value.trim().parse().map_err(|_| self.error("integer"))
    }

    /// The value as a floating-point number. `NaN` is a number here.
    ///
    /// # Errors
    ///
    /// [`ParamError`] where it is no number.
    pub fn to_f64(&self) -> Result<f64, ParamError> {
        self.value.trim().parse().map_err(|_| self.error("number"))
    }

    /// The value as an array of floating-point numbers; the empty text is an empty array.
    ///
    /// # Errors
    ///
    /// [`ParamError`] where an element is no number.
    pub fn to_f64s(&self) -> Result<Vec<f64>, ParamError> {
        let number = |word: &str| word.parse().map_err(|_| self.error("array of numbers"));
        self.value.split_ascii_whitespace().map(number).collect()
    }

    fn error(&self, expected: &'static str) -> ParamError {
        ParamError { name: self.field.name.clone(), found: self.value.clone(), expected }
    }
}
