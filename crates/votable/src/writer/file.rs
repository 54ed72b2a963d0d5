use super::{binary::encode_stream, column::Column};
use crate::{ErrorKind, Result};
use gaialink_table::{
    Field, LossReport, Schema,
    arrow::{
        array::{ArrayRef, RecordBatch, RecordBatchOptions},
        datatypes::SchemaRef,
    },
    schema::{self, Values},
};
use std::{
    io::{Read, Write},
    sync::Arc,
};

/// What a FITS file of rows has to hold, whose bytes [`crate::Writer::write_file`] takes.
#[derive(Clone, Debug)]
pub struct FileColumns {
    columns: Vec<Column>,
    arrow: SchemaRef,
}

impl FileColumns {
    pub(super) fn try_new(columns: &[Column]) -> Result<Self> {
        let arrow = schema::arrow::to_arrow(&schema_of(columns))?;
        Ok(Self { columns: columns.to_vec(), arrow: Arc::new(arrow) })
    }

    /// The columns in the datatypes and shapes that the FIELDs say, with their names, units and null values. All else is said in
    /// the FIELDs alone.
    pub fn schema(&self) -> Schema {
        schema_of(&self.columns)
    }

    /// The rows of a batch as those columns.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::ColumnCount`] and [`ErrorKind::Table`] for a batch of another schema than the TABLE.
    pub fn bring(&self, batch: &RecordBatch, losses: &mut LossReport) -> Result<RecordBatch> {
        let arrays = bring(&self.columns, batch, losses)?;
        let options = RecordBatchOptions::new().with_match_field_names(false).with_row_count(Some(batch.num_rows()));
        let batch = RecordBatch::try_new_with_options(Arc::clone(&self.arrow), arrays, &options);
        Ok(batch.map_err(gaialink_table::Error::from)?)
    }
}

fn schema_of(columns: &[Column]) -> Schema {
    Schema::from_fields(columns.iter().map(|column| bare(&column.field)).collect())
}

/// A column without what has no meaning for its values.
fn bare(said: &Field) -> Field {
    let mut field = Field::array(&said.name, said.datatype, said.arraysize.clone());
    field.unit.clone_from(&said.unit);
    if let Some(null) = said.null_text() {
        let mut values = Values::default();
        values.null = Some(null.to_owned());
        field.values.push(values);
    }
    field
}

/// The columns of a batch as they are to be written.
pub(super) fn bring(columns: &[Column], batch: &RecordBatch, losses: &mut LossReport) -> Result<Vec<ArrayRef>> {
    let (expected, found) = (columns.len(), batch.num_columns());
    if expected != found {
        return Err(ErrorKind::ColumnCount { expected, found }.into());
    }
    columns.iter().zip(batch.columns()).map(|(column, array)| column.bring(array, losses)).collect()
}

/// The file that the rows of a TABLE are, on its way out.
#[derive(Debug, Default)]
pub(super) struct RowFile {
    is_written: bool,
}

impl RowFile {
    /// Writes the file as the content of the STREAM.
    pub(super) fn write(&mut self, file: &mut dyn Read, out: &mut impl Write) -> Result<()> {
        if self.is_written {
            return Err(ErrorKind::Part { expected: "one file of rows", found: "a second one" }.into());
        }
        self.is_written = true;
        Ok(encode_stream(file, out)?)
    }

    pub(super) fn finish(&self) -> Result<()> {
        match self.is_written {
            true => Ok(()),
            false => Err(ErrorKind::Part { expected: "the file that its rows are", found: "the end of a TABLE" }.into()),
        }
    }
}
