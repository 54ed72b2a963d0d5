use super::{
    cells::number,
    elements::{Cells, Elements, HeapOut},
};
use crate::rows::{Length, RowError, block_mut::RowsMut, layout::Column};
use arrow::buffer::{NullBuffer, OffsetBuffer};
use std::ops::Range;

/// Cells of a fixed number of elements.
pub(super) struct FixedLists<E> {
    elements: E,
    len: usize,
    nulls: Option<NullBuffer>,
}

impl<E: Elements> FixedLists<E> {
    pub(super) fn new(elements: E, len: usize, nulls: Option<NullBuffer>) -> Self {
        Self { elements, len, nulls }
    }
}

impl<E: Elements> Cells for FixedLists<E> {
    fn put(&self, column: &Column, rows: &mut RowsMut<'_>, _heap: &mut HeapOut<'_>) -> Result<(), RowError> {
        let bytes = self.elements.bytes(self.len);
        for row in rows.rows() {
            let cell = rows.cell(row, column.place, bytes);
            match self.nulls.as_ref().is_some_and(|nulls| nulls.is_null(row)) {
                true => self.elements.put_null(cell),
                false => self.elements.put(row * self.len..(row + 1) * self.len, cell),
            }
        }
        Ok(())
    }
}

/// Cells of a number of elements that varies.
pub(super) struct VariableLists<E> {
    elements: E,
    length: Length,
    offsets: OffsetBuffer<i32>,
    nulls: Option<NullBuffer>,
}

impl<E: Elements> VariableLists<E> {
    pub(super) fn new(elements: E, column: &Column, offsets: OffsetBuffer<i32>, nulls: Option<NullBuffer>) -> Self {
        Self { elements, length: column.field.length, offsets, nulls }
    }

    /// The elements of a cell, none of a null one.
    fn range(&self, row: usize) -> Range<usize> {
        if self.nulls.as_ref().is_some_and(|nulls| nulls.is_null(row)) {
            return 0..0;
        }
        let offset = |at: usize| self.offsets.get(at).and_then(|end| usize::try_from(*end).ok()).unwrap_or(0);
        offset(row)..offset(row + 1)
    }

    fn put_inline(&self, column: &Column, rows: &mut RowsMut<'_>, row: usize) -> Result<(), RowError> {
        let range = self.range(row);
        let cell = rows.cell(row, column.place, 4 + self.elements.bytes(range.len()));
        if let Some((count, out)) = cell.split_first_chunk_mut() {
            *count = self.count(column, row, range.len())?.to_be_bytes();
            self.elements.put(range, out);
        }
        Ok(())
    }

    fn count(&self, column: &Column, row: usize, len: usize) -> Result<i32, RowError> {
        let units = self.elements.units(len);
        let reason = || format!("a count of {units} is beyond 32 bits");
        i32::try_from(units).map_err(|_| column.unpackable(row, reason()))
    }

    /// Writes the elements to the heap, and the count and offset to the row (FITS 4.0, 7.3.5).
    fn put_heap(&self, column: &Column, rows: &mut RowsMut<'_>, row: usize, heap: &mut HeapOut<'_>) -> Result<(), RowError> {
        let range = self.range(row);
        let start = heap.bytes.len();
        let offset = heap.base.saturating_add(number(start));
        if self.length == Length::Descriptor32 {
            let reason = || format!("the heap offset {offset} is beyond 32 bits");
            let offset = i32::try_from(offset).map_err(|_| column.unpackable(row, reason()))?;
            let count = self.count(column, row, range.len())?;
            put_pair(rows.cell(row, column.place, 8), count.to_be_bytes(), offset.to_be_bytes());
        } else {
            let count = number(self.elements.units(range.len()));
            put_pair(rows.cell(row, column.place, 16), count.to_be_bytes(), offset.to_be_bytes());
        }
        heap.bytes.resize(start.saturating_add(self.elements.bytes(range.len())), 0);
        self.elements.put(range, heap.bytes.get_mut(start..).unwrap_or_default());
        Ok(())
    }
}

fn put_pair<const N: usize>(out: &mut [u8], count: [u8; N], offset: [u8; N]) {
    out.iter_mut().zip(count.into_iter().chain(offset)).for_each(|(out, byte)| *out = byte);
}

impl<E: Elements> Cells for VariableLists<E> {
    fn lens(&self) -> Vec<usize> {
        (0..self.offsets.len().saturating_sub(1)).map(|row| self.elements.bytes(self.range(row).len())).collect()
    }

    fn put(&self, column: &Column, rows: &mut RowsMut<'_>, heap: &mut HeapOut<'_>) -> Result<(), RowError> {
        rows.rows().try_for_each(|row| match self.length {
            Length::Inline | Length::Fixed(_) => self.put_inline(column, rows, row),
            Length::Descriptor32 | Length::Descriptor64 => self.put_heap(column, rows, row, heap),
        })
    }
}
