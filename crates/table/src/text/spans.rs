use super::Span;

/// The cells of one column among those of some rows.
#[derive(Clone, Copy, Debug)]
pub struct CellSpans<'a> {
    text: &'a [u8],
    spans: &'a [Span],
    columns: usize,
    column: usize,
}

impl<'a> CellSpans<'a> {
    /// The cells of a column, counted from 0, among those of whole rows in a text, row after row.
    pub fn new(text: &'a [u8], spans: &'a [Span], columns: usize, column: usize) -> Self {
        Self { text, spans, columns: columns.max(1), column }
    }

    /// The same without the first rows.
    #[must_use]
    pub fn skip(self, rows: usize) -> Self {
        let spans = self.spans.get(rows.saturating_mul(self.columns)..).unwrap_or_default();
        Self { spans, ..self }
    }

    /// The cell of the first row.
    pub fn first(&self) -> Option<Span> {
        self.iter().next()
    }

    /// The text.
    pub fn text(&self) -> &'a [u8] {
        self.text
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.spans.len().checked_div(self.columns).unwrap_or_default()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The cells.
    #[inline]
    pub fn iter(&self) -> impl Iterator<Item = Span> + 'a {
        let column = self.column;
        self.spans.chunks_exact(self.columns).filter_map(move |row| row.get(column).copied())
    }
}
