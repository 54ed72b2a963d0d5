//! Tables like those of the archive, for the benchmarks.

use gaialink_ecsv::{csv, ecsv};
use gaialink_table::{
    ArraySize, Datatype, Field, Schema, Table, TableWriter, Trailer,
    arrow::{
        array::{ArrayRef, Float32Array, Int64Array, ListArray},
        buffer::OffsetBuffer,
        datatypes::{DataType, Field as ArrowField},
    },
};
use std::sync::Arc;

const ROWS: usize = 200_000;

/// A fixed scatter of numbers with some seven digits.
fn scatter(i: usize) -> f32 {
    let bits = (i as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40;
    bits as f32 / 4096.0 - 1000.0
}

/// Samples of a chain: two ids and nine floats a row.
pub(crate) fn chain() -> Table {
    let mut fields = vec![Field::new("source_id", Datatype::Long), Field::new("solution_id", Datatype::Long)];
    let id = |n: i64| Arc::new(Int64Array::from(vec![n; ROWS])) as ArrayRef;
    let mut columns = vec![id(5937083312263887616), id(8013174454512009251)];
    for n in 0..9 {
        fields.push(Field::new(format!("sample_{n}"), Datatype::Float));
        columns.push(Arc::new((0..ROWS).map(|i| scatter(i * 9 + n)).collect::<Float32Array>()));
    }
    Table::from_columns(Schema::from_fields(fields), columns).unwrap()
}

/// Coefficients: one array of 1485 floats a row.
pub(crate) fn coefficients() -> Table {
    let rows = ROWS / 200;
    let values: Float32Array = (0..rows * 1485).map(scatter).collect();
    let item = Arc::new(ArrowField::new_list_field(DataType::Float32, true));
    let lists = ListArray::new(item, OffsetBuffer::from_lengths(vec![1485; rows]), Arc::new(values), None);
    let fields =
        vec![Field::array("coefficients", Datatype::Float, ArraySize::variable(&[], None)), Field::new("n", Datatype::Long)];
    let columns: Vec<ArrayRef> = vec![Arc::new(lists), Arc::new(Int64Array::from(vec![1485; rows]))];
    Table::from_columns(Schema::from_fields(fields), columns).unwrap()
}

/// The table as ECSV.
pub(crate) fn to_ecsv(table: &Table) -> Vec<u8> {
    let mut text = Vec::new();
    let mut writer = ecsv::Writer::try_new(&mut text, table.schema(), ecsv::WriteOptions::default()).unwrap();
    table.batches().iter().for_each(|batch| writer.write_batch(batch).unwrap());
    Box::new(writer).finish(&Trailer::default()).unwrap();
    text
}

/// The table as CSV.
pub(crate) fn to_csv(table: &Table) -> Vec<u8> {
    let mut text = Vec::new();
    let mut writer = csv::Writer::try_new(&mut text, table.schema(), csv::WriteOptions::default()).unwrap();
    table.batches().iter().for_each(|batch| writer.write_batch(batch).unwrap());
    Box::new(writer).finish(&Trailer::default()).unwrap();
    text
}
