use gaialink_products::{Designation, ParseDesignationError, SourceId};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// One entry of the `ID` list of a request.
///
/// ```
/// use gaialink_datalink::Id;
/// assert_eq!("5937083312263887616".parse(), Ok(Id::Number(5_937_083_312_263_887_616)));
/// assert_eq!("100-200".parse(), Ok(Id::Range { first: 100, last: 200 }));
/// let id: Id = "Gaia DR3 5937083312263887616".parse()?;
/// assert_eq!(id.to_string(), "Gaia DR3 5937083312263887616");
/// # Ok::<_, gaialink_datalink::ParseIdError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[non_exhaustive]
pub enum Id {
    /// The number of a source, or of what the linking parameter says: a transit or an image. It is above 0.
    Number(i64),
    /// All numbers from the first to the last, both included.
    Range {
        /// The first number, above 0.
        first: i64,
        /// The last number, not below the first.
        last: i64,
    },
    /// A source by its release and number.
    Designation(Designation),
}

/// Why a text is no [`Id`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseIdError {
    /// It is no number above 0, no range of them, and does not begin as a designation.
    #[error("{0:?} is no id; expected a number above 0, a range such as `100-200`, or a designation such as `Gaia DR3 100`")]
    Form(String),
    /// It begins as a designation and is none.
    #[error("{0:?} is no designation")]
    Designation(String, #[source] ParseDesignationError),
}

impl From<SourceId> for Id {
    fn from(id: SourceId) -> Self {
        Self::Number(id.get())
    }
}

impl FromStr for Id {
    type Err = ParseIdError;

    fn from_str(text: &str) -> Result<Self, ParseIdError> {
        let form = || ParseIdError::Form(text.to_owned());
        let number = |word: &str| word.trim().parse().ok().filter(|n: &i64| *n > 0).ok_or_else(form);
        let trimmed = text.trim();
        if trimmed.starts_with("Gaia") {
            let parsed = trimmed.parse().map_err(|error| ParseIdError::Designation(text.to_owned(), error))?;
            return Ok(Self::Designation(parsed));
        }
        match trimmed.split_once('-') {
            None => Ok(Self::Number(number(trimmed)?)),
            Some((first, last)) => {
                let (first, last) = (number(first)?, number(last)?);
                if first <= last { Ok(Self::Range { first, last }) } else { Err(form()) }
            }
        }
    }
}

impl TryFrom<String> for Id {
    type Error = ParseIdError;

    fn try_from(text: String) -> Result<Self, ParseIdError> {
        text.parse()
    }
}

impl From<Id> for String {
    fn from(id: Id) -> Self {
        id.to_string()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Range { first, last } => write!(f, "{first}-{last}"),
            Self::Designation(designation) => designation.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_id_says_why() {
        for bad in ["", "0", "-1", "x", "1-", "-", "2-1", "1-2-3", "0-3", "9223372036854775808", "1.0"] {
            assert_eq!(bad.parse::<Id>(), Err(ParseIdError::Form(bad.into())), "{bad:?}");
        }
        let error = "Gaia DR3".parse::<Id>().unwrap_err();
        assert_eq!(error.to_string(), "\"Gaia DR3\" is no designation");
    }

    #[test]
    fn ids_come_back_and_have_an_order() {
        let texts = ["7", "12", "1-9", "1-10", "Gaia DR2 3", "Gaia DR3 1"];
        let ids: Vec<Id> = texts.iter().map(|text| text.parse().unwrap()).collect();
        assert!(ids.is_sorted());
        assert_eq!(ids.iter().map(Id::to_string).collect::<Vec<_>>(), texts);
    }
}
