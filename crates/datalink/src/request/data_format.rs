use crate::named::Named;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The format in which the archive is asked for files: its `FORMAT`.
///
/// ```
/// use gaialink_datalink::request::DataFormat;
/// assert_eq!("votable_plain".parse(), Ok(DataFormat::VotablePlain));
/// assert_eq!(DataFormat::VotablePlain.extension(), "xml");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DataFormat {
    /// VOTable, BINARY2.
    Votable,
    /// VOTable, TABLEDATA.
    VotablePlain,
    /// FITS.
    Fits,
    /// CSV.
    Csv,
    /// ECSV.
    Ecsv,
    /// JSON, which gaialink does not read.
    Json,
}

impl Named for DataFormat {
    const NAMES: &'static [(Self, &'static str)] = &[
        (Self::Votable, "votable"),
        (Self::VotablePlain, "votable_plain"),
        (Self::Fits, "fits"),
        (Self::Csv, "csv"),
        (Self::Ecsv, "ecsv"),
        (Self::Json, "json"),
    ];
}

/// A text that names no format of the archive.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is no format of the archive; expected votable, votable_plain, fits, csv, ecsv or json")]
pub struct ParseDataFormatError {
    /// The text that was found.
    pub found: String,
}

impl DataFormat {
    /// The archive's name.
    pub fn name(self) -> &'static str {
        self.named()
    }

    /// Every one of them.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::values()
    }

    /// The extension of such files, without a dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Votable | Self::VotablePlain => "xml",
            other => other.name(),
        }
    }
}

impl fmt::Display for DataFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

impl FromStr for DataFormat {
    type Err = ParseDataFormatError;

    /// Small and capital letters are alike.
    fn from_str(text: &str) -> Result<Self, ParseDataFormatError> {
        Self::of_name(text).ok_or_else(|| ParseDataFormatError { found: text.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_comes_back() {
        crate::named::check::<DataFormat>();
        assert_eq!("parquet".parse::<DataFormat>(), Err(ParseDataFormatError { found: "parquet".into() }));
    }
}
