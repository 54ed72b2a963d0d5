use gaialink_table::arrow::array::{Array, ArrayRef};
use std::ops::Range;

/// Some rows of a batch.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) arrays: Vec<ArrayRef>,
    pub(super) rows: usize,
    /// The number of rows written before them.
    pub(super) before: u64,
}

impl Piece {
    /// Cuts the rows into pieces of about so many bytes.
    pub(super) fn cut(&self, bytes: usize) -> Vec<Self> {
        let size = |array: &ArrayRef| array.to_data().get_slice_memory_size().unwrap_or(0);
        let count = self.arrays.iter().map(size).sum::<usize>() / bytes.max(1);
        let step = self.rows.div_ceil(count.max(1)).max(1);
        (0..self.rows).step_by(step).map(|start| self.slice(start..start.saturating_add(step).min(self.rows))).collect()
    }

    /// Some of the rows.
    pub(super) fn slice(&self, rows: Range<usize>) -> Self {
        let arrays = self.arrays.iter().map(|array| array.slice(rows.start, rows.len())).collect();
        Self { arrays, rows: rows.len(), before: self.before.saturating_add(rows.start as u64) }
    }
}
