use crate::ProductKind;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// How the products of a table are to be arranged: see [`restructure`](crate::restructure).
///
/// ```
/// use gaialink_products::Form;
/// assert_eq!("raw".parse(), Ok(Form::Raw));
/// assert_eq!(Form::Individual.to_string(), "individual");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Form {
    /// One table of all sources, a row a source, arrays in the cells: the archive's RAW.
    Raw,
    /// A table a source, flat, what holds for the source in PARAMs: the archive's INDIVIDUAL.
    Individual,
    /// One flat table of all sources, the source named in each row; of light curves, a row a transit and band. It is what the
    /// archive serves as CSV, and served as COMBINED.
    Long,
    /// One flat table of all sources, of light curves, a row a transit.
    Wide,
}

impl Form {
    /// Every form.
    pub fn all() -> impl Iterator<Item = Self> {
        [Self::Raw, Self::Individual, Self::Long, Self::Wide].into_iter()
    }

    /// The names of those that a product has.
    pub(crate) const fn names_of(product: ProductKind) -> &'static str {
        match product {
            ProductKind::EpochPhotometry => "raw, individual, long or wide",
            ProductKind::EpochAstrometry => "raw or individual",
            _ => "raw, individual or long",
        }
    }

    /// The name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Raw => "raw",
            Self::Individual => "individual",
            Self::Long => "long",
            Self::Wide => "wide",
        }
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A text that names no form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is no form; expected raw, individual, long or wide")]
pub struct ParseFormError {
    /// The text that was found.
    pub found: String,
}

impl FromStr for Form {
    type Err = ParseFormError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::all().find(|form| form.name() == text).ok_or_else(|| ParseFormError { found: text.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for form in Form::all() {
            assert_eq!(form.name().parse(), Ok(form));
            assert_eq!(serde_json::to_string(&form).unwrap(), format!("{:?}", form.name()));
        }
        assert_eq!("RAW".parse::<Form>(), Err(ParseFormError { found: "RAW".into() }));
    }
}
