use crate::named::Named;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// What the ids of a request are: the archive's `LINKING_PARAMETER`.
///
/// ```
/// use gaialink_datalink::request::LinkingParameter;
/// assert_eq!("transit_id".parse(), Ok(LinkingParameter::TransitId));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum LinkingParameter {
    /// Sources, which the archive takes them for without the parameter.
    SourceId,
    /// Transits of sources.
    TransitId,
    /// Images: the `sif_observation_id`.
    ImageId,
}

impl Named for LinkingParameter {
    const NAMES: &'static [(Self, &'static str)] =
        &[(Self::SourceId, "SOURCE_ID"), (Self::TransitId, "TRANSIT_ID"), (Self::ImageId, "IMAGE_ID")];
}

/// A text that names no linking parameter.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is no linking parameter; expected SOURCE_ID, TRANSIT_ID or IMAGE_ID")]
pub struct ParseLinkingParameterError {
    /// The text that was found.
    pub found: String,
}

impl LinkingParameter {
    /// The archive's name.
    pub fn name(self) -> &'static str {
        self.named()
    }

    /// Every one of them.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::values()
    }
}

impl fmt::Display for LinkingParameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

impl FromStr for LinkingParameter {
    type Err = ParseLinkingParameterError;

    /// Small and capital letters are alike.
    fn from_str(text: &str) -> Result<Self, ParseLinkingParameterError> {
        Self::of_name(text).ok_or_else(|| ParseLinkingParameterError { found: text.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_comes_back() {
        crate::named::check::<LinkingParameter>();
        assert_eq!("parquet".parse::<LinkingParameter>(), Err(ParseLinkingParameterError { found: "parquet".into() }));
    }
}
