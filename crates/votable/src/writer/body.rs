use super::{
    WriteOptions,
    column::Column,
    file::{FileColumns, RowFile, bring},
    out::Out,
    piece::Piece,
    rows::Rows,
};
use crate::{ErrorKind, Result, Serialization, extras};
use gaialink_table::{Field, LossKind, LossReport, Schema, arrow::array::RecordBatch};
use std::io::{Read, Write};

/// A file, where rows are written as they come.
const NO_FILE: ErrorKind = ErrorKind::Part { expected: "a batch of rows", found: "a file of rows" };

/// What comes of rows.
#[derive(Debug)]
enum Form {
    /// They are written as they come.
    Rows(Box<Rows>),
    /// They are a file, which the caller makes.
    File(RowFile),
}

/// The rows of a TABLE on their way out.
#[derive(Debug)]
pub(super) struct Body {
    columns: Vec<Column>,
    form: Form,
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
        let form = match options.serialization.is_file() {
            true => Form::File(RowFile::default()),
            false => Form::Rows(Box::new(Rows::try_new(&columns, options)?)),
        };
        let (serialization, announced) = (options.serialization, schema.num_rows);
        Ok(Self { columns, form, serialization, announced, written: 0 })
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
                // The table of a FITS file stands behind its primary HDU (VOTable 1.5, 5.2).
                let number = if other == Serialization::Fits { " extnum=\"1\"" } else { "" };
                out.raw(&format!("<{other}{number}>\n<STREAM encoding=\"base64\""));
                for extra in of_stream {
                    out.raw(" ");
                    out.raw(&extra.text);
                }
                out.content();
            }
        }
    }

    pub(super) fn write_batch(
        &mut self,
        inner: &mut (impl Write + Send),
        batch: &RecordBatch,
        losses: &mut LossReport,
    ) -> Result<()> {
        let Form::Rows(rows) = &mut self.form else {
            return Err(ErrorKind::Part { expected: "the file that the rows are", found: "a batch of rows" }.into());
        };
        let arrays = bring(&self.columns, batch, losses)?;
        let piece = Piece { arrays, rows: batch.num_rows(), before: self.written };
        rows.write(&self.columns, &piece, inner, losses)?;
        self.written = self.written.saturating_add(batch.num_rows() as u64);
        Ok(())
    }

    /// The columns of the file that the rows are.
    pub(super) fn file_columns(&self) -> Result<FileColumns> {
        match self.form {
            Form::Rows(_) => Err(NO_FILE.into()),
            Form::File(_) => FileColumns::try_new(&self.columns),
        }
    }

    /// Writes the file that the rows are, which has so many of them.
    pub(super) fn write_file(&mut self, inner: &mut impl Write, file: &mut dyn Read, rows: u64) -> Result<()> {
        let Form::File(form) = &mut self.form else {
            return Err(NO_FILE.into());
        };
        self.written = rows;
        form.write(file, inner)
    }

    /// Writes what is left of the rows, whose number must be the one announced.
    pub(super) fn finish(&mut self, inner: &mut impl Write, losses: &mut LossReport) -> Result<()> {
        if let Some(announced) = self.announced.filter(|announced| *announced != self.written) {
            let reason = format!("{announced} rows were announced, {} were written", self.written);
            return Err(ErrorKind::Unwritable { reason }.into());
        }
        let is_packed = matches!(self.serialization, Serialization::Binary | Serialization::Binary2);
        if self.columns.is_empty() && is_packed {
            losses.add_many(LossKind::Value, "TABLE", "rows of no columns take no bytes", self.written);
        }
        match &mut self.form {
            Form::Rows(rows) => Ok(inner.write_all(&rows.finish())?),
            Form::File(file) => file.finish(),
        }
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
