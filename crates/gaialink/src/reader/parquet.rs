//! Apache Parquet, with what is said of the table in its metadata.

use super::{
    Opened,
    foreign::{self, Foreign, places},
    guard::guard,
    only_table,
};
use crate::{
    Error, Format, OpenOptions, Result,
    input::{Input, Random},
};
use ::parquet::{
    arrow::{
        ProjectionMask,
        arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder},
    },
    errors::ParquetError,
    file::{metadata::ParquetMetaData, reader::ChunkReader},
};
use arrow::{
    array::{Array, ArrayRef, AsArray, FixedSizeListArray, RecordBatch, RecordBatchOptions},
    datatypes::{DataType, Field as ArrowField, Schema as ArrowSchema, SchemaRef},
    error::ArrowError,
};
use bytes::Bytes;
use gaialink_table::{ArraySize, Schema, TableReader, Trailer, schema};
use std::{fs::File, path::Path, sync::Arc};

pub(crate) fn open(input: &Input, options: &OpenOptions) -> Result<Opened> {
    let random = input.random()?;
    let file = |path: &Path| File::open(path).map_err(|e| Error::io("open the file", e));
    let reader = match &random {
        Random::Path(path) => build(file(path)?, options)?,
        Random::Temp(temporary) => build(file(temporary.path())?, options)?,
        Random::Bytes(bytes) => build(Bytes::from_owner(Arc::clone(bytes)), options)?,
    };
    only_table(reader.foreign.schema(), options)?;
    Ok(Opened::plain(Box::new(Reader { _random: Some(random), ..reader })))
}

fn build<T: ChunkReader + 'static>(file: T, options: &OpenOptions) -> Result<Reader> {
    let fault = Error::reading::<ParquetError>(Format::Parquet);
    let mut builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(&fault)?;
    let mut arrow = fixed(builder.schema());
    if let Some(names) = &options.columns {
        let mut columns = places(arrow.fields().iter().map(|f| f.name().as_str()), names)?;
        columns.sort_unstable();
        columns.dedup();
        arrow = arrow.project(&columns).map_err(gaialink_table::Error::from)?;
        let mask = ProjectionMask::roots(builder.parquet_schema(), columns);
        builder = builder.with_projection(mask);
    }
    let rows = u64::try_from(builder.metadata().file_metadata().num_rows()).ok();
    let trailer = trailer(builder.metadata())?;
    let size = batch_rows(builder.metadata(), options.limits.batch_bytes);
    let mut inner = builder.with_batch_size(size).build().map_err(&fault)?;
    let arrow = Arc::new(arrow);
    let foreign = Foreign::try_new(&arrow, rows, options, || next(&mut inner, &arrow))?;
    Ok(Reader { inner, arrow, foreign, trailer, ended: false, _random: None })
}

/// The schema with fixed lists of no elements, which the writer had to store as variable ones.
fn fixed(arrow: &ArrowSchema) -> ArrowSchema {
    let empty = |field: &ArrowField| {
        let size = field.metadata().get(schema::arrow::ARRAYSIZE_KEY);
        size.and_then(|text| text.parse::<ArraySize>().ok()).and_then(|size| size.fixed_len()) == Some(0)
    };
    let field = |field: &Arc<ArrowField>| match field.data_type() {
        DataType::List(item) if empty(field) => {
            let fixed = DataType::FixedSizeList(Arc::clone(item), 0);
            Arc::new(ArrowField::clone(field).with_data_type(fixed))
        }
        _ => Arc::clone(field),
    };
    let fields: Vec<_> = arrow.fields().iter().map(field).collect();
    ArrowSchema::new_with_metadata(fields, arrow.metadata().clone())
}

/// The next batch as the schema has it.
fn next(inner: &mut ParquetRecordBatchReader, arrow: &SchemaRef) -> Result<Option<RecordBatch>> {
    let batch = inner.next().map(|batch| batch.and_then(|batch| restored(batch, arrow)));
    batch.transpose().map_err(Error::reading(Format::Parquet))
}

/// The columns as the schema has them.
fn restored(batch: RecordBatch, arrow: &SchemaRef) -> std::result::Result<RecordBatch, ArrowError> {
    let column = |(column, field): (&ArrayRef, &Arc<ArrowField>)| match (column.as_list_opt::<i32>(), field.data_type()) {
        (Some(list), DataType::FixedSizeList(item, 0)) => {
            let (values, nulls) = (list.values().slice(0, 0), list.nulls().cloned());
            let fixed = FixedSizeListArray::try_new_with_length(Arc::clone(item), 0, values, nulls, list.len())?;
            Ok(Arc::new(fixed) as ArrayRef)
        }
        _ => Ok(Arc::clone(column)),
    };
    let columns = batch.columns().iter().zip(arrow.fields()).map(column).collect::<std::result::Result<_, ArrowError>>()?;
    let options = RecordBatchOptions::new().with_match_field_names(false).with_row_count(Some(batch.num_rows()));
    RecordBatch::try_new_with_options(Arc::clone(arrow), columns, &options)
}

/// What the writer put behind the rows.
fn trailer(metadata: &ParquetMetaData) -> Result<Trailer> {
    let pairs = metadata.file_metadata().key_value_metadata().into_iter().flatten();
    let json = pairs.filter(|pair| pair.key == schema::arrow::TRAILER_KEY).find_map(|pair| pair.value.as_ref());
    foreign::trailer(json)
}

/// How many rows are about one batch, by the largest rows of any row group.
fn batch_rows(metadata: &ParquetMetaData, batch_bytes: u64) -> usize {
    const MAX: u64 = 64 << 10;
    let row_bytes = metadata.row_groups().iter().map(|group| {
        let (bytes, rows) = (group.total_byte_size().unsigned_abs(), group.num_rows().unsigned_abs());
        bytes.checked_div(rows).unwrap_or_default()
    });
    let rows = batch_bytes.checked_div(row_bytes.max().unwrap_or_default()).unwrap_or(MAX);
    usize::try_from(rows.clamp(1, MAX)).unwrap_or(1)
}

/// A reader of a Parquet file.
pub(crate) struct Reader {
    inner: ParquetRecordBatchReader,
    arrow: SchemaRef,
    foreign: Foreign,
    trailer: Trailer,
    ended: bool,
    /// Keeps a temporary copy alive.
    _random: Option<Random>,
}

impl TableReader for Reader {
    type Error = Error;

    fn schema(&self) -> &Arc<Schema> {
        self.foreign.schema()
    }

    fn next_batch(&mut self) -> Result<Option<RecordBatch>> {
        loop {
            if let Some(batch) = self.foreign.take() {
                return Ok(Some(batch));
            }
            if self.ended {
                return Ok(None);
            }
            self.ended = true;
            if let Some(batch) = guard(Format::Parquet, || next(&mut self.inner, &self.arrow))? {
                self.foreign.put(&batch)?;
                self.ended = false;
            }
        }
    }

    fn finish(self: Box<Self>) -> Result<Trailer> {
        Ok(self.trailer)
    }
}
