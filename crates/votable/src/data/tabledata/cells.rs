use super::Chunk;
use crate::xml::source::Place;

/// Where the cells of some rows of a chunk are, row after row: in its bytes or, where these had to be changed, beside them.
#[derive(Debug, Default)]
pub(super) struct Cells {
    spans: Vec<Span>,
    /// Texts whose entities, CDATA sections or comments were undone.
    beside: Vec<u8>,
    /// Where the rows start in the bytes.
    starts: Vec<usize>,
    /// How many rows of the batch stand before these.
    before: usize,
}

/// A piece of the bytes of a chunk, or of what lies beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    start: usize,
    /// The length, doubled; odd where it lies beside.
    length: usize,
}

impl Span {
    /// A piece of the bytes.
    pub(super) fn new(start: usize, length: usize) -> Self {
        Self { start, length: length << 1 }
    }
}

impl Cells {
    /// Forgets all cells; those to come stand behind so many rows of the batch.
    pub(super) fn clear(&mut self, before: usize) {
        self.spans.clear();
        self.beside.clear();
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
        self.spans.push(Span { start: self.beside.len(), length: (text.len() << 1) | 1 });
        self.beside.extend_from_slice(text);
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
    }

    /// The cells of one column, of so many.
    pub(super) fn column<'a>(&'a self, chunk: &'a Chunk, column: usize, columns: usize) -> impl Iterator<Item = &'a [u8]> {
        let whole = self.starts.len().saturating_mul(columns);
        let spans = self.spans.get(column..whole).unwrap_or_default();
        spans.iter().step_by(columns.max(1)).map(|span| self.text(chunk, *span))
    }

    fn text<'a>(&'a self, chunk: &'a Chunk, span: Span) -> &'a [u8] {
        let bytes = if span.length & 1 == 0 { &chunk.bytes } else { &self.beside };
        bytes.get(span.start..).and_then(|rest| rest.get(..span.length >> 1)).unwrap_or_default()
    }

    /// The place of a cell, or of its row where its text lies beside the bytes.
    pub(super) fn place(&self, chunk: &Chunk, row: usize, column: usize, columns: usize) -> Place {
        let span = row.checked_mul(columns).and_then(|first| self.spans.get(first.checked_add(column)?));
        let row = self.starts.get(row).copied().unwrap_or_default();
        let start = span.filter(|span| span.length & 1 == 0).map_or(row, |span| span.start);
        chunk.place.after(chunk.bytes.get(..start).unwrap_or_default())
    }
}
