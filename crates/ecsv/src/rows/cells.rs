use super::Fault;
use crate::error::ErrorKind;
use gaialink_table::LimitError;

/// Where the text of a cell lies, without its quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    start: u32,
    end: u32,
}

impl Cell {
    /// A pair of quotes with nothing between.
    pub(crate) const QUOTED_EMPTY: Self = Self { start: u32::MAX, end: u32::MAX };

    /// A cell at a place in its piece.
    pub(crate) fn at(start: usize, end: usize) -> Result<Self, Fault> {
        match (u32::try_from(start), u32::try_from(end)) {
            (Ok(start), Ok(end)) => Ok(Self { start, end }),
            _ => Err(too_long(end)),
        }
    }

    /// Whether nothing stands between the delimiters.
    pub(crate) fn is_absent(self) -> bool {
        self.start == self.end && self != Self::QUOTED_EMPTY
    }

    /// The text of the cell; empty where there is none.
    pub(crate) fn text(self, bytes: &[u8]) -> &[u8] {
        let place = |at: u32| usize::try_from(at).unwrap_or(usize::MAX);
        bytes.get(place(self.start)..place(self.end)).unwrap_or_default()
    }
}

fn too_long(end: usize) -> Fault {
    let found = u64::try_from(end).unwrap_or(u64::MAX);
    let limit = LimitError { what: "bytes of rows taken at once".to_owned(), found, limit: u64::from(u32::MAX) };
    Fault::new(ErrorKind::Limit(limit))
}
