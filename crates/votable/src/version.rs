use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A version of the VOTable standard that can be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Version {
    /// VOTable 1.1 (2004).
    #[serde(rename = "1.1")]
    V1_1,
    /// VOTable 1.2 (2009).
    #[serde(rename = "1.2")]
    V1_2,
    /// VOTable 1.3 (2013): the first with BINARY2.
    #[serde(rename = "1.3")]
    V1_3,
    /// VOTable 1.4 (2019): the first with TIMESYS.
    #[default]
    #[serde(rename = "1.4")]
    V1_4,
    /// VOTable 1.5 (2025).
    #[serde(rename = "1.5")]
    V1_5,
}

impl Version {
    /// Every version that can be written, the oldest first.
    pub fn all() -> impl Iterator<Item = Self> {
        [Self::V1_1, Self::V1_2, Self::V1_3, Self::V1_4, Self::V1_5].into_iter()
    }

    /// The `version` attribute.
    pub const fn name(self) -> &'static str {
        match self {
            Self::V1_1 => "1.1",
            Self::V1_2 => "1.2",
            Self::V1_3 => "1.3",
            Self::V1_4 => "1.4",
            Self::V1_5 => "1.5",
        }
    }

    /// The namespace; that of 1.3 holds for all later versions (VOTable 1.4, 3).
    pub const fn namespace(self) -> &'static str {
        match self {
            Self::V1_1 => "http://www.ivoa.net/xml/VOTable/v1.1",
            Self::V1_2 => "http://www.ivoa.net/xml/VOTable/v1.2",
            Self::V1_3 | Self::V1_4 | Self::V1_5 => "http://www.ivoa.net/xml/VOTable/v1.3",
        }
    }

    /// Where the XML schema lies.
    pub const fn schema_location(self) -> &'static str {
        match self {
            Self::V1_1 => "http://www.ivoa.net/xml/VOTable/v1.1",
            Self::V1_2 => "http://www.ivoa.net/xml/VOTable/v1.2",
            Self::V1_3 => "http://www.ivoa.net/xml/VOTable/v1.3",
            Self::V1_4 => "http://www.ivoa.net/xml/VOTable/votable-1.4.xsd",
            Self::V1_5 => "http://www.ivoa.net/xml/VOTable/votable-1.5.xsd",
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A text that names no version that can be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is no version of VOTable; expected 1.1, 1.2, 1.3, 1.4 or 1.5")]
pub struct ParseVersionError {
    /// The text that was found.
    pub found: String,
}

impl FromStr for Version {
    type Err = ParseVersionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::all().find(|v| v.name() == text).ok_or_else(|| ParseVersionError { found: text.to_owned() })
    }
}
