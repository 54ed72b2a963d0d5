use crate::{Release, SourceId, SourceIdError};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// What names a source across releases: the release and the number of the source in it.
///
/// ```
/// use gaialink_products::{Designation, Release};
/// let designation: Designation = "Gaia DR3 5937083312263887616".parse()?;
/// assert_eq!(designation.release, Release::Dr3);
/// assert_eq!(designation.source_id.get(), 5937083312263887616);
/// assert_eq!(designation.to_string(), "Gaia DR3 5937083312263887616");
/// # Ok::<_, gaialink_products::ParseDesignationError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Designation {
    /// The release.
    pub release: Release,
    /// The number of the source in that release.
    pub source_id: SourceId,
}

/// A text that is no designation.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseDesignationError {
    /// It does not start with `Gaia` and a release.
    #[error("`{found}` is no designation such as `Gaia DR3 5937083312263887616`")]
    Form {
        /// The text that was found.
        found: String,
    },
    /// Its last word is no source id.
    #[error("the designation does not end in a source id")]
    SourceId(#[from] SourceIdError),
}

impl FromStr for Designation {
    type Err = ParseDesignationError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let form = || ParseDesignationError::Form { found: text.to_owned() };
        let (release, id) = text.trim().rsplit_once(' ').ok_or_else(form)?;
        let word = release.strip_prefix("Gaia ").ok_or_else(form)?;
        if word.is_empty() || word.contains(char::is_whitespace) {
            return Err(form());
        }
        Ok(Self { release: Release::from(release), source_id: id.parse()? })
    }
}

impl TryFrom<String> for Designation {
    type Error = ParseDesignationError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Designation> for String {
    fn from(designation: Designation) -> Self {
        designation.to_string()
    }
}

impl fmt::Display for Designation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.release, self.source_id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn designations_come_back() {
        for text in ["Gaia DR2 1", "Gaia EDR3 7", "Gaia FPR 7", "Gaia DR4 7", "Gaia DR4_RC3 9223372036854775807"] {
            assert_eq!(text.parse::<Designation>().unwrap().to_string(), text);
        }
        for text in ["", "Gaia", "Gaia 7", "DR3 7", "Gaia DR3 x 7", "Gaia  7"] {
            assert_eq!(text.parse::<Designation>(), Err(ParseDesignationError::Form { found: text.into() }), "{text:?}");
        }
        let id = SourceIdError { found: "x".into() };
        assert_eq!("Gaia DR3 x".parse::<Designation>(), Err(ParseDesignationError::SourceId(id)));
    }
}
