use super::Cells;
use crate::{
    Limits, Result,
    text::{
        ArrayStyle, TextStyle, blanks,
        elements::Elements,
        fault::{Fault, Odd},
        shape::Shape,
    },
};
use arrow::{
    array::{Array, ArrayRef, FixedSizeListArray, ListArray, NullBufferBuilder},
    buffer::{OffsetBuffer, ScalarBuffer},
    datatypes::Field,
};
use std::{mem, sync::Arc};

/// Cells of several elements.
#[derive(Debug)]
pub(in crate::text) struct Arrays<E> {
    elements: E,
    shape: Shape,
    style: ArrayStyle,
    null: Option<&'static str>,
    /// The bytes of one element, and the most that a cell may take.
    size: (u64, u64),
    /// Where each cell ends, in elements; empty for cells of a fixed number.
    ends: Vec<i32>,
    validity: NullBufferBuilder,
}

impl<E: Elements> Arrays<E> {
    /// No cells yet. `size` is that of one element in bytes.
    pub(in crate::text) fn new(elements: E, shape: Shape, style: &TextStyle, size: u64, limits: &Limits) -> Self {
        Self {
            elements,
            shape,
            style: style.arrays,
            null: style.null_element,
            size: (size, limits.max_cell),
            ends: Vec::new(),
            validity: NullBufferBuilder::new(0),
        }
    }

    fn take(&mut self, cell: &[u8]) -> std::result::Result<(), Fault> {
        let start = self.elements.len();
        match self.style {
            ArrayStyle::Blanks => self.elements.take_all(cell, self.shape.fixed).map_err(Fault::Value)?,
            ArrayStyle::Json | ArrayStyle::Tuple => Nested { rest: cell, cell }.take(self)?,
        }
        let count = self.elements.len().saturating_sub(start);
        if !self.shape.allows(count) {
            return Err(Fault::Length(count));
        }
        let claim = Limits::claim("cell", u64::try_from(count).unwrap_or(u64::MAX), self.size.0, self.size.1);
        claim.map_err(|e| Fault::Limit(Box::new(e)))?;
        if self.elements.is_too_long() {
            return Err(Fault::offsets("bytes of text in a batch", self.elements.byte_size()));
        }
        self.end()
    }

    /// Ends the cell whose elements were taken.
    fn end(&mut self) -> std::result::Result<(), Fault> {
        if self.shape.fixed.is_none() {
            let found = self.elements.len();
            let end = i32::try_from(found).map_err(|_| Fault::offsets("elements in a batch", found))?;
            self.ends.push(end);
        }
        self.validity.append_non_null();
        Ok(())
    }

    /// Where the elements of the first `len` cells end.
    fn end_of(&self, len: usize) -> usize {
        let Some(last) = len.checked_sub(1) else { return 0 };
        match self.shape.fixed {
            Some(count) => count.saturating_mul(len),
            None => self.ends.get(last).and_then(|end| usize::try_from(*end).ok()).unwrap_or_default(),
        }
    }

    /// The cell that an element lies in.
    fn row_of(&self, element: usize) -> usize {
        match self.shape.fixed {
            Some(count) => element.checked_div(count).unwrap_or_default(),
            None => self.ends.partition_point(|end| usize::try_from(*end).is_ok_and(|end| end <= element)),
        }
    }
}

/// What is left of a cell whose array stands in brackets.
struct Nested<'t> {
    rest: &'t [u8],
    cell: &'t [u8],
}

