use super::elements::{Cells, Elements, HeapOut};
use crate::rows::{RowError, block_mut::RowsMut, layout::Column};

/// Cells of one element.
pub(super) struct Scalars<E> {
    elements: E,
}

impl<E: Elements> Scalars<E> {
    pub(super) fn new(elements: E) -> Self {
        Self { elements }
    }
}

impl<E: Elements> Cells for Scalars<E> {
    fn put(&self, column: &Column, rows: &mut RowsMut<'_>, _heap: &mut HeapOut<'_>) -> Result<(), RowError> {
        self.elements.put_rows(rows, column.place);
        Ok(())
    }
}
