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
    let reader = build_random(input.random()?, options)?;
    only_table(reader.foreign.schema(), options)?;
    Ok(Opened::plain(Box::new(reader)))
}

/// Opens a file that stands in another one.
#[cfg(feature = "votable")]
pub(crate) fn open_random(random: Random, options: &OpenOptions) -> Result<super::BoxReader> {
    Ok(Box::new(build_random(random, options)?))
}

fn build_random(random: Random, options: &OpenOptions) -> Result<Reader> {
    let file = |path: &Path| File::open(path).map_err(|e| Error::io("open the file", e));
    let reader = match &random {
        Random::Path(path) => build(file(path)?, options)?,
        Random::Temp(temporary) => build(file(temporary.path())?, options)?,
        Random::Bytes(bytes) => build(Bytes::from_owner(Arc::clone(bytes)), options)?,
    };
    Ok(Reader { _random: Some(random), ..reader })
}

fn build<T: ChunkReader + 'static>(file: T, options: &OpenOptions) -> Result<Reader> {
    let fault = Error::reading::<ParquetError>(Format::Parquet);
    let mut builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(&fault)?;
    let mut arrow = described(fixed(builder.schema()));
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

/// The schema with what a VOTable in another program's metadata says of the columns (VOParquet 1.0): the N-th FIELD is the N-th
/// column. The types are those of Parquet; a VOTable of another number of columns says nothing.
#[cfg(feature = "votable")]
fn described(arrow: ArrowSchema) -> ArrowSchema {
    let said = arrow.metadata().get(crate::writer::parquet::VOPARQUET_CONTENT);
    let Some(document) = said.filter(|_| !arrow.metadata().contains_key(schema::arrow::SCHEMA_KEY)) else { return arrow };
    let tables = gaialink_votable::list(document.as_bytes(), &Default::default()).unwrap_or_default();
    let table = tables.into_iter().next().map(|table| table.schema);
    let Some(mut table) = table.filter(|table| table.fields.len() == arrow.fields().len()) else { return arrow };
    let mut fields = Vec::with_capacity(table.fields.len());
    for (field, column) in table.fields.iter_mut().zip(arrow.fields()) {
        field.name.clone_from(column.name());
        let mut metadata = schema::arrow::to_arrow_field(field).map(|field| field.metadata().clone()).unwrap_or_default();
        metadata.extend(column.metadata().clone());
        fields.push(ArrowField::clone(column).with_metadata(metadata));
    }
    let mut metadata = arrow.metadata().clone();
    metadata.extend(serde_json::to_string(&table).ok().map(|json| (schema::arrow::SCHEMA_KEY.to_owned(), json)));
    ArrowSchema::new_with_metadata(fields, metadata)
}

#[cfg(not(feature = "votable"))]
fn described(arrow: ArrowSchema) -> ArrowSchema {
    arrow
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

#[cfg(all(test, feature = "votable"))]
mod tests {
    use super::*;
    use std::collections::HashMap;

    const DOCUMENT: &str = "<VOTABLE><RESOURCE><TABLE><PARAM name='epoch' datatype='double' value='2016.0'/>\
        <FIELD name='F' datatype='double' unit='nm' ucd='em.wl'/><FIELD name='g' datatype='char' arraysize='*' unit='mag'/>\
        </TABLE></RESOURCE></VOTABLE>";

    fn arrow(columns: &[&str], document: &str) -> ArrowSchema {
        let fields: Vec<_> = columns.iter().map(|name| ArrowField::new(*name, DataType::Float64, true)).collect();
        let key = crate::writer::parquet::VOPARQUET_CONTENT.to_owned();
        ArrowSchema::new_with_metadata(fields, HashMap::from([(key, document.to_owned())]))
    }

    #[test]
    fn a_votable_of_another_program_says_what_the_columns_are() {
        let found = schema::arrow::from_arrow(&described(arrow(&["f", "g"], DOCUMENT))).unwrap();
        let said: Vec<_> = found.fields.iter().map(|f| (f.name.as_str(), f.datatype, f.unit.as_deref())).collect();
        // The type of Parquet counts where the VOTable has another.
        let double = gaialink_table::Datatype::Double;
        assert_eq!(said, [("f", double, Some("nm")), ("g", double, Some("mag"))]);
        assert_eq!(found.param("epoch").unwrap().value, "2016.0");
    }

    #[test]
    fn a_votable_that_does_not_fit_says_nothing() {
        for (columns, document) in [(&["f"][..], DOCUMENT), (&["f", "g"], "no VOTable"), (&["f", "g"], "")] {
            let found = schema::arrow::from_arrow(&described(arrow(columns, document))).unwrap();
            assert!(found.fields.iter().all(|field| field.unit.is_none()), "{document}");
        }
    }
}
