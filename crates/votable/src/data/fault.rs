use crate::{Error, ErrorKind, Result, xml::events::Events, xml::source::Place};
use gaialink_table::Position;
use std::io::BufRead;

/// An error among rows that were decoded away from the document: where in their bytes it is, and in which row of them.
#[derive(Debug)]
pub(crate) struct Fault {
    kind: Box<ErrorKind>,
    place: Option<Place>,
    /// The row, counted from 1 within the rows decoded together.
    pub(crate) row: Option<u64>,
    column: Option<String>,
}

impl Fault {
    /// A fault of a kind, at a place nobody knows yet.
    pub(crate) fn new(kind: impl Into<ErrorKind>) -> Self {
        Self { kind: Box::new(kind.into()), place: None, row: None, column: None }
    }

    /// The same, at a place.
    pub(crate) fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The same, in a row, counted from 1 within the rows decoded together.
    pub(crate) fn in_row(mut self, row: u64) -> Self {
        self.row = Some(row);
        self
    }

    /// The same, in a column.
    pub(crate) fn in_column(mut self, name: &str) -> Self {
        self.column = Some(name.to_owned());
        self
    }

    /// Whether it stands in an earlier row than another one, or in none, as what holds for a whole column.
    pub(crate) fn is_before(&self, other: &Self) -> bool {
        self.row < other.row
    }

    /// Counts it as a warning that ends in these words.
    pub(crate) fn warn<R: BufRead>(self, events: &mut Events<R>, code: &str, end: &str) -> Result<()> {
        let at = self.place.map_or_else(|| events.position(), |place| events.position_of(place));
        events.warnings.add(code, at, format!("{}{end}", self.kind))
    }

    /// The error, given the number of rows before.
    pub(crate) fn into_error<R: BufRead>(self, events: &Events<R>, before: u64) -> Error {
        let mut at = self.place.map_or_else(Position::default, |place| events.position_of(place));
        at.element = Some(events.path()).filter(|path| !path.is_empty());
        at.row = self.row.map(|row| row.saturating_add(before));
        at.column = self.column;
        Error::new(shifted(*self.kind, before), at)
    }
}

/// The error with its row counted from the start of the table.
fn shifted(kind: ErrorKind, before: u64) -> ErrorKind {
    match kind {
        ErrorKind::Table(gaialink_table::Error::Row(error)) => gaialink_table::Error::Row(error.behind(before)).into(),
        other => other,
    }
}
