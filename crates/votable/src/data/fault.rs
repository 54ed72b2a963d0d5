use crate::{Error, ErrorKind, xml::events::Events, xml::source::Place};
use gaialink_table::Position;
use std::io::BufRead;

/// An error among rows that were decoded away from the document: where in their bytes it is, and in which row of them.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) kind: ErrorKind,
    pub(crate) place: Option<Place>,
    /// The row, counted from 1 within the rows decoded together.
    pub(crate) row: Option<u64>,
    pub(crate) column: Option<String>,
}

impl Fault {
    /// The error, given the number of rows before.
    pub(crate) fn into_error<R: BufRead>(self, events: &Events<R>, before: u64) -> Error {
        let mut at = self.place.map_or_else(Position::default, |place| events.position_of(place));
        at.element = Some(events.path()).filter(|path| !path.is_empty());
        at.row = self.row.map(|row| row.saturating_add(before));
        at.column = self.column;
        Error::new(self.kind, at)
    }
}
