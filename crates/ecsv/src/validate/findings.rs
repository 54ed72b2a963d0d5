use super::{
    code::{Code, MORE},
    fault,
};
use crate::error::{Error, ErrorKind, Result};
use gaialink_table::{Finding, Position, Severity, Warning};
use std::collections::BTreeMap;

/// What was found, in order; of each code so many are kept and the others counted.
#[derive(Debug)]
pub(super) struct Findings {
    kept: Vec<Finding>,
    counts: BTreeMap<String, usize>,
    most: usize,
}

impl Findings {
    pub(super) fn new(most: usize) -> Self {
        Self { kept: Vec::new(), counts: BTreeMap::new(), most }
    }

    /// Whether there is one that is an error.
    pub(super) fn has_errors(&self) -> bool {
        self.counts.keys().any(|code| code.starts_with("E-"))
    }

    /// How many there are of a code.
    pub(super) fn count(&self, code: &Code) -> usize {
        self.counts.get(code.name).copied().unwrap_or_default()
    }

    pub(super) fn add(&mut self, code: &Code, at: Position, message: impl Into<String>) {
        let finding = Finding::new(code.severity, code.name, at, message);
        self.keep(match code.clause {
            Some(clause) => finding.under(clause),
            None => finding,
        });
    }

    /// Takes what a reader warns of.
    pub(super) fn take(&mut self, warning: Warning) {
        self.keep(warning.into());
    }

    /// Takes what a reader refuses.
    ///
    /// # Errors
    ///
    /// The error, where it is that of the input itself.
    pub(super) fn refuse(&mut self, error: Error) -> Result<()> {
        let Some(code) = fault::code(error.kind()) else { return Err(error) };
        let message = match error.kind() {
            ErrorKind::Cell(cell) => cell.to_string(),
            ErrorKind::Limit(limit) => limit.to_string(),
            ErrorKind::Table(table) => table.to_string(),
            ErrorKind::Yaml(yaml) => format!("the header is no YAML: {yaml}"),
            kind => kind.to_string(),
        };
        self.add(&code, error.position().clone(), message);
        Ok(())
    }

    /// Takes what stops the reading, and gives all findings.
    ///
    /// # Errors
    ///
    /// Those of [`Findings::refuse`].
    pub(super) fn close(mut self, error: Error) -> Result<Vec<Finding>> {
        self.refuse(error)?;
        Ok(self.finish())
    }

    fn keep(&mut self, finding: Finding) {
        let count = self.counts.entry(finding.code.clone()).or_default();
        *count = count.saturating_add(1);
        if *count <= self.most {
            self.kept.push(finding);
        }
    }

    /// All of them, those left out as numbers.
    pub(super) fn finish(mut self) -> Vec<Finding> {
        for (code, count) in self.counts.into_iter().filter(|(_, count)| *count > self.most) {
            let left = count.saturating_sub(self.most);
            let message = format!("{left} more findings {code} are not listed");
            self.kept.push(Finding::new(Severity::Info, MORE.name, Position::default(), message));
        }
        self.kept
    }
}
