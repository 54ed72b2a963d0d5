use super::Chunk;
use crate::xml::source::Place;
use gaialink_table::text::{CellSpans, Span};
use std::ops::Range;

/// Where the cells of some rows of a chunk are, row after row: in its bytes or, where these had to be changed, beside them.
#[derive(Debug, Default)]
pub(super) struct Cells {
    spans: Vec<Span>,
    /// Texts whose entities, CDATA sections or comments were undone.
    beside: Vec<u8>,
    /// Which cells these are, in order, and where their texts lie.
    moved: Vec<(usize, Range<usize>)>,
    /// Where the rows start in the bytes.
    starts: Vec<usize>,
    /// How many rows of the batch stand before these.
    before: usize,
}

impl Cells {
    /// Forgets all cells; those to come stand behind so many rows of the batch.
    pub(super) fn clear(&mut self, before: usize) {
        self.spans.clear();
        self.beside.clear();
        self.moved.clear();
        self.starts.clear();
        self.before = before;
    }

    /// How many rows of the batch stand before these.
    pub(super) fn before(&self) -> usize {
        self.before
    }

    /// The number of the row that comes next, counted from 1 in the batch.
    pub(super) fn next_row(&self) -> u64 {
        (self.before.saturating_add(self.starts.len()) as u64).saturating_add(1)
    }

    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.starts.len()
    }

    /// Adds a cell.
    pub(super) fn push(&mut self, span: Span) {
        self.spans.push(span);
    }

    /// Adds a cell whose text is not in the bytes as it is.
    pub(super) fn push_text(&mut self, text: &[u8]) {
        let start = self.beside.len();
        self.beside.extend_from_slice(text);
        self.moved.push((self.spans.len(), start..self.beside.len()));
        self.spans.push(Span::new(0, 0));
    }

    /// Ends a row that started at a place in the bytes.
    pub(super) fn end_row(&mut self, start: usize) {
        self.starts.push(start);
    }

    /// How many cells there are, those of an unfinished row too.
    pub(super) fn len(&self) -> usize {
        self.spans.len()
    }

    /// Forgets cells.
    pub(super) fn truncate(&mut self, len: usize) {
        self.spans.truncate(len);
        while self.moved.pop_if(|(cell, _)| *cell >= len).is_some() {}
    }

    /// The cells of one column, of so many, from a row on, where all of them lie in the bytes.
    pub(super) fn in_place<'a>(&'a self, chunk: &'a Chunk, column: usize, columns: usize) -> Option<CellSpans<'a>> {
        let spans = self.spans.get(..self.starts.len().saturating_mul(columns)).unwrap_or_default();
        self.moved.is_empty().then(|| CellSpans::new(&chunk.bytes, spans, columns, column))
    }

    /// The cell of a column, of so many, in a row.
    pub(super) fn text<'a>(&'a self, chunk: &'a Chunk, row: usize, column: usize, columns: usize) -> &'a [u8] {
        let cell = row.saturating_mul(columns).saturating_add(column);
        match self.moved_to(cell) {
            Some(range) => self.beside.get(range).unwrap_or_default(),
            None => self.spans.get(cell).map_or(&[], |span| span.text(&chunk.bytes)),
        }
    }

    /// Where the text of a cell lies that is not in the bytes.
    fn moved_to(&self, cell: usize) -> Option<Range<usize>> {
        let found = self.moved.binary_search_by_key(&cell, |(cell, _)| *cell).ok()?;
        self.moved.get(found).map(|(_, range)| range.clone())
    }

    /// The place of a cell, or of its row where its text lies beside the bytes.
    pub(super) fn place(&self, chunk: &Chunk, row: usize, column: usize, columns: usize) -> Place {
        let cell = row.saturating_mul(columns).saturating_add(column);
        let span = self.spans.get(cell).filter(|_| self.moved_to(cell).is_none());
        let row = self.starts.get(row).copied().unwrap_or_default();
        let start = span.map_or(row, |span| span.range().0);
        chunk.place.after(chunk.bytes.get(..start).unwrap_or_default())
    }
}
