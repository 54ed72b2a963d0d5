use super::place::Place;
use std::ops::Range;

/// Rows to write, all bytes zero.
#[derive(Debug)]
pub(super) struct RowsMut<'a> {
    bytes: &'a mut [u8],
    starts: Ends<'a>,
    rows: Range<usize>,
}

/// Where rows to write and the parts between their inline fields start.
#[derive(Clone, Copy, Debug)]
pub(super) enum Ends<'a> {
    /// Rows of one length.
    Even {
        /// The length.
        stride: usize,
    },
    /// One list for the rows, then one for the end of each inline field.
    Uneven(&'a [Vec<usize>]),
}

impl<'a> RowsMut<'a> {
    /// Some of the rows that lie in `bytes`.
    pub(super) fn new(bytes: &'a mut [u8], starts: Ends<'a>, rows: Range<usize>) -> Self {
        Self { bytes, starts, rows }
    }

    fn start(&self, row: usize, after: usize) -> Option<usize> {
        match self.starts {
            Ends::Even { stride } => Some(row * stride),
            Ends::Uneven(starts) => starts.get(after)?.get(row).copied(),
        }
    }

    /// The rows of the block, counted in the whole batch.
    pub(super) fn rows(&self) -> Range<usize> {
        self.rows.clone()
    }

    /// The bytes of a field of fixed size in one row.
    pub(super) fn cell(&mut self, row: usize, place: Place, size: usize) -> &mut [u8] {
        let start = self.start(row, place.after).unwrap_or(usize::MAX);
        let rest = self.bytes.get_mut(start..).unwrap_or_default();
        rest.get_mut(place.offset..).and_then(|rest| rest.get_mut(..size)).unwrap_or_default()
    }

    /// Writes a field of N bytes to every row of the block.
    pub(super) fn put<const N: usize, T>(&mut self, values: &[T], place: Place, write: impl Fn(&T) -> [u8; N]) {
        let values = values.get(self.rows()).unwrap_or_default();
        match self.starts {
            Ends::Even { stride } => {
                let bytes = self.bytes.get_mut(self.rows.start * stride..self.rows.end * stride).unwrap_or_default();
                for (row, value) in bytes.chunks_exact_mut(stride.max(1)).zip(values) {
                    if let Some(cell) = row.get_mut(place.offset..).and_then(|rest| rest.first_chunk_mut()) {
                        *cell = write(value);
                    }
                }
            }
            Ends::Uneven(starts) => {
                let starts = starts.get(place.after).and_then(|starts| starts.get(self.rows())).unwrap_or_default();
                for (start, value) in starts.iter().zip(values) {
                    let rest = self.bytes.get_mut(start.saturating_add(place.offset)..);
                    if let Some(cell) = rest.and_then(|rest| rest.first_chunk_mut()) {
                        *cell = write(value);
                    }
                }
            }
        }
    }
}
