//! Designations: a release and a source in it, as in `Gaia DR3 5937083312263887616`.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// What names a source: the release, in two words, and the source's number in it.
///
/// ```
/// use gaialink_datalink::Designation;
/// let source: Designation = "Gaia DR2 5187164739240447104".parse()?;
/// assert_eq!((source.release(), source.source_id()), ("Gaia DR2", 5_187_164_739_240_447_104));
/// # Ok::<_, gaialink_datalink::designation::ParseError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Designation {
    release: String,
    source_id: u64,
}

/// Why a text is no [`Designation`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseError {
    /// There are not exactly three words with one blank between them.
    #[error("{0:?} is not three words such as `Gaia DR3 5937083312263887616`")]
    Words(String),
    /// The first word is not `Gaia`, or the second has other than letters, digits, `.` and `_`.
    #[error("{0:?} is not a release such as `Gaia DR3`")]
    Release(String),
    /// The third word is not a number from 1 to 2⁶³ − 1 without leading zeros.
    #[error("{0:?} is not a source id")]
    SourceId(String),
}

impl Designation {
    /// The designation of a source in a release.
    ///
    /// # Errors
    ///
    /// [`ParseError::Release`] and [`ParseError::SourceId`], as for text.
    pub fn try_new(release: impl Into<String>, source_id: u64) -> Result<Self, ParseError> {
        let release = release.into();
        if !is_release(&release) {
            return Err(ParseError::Release(release));
        }
        match i64::try_from(source_id) {
            Ok(1..) => Ok(Self { release, source_id }),
            _ => Err(ParseError::SourceId(source_id.to_string())),
        }
    }

    /// The release, such as `Gaia DR3`.
    pub fn release(&self) -> &str {
        &self.release
    }

    /// The number of the source, from 1 to 2⁶³ − 1.
    pub fn source_id(&self) -> u64 {
        self.source_id
    }
}

pub(crate) fn is_release(text: &str) -> bool {
    let version = text.strip_prefix("Gaia ").unwrap_or_default();
    !version.is_empty() && version.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.')
}

impl FromStr for Designation {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let words = || ParseError::Words(text.to_owned());
        let (release, id) = text.rsplit_once(' ').ok_or_else(words)?;
        if release.split(' ').count() != 2 {
            return Err(words());
        }
        let number: u64 = id.parse().map_err(|_| ParseError::SourceId(id.to_owned()))?;
        if number.to_string() != id {
            return Err(ParseError::SourceId(id.to_owned()));
        }
        Self::try_new(release, number)
    }
}

impl TryFrom<String> for Designation {
    type Error = ParseError;

    fn try_from(text: String) -> Result<Self, ParseError> {
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
    fn designations_come_back_as_they_were() {
        for (text, release, id) in [
            ("Gaia DR3 5937083312263887616", "Gaia DR3", 5_937_083_312_263_887_616),
            ("Gaia DR2 1", "Gaia DR2", 1),
            ("Gaia DR4_INT2 9223372036854775807", "Gaia DR4_INT2", u64::MAX / 2),
        ] {
            let parsed: Designation = text.parse().unwrap();
            assert_eq!((parsed.release(), parsed.source_id(), parsed.to_string()), (release, id, text.to_owned()));
            assert_eq!(Designation::try_new(release, id).unwrap(), parsed);
        }
    }

    #[test]
    fn what_is_no_designation_says_why() {
        type Kind = fn(String) -> ParseError;
        let cases: [(&str, Kind, &str); 11] = [
            ("", ParseError::Words, ""),
            ("Gaia", ParseError::Words, "Gaia"),
            ("Gaia 5937083312263887616", ParseError::Words, "Gaia 5937083312263887616"),
            ("Gaia  DR3 5", ParseError::Words, "Gaia  DR3 5"),
            ("Hipparcos DR3 5", ParseError::Release, "Hipparcos DR3"),
            ("Gaia DR-3 5", ParseError::Release, "Gaia DR-3"),
            ("Gaia DR3 0", ParseError::SourceId, "0"),
            ("Gaia DR3 05", ParseError::SourceId, "05"),
            ("Gaia DR3 +5", ParseError::SourceId, "+5"),
            ("Gaia DR3 9223372036854775808", ParseError::SourceId, "9223372036854775808"),
            ("Gaia DR3 ", ParseError::SourceId, ""),
        ];
        for (text, kind, found) in cases {
            assert_eq!(text.parse::<Designation>(), Err(kind(found.to_owned())), "{text:?}");
        }
    }
}
