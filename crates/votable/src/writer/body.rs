use super::{WriteOptions, column::Column, out::Out, piece::Piece, rows::Rows};
use crate::{ErrorKind, Result, Serialization, extras};
use gaialink_table::{Field, LossKind, LossReport, Schema, arrow::array::RecordBatch};
use std::io::Write;

/// The rows of a TABLE on their way out.
#[derive(Debug)]
pub(super) struct Body {
    columns: Vec<Column>,
    rows: Rows,
    serialization: Serialization,
    announced: Option<u64>,
    written: u64,
}

impl Body {
    /// Makes ready to write rows of those columns.
    pub(super) fn try_new(out: &mut Out, schema: &Schema, fields: &[Field], options: &WriteOptions) -> Result<Self> {
        let mut columns = Vec::with_capacity(fields.len());
        for field in fields {
            columns.push(Column::try_new(field, options, &mut out.losses)?);
        }
        let rows = Rows::try_new(&columns, options)?;
        let (serialization, announced) = (options.serialization, schema.num_rows);
        Ok(Self { columns, rows, serialization, announced, written: 0 })
    }

    /// The columns as they are written.
    pub(super) fn fields(&self) -> impl Iterator<Item = &Field> {
        self.columns.iter().map(|column| &column.field)
    }

    /// Starts the DATA (VOTable 1.5, 5).
    pub(super) fn open(&self, out: &mut Out, schema: &Schema) {
        out.raw("<DATA>\n");
        let of_stream = schema.extras.iter().filter(|extra| extra.kind == extras::STREAM);
        match self.serialization {
            Serialization::TableData => {
                let label = schema.name.as_deref().unwrap_or("TABLE");
                of_stream.for_each(|extra| out.loss(label, &format!("TABLEDATA has no STREAM with {}", extra.text)));
                out.raw("<TABLEDATA>\n");
            }
            other => {
                out.raw(&format!("<{other}>\n<STREAM encoding=\"base64\""));
                for extra in of_stream {
                    out.raw(" ");
                    out.raw(&extra.text);
                }
                out.content();
            }
        }
    }

    pub(super) fn write_batch(&mut self, inner: &mut impl Write, batch: &RecordBatch, losses: &mut LossReport) -> Result<()> {
        let (expected, found) = (self.columns.len(), batch.num_columns());
        if expected != found {
            return Err(ErrorKind::ColumnCount { expected, found }.into());
        }
        let mut arrays = Vec::with_capacity(expected);
        for (column, array) in self.columns.iter().zip(batch.columns()) {
            arrays.push(column.bring(array, losses)?);
        }
        let piece = Piece { arrays, rows: batch.num_rows(), before: self.written };
        for part in self.rows.parts(piece) {
            for text in self.rows.encode(&self.columns, part, losses)? {
                inner.write_all(&text)?;
                self.rows.reuse(text);
            }
        }
        self.written = self.written.saturating_add(batch.num_rows() as u64);
        Ok(())
    }

    /// Writes what is left of the rows, whose number must be the one announced.
    pub(super) fn finish(&mut self, inner: &mut impl Write, losses: &mut LossReport) -> Result<()> {
        if let Some(announced) = self.announced.filter(|announced| *announced != self.written) {
            let reason = format!("{announced} rows were announced, {} were written", self.written);
            return Err(ErrorKind::Unwritable { reason }.into());
        }
        if self.columns.is_empty() && self.serialization != Serialization::TableData {
            losses.add_many(LossKind::Value, "TABLE", "rows of no columns take no bytes", self.written);
        }
        let last = self.rows.finish();
        inner.write_all(&last)?;
        Ok(())
    }

    /// Ends the DATA.
    pub(super) fn close(&self, out: &mut Out) {
        match self.serialization {
            Serialization::TableData => out.end("TABLEDATA"),
            other => {
                out.end("STREAM");
                out.end(other.element());
            }
        }
        out.end("DATA");
    }
}
