//! What is written comes back.

use gaialink_fits::{ReadOptions, Reader, WriteOptions, Writer};
use gaialink_table::{
    ArraySize, Datatype, Field, LossKind, LossReport, Schema, Table, TableWriter, Trailer,
    arrow::{
        array::{
            Array, ArrayRef, AsArray, BooleanArray, FixedSizeListArray, Int64Array, ListArray, ListBuilder, RecordBatch,
            StringArray, StringBuilder, make_array, new_empty_array,
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

#[test]
fn variable_arrays_of_strings() {
    let mut lists = ListBuilder::new(StringBuilder::new());
    lists.append_value([Some("one"), None, Some("")]);
    lists.append_null();
    lists.append_value([Some("a longer one")]);
    let array: ArrayRef = Arc::new(lists.finish());
    for (size, width) in [("12x*", None), ("12x4*", None), ("0x*", Some(12)), ("3x*", Some(15))] {
        let table = Table::from_columns(
            Schema::from_fields(vec![Field::array("x", Datatype::Char, size.parse().unwrap())]),
            vec![array.clone()],
        )
        .unwrap();
        let mut options = WriteOptions::default();
        options.string_widths.extend(width.map(|width| (0, width)));
        let (bytes, losses) = write(&table, options);
        assert!(losses.is_empty(), "{size}: {losses:?}");
        let back = read(bytes);
        let found = back.column("x").unwrap().to_array().unwrap();
        assert_eq!(&found, &array, "{size}");
        let width = width.unwrap_or(12);
        assert_eq!(back.schema().fields[0].arraysize.to_string(), format!("{width}x3*"));
    }
}

/// Of every datatype: cells of two and three dimensions, the last of which varies.
#[test]
fn variable_arrays_of_many_dimensions() {
    for datatype in Datatype::all().filter(|datatype| !datatype.is_text()) {
        for (inner, lens) in [("3", [6, 0, 3]), ("2x3", [6, 12, 0]), ("1", [2, 1, 1]), ("1x1", [0, 0, 1])] {
            let size: ArraySize = format!("{inner}x*").parse().unwrap();
            let field = Field::array("x", datatype, size);
            let table = Table::from_columns(Schema::from_fields(vec![field.clone()]), vec![cells(&field, &lens)]).unwrap();
            let (bytes, losses) = write(&table, WriteOptions::default());
            assert!(losses.is_empty(), "{datatype} {inner}: {losses:?}");
            let back = read(bytes);
            let bound = lens.iter().max().unwrap() / usize::try_from(field.arraysize.inner_len()).unwrap();
            assert_eq!(back.schema().fields[0].arraysize.to_string(), format!("{inner}x{bound}*"), "{datatype}");
            let column = |table: &Table| table.column("x").unwrap().to_array().unwrap();
            assert_eq!(&column(&back), &column(&table), "{datatype} {inner}");
        }
    }
}

/// A variable column of so many elements a row; a cell of none is null.
fn cells(field: &Field, lens: &[usize]) -> ArrayRef {
    let total = lens.iter().sum::<usize>();
    let DataType::List(item) = data_type(field).unwrap() else { panic!("no list") };
    let numbers: ArrayRef = Arc::new((0..total as i64 * 2).map(|n| n % 2).collect::<Int64Array>());
    let values = match item.data_type() {
        DataType::FixedSizeList(part, 2) => {
            let parts = cast(&numbers, part.data_type()).unwrap();
            Arc::new(FixedSizeListArray::try_new(part.clone(), 2, parts, None).unwrap()) as ArrayRef
        }
        other => cast(&numbers.slice(0, total), other).unwrap(),
    };
    let valid: Vec<bool> = lens.iter().map(|len| *len > 0).collect();
    let offsets = OffsetBuffer::from_lengths(lens.iter().copied());
    Arc::new(ListArray::try_new(item, offsets, values, Some(NullBuffer::from(valid))).unwrap())
}

/// A heap beyond what 32-bit descriptors are used for, which was said to be little: batches of one row, of every kind that lies in the heap.
#[test]
fn a_heap_that_32_bits_do_not_reach() {
    let numbers = Field::array("numbers", Datatype::Short, "*".parse().unwrap());
    let texts = Field::array("texts", Datatype::Char, "3x*".parse().unwrap());
    let fields = vec![
        Field::new("id", Datatype::Int),
        numbers.clone(),
        Field::text("text"),
        texts,
        Field::array("b", Datatype::Bit, "3".parse().unwrap()),
    ];
    let mut lists = ListBuilder::new(StringBuilder::new());
    (0..5).for_each(|n| lists.append_value(["ab", "c"].iter().cycle().take(n + 1).map(|text| Some(*text))));
    let columns: Vec<ArrayRef> = vec![
        cast(&(Arc::new(Int64Array::from(vec![1, 2, 3, 4, 5])) as ArrayRef), &DataType::Int32).unwrap(),
        cells(&numbers, &[3, 0, 5, 2, 1]),
        Arc::new(StringArray::from(vec![Some("one"), Some(""), None, Some("four"), Some("five")])),
        Arc::new(lists.finish()),
        Arc::new(FixedSizeListArray::new(
            Arc::new(gaialink_table::arrow::datatypes::Field::new_list_field(DataType::Boolean, true)),
            3,
            Arc::new(BooleanArray::from(vec![
                true, false, true, true, true, true, false, false, true, true, false, true, false, true, false,
            ])),
            None,
        )),
    ];
    let whole = Table::from_columns(Schema::from_fields(fields), columns).unwrap();
    let rows = (0..5).map(|row| whole.batches()[0].slice(row, 1)).collect();
    let table = Table::try_new(whole.schema().clone(), rows).unwrap();
    let mut wide = WriteOptions::default();
    wide.wide_heap = true;
    wide.checksums = true;
    let want = write(&table, wide).0;
    for limit in [0, 1, 20, 30, 40, 50, 70] {
        let mut options = WriteOptions::default();
        (options.narrow_heap, options.checksums) = (limit, true);
        assert_eq!(write_spooled(&table, options.clone()), want, "{limit}");
        let mut verified = ReadOptions::default();
        verified.checksums = true;
        assert!(Reader::from_bytes(want.clone(), verified).is_ok());
        let mut writer = Writer::try_new(Cursor::new(Vec::new()), table.schema(), options).unwrap();
        let error = table.batches().iter().find_map(|batch| writer.write_batch(batch).err());
        let found = error.map(|error| (error.position().row, format!("{:?}", error.kind())));
        let is_first = limit < 20;
        assert_eq!(found.is_some(), !is_first, "{limit}: {found:?}");
    }
    assert_eq!(read(want).batches()[0].columns(), whole.batches()[0].columns());
}
