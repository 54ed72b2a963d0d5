use super::Encoder;
use crate::error::{Error, ErrorKind, Format, Result};
use gaialink_table::{
    Error as TableError, LossReport, Position, Schema,
    arrow::array::{Array, ArrayRef, RecordBatch},
    schema, turns,
};
use std::{io::Write, ops::Range};

/// Writes batches to an output: blocks of rows are encoded by all threads, and written in turns.
#[derive(Debug)]
pub(crate) struct Sink<W> {
    inner: W,
    encoder: Encoder,
    format: Format,
    /// The schema of the batches, for checking them.
    schema: Schema,
    /// What was lost.
    losses: LossReport,
    /// Texts that were written; the next ones take their room.
    spare: Vec<Vec<u8>>,
}

/// About how many bytes of memory the rows of a block take: so few that their text is still near when it is written.
const BLOCK: usize = 128 << 10;

impl<W: Write + Send> Sink<W> {
    /// A sink of batches of a schema.
    pub(crate) fn new(inner: W, encoder: Encoder, format: Format, schema: Schema, losses: LossReport) -> Self {
        Self { inner, encoder, format, schema, losses, spare: Vec::new() }
    }

    /// Writes what stands before the rows: a header and the line of column names.
    pub(crate) fn start(&mut self, header: &str) -> Result<()> {
        if self.schema.fields.is_empty() {
            return Err(self.fail(ErrorKind::NoColumns));
        }
        let mut out = header.as_bytes().to_vec();
        self.encoder.names(self.schema.fields.iter().map(|field| field.name.as_str()), &mut out);
        self.inner.write_all(&out).map_err(|error| self.fail(error.into()))
    }

    /// Writes the rows of a batch.
    pub(crate) fn write(&mut self, batch: &RecordBatch) -> Result<()> {
        self.check(batch).map_err(|error| self.fail(error.into()))?;
        let (encoder, format) = (&self.encoder, self.format);
        let make = |rows: &Range<usize>, mut text: Vec<u8>| {
            let mut losses = LossReport::default();
            text.clear();
            encoder.rows(batch, rows.clone(), &mut text, &mut losses).map_err(|error| fail(format, error.into()))?;
            Ok((text, losses))
        };
        turns::write(&blocks(batch), &mut self.spare, make, |(text, losses)| {
            self.inner.write_all(&text).map_err(|error| fail(format, error.into()))?;
            self.losses.merge(&losses);
            Ok(text)
        })
    }

    /// Completes the output.
    pub(crate) fn finish(mut self) -> Result<LossReport> {
        self.inner.flush().map_err(|error| self.fail(error.into()))?;
        Ok(self.losses)
    }

    fn check(&self, batch: &RecordBatch) -> std::result::Result<(), TableError> {
        let (expected, found) = (self.schema.fields.len(), batch.num_columns());
        if expected != found {
            return Err(TableError::ColumnCount { expected, found });
        }
        for (field, array) in self.schema.fields.iter().zip(batch.columns()) {
            let expected = schema::arrow::data_type(field)?;
            if !schema::arrow::equal_types(&expected, array.data_type()) {
                let (expected, found) = (expected.to_string(), array.data_type().to_string());
                return Err(TableError::Mismatch { column: field.name.clone(), expected, found });
            }
        }
        Ok(())
    }

    fn fail(&self, kind: ErrorKind) -> Error {
        fail(self.format, kind)
    }
}

fn fail(format: Format, kind: ErrorKind) -> Error {
    format.error(Position::default(), kind)
}

/// The rows of a batch in blocks of about [`BLOCK`] bytes.
fn blocks(batch: &RecordBatch) -> Vec<Range<usize>> {
    let rows = batch.num_rows();
    let size = |column: &ArrayRef| column.to_data().get_slice_memory_size().unwrap_or_else(|_| column.get_array_memory_size());
    let size: usize = batch.columns().iter().map(size).sum();
    let step = rows.checked_div(size.div_ceil(BLOCK)).unwrap_or(rows).max(1);
    (0..rows).step_by(step).map(|start| start..start.saturating_add(step).min(rows)).collect()
}
