use super::{Block, Cells, Division, Elements, End, scalar::take_valid};
use crate::{
    LimitError, Warning,
    rows::{RowError, layout::Column},
};
use arrow::{
    array::{ArrayRef, FixedSizeListArray, ListArray, NullBufferBuilder},
    buffer::OffsetBuffer,
    datatypes::{DataType, FieldRef},
};
use std::sync::Arc;

/// Cells of a fixed number of elements.
pub(super) struct FixedLists<E> {
    elements: E,
    len: usize,
    rows: usize,
    valid: NullBufferBuilder,
}

impl<E: Elements> FixedLists<E> {
    pub(super) fn new(elements: E, len: usize, rows: usize) -> Self {
        Self { elements, len, rows: 0, valid: NullBufferBuilder::new(rows) }
    }
}

impl<E: Elements> Cells for FixedLists<E> {
    fn take(&mut self, block: &Block<'_>) -> Result<(), RowError> {
        take_valid(&mut self.valid, block);
        self.rows += block.rows.count;
        (0..block.rows.count).try_for_each(|row| {
            let taken = self.elements.take(block.cell(row)?.0, self.len);
            taken.map_err(|source| block.limit(row, source))
        })
    }

    fn finish(mut self: Box<Self>, column: &Column, warnings: &mut Vec<Warning>) -> Result<ArrayRef, RowError> {
        let nulls = self.valid.finish();
        let missing = nulls.as_ref().map(|nulls| nulls.expand(self.len));
        let values = self.elements.finish(End { column, missing, division: Division::Even(self.len), warnings })?;
        let size = i32::try_from(self.len).unwrap_or(i32::MAX);
        let lists = FixedSizeListArray::try_new_with_length(item(column)?, size, values, nulls, self.rows)?;
        Ok(Arc::new(lists))
    }
}

/// Cells of a number of elements that varies.
pub(super) struct VariableLists<E> {
    elements: E,
    /// What the packed count is a multiple of.
    step: usize,
    /// Packed units of one element.
    unit: usize,
    /// Whether a cell of no elements is null.
    empty_is_null: bool,
    offsets: Vec<i32>,
    valid: NullBufferBuilder,
}

impl<E: Elements> VariableLists<E> {
    pub(super) fn new(elements: E, (step, unit): (usize, usize), empty_is_null: bool, rows: usize) -> Self {
        let mut offsets = Vec::with_capacity(rows.saturating_add(1));
        offsets.push(0);
        Self { elements, step, unit, empty_is_null, offsets, valid: NullBufferBuilder::new(rows) }
    }

    fn take_cell(&mut self, block: &Block<'_>, row: usize) -> Result<(), RowError> {
        let (bytes, units) = block.cell(row)?;
        if !block.is_valid(row) {
            self.valid.append_null();
            return self.end_cell(block, row);
        }
        self.valid.append(units > 0 || !self.empty_is_null);
        if units > 0 && units.checked_rem(self.step) != Some(0) {
            let found = format!("an array of {units} elements");
            return Err(block.column.bad_cell(block.first + row, found, "whole number of the arraysize's fixed part"));
        }
        let taken = self.elements.take(bytes, units.checked_div(self.unit).unwrap_or(0));
        taken.map_err(|source| block.limit(row, source))?;
        self.end_cell(block, row)
    }

    fn end_cell(&mut self, block: &Block<'_>, row: usize) -> Result<(), RowError> {
        let len = self.elements.len();
        self.offsets.push(i32::try_from(len).map_err(|_| block.limit(row, too_many(len)))?);
        Ok(())
    }
}

/// More elements, or bytes of text, than Arrow can count in one array.
pub(super) fn too_many(found: usize) -> LimitError {
    let found = u64::try_from(found).unwrap_or(u64::MAX);
    LimitError { what: "the elements of a batch".to_owned(), found, limit: i32::MAX.unsigned_abs().into() }
}

impl<E: Elements> Cells for VariableLists<E> {
    fn take(&mut self, block: &Block<'_>) -> Result<(), RowError> {
        (0..block.rows.count).try_for_each(|row| self.take_cell(block, row))
    }

    fn finish(mut self: Box<Self>, column: &Column, warnings: &mut Vec<Warning>) -> Result<ArrayRef, RowError> {
        let division = Division::Ends(&self.offsets);
        let values = self.elements.finish(End { column, missing: None, division, warnings })?;
        let offsets = OffsetBuffer::new(self.offsets.into());
        Ok(Arc::new(ListArray::try_new(item(column)?, offsets, values, self.valid.finish())?))
    }
}

fn item(column: &Column) -> Result<FieldRef, RowError> {
    match &column.data_type {
        DataType::List(item) | DataType::FixedSizeList(item, _) => Ok(Arc::clone(item)),
        other => Err(column.bad_cell(0, other.to_string(), "list")),
    }
}
