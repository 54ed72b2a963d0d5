use super::{Decoder, Pieces, layout};
use crate::dialect::Dialect;
use gaialink_table::{Limits, arrow::array::RecordBatch};

/// Decodes the rows of small inputs of one header, which are at hand as a whole, on the thread that asks.
#[derive(Debug)]
pub(crate) struct Body {
    decoder: Decoder,
    dialect: Dialect,
    columns: usize,
    /// The line of column names, with its end: where the first batch ends depends on it.
    names: Vec<u8>,
    /// Its number, counted from 1.
    line: u64,
    limits: Limits,
}

impl Body {
    /// Rows of so many columns behind the line of their names, which has a number, counted from 1.
    pub(crate) fn new(decoder: Decoder, dialect: Dialect, columns: usize, (names, line): (&[u8], u64), limits: &Limits) -> Self {
        Self { decoder, dialect, columns, names: names.to_vec(), line, limits: limits.clone() }
    }

    /// The batches of all rows, as [`super::Stream`] gives them; nothing where anything is wrong or odd.
    pub(crate) fn decode(&self, rows: &[u8]) -> Option<Vec<RecordBatch>> {
        let (_, size) = layout(self.limits.batch_size());
        // One byte more shows the end of the input.
        let size = size.min(self.names.len().saturating_add(rows.len()).saturating_add(1));
        let mut pieces = Pieces::new(rows, self.names.clone(), self.line, self.dialect, size, &self.limits);
        pieces.next_row().ok()??;
        pieces.expect_cells(self.columns);
        let mut pieces = pieces.with_max_rows(self.decoder.max_rows());
        let mut batches = Vec::new();
        while let Some(piece) = pieces.next().ok()? {
            let decoded = self.decoder.decode(piece).ok().filter(|decoded| decoded.warnings.is_empty())?;
            batches.extend(decoded.batches);
        }
        pieces.comments().is_none().then_some(batches)
    }
}