impl Nested<'_> {
    fn take<E: Elements>(mut self, cells: &mut Arrays<E>) -> std::result::Result<(), Fault> {
        let (open, close) = match (self.rest.first(), cells.style) {
            (Some(b'['), _) => (b'[', b']'),
            (Some(b'('), ArrayStyle::Tuple) => (b'(', b')'),
            _ => return Err(Fault::Shape),
        };
        self.expect(open)?;
        let mut count = 0_usize;
        while self.rest.first() != Some(&close) {
            if cells.shape.is_flat() {
                self.listed(cells);
                if self.rest.first() == Some(&close) {
                    return Err(Fault::Shape);
                }
            }
            for _ in 0..cells.shape.brackets(count) {
                self.expect(open)?;
            }
            self.element(cells)?;
            count = count.saturating_add(1);
            for _ in 0..cells.shape.brackets(count) {
                self.expect(close)?;
            }
            if self.rest.first() != Some(&close) {
                self.expect(b',')?;
                if self.rest.first() == Some(&close) {
                    return Err(Fault::Shape);
                }
            }
        }
        self.expect(close)?;
        if self.rest.is_empty() { Ok(()) } else { Err(Fault::Shape) }
    }

    /// Takes numbers with a comma behind, which most elements are.
    fn listed<E: Elements>(&mut self, cells: &mut Arrays<E>) {
        let at = cells.elements.take_listed(self.cell, self.cell.len().saturating_sub(self.rest.len()));
        self.rest = self.cell.get(at..).unwrap_or_default();
    }

    /// Takes one byte and the blanks behind it.
    fn expect(&mut self, byte: u8) -> std::result::Result<(), Fault> {
        match self.rest.split_first() {
            Some((first, rest)) if *first == byte => {
                self.rest = blanks::skip(rest);
                Ok(())
            }
            _ => Err(Fault::Shape),
        }
    }

    /// Takes one element and the blanks behind it.
    fn element<E: Elements>(&mut self, cells: &mut Arrays<E>) -> std::result::Result<(), Fault> {
        let at = self.cell.len().saturating_sub(self.rest.len());
        if let Some(rest) = cells.null.and_then(|word| self.rest.strip_prefix(word.as_bytes()))
            && ends(blanks::skip(rest))
        {
            cells.elements.push_nulls(1);
            self.rest = blanks::skip(rest);
            return Ok(());
        }
        if ends(self.rest) {
            return Err(Fault::Shape);
        }
        let taken = cells.elements.take(self.rest, cells.style).ok_or(Fault::Value(at))?;
        self.rest = blanks::skip(self.rest.get(taken..).unwrap_or_default());
        if ends(self.rest) { Ok(()) } else { Err(Fault::Value(at)) }
    }
}

/// Whether an element can end in front of this text.
fn ends(rest: &[u8]) -> bool {
    matches!(rest.first(), Some(b',' | b']' | b')') | None)
}

impl<E: Elements> Cells for Arrays<E> {
    fn append(&mut self, cell: &[u8]) -> std::result::Result<(), Fault> {
        let start = self.elements.len();
        let text = self.elements.decode(cell);
        // Among blanks those of a string are its own.
        let word = blanks::trim(&text);
        let is_null = word.is_empty() && (text.is_empty() || !self.elements.keeps_blanks(self.style));
        if is_null || self.null.is_some_and(|null| null.as_bytes() == word) {
            self.append_null();
            return Ok(());
        }
        let result = self.take(if self.elements.keeps_blanks(self.style) { &text } else { word });
        if result.is_err() {
            self.elements.truncate(start);
        }
        result
    }

    fn append_null(&mut self) {
        match self.shape.fixed {
            Some(count) => self.elements.push_nulls(count),
            None => self.ends.push(self.ends.last().copied().unwrap_or_default()),
        }
        self.validity.append_null();
    }

    fn append_empty(&mut self) {
        match self.shape.fixed {
            None => self.ends.push(self.ends.last().copied().unwrap_or_default()),
            Some(0) => {}
            Some(_) => return self.append_null(),
        }
        self.validity.append_non_null();
    }

    fn len(&self) -> usize {
        self.validity.len()
    }

    fn truncate(&mut self, len: usize) {
        if len < self.len() {
            self.elements.truncate(self.end_of(len));
            self.ends.truncate(len);
            self.validity.truncate(len);
        }
    }

    fn byte_size(&self) -> usize {
        let own = mem::size_of_val(self.ends.as_slice()).saturating_add(self.validity.allocated_size());
        self.elements.byte_size().saturating_add(own)
    }

    fn finish(&mut self) -> Result<ArrayRef> {
        let rows = self.len();
        let elements = self.elements.finish()?;
        let item = Arc::new(Field::new_list_field(elements.data_type().clone(), true));
        let validity = self.validity.finish();
        let Some(count) = self.shape.fixed else {
            let offsets: Vec<i32> = std::iter::once(0).chain(self.ends.drain(..)).collect();
            let offsets = OffsetBuffer::new(ScalarBuffer::from(offsets));
            return Ok(Arc::new(ListArray::try_new(item, offsets, elements, validity)?));
        };
        let count = i32::try_from(count).unwrap_or(i32::MAX);
        Ok(Arc::new(FixedSizeListArray::try_new_with_length(item, count, elements, validity, rows)?))
    }

    fn take_odd(&mut self) -> Option<Odd> {
        let mut odd = self.elements.take_odd()?;
        odd.rows.iter_mut().for_each(|element| *element = self.row_of(*element));
        odd.rows.dedup();
        Some(odd)
    }
}
