use super::Fault;
use crate::error::ErrorKind;
use gaialink_table::{LimitError, text::Span};

/// A cell at a place in its piece.
#[inline]
pub(crate) fn span(start: usize, end: usize) -> Result<Span, Fault> {
    Span::at(start, end).ok_or_else(|| too_long(end))
}

#[cold]
fn too_long(end: usize) -> Fault {
    let found = u64::try_from(end).unwrap_or(u64::MAX);
    let limit = LimitError { what: "bytes of rows taken at once".to_owned(), found, limit: u64::from(u32::MAX) };
    Fault::new(ErrorKind::Limit(limit))
}
