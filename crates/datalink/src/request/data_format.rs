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

const NAMES: [(DataFormat, &str); 6] = [
    (DataFormat::Votable, "votable"),
    (DataFormat::VotablePlain, "votable_plain"),
    (DataFormat::Fits, "fits"),
    (DataFormat::Csv, "csv"),
    (DataFormat::Ecsv, "ecsv"),
    (DataFormat::Json, "json"),
];

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
        NAMES.into_iter().find(|(value, _)| *value == self).map_or("", |(_, name)| name)
    }

    /// Every one of them.
    pub fn all() -> impl Iterator<Item = Self> {
        NAMES.into_iter().map(|(value, _)| value)
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
        f.pad(self.name())
    }
}

impl FromStr for DataFormat {
    type Err = ParseDataFormatError;

    /// Small and capital letters are alike.
    fn from_str(text: &str) -> Result<Self, ParseDataFormatError> {
        let known = NAMES.into_iter().find(|(_, name)| name.eq_ignore_ascii_case(text.trim()));
        known.map(|(value, _)| value).ok_or_else(|| ParseDataFormatError { found: text.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_comes_back() {
        for (value, name) in NAMES {
            assert_eq!(name.parse(), Ok(value));
            assert_eq!(value.to_string(), name);
            assert_eq!(serde_json::to_string(&value).unwrap(), format!("{name:?}"));
        }
        assert_eq!("parquet".parse::<DataFormat>(), Err(ParseDataFormatError { found: "parquet".into() }));
    }
}
