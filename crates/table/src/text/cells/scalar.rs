use super::Cells;
use crate::{
    Result,
    text::{
        ArrayStyle, CellSpans, TextStyle, blanks,
        elements::Elements,
        fault::{Fault, Odd},
    },
};
use arrow::array::ArrayRef;

/// Cells of one element that is no text.
#[derive(Debug)]
pub(in crate::text) struct Scalars<E> {
    elements: E,
    style: ArrayStyle,
    null: Option<&'static str>,
}

impl<E: Elements> Scalars<E> {
    pub(in crate::text) fn new(elements: E, style: &TextStyle) -> Self {
        Self { elements, style: style.arrays, null: style.null_element }
    }

    /// Takes the word that stands for null.
    #[cold]
    fn take_null(&mut self, word: &[u8]) -> std::result::Result<(), Fault> {
        if self.null.is_none_or(|null| null.as_bytes() != word) {
            return Err(Fault::Value(0));
        }
        self.append_null();
        Ok(())
    }
}

impl<E: Elements> Cells for Scalars<E> {
    fn append(&mut self, cell: &[u8]) -> std::result::Result<(), Fault> {
        let word = blanks::trim(cell);
        if word.is_empty() {
            self.append_null();
            return Ok(());
        }
        if self.elements.take_whole(word, self.style) { Ok(()) } else { self.take_null(word) }
    }

    fn append_numbers(&mut self, cells: &CellSpans<'_>) -> usize {
        self.elements.take_cells(cells)
    }

    fn append_null(&mut self) {
        self.elements.push_nulls(1);
    }

    fn append_empty(&mut self) {
        self.append_null();
    }

    fn len(&self) -> usize {
        self.elements.len()
    }

    fn truncate(&mut self, len: usize) {
        self.elements.truncate(len);
    }

    fn byte_size(&self) -> usize {
        self.elements.byte_size()
    }

    fn finish(&mut self) -> Result<ArrayRef> {
        self.elements.finish()
    }

    fn take_odd(&mut self) -> Option<Odd> {
        self.elements.take_odd()
    }
}
