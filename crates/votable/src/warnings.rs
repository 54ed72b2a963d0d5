use crate::{Error, ErrorKind, Result, error::shorten};
use gaialink_table::{Position, Warning};

/// How many warnings are kept.
const KEPT: usize = 1_000;

/// The code of comments and processing instructions.
pub(crate) const ASIDE: &str = "N-COMMENT";

/// The code of the IDs of rows, which a TR may have (VOTable 1.5, 5.1) and for which a table of columns has no place.
pub(crate) const ROW_ID: &str = "N-ROW-ID";

/// What a reader noticed, in order; in strict reading the first one is an error.
#[derive(Debug, Default)]
pub(crate) struct Warnings {
    strict: bool,
    kept: Vec<Warning>,
    dropped: u64,
    /// Where the first comment or processing instruction stands that nobody was told of.
    aside: Option<Position>,
    has_told_aside: bool,
}

impl Warnings {
    pub(crate) fn new(strict: bool) -> Self {
        Self { strict, ..Self::default() }
    }

    /// Whether the first one is an error.
    pub(crate) fn is_strict(&self) -> bool {
        self.strict
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    pub(crate) fn add(&mut self, code: &str, at: Position, message: impl Into<String>) -> Result<()> {
        self.push(Warning::new(code, at, message))
    }

    pub(crate) fn push(&mut self, mut warning: Warning) -> Result<()> {
        shorten(&mut warning.message);
        if self.strict {
            let Warning { code, at, message, .. } = warning;
            return Err(Error::new(ErrorKind::Strict { code, message }, at));
        }
        if self.kept.len() < KEPT {
            self.kept.push(warning);
        } else {
            self.dropped = self.dropped.saturating_add(1);
        }
        Ok(())
    }

    /// Keeps something that is worth knowing but nothing odd, so that strict reading takes it too.
    pub(crate) fn note(&mut self, code: &str, message: impl Into<String>) {
        self.kept.push(Warning::new(code, Position::default(), message));
    }

    /// Keeps the first of what may come often, is worth knowing and nothing odd.
    pub(crate) fn note_once(&mut self, note: Warning) {
        if !self.kept.iter().any(|kept| kept.code == note.code) {
            self.kept.push(note);
        }
    }

    /// Notes a comment or processing instruction, which is left out; one a document is told.
    pub(crate) fn aside(&mut self, at: Position) {
        if !std::mem::replace(&mut self.has_told_aside, true) {
            self.aside = Some(at);
        }
    }

    /// Forgets comments and processing instructions, and those to come.
    pub(crate) fn forget_asides(&mut self) {
        (self.aside, self.has_told_aside) = (None, true);
    }

    /// The warnings since the last call.
    pub(crate) fn take(&mut self) -> Vec<Warning> {
        let taken = std::mem::take(self);
        (self.strict, self.has_told_aside) = (taken.strict, taken.has_told_aside);
        taken.finish()
    }

    /// All warnings, the last one telling how many more there were.
    pub(crate) fn finish(mut self) -> Vec<Warning> {
        if let Some(at) = self.aside {
            self.kept.push(Warning::new(ASIDE, at, "comments and processing instructions are left out"));
        }
        if self.dropped > 0 {
            let message = format!("{} more warnings are not listed", self.dropped);
            self.kept.push(Warning::new("W-MORE", Position::default(), message));
        }
        self.kept
    }
}
