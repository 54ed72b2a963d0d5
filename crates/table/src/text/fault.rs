use crate::LimitError;

/// Why a cell was not taken, before the column is known.
#[derive(Debug)]
pub(super) enum Fault {
    /// The word that starts at this byte of the cell is no value.
    Value(usize),
    /// The cell is no array of the column's shape.
    Shape,
    /// The array has so many elements, which the shape does not allow.
    Length(usize),
    /// A size goes beyond a limit.
    Limit(Box<LimitError>),
}

impl Fault {
    /// More bytes or elements in one array than Arrow's 32-bit offsets can count.
    pub(super) fn offsets(what: &str, found: usize) -> Self {
        let (found, limit) = (u64::try_from(found).unwrap_or(u64::MAX), u64::from(i32::MAX.unsigned_abs()));
        Self::Limit(Box::new(LimitError { what: what.to_owned(), found, limit }))
    }
}

/// What was read all the same: cells counted from 0.
#[derive(Debug)]
pub(super) struct Odd {
    /// The code of the warning.
    pub(super) code: &'static str,
    /// What was found and how it was read.
    pub(super) message: &'static str,
    /// The cells, in order.
    pub(super) rows: Vec<usize>,
}
