//! What is written comes back.

use gaialink_fits::{ReadOptions, Reader, WriteOptions, Writer};
use gaialink_table::{
    ArraySize, Datatype, Field, LossKind, LossReport, Schema, Table, TableWriter, Trailer,
    arrow::{
        array::{
            Array, ArrayRef, AsArray, BooleanArray, FixedSizeListArray, ListArray, RecordBatch, StringArray, make_array,
            new_empty_array,
        },
        buffer::{NullBuffer, OffsetBuffer},
        compute::{cast, concat},
        datatypes::DataType,
    },
    schema::arrow::{data_type, element_type},
};
use std::{
    io::{Cursor, Write},
    sync::Arc,
};

pub(crate) fn write(table: &Table, options: WriteOptions) -> (Vec<u8>, LossReport) {
    let mut file = Vec::new();
    let mut writer = Writer::try_new(Cursor::new(&mut file), table.schema(), options).unwrap();
    for batch in table.batches() {
        writer.write_batch(batch).unwrap();
    }
    let losses = Box::new(writer).finish(&Trailer::default()).unwrap();
    assert_eq!(file.len() % 2880, 0);
    (file, losses)
}

pub(crate) fn write_spooled(table: &Table, options: WriteOptions) -> Vec<u8> {
    /// An output that cannot seek.
    struct Pipe<'a>(&'a mut Vec<u8>);
    impl Write for Pipe<'_> {
        fn write(&mut self, buf: &[u8]) -> std::io::Result<usize> {
            self.0.write(buf)
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut file = Vec::new();
    let mut writer = Writer::spooled(Pipe(&mut file), table.schema(), options).unwrap();
    for batch in table.batches() {
        writer.write_batch(batch).unwrap();
    }
    Box::new(writer).finish(&Trailer::default()).unwrap();
    file
}

pub(crate) fn read(bytes: Vec<u8>) -> Table {
    let mut options = ReadOptions::default();
    options.strict = true;
    Table::collect(&mut Reader::from_bytes(bytes, options).unwrap()).unwrap()
}

/// Six elements of a datatype, neither the smallest nor the largest number among them.
fn elements(datatype: Datatype) -> ArrayRef {
    let integers: ArrayRef = Arc::new(gaialink_table::arrow::array::Int32Array::from(vec![1, 2, 3, 100, 5, 6]));
    match datatype {
        Datatype::Boolean | Datatype::Bit => Arc::new(BooleanArray::from(vec![true, false, true, true, false, false])),
        Datatype::Char | Datatype::UnicodeChar => Arc::new(StringArray::from(vec!["a", "bc", "def", " g", "it's", "x y"])),
        Datatype::FloatComplex | Datatype::DoubleComplex => {
            let part = if datatype == Datatype::FloatComplex { DataType::Float32 } else { DataType::Float64 };
            let twelve = concat(&[&integers, &integers]).unwrap();
            let DataType::FixedSizeList(item, size) = element_type(datatype) else { panic!() };
            Arc::new(FixedSizeListArray::new(item, size, cast(&twelve, &part).unwrap(), None))
        }
        _ => cast(&integers, &element_type(datatype)).unwrap(),
    }
}

/// The same, the second and fifth null.
fn with_nulls(array: &ArrayRef) -> ArrayRef {
    let nulls = NullBuffer::from(vec![true, false, true, true, false, true]);
    make_array(array.to_data().into_builder().nulls(Some(nulls)).build().unwrap())
}

/// A column of a shape: one element, two, or a number that varies.
fn column(datatype: Datatype, shape: &str, nulls: bool) -> Option<(Field, ArrayRef)> {
    let size: ArraySize = match (datatype.is_text(), shape) {
        (true, "1") => "4".parse().unwrap(),
        (true, "2") => "4x2".parse().unwrap(),
        (true, "2x1") => "4x2x1".parse().unwrap(),
        (true, _) => ArraySize::variable(&[], None),
        (false, "1") => ArraySize::SCALAR,
        (false, shape) => shape.parse().unwrap(),
    };
    let field = Field::array("x", datatype, size);
    let values = elements(datatype);
    let may_be_null = !matches!(datatype, Datatype::Bit | Datatype::FloatComplex | Datatype::DoubleComplex);
    let values = if nulls && may_be_null { with_nulls(&values) } else { values };
    let array: ArrayRef = match data_type(&field).unwrap() {
        _ if field.cell_shape().is_scalar() => values,
        DataType::FixedSizeList(item, 2) => Arc::new(FixedSizeListArray::new(item, 2, values, None)),
        DataType::List(item) => {
            let cells = nulls.then(|| NullBuffer::from(vec![true, false, true]));
            let lengths = if nulls { [2, 0, 4] } else { [2, 1, 3] };
            Arc::new(ListArray::new(item, OffsetBuffer::from_lengths(lengths), values, cells))
        }
        _ => return None,
    };
    Some((field, array))
}

