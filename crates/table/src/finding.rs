mod code;
mod findings;

pub use self::{code::Code, findings::Findings};

use crate::{Position, Warning};
use serde::{Deserialize, Serialize};
use std::fmt;

/// How much a [`Finding`] matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Info,
    /// Odd or discouraged; it is read all the same.
    Warning,
    /// Against the standard, or unreadable.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// What a validation found in a file: one sentence, its place, and the clause that says how it should be.
///
/// Codes are stable: a letter for the usual severity (`E`, `W` or `I`), a dash, and words, such as `E-REF`.
///
/// ```
/// use gaialink_table::{Finding, Position, Severity};
/// let finding = Finding::new(Severity::Error, "E-REF", Position::at_line(12), "no element has the ID `time`")
///     .under("VOTable 1.5, 3.2");
/// assert_eq!(finding.to_string(), "error E-REF: line 12: no element has the ID `time` (VOTable 1.5, 3.2)");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// A stable code, such as `E-REF`.
    pub code: String,
    /// Where it was found.
    pub at: Position,
    /// What was found, and what was expected.
    pub message: String,
    /// The clause of the standard that it goes against, such as `VOTable 1.5, 4.7`; none for advice.
    pub clause: Option<String>,
}

impl Finding {
    /// A finding without a clause.
    pub fn new(severity: Severity, code: &str, at: Position, message: impl Into<String>) -> Self {
        Self { severity, code: code.to_owned(), at, message: message.into(), clause: None }
    }

    /// The same finding, under a clause of a standard.
    #[must_use]
    pub fn under(mut self, clause: &str) -> Self {
        self.clause = Some(clause.to_owned());
        self
    }
}

impl From<Warning> for Finding {
    fn from(warning: Warning) -> Self {
        Self { severity: Severity::Warning, code: warning.code, at: warning.at, message: warning.message, clause: None }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: ", self.severity, self.code)?;
        if !self.at.is_unknown() {
            write!(f, "{}: ", self.at)?;
        }
        f.write_str(&self.message)?;
        match &self.clause {
            Some(clause) => write!(f, " ({clause})"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warnings_become_findings_of_the_same_code_and_place() {
        let finding = Finding::from(Warning::new("W-LATIN1", Position::at_row(3), "bytes that are no UTF-8"));
        assert_eq!(finding.to_string(), "warning W-LATIN1: row 3: bytes that are no UTF-8");
        assert_eq!(Severity::Error.max(Severity::Warning), Severity::Error);
    }
}
