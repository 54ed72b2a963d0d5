mod declared_loss;
mod form;

pub use self::{
    declared_loss::DeclaredLoss,
    form::{Form, ParseFormError},
};

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// How a file arranges a product: the archive's `DATA_STRUCTURE`.
///
/// ```
/// use gaialink_products::Structure;
/// assert_eq!("RAW".parse(), Ok(Structure::Raw));
/// assert_eq!("DATAMODEL_GAIA".parse(), Ok(Structure::Raw));
/// assert_eq!(Structure::Individual.to_string(), "INDIVIDUAL");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum Structure {
    /// One source a file, flat: one row a sample, wavelength or transit. Also called `DATAMODEL_STANDARD`.
    Individual,
    /// One row a source, arrays in cells. Also called `DATAMODEL_GAIA`.
    Raw,
    /// Flat as [`Structure::Individual`], several sources in one file; served until December 2024.
    Combined,
}

impl Structure {
    /// The archive's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Individual => "INDIVIDUAL",
            Self::Raw => "RAW",
            Self::Combined => "COMBINED",
        }
    }

    /// The newer name, which the archive's clients know since 2026; COMBINED has none.
    pub const fn datamodel_name(self) -> Option<&'static str> {
        match self {
            Self::Individual => Some("DATAMODEL_STANDARD"),
            Self::Raw => Some("DATAMODEL_GAIA"),
            Self::Combined => None,
        }
    }
}

impl fmt::Display for Structure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A text that names no structure.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is no structure; expected INDIVIDUAL, RAW, COMBINED, DATAMODEL_STANDARD or DATAMODEL_GAIA")]
pub struct ParseStructureError {
    /// The text that was found.
    pub found: String,
}

impl FromStr for Structure {
    type Err = ParseStructureError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let named = |s: &Self| s.name() == text || s.datamodel_name() == Some(text);
        let known = [Self::Individual, Self::Raw, Self::Combined].into_iter().find(named);
        known.ok_or_else(|| ParseStructureError { found: text.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_and_new_names() {
        let cases = [
            ("INDIVIDUAL", Structure::Individual),
            ("RAW", Structure::Raw),
            ("COMBINED", Structure::Combined),
            ("DATAMODEL_STANDARD", Structure::Individual),
            ("DATAMODEL_GAIA", Structure::Raw),
        ];
        for (text, want) in cases {
            assert_eq!(text.parse(), Ok(want), "{text:?}");
        }
        assert_eq!("raw".parse::<Structure>(), Err(ParseStructureError { found: "raw".into() }));
    }
}
