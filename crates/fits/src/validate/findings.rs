use super::code::{self, Code};
use gaialink_table::{Finding, Position};
use std::collections::BTreeMap;

/// Findings, at most so many of a code.
#[derive(Debug)]
pub(super) struct Findings {
    listed: Vec<Finding>,
    counts: BTreeMap<String, usize>,
    most: usize,
}

impl Findings {
    pub(super) fn new(most: usize) -> Self {
        Self { listed: Vec::new(), counts: BTreeMap::new(), most }
    }

    pub(super) fn add(&mut self, code: &Code, at: Position, message: impl Into<String>) {
        let finding = Finding::new(code.severity, code.name, at, message);
        self.push(match code.clause {
            Some(clause) => finding.under(clause),
            None => finding,
        });
    }

    pub(super) fn push(&mut self, finding: Finding) {
        let count = self.counts.entry(finding.code.clone()).or_default();
        *count = count.saturating_add(1);
        if *count <= self.most {
            self.listed.push(finding);
        }
    }

    pub(super) fn finish(mut self) -> Vec<Finding> {
        for (name, count) in std::mem::take(&mut self.counts) {
            if let Some(more) = count.checked_sub(self.most).filter(|more| *more > 0) {
                let finding = Finding::new(
                    code::MORE.severity,
                    code::MORE.name,
                    Position::default(),
                    format!("{more} more findings of {name}"),
                );
                self.listed.push(finding);
            }
        }
        self.listed
    }
}
