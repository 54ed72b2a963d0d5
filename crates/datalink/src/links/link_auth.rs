use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Whether one has to be logged in to use a link: `link_auth` (DataLink 1.1, 3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum LinkAuth {
    /// It is for everybody.
    False,
    /// It is for everybody; who is logged in may get more.
    Optional,
    /// It is only for who is logged in.
    True,
}

impl fmt::Display for LinkAuth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::False => "false",
            Self::Optional => "optional",
            Self::True => "true",
        })
    }
}

impl FromStr for LinkAuth {
    type Err = String;

    /// Gives the text back where it is none.
    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "false" => Ok(Self::False),
            "optional" => Ok(Self::Optional),
            "true" => Ok(Self::True),
            _ => Err(text.to_owned()),
        }
    }
}
