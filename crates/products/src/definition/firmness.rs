use serde::{Deserialize, Serialize};
use std::fmt;

/// How firm a fact of the registry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Firmness {
    /// Read off a served file.
    Seen,
    /// Said by documentation or by a third party.
    Stated,
    /// Inferred by analogy.
    Inferred,
}

impl fmt::Display for Firmness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Seen => "seen",
            Self::Stated => "stated",
            Self::Inferred => "inferred",
        })
    }
}
