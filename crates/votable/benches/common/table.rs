//! Tables to be read and written.

#![expect(clippy::unwrap_used, reason = "a benchmark")]

use gaialink_table::{
    ArraySize, Datatype, Field, Schema, Table, TableWriter, Trailer,
    arrow::{
        array::{ArrayRef, FixedSizeListArray, Float32Array, Int64Array},
        datatypes::{DataType, Field as ArrowField},
    },
};
use gaialink_votable::{Serialization, WriteOptions, Writer};
use std::sync::Arc;

/// Numbers that look random and are the same every time.
fn floats(count: usize, seed: u32) -> Float32Array {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f32::from_bits(0x3f80_0000 | (state >> 9)) - 1.5
    };
    (0..count).map(|_| next()).collect::<Vec<_>>().into()
}

/// An identifier and 15 floats a row, as a Monte Carlo chain has them.
pub(crate) fn scalars(rows: usize) -> Table {
    let mut fields = vec![Field::new("source_id", Datatype::Long)];
    let mut columns: Vec<ArrayRef> = vec![Arc::new(Int64Array::from(vec![5937083312263887616; rows]))];
    for column in 0..15_u32 {
        fields.push(Field::new(format!("value_{column}"), Datatype::Float));
        columns.push(Arc::new(floats(rows, column)));
    }
    Table::from_columns(Schema::from_fields(fields), columns).unwrap()
}

/// Two arrays of 1485 floats a row, as a spectrum's correlations are.
pub(crate) fn arrays(rows: usize) -> Table {
    let item = Arc::new(ArrowField::new_list_field(DataType::Float32, true));
    let list = |seed| -> ArrayRef {
        let values = Arc::new(floats(rows * 1485, seed));
        Arc::new(FixedSizeListArray::try_new(Arc::clone(&item), 1485, values, None).unwrap())
    };
    let field = |name: &str| Field::array(name, Datatype::Float, ArraySize::fixed(&[1485]));
    Table::from_columns(Schema::from_fields(vec![field("bp"), field("rp")]), vec![list(1), list(2)]).unwrap()
}

/// The table as a document.
pub(crate) fn document(table: &Table, serialization: Serialization) -> Vec<u8> {
    let mut options = WriteOptions::default();
    options.serialization = serialization;
    let mut document = Vec::new();
    let mut writer = Writer::try_new(&mut document, table.schema(), options).unwrap();
    for batch in table.batches() {
        writer.write_batch(batch).unwrap();
    }
    Box::new(writer).finish(&Trailer::default()).unwrap();
    document
}
