use super::{Code, Finding, Severity};
use crate::Position;
use std::collections::BTreeMap;

/// Collects findings in order: so many of each code are listed, the others counted.
///
/// ```
/// use gaialink_table::{Code, Findings, Position, Severity};
/// let code = Code::new("W-UCD", Severity::Warning, None, "a UCD that is no list of words");
/// let mut findings = Findings::new(1);
/// for line in 1..=3 {
///     findings.add(&code, Position::at_line(line), "`pos eq` is no UCD");
/// }
/// let lines: Vec<_> = findings.finish().iter().map(ToString::to_string).collect();
/// assert_eq!(lines, ["warning W-UCD: line 1: `pos eq` is no UCD", "info I-MORE: 2 more findings W-UCD are not listed"]);
/// ```
#[derive(Clone, Debug)]
pub struct Findings {
    listed: Vec<Finding>,
    counts: BTreeMap<String, usize>,
    most: usize,
    errors: bool,
}

impl Findings {
    /// None yet; at most so many of a code will be listed.
    pub fn new(most: usize) -> Self {
        Self { listed: Vec::new(), counts: BTreeMap::new(), most, errors: false }
    }

    /// Counts a finding of a code that was found at a place; lists it while there are few of them.
    pub fn add(&mut self, code: &Code, at: Position, message: impl Into<String>) {
        self.add_with(code, || (at, message.into()));
    }

    /// The same, for places and messages that take time to find: only those of listed findings are asked for.
    pub fn add_with(&mut self, code: &Code, found: impl FnOnce() -> (Position, String)) {
        self.errors |= code.severity == Severity::Error;
        if self.wants(code.name) {
            let (at, message) = found();
            let finding = Finding::new(code.severity, code.name, at, message);
            self.listed.push(match code.clause {
                Some(clause) => finding.under(clause),
                None => finding,
            });
        }
    }

    /// Takes a finding that was made elsewhere, such as a reader's [`Warning`](crate::Warning).
    pub fn push(&mut self, finding: impl Into<Finding>) {
        let finding = finding.into();
        self.errors |= finding.severity == Severity::Error;
        if self.wants(&finding.code) {
            self.listed.push(finding);
        }
    }

    /// How many there are of a code, listed or not.
    pub fn count(&self, code: &Code) -> usize {
        self.counts.get(code.name).copied().unwrap_or_default()
    }

    /// Whether there is one that is an error.
    pub fn has_errors(&self) -> bool {
        self.errors
    }

    /// Those listed, and one `I-MORE` for each code of which there are more.
    pub fn finish(mut self) -> Vec<Finding> {
        for (code, count) in self.counts {
            if let Some(more) = count.checked_sub(self.most).filter(|more| *more > 0) {
                let message = format!("{more} more findings {code} are not listed");
                self.listed.push(Finding::new(Severity::Info, "I-MORE", Position::default(), message));
            }
        }
        self.listed
    }

    /// Counts one of a code, and says whether it is to be listed.
    fn wants(&mut self, name: &str) -> bool {
        match self.counts.get_mut(name) {
            Some(count) => {
                *count = count.saturating_add(1);
                *count <= self.most
            }
            None => {
                self.counts.insert(name.to_owned(), 1);
                self.most > 0
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Warning;

    #[test]
    fn a_code_is_listed_so_often() {
        let [broken, odd] = [
            Code::new("E-REF", Severity::Error, Some("VOTable 1.5, 3.2"), "a reference to nothing"),
            Code::new("W-UCD", Severity::Warning, None, "a UCD that is no list of words"),
        ];
        let mut findings = Findings::new(2);
        findings.add(&odd, Position::default(), "u");
        findings.push(Warning::new("W-LATIN1", Position::at_row(3), "l"));
        assert!(!findings.has_errors());
        for n in 1..=5 {
            findings.add_with(&broken, || {
                assert!(n <= 2, "a message that nobody reads");
                (Position::at_line(n), "r".to_owned())
            });
        }
        assert!(findings.has_errors());
        assert_eq!((findings.count(&broken), findings.count(&odd)), (5, 1));
        let lines: Vec<_> = findings.finish().iter().map(ToString::to_string).collect();
        let want = [
            "warning W-UCD: u",
            "warning W-LATIN1: row 3: l",
            "error E-REF: line 1: r (VOTable 1.5, 3.2)",
            "error E-REF: line 2: r (VOTable 1.5, 3.2)",
            "info I-MORE: 3 more findings E-REF are not listed",
        ];
        assert_eq!(lines, want);
    }
}
