use gaialink_table::arrow::array::{Array, ArrayRef};

/// Some rows of a batch.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) arrays: Vec<ArrayRef>,
    pub(super) rows: usize,
    /// The number of rows written before them.
    pub(super) before: u64,
}

impl Piece {
    /// About how many bytes the arrays take.
    pub(super) fn bytes(&self) -> usize {
        let size = |array: &ArrayRef| array.to_data().get_slice_memory_size().unwrap_or(0);
        self.arrays.iter().map(size).sum()
    }

    /// Cuts the rows into so many pieces, or fewer.
    pub(super) fn cut(self, count: usize) -> Vec<Self> {
        let step = self.rows.div_ceil(count.max(1)).max(1);
        if step >= self.rows {
            return vec![self];
        }
        let piece = |start: usize| {
            let rows = step.min(self.rows.saturating_sub(start));
            let arrays = self.arrays.iter().map(|array| array.slice(start, rows)).collect();
            Self { arrays, rows, before: self.before.saturating_add(start as u64) }
        };
        (0..self.rows).step_by(step).map(piece).collect()
    }
}
