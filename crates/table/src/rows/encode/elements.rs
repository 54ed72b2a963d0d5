//! What the encoders of every datatype share: their input, and where they put the cells.

use crate::rows::{RowError, block_mut::RowsMut, layout::Column, place::Place, text_rule::TextRule};
use arrow::array::ArrayRef;
use std::ops::Range;

/// The heap as it grows.
pub(super) struct HeapOut<'a> {
    pub(super) bytes: &'a mut Vec<u8>,
    pub(super) base: u64,
}

/// One column to encode.
pub(super) struct Input<'a> {
    pub(super) column: &'a Column,
    pub(super) array: &'a ArrayRef,
    /// Whether rows have a null mask.
    pub(super) masked: bool,
    pub(super) rule: TextRule,
}

impl Input<'_> {
    /// A value that cannot be stored; the row is counted from 0.
    pub(super) fn unpackable(&self, row: usize, reason: impl Into<String>) -> RowError {
        self.column.unpackable(row, reason.into())
    }
}

/// Gives the cells of one column, block after block.
pub(super) trait Cells {
    /// The bytes of each cell's elements, where they lie inline behind a count.
    fn lens(&self) -> Vec<usize> {
        Vec::new()
    }

    /// Writes the cells of a block.
    fn put(&self, column: &Column, rows: &mut RowsMut<'_>, heap: &mut HeapOut<'_>) -> Result<(), RowError>;
}

/// Gives elements of one datatype. What it writes to is zero.
pub(super) trait Elements {
    /// The bytes of so many elements.
    fn bytes(&self, count: usize) -> usize;

    /// The packed units of so many elements.
    fn units(&self, count: usize) -> usize {
        count
    }

    /// Writes the elements of one cell.
    fn put(&self, elements: Range<usize>, out: &mut [u8]);

    /// Writes what stands in a null cell in place of elements.
    fn put_null(&self, out: &mut [u8]);

    /// Writes one element to each row.
    fn put_rows(&self, rows: &mut RowsMut<'_>, place: Place) {
        put_each(self, rows, place);
    }
}

/// Writes one element to each row, one by one.
pub(super) fn put_each<E: Elements + ?Sized>(elements: &E, rows: &mut RowsMut<'_>, place: Place) {
    let bytes = elements.bytes(1);
    for row in rows.rows() {
        elements.put(row..row + 1, rows.cell(row, place, bytes));
    }
}
