use crate::{Error, ErrorKind};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// How a file is spelled, for the formats that the Gaia archive writes in a way of its own: FITS and CSV.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Style {
    /// For every reader, and with nothing lost that the format can hold. FITS: no card is cut. CSV: the columns of the table,
    /// numbers with the fewest digits, NaN apart from null.
    #[default]
    Standard,
    /// As the Gaia archive writes its products; what that loses is told. FITS: card for card, but for those that say when and by
    /// what software a file was written; what does not fit one card is cut. CSV: with the archive's columns, of which some are
    /// PARAMs in other formats, in its order, and numbers as Java prints them; NaN outside of arrays is an empty cell, as null is.
    Archive,
}

impl Style {
    /// Every style.
    pub fn all() -> impl Iterator<Item = Self> {
        [Self::Standard, Self::Archive].into_iter()
    }

    /// The name, as it is given to the command: `standard`, `archive`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Archive => "archive",
        }
    }
}

impl fmt::Display for Style {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Style {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::all().find(|style| style.name() == text).ok_or_else(|| {
            let expected = Self::all().map(Self::name).collect::<Vec<_>>().join(", ");
            ErrorKind::UnknownName { found: text.to_owned(), expected }.into()
        })
    }
}

#[cfg(feature = "fits")]
impl From<Style> for gaialink_fits::Style {
    fn from(style: Style) -> Self {
        match style {
            Style::Standard => Self::Standard,
            Style::Archive => Self::Archive,
        }
    }
}

#[cfg(feature = "ecsv")]
impl From<Style> for gaialink_ecsv::csv::Style {
    fn from(style: Style) -> Self {
        match style {
            Style::Standard => Self::Standard,
            Style::Archive => Self::Archive,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for style in Style::all() {
            assert_eq!(style.to_string().parse::<Style>().unwrap(), style);
            assert_eq!(serde_json::to_string(&style).unwrap(), format!("\"{style}\""));
        }
        let error = "plain".parse::<Style>().unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::UnknownName { found, .. } if found == "plain"), "{error}");
    }
}
