use crate::{Error, ErrorKind};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// How a CSV file is laid out and spelled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum CsvStyle {
    /// The columns of the table, numbers with the fewest digits, NaN apart from null.
    #[default]
    Standard,
    /// As the Gaia archive writes its products: with its columns, of which some are PARAMs in other formats, in its order, and
    /// numbers as Java prints them. NaN outside of arrays is an empty cell, as null is, which is told as a loss.
    Archive,
}

impl CsvStyle {
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

impl fmt::Display for CsvStyle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for CsvStyle {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::all().find(|style| style.name() == text).ok_or_else(|| {
            let expected = Self::all().map(Self::name).collect::<Vec<_>>().join(", ");
            ErrorKind::UnknownName { found: text.to_owned(), expected }.into()
        })
    }
}

#[cfg(feature = "ecsv")]
impl From<CsvStyle> for gaialink_ecsv::csv::Style {
    fn from(style: CsvStyle) -> Self {
        match style {
            CsvStyle::Standard => Self::Standard,
            CsvStyle::Archive => Self::Archive,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for style in CsvStyle::all() {
            assert_eq!(style.to_string().parse::<CsvStyle>().unwrap(), style);
            assert_eq!(serde_json::to_string(&style).unwrap(), format!("\"{style}\""));
        }
        let error = "plain".parse::<CsvStyle>().unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::UnknownName { found, .. } if found == "plain"), "{error}");
    }
}
