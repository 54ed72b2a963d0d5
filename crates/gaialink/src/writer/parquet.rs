//! Apache Parquet, with what is said of the table in its metadata.

use super::footer;
use crate::{Error, Format, Result, sink::Sink};
use ::parquet::{
    arrow::ArrowWriter,
    basic::{Compression, Encoding, ZstdLevel},
    errors::ParquetError,
    file::{metadata::KeyValue, properties::WriterProperties},
    schema::types::ColumnPath,
};
use arrow::{
    array::{Array, ArrayRef, FixedSizeListArray, ListArray, RecordBatch, RecordBatchOptions},
    buffer::OffsetBuffer,
    datatypes::{DataType, Field as ArrowField, Schema as ArrowSchema, SchemaRef},
};
use gaialink_table::{ArraySize, Field, LossKind, LossReport, Schema, TableWriter, Trailer, schema};
use std::{collections::HashMap, sync::Arc};

/// Bytes that a row group is let grow to before it is written out; they lie in memory until then.
const ROW_GROUP_BYTES: usize = 2 << 20;
/// Bytes of a page.
const PAGE_BYTES: usize = 64 << 10;

/// The keys of VOParquet 1.0 in a file's metadata: its version, and the VOTable that says what the columns are.
#[cfg(feature = "votable")]
const VOPARQUET_VERSION: &str = "IVOA.VOTable-Parquet.version";
pub(crate) const VOPARQUET_CONTENT: &str = "IVOA.VOTable-Parquet.content";

/// A writer of a Parquet file. It keeps everything but repeated names, and rows where there are no columns.
pub(crate) struct Writer {
    inner: ArrowWriter<Sink>,
    arrow_schema: SchemaRef,
    losses: LossReport,
}

impl Writer {
    pub(crate) fn try_new(sink: Sink, schema: &Schema) -> Result<Self> {
        let mut losses = LossReport::default();
        let schema = schema.with_unique_names(&mut losses);
        let arrow = storable(&schema::arrow::to_arrow(&schema)?);
        let said = voparquet(&schema).into_iter().chain(arrow.metadata.clone());
        let said = said.map(|(key, value)| KeyValue::new(key, value)).collect();
        let arrow_schema = Arc::new(arrow.with_metadata(HashMap::new()));
        let properties = properties(&schema, said);
        let inner = ArrowWriter::try_new(sink, Arc::clone(&arrow_schema), Some(properties)).map_err(fault())?;
        Ok(Self { inner, arrow_schema, losses })
    }
}

/// The VOTable that says what the columns are, by VOParquet 1.0 (IVOA Note, 2025).
#[cfg(feature = "votable")]
fn voparquet(schema: &Schema) -> Vec<(String, String)> {
    let mut own = super::known::without_file_cards(schema);
    // Arrays of strings of no known length are of no type in VOTable: they are described as a string.
    let of_strings = |field: &&mut Field| field.datatype.is_text() && !field.cell_shape().is_scalar();
    for field in own.fields.iter_mut().filter(of_strings) {
        field.arraysize = ArraySize::variable(&[], None);
    }
    let described = gaialink_votable::describe(&own, &[], &Default::default()).ok();
    let Some(document) = described.and_then(|(document, _)| String::from_utf8(document).ok()) else { return Vec::new() };
    let keys = [VOPARQUET_VERSION, VOPARQUET_CONTENT].map(str::to_owned);
    keys.into_iter().zip(["1.0".to_owned(), document]).collect()
}

#[cfg(not(feature = "votable"))]
fn voparquet(_: &Schema) -> Vec<(String, String)> {
    Vec::new()
}

/// Pages and row groups small enough for a few of them to be held; text in dictionaries, floating-point numbers with their bytes
/// sorted by place, which compress better so.
fn properties(schema: &Schema, said: Vec<KeyValue>) -> WriterProperties {
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_key_value_metadata(Some(said))
        .set_data_page_size_limit(PAGE_BYTES)
        .set_dictionary_page_size_limit(PAGE_BYTES)
        .set_max_row_group_row_count(None)
        .set_max_row_group_bytes(Some(ROW_GROUP_BYTES))
        .set_dictionary_enabled(false);
    for field in &schema.fields {
        let path = path(field);
        if field.datatype.is_text() {
            properties = properties.set_column_dictionary_enabled(path, true);
        } else if field.datatype.is_floating() {
            properties = properties.set_column_encoding(path, Encoding::BYTE_STREAM_SPLIT);
        }
    }
    properties.build()
}

/// The place of a column's values in the schema of Parquet, where an array is a list of items.
fn path(field: &Field) -> ColumnPath {
    let mut parts = vec![field.name.clone()];
    if !field.cell_shape().is_scalar() {
        parts.extend(["list", "item"].map(str::to_owned));
    }
    ColumnPath::new(parts)
}

fn fault() -> impl Fn(ParquetError) -> Error {
    Error::writing(Format::Parquet)
}

/// The schema with variable lists in place of fixed ones of no elements, which Parquet cannot hold.
fn storable(arrow: &ArrowSchema) -> ArrowSchema {
    let field = |field: &Arc<ArrowField>| match field.data_type() {
        DataType::FixedSizeList(item, 0) => Arc::new(ArrowField::clone(field).with_data_type(DataType::List(Arc::clone(item)))),
        _ => Arc::clone(field),
    };
    let fields: Vec<_> = arrow.fields().iter().map(field).collect();
    ArrowSchema::new_with_metadata(fields, arrow.metadata().clone())
}

/// The column as Parquet holds it.
fn stored(column: &ArrayRef) -> ArrayRef {
    let Some(fixed) = column.as_any().downcast_ref::<FixedSizeListArray>().filter(|list| list.value_length() == 0) else {
        return Arc::clone(column);
    };
    let item = match fixed.data_type() {
        DataType::FixedSizeList(item, _) => Arc::clone(item),
        other => Arc::new(ArrowField::new_list_field(other.clone(), true)),
    };
    let offsets = OffsetBuffer::new_zeroed(fixed.len());
    Arc::new(ListArray::new(item, offsets, fixed.values().slice(0, 0), fixed.nulls().cloned()))
}

impl TableWriter for Writer {
    type Error = Error;

    fn write_batch(&mut self, batch: &RecordBatch) -> Result<()> {
        if self.arrow_schema.fields().is_empty() {
            let rows = u64::try_from(batch.num_rows()).unwrap_or(u64::MAX);
            self.losses.add_many(LossKind::Value, "table", "a row without columns has no place in Parquet", rows);
            return Ok(());
        }
        let options = RecordBatchOptions::new().with_match_field_names(false).with_row_count(Some(batch.num_rows()));
        let columns = batch.columns().iter().map(stored).collect();
        let batch = RecordBatch::try_new_with_options(Arc::clone(&self.arrow_schema), columns, &options);
        self.inner.write(&batch.map_err(gaialink_table::Error::from)?).map_err(fault())
    }

    fn finish(mut self: Box<Self>, trailer: &Trailer) -> Result<LossReport> {
        if let Some(json) = footer(trailer)? {
            self.inner.append_key_value_metadata(KeyValue::new(schema::arrow::TRAILER_KEY.to_owned(), json));
        }
        self.inner.finish().map_err(fault())?;
        Ok(self.losses)
    }
}
