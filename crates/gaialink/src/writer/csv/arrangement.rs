//! The columns of a table as the archive has them in CSV.

use crate::{Error, Result};
use gaialink_products::{ServedColumn, served_csv};
use gaialink_table::{
    Error as TableError, Field, LossReport, Param, Result as TableResult, Schema, TableWriter, Trailer,
    arrow::{
        array::{ArrayRef, RecordBatch, RecordBatchOptions, UInt64Array},
        compute::take,
        datatypes::SchemaRef,
    },
    schema,
    text::{CellBuilder, TextStyle},
};
use std::sync::Arc;

/// Which columns there are, and where they come from.
pub(super) struct Arrangement {
    schema: Schema,
    arrow_schema: SchemaRef,
    columns: Vec<Origin>,
}

/// Where a column comes from.
enum Origin {
    /// From the table's.
    Column(usize),
    /// From a PARAM, whose value this is: one cell.
    Param(ArrayRef),
}

impl Arrangement {
    /// The archive's arrangement of a product; nothing for any other table, or where a value is none of its column's.
    pub(super) fn of(schema: &Schema) -> Option<Self> {
        let mut arranged = schema.project(&[]);
        let (mut columns, mut used) = (Vec::new(), Vec::new());
        for column in served_csv(schema)? {
            let (field, origin) = match column {
                ServedColumn::Column(place) => (schema.fields.get(place)?.clone(), Origin::Column(place)),
                ServedColumn::Param { column, name } => {
                    let cell = cell(&column).ok()?;
                    used.push(name);
                    (column.field, Origin::Param(cell))
                }
                ServedColumn::Missing(field) => {
                    let cell = cell(&Param::new(Field::clone(&field), "")).ok()?;
                    (*field, Origin::Param(cell))
                }
                _ => return None,
            };
            arranged.fields.push(field);
            columns.push(origin);
        }
        used.dedup();
        used.iter().for_each(|name| take_param(&mut arranged, name));
        let arrow_schema = Arc::new(schema::arrow::to_arrow(&arranged).ok()?);
        Some(Self { schema: arranged, arrow_schema, columns })
    }

    /// The schema with these columns, without the PARAMs that became columns.
    pub(super) fn schema(&self) -> &Schema {
        &self.schema
    }

    fn batch(&self, batch: &RecordBatch) -> TableResult<RecordBatch> {
        let rows = batch.num_rows();
        let firsts = UInt64Array::from(vec![0; rows]);
        let array = |origin: &Origin| match origin {
            Origin::Column(place) => {
                let (expected, found) = (place.saturating_add(1), batch.num_columns());
                batch.columns().get(*place).cloned().ok_or(TableError::ColumnCount { expected, found })
            }
            Origin::Param(cell) => Ok(take(cell, &firsts, None)?),
        };
        let arrays = self.columns.iter().map(array).collect::<TableResult<_>>()?;
        let options = RecordBatchOptions::new().with_match_field_names(false).with_row_count(Some(rows));
        Ok(RecordBatch::try_new_with_options(Arc::clone(&self.arrow_schema), arrays, &options)?)
    }
}

/// The value of a PARAM as an array of one cell.
fn cell(param: &Param) -> TableResult<ArrayRef> {
    let mut builder = CellBuilder::try_new(&param.field, &TextStyle::CSV, &Default::default())?;
    builder.append(param.value.trim().as_bytes())?;
    builder.finish()
}

/// Takes the first PARAM of a name away, the table's before those around it.
fn take_param(schema: &mut Schema, name: &str) {
    let scopes = schema.scopes.iter_mut().rev().map(|scope| &mut scope.params);
    for params in std::iter::once(&mut schema.params).chain(scopes) {
        if let Some(place) = params.iter().position(|param| param.name() == name) {
            params.remove(place);
            return;
        }
    }
}

/// A writer of batches in an arrangement.
pub(super) struct Arranged<W> {
    inner: W,
    arrangement: Arrangement,
}

impl<W> Arranged<W> {
    pub(super) fn new(inner: W, arrangement: Arrangement) -> Self {
        Self { inner, arrangement }
    }
}

impl<W: TableWriter<Error = Error>> TableWriter for Arranged<W> {
    type Error = Error;

    fn write_batch(&mut self, batch: &RecordBatch) -> Result<()> {
        self.inner.write_batch(&self.arrangement.batch(batch)?)
    }

    fn finish(self: Box<Self>, trailer: &Trailer) -> Result<LossReport> {
        Box::new(self.inner).finish(trailer)
    }
}
