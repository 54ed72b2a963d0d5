use super::elements::Cells;
use crate::rows::{block_mut::Ends, layout::Layout};

/// Where the rows to write start, and the parts between their inline fields.
pub(super) struct RowStarts {
    /// How many rows there are.
    pub(super) rows: usize,
    /// How many bytes they take.
    pub(super) bytes: usize,
    stride: Option<usize>,
    starts: Vec<Vec<usize>>,
}

impl RowStarts {
    pub(super) fn new(layout: &Layout, encoders: &[Box<dyn Cells>], rows: usize) -> Self {
        if let Some(stride) = layout.row_len {
            return Self { rows, bytes: stride.saturating_mul(rows), stride: Some(stride), starts: Vec::new() };
        }
        let inline: Vec<_> = layout.inline.iter().filter_map(|at| Some((layout.columns.get(*at)?, encoders.get(*at)?))).collect();
        let lens: Vec<_> = inline.iter().map(|(_, encoder)| encoder.lens()).collect();
        let mut totals = vec![layout.min_row_len; rows];
        for cells in &lens {
            totals.iter_mut().zip(cells).for_each(|(total, len)| *total = total.saturating_add(*len));
        }
        let mut bytes = 0_usize;
        let start = |total: &usize| {
            let start = bytes;
            bytes = bytes.saturating_add(*total);
            start
        };
        let first = totals.iter().map(start).collect();
        let mut starts: Vec<Vec<usize>> = vec![first];
        for ((column, _), cells) in inline.iter().zip(&lens) {
            let before = starts.last().map(Vec::as_slice).unwrap_or_default();
            let skip = column.place.offset.saturating_add(4);
            starts.push(before.iter().zip(cells).map(|(start, len)| start.saturating_add(skip).saturating_add(*len)).collect());
        }
        Self { rows, bytes, stride: None, starts }
    }

    /// The same, as rows to write take it.
    pub(super) fn ends(&self) -> Ends<'_> {
        match self.stride {
            Some(stride) => Ends::Even { stride },
            None => Ends::Uneven(&self.starts),
        }
    }
}
