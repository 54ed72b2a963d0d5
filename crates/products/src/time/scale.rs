use serde::{Deserialize, Serialize};
use std::fmt;

/// A time scale in which Julian dates are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[non_exhaustive]
pub enum Scale {
    /// Barycentric coordinate time.
    Tcb,
    /// Barycentric dynamical time.
    Tdb,
    /// Terrestrial time.
    Tt,
    /// International atomic time.
    Tai,
}

impl fmt::Display for Scale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Tcb => "TCB",
            Self::Tdb => "TDB",
            Self::Tt => "TT",
            Self::Tai => "TAI",
        })
    }
}
