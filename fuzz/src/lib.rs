//! What the fuzz targets share.

use gaialink_table::{Limits, Schema, TableReader, arrow::array::RecordBatch, schema};
use std::{
    io::{BufReader, Read},
    sync::Arc,
};

/// Limits that a fuzzer's machine can bear.
pub fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_cell = 1 << 20;
    limits.max_row = 1 << 22;
    limits.max_columns = 1000;
    limits.max_metadata = 1 << 20;
    limits.batch_bytes = 1 << 12;
    limits
}

/// Reads all batches and what stands behind them, and checks that they are under the schema. An error is fine, a panic is not.
pub fn drain<R: TableReader>(mut reader: R) -> Option<(Arc<Schema>, Vec<RecordBatch>)> {
    let schema = Arc::clone(reader.schema());
    let arrow = schema::arrow::to_arrow(&schema).expect("the schema of a reader has an Arrow form");
    let mut batches = Vec::new();
    while let Some(batch) = reader.next_batch().ok()? {
        assert_eq!(batch.schema().fields(), arrow.fields());
        batches.push(batch);
    }
    Box::new(reader).finish().ok()?;
    Some((schema, batches))
}

/// The bytes in pieces so small that every token is cut somewhere.
pub fn in_pieces(bytes: &[u8]) -> BufReader<impl Read> {
    BufReader::with_capacity(7, bytes)
}

/// How many rows there are in batches, and the batches as one text, to compare readings with different pieces.
pub fn shown(read: &Option<(Arc<Schema>, Vec<RecordBatch>)>) -> Option<(usize, String)> {
    let (schema, batches) = read.as_ref()?;
    let rows = batches.iter().map(RecordBatch::num_rows).sum();
    let arrow = Arc::new(schema::arrow::to_arrow(schema).ok()?);
    let whole = gaialink_table::arrow::compute::concat_batches(&arrow, batches).ok()?;
    Some((rows, format!("{:?}", whole.columns())))
}
