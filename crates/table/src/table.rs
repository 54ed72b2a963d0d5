mod pattern;

pub use self::pattern::TablePattern;

use crate::{
    Column, Error, Param, Result, Schema, TableReader,
    schema::{self, Normalizer},
};
use arrow::{
    array::{ArrayRef, RecordBatch, RecordBatchOptions},
    datatypes::{Schema as ArrowSchema, SchemaRef},
};
use std::sync::Arc;

/// A table in memory: a schema and its record batches.
#[derive(Clone, Debug)]
pub struct Table {
    schema: Arc<Schema>,
    arrow_schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Table {
    /// A table of batches under a schema.
    ///
    /// # Errors
    ///
    /// [`Error::ColumnCount`] or [`Error::Mismatch`] where a batch does not fit the schema.
    pub fn try_new(schema: impl Into<Arc<Schema>>, batches: Vec<RecordBatch>) -> Result<Self> {
        let schema = schema.into();
        let arrow_schema = Arc::new(schema::arrow::to_arrow(&schema)?);
        Self::conformed(schema, arrow_schema, batches)
    }

    fn conformed(schema: Arc<Schema>, arrow_schema: SchemaRef, batches: Vec<RecordBatch>) -> Result<Self> {
        let conform = |batch: RecordBatch| with_rows(&arrow_schema, batch.columns().to_vec(), batch.num_rows());
        let batches = batches.into_iter().map(conform).collect::<Result<_>>()?;
        Ok(Self { schema, arrow_schema, batches })
    }

    /// A table of one batch, given by its columns.
    ///
    /// # Errors
    ///
    /// [`Error::ColumnCount`] or [`Error::Mismatch`] where the columns do not fit the schema.
    pub fn from_columns(schema: impl Into<Arc<Schema>>, columns: Vec<ArrayRef>) -> Result<Self> {
        let schema = schema.into();
        let arrow_schema = Arc::new(schema::arrow::to_arrow(&schema)?);
        let batches = vec![batch(&arrow_schema, columns)?];
        Ok(Self { schema, arrow_schema, batches })
    }

    /// A table of batches of any Arrow program. The metadata says what the columns are, as gaialink writes them to Arrow IPC and
    /// Parquet; foreign types are brought home by a [`Normalizer`].
    ///
    /// # Errors
    ///
    /// Those of [`Normalizer::try_new`] and [`Normalizer::batch`].
    pub fn from_batches(arrow_schema: &ArrowSchema, batches: Vec<RecordBatch>) -> Result<Self> {
        let normalizer = Normalizer::try_new(arrow_schema, &batches)?;
        let batches = batches.iter().map(|batch| normalizer.batch(batch)).collect::<Result<_>>()?;
        let (schema, arrow_schema) = (Arc::clone(normalizer.schema()), Arc::clone(normalizer.arrow_schema()));
        Ok(Self { schema, arrow_schema, batches })
    }

    /// Reads all that a reader has left.
    ///
    /// # Errors
    ///
    /// The reader's error, or the model's where a batch does not fit the reader's own schema.
    pub fn collect<R: TableReader + ?Sized>(reader: &mut R) -> std::result::Result<Self, R::Error>
    where
        R::Error: From<Error>,
    {
        let mut batches = Vec::new();
        while let Some(batch) = reader.next_batch()? {
            batches.push(batch);
        }
        let schema = Arc::clone(reader.schema());
        Ok(match reader.arrow_schema() {
            Some(arrow_schema) => Self::conformed(schema, Arc::clone(arrow_schema), batches)?,
            None => Self::try_new(schema, batches)?,
        })
    }

    /// What is said of the table.
    pub fn schema(&self) -> &Arc<Schema> {
        &self.schema
    }

    /// The Arrow schema, with the metadata.
    pub fn arrow_schema(&self) -> &SchemaRef {
        &self.arrow_schema
    }

    /// The batches, in order.
    pub fn batches(&self) -> &[RecordBatch] {
        &self.batches
    }

    /// The number of rows.
    pub fn num_rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// The first column of that name.
    pub fn column(&self, name: &str) -> Option<Column<'_>> {
        self.schema.index_of(name).and_then(|index| self.column_at(index))
    }

    /// The column at a place, counted from 0.
    pub fn column_at(&self, index: usize) -> Option<Column<'_>> {
        let field = self.schema.fields.get(index)?;
        Some(Column::new(field, index, &self.batches))
    }

    /// The columns, in order.
    pub fn columns(&self) -> impl Iterator<Item = Column<'_>> {
        self.schema.fields.iter().enumerate().map(|(index, field)| Column::new(field, index, &self.batches))
    }

    /// The first PARAM of that name, looked for in the table, then outwards in the elements around it.
    pub fn param(&self, name: &str) -> Option<&Param> {
        self.schema.param(name)
    }
}

/// Makes a batch of columns that fit an Arrow schema.
pub(crate) fn batch(arrow_schema: &SchemaRef, columns: Vec<ArrayRef>) -> Result<RecordBatch> {
    let rows = columns.first().map_or(0, |column| column.len());
    with_rows(arrow_schema, columns, rows)
}

fn with_rows(arrow_schema: &SchemaRef, columns: Vec<ArrayRef>, rows: usize) -> Result<RecordBatch> {
    let (expected, found) = (arrow_schema.fields().len(), columns.len());
    if expected != found {
        return Err(Error::ColumnCount { expected, found });
    }
    let mut conformed = Vec::with_capacity(found);
    for (field, column) in arrow_schema.fields().iter().zip(&columns) {
        if !schema::arrow::equal_types(field.data_type(), column.data_type()) {
            let (expected, found) = (field.data_type().to_string(), column.data_type().to_string());
            return Err(Error::Mismatch { column: field.name().clone(), expected, found });
        }
        // List items may differ in name and nullability.
        conformed.push(schema::normalize::cast(column, field.data_type())?);
    }
    let options = RecordBatchOptions::new().with_row_count(Some(rows));
    Ok(RecordBatch::try_new_with_options(Arc::clone(arrow_schema), conformed, &options)?)
}