#[test]
fn every_datatype_and_shape() {
    let mut seen = 0;
    for datatype in Datatype::all() {
        for shape in ["1", "2", "2x1", "*"] {
            for nulls in [false, true] {
                let Some((field, array)) = column(datatype, shape, nulls) else { panic!("{datatype} {shape}") };
                let schema = Schema::from_fields(vec![field.clone()]);
                let table = Table::from_columns(schema, vec![array.clone()]).unwrap();
                let (bytes, losses) = write(&table, WriteOptions::default());
                let back = read(bytes.clone());
                let got = back.column("x").unwrap().to_array().unwrap();
                let about = format!("{datatype} {shape} nulls {nulls}: {losses:?}");
                if datatype.is_floating() && nulls {
                    // A null float is a NaN.
                    let with_nans =
                        |cell: &str| if shape == "*" && cell == "null" { "null".into() } else { cell.replace("null", "NaN") };
                    let want: Vec<String> = shown(&array).split("; ").map(with_nans).collect();
                    assert_eq!(shown(&got), want.join("; "), "{about}");
                } else {
                    assert_eq!(shown(&got), shown(&array), "{about}");
                }
                let stored = if datatype == Datatype::UnicodeChar { Datatype::Char } else { datatype };
                assert_eq!(back.schema().fields[0].datatype, stored, "{about}");
                assert_eq!(losses.total(), u64::from(datatype == Datatype::UnicodeChar), "{about}");
                assert_eq!(read(write_spooled(&table, WriteOptions::default())).batches(), back.batches(), "{about}");
                seen += 1;
            }
        }
    }
    assert_eq!(seen, 128);
}

pub(crate) fn shown(array: &ArrayRef) -> String {
    let options = gaialink_table::arrow::util::display::FormatOptions::new().with_null("null");
    let formatter = gaialink_table::arrow::util::display::ArrayFormatter::try_new(array, &options).unwrap();
    let cell = |row: usize| formatter.value(row).to_string();
    // A list that is null as a whole is shown as one null, however long.
    (0..array.len()).map(cell).collect::<Vec<_>>().join("; ")
}

/// The columns, joined over the batches.
fn joined(table: &Table) -> Vec<ArrayRef> {
    (0..table.schema().fields.len())
        .map(|i| concat(&table.batches().iter().map(|batch| batch.column(i).as_ref()).collect::<Vec<_>>()).unwrap())
        .collect()
}

#[test]
fn batches_one_after_the_other() {
    let (field, array) = column(Datatype::Double, "*", false).unwrap();
    let text = Field::text("t");
    let schema = Schema::from_fields(vec![field, text]);
    let strings: ArrayRef = Arc::new(StringArray::from(vec![Some(""), None, Some("longer than that")]));
    let one = Table::from_columns(schema.clone(), vec![array.clone(), strings.clone()]).unwrap();
    let batch = &one.batches()[0];
    let empty =
        RecordBatch::try_new(batch.schema(), vec![new_empty_array(array.data_type()), new_empty_array(strings.data_type())])
            .unwrap();
    let many = Table::try_new(schema, vec![batch.slice(0, 1), empty, batch.slice(1, 1), batch.slice(2, 1)]).unwrap();
    let (bytes, losses) = write(&one, WriteOptions::default());
    assert!(losses.is_empty(), "{losses:?}");
    assert_eq!(joined(&read(write(&many, WriteOptions::default()).0)), batch.columns());
    assert_eq!(read(bytes).batches()[0].columns(), batch.columns());
    let mut wide = WriteOptions::default();
    wide.wide_heap = true;
    wide.string_widths.insert(1, 20);
    let wide = read(write(&many, wide).0);
    assert_eq!(joined(&wide), batch.columns());
    assert_eq!(wide.schema().fields[1].arraysize, ArraySize::fixed(&[20]));
}

#[test]
fn an_empty_array_comes_back_as_null() {
    let (field, array) = column(Datatype::Short, "*", false).unwrap();
    let list = array.as_list::<i32>();
    let empty: ArrayRef = Arc::new(ListArray::new(
        Arc::new(gaialink_table::arrow::datatypes::Field::new_list_field(DataType::Int16, true)),
        OffsetBuffer::from_lengths([0, 6]),
        list.values().clone(),
        None,
    ));
    let table = Table::from_columns(Schema::from_fields(vec![field]), vec![empty]).unwrap();
    let (bytes, losses) = write(&table, WriteOptions::default());
    let found: Vec<_> = losses.iter().map(|loss| (loss.kind, loss.count)).collect();
    assert_eq!(found, [(LossKind::Empty, 1)]);
    assert_eq!(shown(&read(bytes).column("x").unwrap().to_array().unwrap()), "null; [1, 2, 3, 100, 5, 6]");
}
