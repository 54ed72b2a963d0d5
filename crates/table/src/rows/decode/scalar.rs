use super::{Block, Cells, Division, Elements, End};
use crate::{
    Warning,
    rows::{RowError, layout::Column},
};
use arrow::array::{ArrayRef, NullBufferBuilder};

/// Cells of one element.
pub(super) struct Scalars<E> {
    elements: E,
    valid: NullBufferBuilder,
}

impl<E: Elements> Scalars<E> {
    pub(super) fn new(elements: E, rows: usize) -> Self {
        Self { elements, valid: NullBufferBuilder::new(rows) }
    }
}

/// Takes the null mask's answers for a block.
pub(super) fn take_valid(valid: &mut NullBufferBuilder, block: &Block<'_>) {
    match block.valid {
        Some(answers) => valid.append_slice(answers),
        None => valid.append_n_non_nulls(block.rows.count),
    }
}

impl<E: Elements> Cells for Scalars<E> {
    fn take(&mut self, block: &Block<'_>) -> Result<(), RowError> {
        take_valid(&mut self.valid, block);
        self.elements.take_rows(block)
    }

    fn finish(mut self: Box<Self>, column: &Column, warnings: &mut Vec<Warning>) -> Result<ArrayRef, RowError> {
        let missing = self.valid.finish();
        self.elements.finish(End { column, missing, division: Division::Even(1), warnings })
    }
}
