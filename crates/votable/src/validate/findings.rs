use super::code::{Code, MORE};
use gaialink_table::{Finding, Position, Severity};
use std::collections::HashMap;

/// What was found, in order; of each code so many are kept and the others counted.
#[derive(Debug)]
pub(super) struct Findings {
    kept: Vec<Finding>,
    counts: HashMap<String, usize>,
    most: usize,
}

impl Findings {
    pub(super) fn new(most: usize) -> Self {
        Self { kept: Vec::new(), counts: HashMap::new(), most }
    }

    /// Whether another finding of the code would be kept; where not, it is counted.
    pub(super) fn wants(&mut self, name: &str) -> bool {
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

    pub(super) fn add(&mut self, code: &Code, at: Position, message: impl Into<String>) {
        if self.wants(code.name) {
            self.keep(code, at, message);
        }
    }

    /// Keeps a finding that [`Findings::wants`] has counted.
    pub(super) fn keep(&mut self, code: &Code, at: Position, message: impl Into<String>) {
        let finding = Finding::new(code.severity, code.name, at, message);
        self.kept.push(match code.clause {
            Some(clause) => finding.under(clause),
            None => finding,
        });
    }

    /// All of them, those left out as numbers.
    pub(super) fn finish(mut self) -> Vec<Finding> {
        let mut more: Vec<_> = self.counts.into_iter().filter(|(_, count)| *count > self.most).collect();
        more.sort();
        for (code, count) in more {
            let left = count.saturating_sub(self.most);
            let message = format!("{left} more findings {code} are not listed");
            self.kept.push(Finding::new(Severity::Info, MORE.name, Position::default(), message));
        }
        self.kept
    }
}

#[cfg(test)]
mod tests {
    use super::super::code::{REF, UCD};
    use super::*;

    #[test]
    fn a_code_is_listed_so_often() {
        let mut findings = Findings::new(2);
        for n in 1..=5 {
            findings.add(&REF, Position::at_line(n), "r");
        }
        findings.add(&UCD, Position::default(), "u");
        let lines: Vec<_> = findings.finish().iter().map(ToString::to_string).collect();
        let want = [
            "error E-REF: line 1: r (VOTable 1.5, 3.2)",
            "error E-REF: line 2: r (VOTable 1.5, 3.2)",
            "warning W-UCD: u (VOTable 1.5, 4.5)",
            "info I-MORE: 3 more findings E-REF are not listed",
        ];
        assert_eq!(lines, want);
    }
}
