use crate::Position;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Something odd that a reader met and read all the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Warning {
    /// A stable code, such as `W-LATIN1`.
    pub code: String,
    /// Where it was met.
    pub at: Position,
    /// What was found and how it was read.
    pub message: String,
}

impl Warning {
    /// A warning with its code, place and text.
    pub fn new(code: &str, at: Position, message: impl Into<String>) -> Self {
        Self { code: code.to_owned(), at, message: message.into() }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.at.is_unknown() {
            return write!(f, "{}: {}", self.code, self.message);
        }
        write!(f, "{}: {}: {}", self.code, self.at, self.message)
    }
}
