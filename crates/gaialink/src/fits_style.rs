use crate::{Error, ErrorKind};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// How the header of a FITS file is spelled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum FitsStyle {
    /// Valid for every reader, and nothing cut.
    #[default]
    Standard,
    /// Card for card as the Gaia archive writes its products, but for the cards that say when and by what software a file was
    /// written. What does not fit one card is cut, which is told as a loss.
    Archive,
}

impl FitsStyle {
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

impl fmt::Display for FitsStyle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for FitsStyle {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::all().find(|style| style.name() == text).ok_or_else(|| {
            let expected = Self::all().map(Self::name).collect::<Vec<_>>().join(", ");
            ErrorKind::UnknownName { found: text.to_owned(), expected }.into()
        })
    }
}

#[cfg(feature = "fits")]
impl From<FitsStyle> for gaialink_fits::Style {
    fn from(style: FitsStyle) -> Self {
        match style {
            FitsStyle::Standard => Self::Standard,
            FitsStyle::Archive => Self::Archive,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for style in FitsStyle::all() {
            assert_eq!(style.to_string().parse::<FitsStyle>().unwrap(), style);
            assert_eq!(serde_json::to_string(&style).unwrap(), format!("\"{style}\""));
        }
        let error = "plain".parse::<FitsStyle>().unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::UnknownName { found, .. } if found == "plain"), "{error}");
    }
}
