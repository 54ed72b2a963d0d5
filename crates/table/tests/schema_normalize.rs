//! Foreign Arrow batches brought home.
#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_table::{
    Datatype, Error, Table,
    arrow::{
        array::{
            Array, ArrayRef, BinaryArray, Date32Array, Date64Array, DictionaryArray, FixedSizeListArray, Float16Array,
            Float32Array, Int32Array, LargeListArray, LargeListViewArray, LargeStringArray, ListArray, ListViewArray, NullArray,
            RecordBatch, RunArray, StringArray, StringViewArray, TimestampMicrosecondArray, TimestampSecondArray, new_null_array,
        },
        buffer::{NullBuffer, OffsetBuffer, ScalarBuffer},
        compute::cast,
        datatypes::{DataType, Field, Fields, Float32Type, Int16Type, Int32Type, IntervalUnit, Schema, TimeUnit, UnionFields},
        util::display::{ArrayFormatter, FormatOptions},
    },
    schema::Normalizer,
};
use std::sync::Arc;

fn batch(column: ArrayRef) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable([("x", column, true)]).unwrap()
}

/// The column brought home as datatype, arraysize, xtype and values.
fn home(column: ArrayRef) -> (String, String, Option<String>, Vec<String>) {
    let foreign = batch(column);
    let table = Table::from_batches(&foreign.schema(), vec![foreign]).unwrap();
    let column = table.column_at(0).unwrap();
    let field = column.field();
    let values = column.to_array().unwrap();
    assert_eq!(*values.data_type(), gaialink_table::schema::arrow::data_type(field).unwrap());
    (field.datatype.to_string(), field.arraysize.to_string(), field.xtype.clone(), shown(&values))
}

fn shown(array: &dyn Array) -> Vec<String> {
    let options = FormatOptions::new().with_null("null");
    let formatter = ArrayFormatter::try_new(array, &options).unwrap();
    (0..array.len()).map(|row| formatter.value(row).to_string()).collect()
}

fn lists<const N: usize>(rows: [Option<Vec<Option<i32>>>; N]) -> ListArray {
    ListArray::from_iter_primitive::<Int32Type, _, _>(rows)
}

fn nested(inner: ArrayRef, lens: &[usize]) -> ListArray {
    let item = Arc::new(Field::new_list_field(inner.data_type().clone(), true));
    ListArray::try_new(item, OffsetBuffer::from_lengths(lens.iter().copied()), inner, None).unwrap()
}

fn fixed(inner: ArrayRef, len: i32) -> FixedSizeListArray {
    let item = Arc::new(Field::new_list_field(inner.data_type().clone(), true));
    FixedSizeListArray::try_new(item, len, inner, None).unwrap()
}

#[test]
fn packed_and_wide_types_are_unpacked() {
    let texts = ["a", "null", "b"].map(str::to_owned).to_vec();
    let dictionary: DictionaryArray<Int16Type> = [Some("a"), None, Some("b")].into_iter().collect();
    let runs =
        RunArray::<Int32Type>::try_new(&Int32Array::from(vec![1, 2, 3]), &StringArray::from(vec![Some("a"), None, Some("b")]));
    let cases: [ArrayRef; 5] = [
        Arc::new(LargeStringArray::from(vec![Some("a"), None, Some("b")])),
        Arc::new(StringViewArray::from(vec![Some("a"), None, Some("b")])),
        Arc::new(dictionary),
        Arc::new(runs.unwrap()),
        Arc::new(StringArray::from(vec![Some("a"), None, Some("b")])),
    ];
    for column in cases {
        let told = column.data_type().to_string();
        assert_eq!(home(column), ("char".into(), "*".into(), None, texts.clone()), "{told}");
    }
    assert_eq!(home(Arc::new(NullArray::new(2))), ("char".into(), "*".into(), None, vec!["null".into(); 2]));
    let halves = cast(&Float32Array::from(vec![1.5, f32::INFINITY]), &DataType::Float16).unwrap();
    assert!(halves.as_any().is::<Float16Array>());
    assert_eq!(home(halves), ("float".into(), String::new(), None, vec!["1.5".into(), "inf".into()]));
}

#[test]
fn instants_become_iso_8601() {
    let cases: [(ArrayRef, &str); 5] = [
        (Arc::new(Date32Array::from(vec![Some(17_167), None])), "2017-01-01"),
        (Arc::new(Date64Array::from(vec![Some(1_483_228_801_500), None])), "2017-01-01T00:00:01.500"),
        (Arc::new(TimestampSecondArray::from(vec![Some(1_483_228_800), None])), "2017-01-01T00:00:00"),
        (Arc::new(TimestampMicrosecondArray::from(vec![Some(1), None]).with_timezone("+02:00")), "1970-01-01T00:00:00.000001Z"),
        (
            Arc::new(TimestampMicrosecondArray::from(vec![Some(1), None]).with_timezone("Europe/Paris")),
            "1970-01-01T00:00:00.000001Z",
        ),
    ];
    for (column, want) in cases {
        let told = column.data_type().to_string();
        let values = vec![want.to_owned(), "null".to_owned()];
        assert_eq!(home(column), ("char".into(), "*".into(), Some("timestamp".into()), values), "{told}");
    }
    let beyond = batch(Arc::new(TimestampSecondArray::from(vec![i64::MAX])));
    let error = Table::from_batches(&beyond.schema(), vec![beyond]).unwrap_err();
    assert!(matches!(error, Error::Arrow(_)), "{error:?}");
}

#[test]
fn an_xtype_that_is_given_is_kept() {
    let field = Field::new("x", DataType::Date32, true).with_metadata([("xtype", "adql:DATE"), ("ucd", "time")]);
    let schema = Schema::new(vec![field]);
    let normalizer = Normalizer::try_new(&schema, &[]).unwrap();
    let field = &normalizer.schema().fields[0];
    assert_eq!((field.xtype.as_deref(), field.ucd.as_deref()), (Some("adql:DATE"), Some("time")));
}

#[test]
fn lists_of_every_kind() {
    let rows = || lists([Some(vec![Some(1), None]), None, Some(vec![]), Some(vec![Some(2)])]);
    let want = ["[1, null]", "null", "[]", "[2]"].map(str::to_owned).to_vec();
    let item = Arc::new(Field::new_list_field(DataType::Int32, true));
    let kinds = [
        DataType::List(Arc::clone(&item)),
        DataType::LargeList(Arc::clone(&item)),
        DataType::ListView(Arc::clone(&item)),
        DataType::LargeListView(item),
    ];
    for kind in kinds {
        let column = cast(&rows(), &kind).unwrap();
        assert_eq!(home(column), ("int".into(), "*".into(), None, want.clone()), "{kind}");
    }
    // The kinds were what they are called.
    let is = |kind: fn(&dyn std::any::Any) -> bool, to: DataType| assert!(kind(cast(&rows(), &to).unwrap().as_any()));
    let item = || Arc::new(Field::new_list_field(DataType::Int32, true));
    is(|a| a.is::<LargeListArray>(), DataType::LargeList(item()));
    is(|a| a.is::<ListViewArray>(), DataType::ListView(item()));
    is(|a| a.is::<LargeListViewArray>(), DataType::LargeListView(item()));
}

#[test]
fn items_that_cannot_be_null() {
    let item = Arc::new(Field::new("element", DataType::Int32, false));
    let offsets = OffsetBuffer::new(ScalarBuffer::from(vec![0, 2, 3]));
    let values = Arc::new(Int32Array::from(vec![1, 2, 3]));
    let column = Arc::new(ListArray::try_new(item, offsets, values, None).unwrap());
    assert_eq!(home(Arc::clone(&column) as _), ("int".into(), "*".into(), None, vec!["[1, 2]".into(), "[3]".into()]));

    let schema =
        gaialink_table::Schema::from_fields(vec![gaialink_table::Field::array("x", Datatype::Int, "*".parse().unwrap())]);
    let table = Table::from_columns(schema.clone(), vec![Arc::clone(&column) as _]).unwrap();
    assert_eq!(shown(&table.column("x").unwrap().to_array().unwrap()), ["[1, 2]", "[3]"]);
    let table = Table::try_new(schema, vec![batch(column)]).unwrap();
    assert_eq!(shown(&table.column("x").unwrap().to_array().unwrap()), ["[1, 2]", "[3]"]);
}

#[test]
fn nested_lists_become_flat() {
    let ints = |n: i32| Arc::new(Int32Array::from_iter_values(1..=n)) as ArrayRef;
    let cases: [(ArrayRef, &str, &[&str]); 6] = [
        (Arc::new(fixed(Arc::new(fixed(ints(12), 2)), 3)), "2x3", &["[1, 2, 3, 4, 5, 6]", "[7, 8, 9, 10, 11, 12]"]),
        (Arc::new(nested(Arc::new(fixed(ints(6), 2)), &[1, 0, 2])), "2x*", &["[1, 2]", "[]", "[3, 4, 5, 6]"]),
        (Arc::new(nested(Arc::new(nested(ints(6), &[2, 2, 2])), &[1, 0, 2])), "2x*", &["[1, 2]", "[]", "[3, 4, 5, 6]"]),
        (Arc::new(fixed(Arc::new(nested(ints(6), &[3, 3])), 2)), "3x2", &["[1, 2, 3, 4, 5, 6]"]),
        (
            Arc::new(nested(Arc::new(nested(Arc::new(fixed(ints(12), 2)), &[3, 3])), &[1, 1])),
            "2x3x*",
            &["[1, 2, 3, 4, 5, 6]", "[7, 8, 9, 10, 11, 12]"],
        ),
        (Arc::new(nested(Arc::new(nested(ints(0), &[])), &[0, 0])), "1x*", &["[]", "[]"]),
    ];
    for (column, size, want) in cases {
        let told = column.data_type().to_string();
        let want: Vec<String> = want.iter().map(ToString::to_string).collect();
        assert_eq!(home(Arc::clone(&column)), ("int".into(), size.into(), None, want.clone()), "{told}");
        for start in 0..column.len() {
            let slice = column.slice(start, 1);
            if want[start] != "[]" {
                assert_eq!(home(slice).3, want[start..=start], "{told} from {start}");
            }
        }
    }
    let texts = Arc::new(LargeStringArray::from(vec!["a", "b", "c", "d"]));
    let texts = home(Arc::new(nested(Arc::new(fixed(texts, 2)), &[1, 1])));
    assert_eq!(texts, ("char".into(), "0x2x*".into(), None, vec!["[a, b]".into(), "[c, d]".into()]));
}

#[test]
fn null_inner_lists_are_null_elements() {
    let inner = lists([Some(vec![Some(1), Some(2)]), None, Some(vec![Some(3), None])]);
    let column = home(Arc::new(nested(Arc::new(inner), &[2, 1])));
    assert_eq!((column.1.as_str(), column.3), ("2x*", vec!["[1, 2, null, null]".into(), "[3, null]".into()]));

    let item = Arc::new(Field::new_list_field(DataType::Int32, true));
    let nulls = Some(NullBuffer::from(vec![true, false]));
    let inner = FixedSizeListArray::try_new(item, 2, Arc::new(Int32Array::from(vec![1, 2, 8, 9])), nulls).unwrap();
    assert_eq!(home(Arc::new(fixed(Arc::new(inner), 2))).3, ["[1, 2, null, null]"]);
}

#[test]
fn ragged_lists_are_refused() {
    let ragged = lists([Some(vec![Some(1), Some(2)]), Some(vec![Some(3)])]);
    let foreign = batch(Arc::new(nested(Arc::new(ragged), &[2])));
    let error = Table::from_batches(&foreign.schema(), vec![foreign]).unwrap_err();
    assert_eq!(error.to_string(), "column `x`: expected inner lists of 2, found one of 1");

    // What the first batch has not, the next may: the samples tell.
    let pairs = |n: i32| batch(Arc::new(nested(Arc::new(nested(Arc::new(Int32Array::from_iter_values(0..n)), &[2])), &[1])));
    let empty = batch(Arc::new(nested(Arc::new(nested(Arc::new(Int32Array::from(vec![0; 0])), &[])), &[0])));
    let table = Table::from_batches(&empty.schema(), vec![empty, pairs(2)]).unwrap();
    assert_eq!(table.column("x").unwrap().field().arraysize.to_string(), "2x*");
}

#[test]
fn marked_complex_numbers_stay_so() {
    let parts = Arc::new(Float32Array::from(vec![1.0, 2.0, 3.0, 4.0]));
    let pairs = Arc::new(fixed(parts, 2));
    let complex = |column: ArrayRef, size: &str| {
        let marks = [("gaialink.datatype", "floatComplex"), ("gaialink.arraysize", size)];
        let field = Field::new("x", column.data_type().clone(), true).with_metadata(marks);
        let batch = RecordBatch::try_new(Arc::new(Schema::new(vec![field])), vec![column]).unwrap();
        Table::from_batches(&batch.schema(), vec![batch]).unwrap()
    };
    let large = cast(
        &nested(Arc::clone(&pairs) as _, &[2]),
        &DataType::LargeList(Arc::new(Field::new_list_field(pairs.data_type().clone(), true))),
    );
    for (column, size) in [(Arc::clone(&pairs) as ArrayRef, ""), (large.unwrap(), "*"), (Arc::new(fixed(pairs, 2)), "2")] {
        let table = complex(column, size);
        let field = table.column("x").unwrap().field();
        assert_eq!((field.datatype, field.arraysize.to_string().as_str()), (Datatype::FloatComplex, size));
        let array = table.column("x").unwrap().to_array().unwrap();
        assert_eq!(*array.data_type(), gaialink_table::schema::arrow::data_type(field).unwrap());
    }
    let unmarked = home(Arc::new(fixed(Arc::new(Float32Array::from(vec![1.0, 2.0])), 2)));
    assert_eq!((unmarked.0.as_str(), unmarked.1.as_str()), ("float", "2"));
}

#[test]
fn what_has_no_place_is_refused_by_name() {
    let entries = Fields::from(vec![Field::new("key", DataType::Utf8, false), Field::new("value", DataType::Int32, true)]);
    let cases = [
        DataType::Struct(Fields::from(vec![Field::new("a", DataType::Int32, true)])),
        DataType::Map(Arc::new(Field::new("entries", DataType::Struct(entries), false)), false),
        DataType::Union(
            UnionFields::try_new(vec![0], vec![Field::new("a", DataType::Int32, true)]).unwrap(),
            gaialink_table::arrow::datatypes::UnionMode::Dense,
        ),
        DataType::Decimal32(5, 1),
        DataType::Decimal64(5, 1),
        DataType::Decimal128(10, 2),
        DataType::Decimal256(40, 2),
        DataType::Interval(IntervalUnit::DayTime),
        DataType::Duration(TimeUnit::Second),
        DataType::Time32(TimeUnit::Second),
        DataType::Time64(TimeUnit::Microsecond),
        DataType::Binary,
        DataType::LargeBinary,
        DataType::BinaryView,
        DataType::FixedSizeBinary(4),
        DataType::new_list(DataType::Binary, true),
        DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Binary)),
    ];
    for found in cases {
        let schema = Schema::new(vec![Field::new("x", found.clone(), true)]);
        let error = Normalizer::try_new(&schema, &[]).unwrap_err();
        assert_eq!(error.to_string(), format!("column `x`: the Arrow type {found} has no place in a table"));
    }
    let binary: ArrayRef = Arc::new(BinaryArray::from(vec![&b"a"[..]]));
    let foreign = batch(binary);
    assert!(matches!(Table::from_batches(&foreign.schema(), vec![foreign]), Err(Error::ArrowType { .. })));
}

#[test]
fn batches_of_other_columns_are_refused() {
    let normalizer = Normalizer::try_new(&Schema::new(vec![Field::new("x", DataType::Int32, true)]), &[]).unwrap();
    let two =
        RecordBatch::try_from_iter([("x", new_null_array(&DataType::Int32, 1)), ("y", new_null_array(&DataType::Int32, 1))]);
    let error = normalizer.batch(&two.unwrap()).unwrap_err();
    assert_eq!(error.to_string(), "expected 1 columns, found 2");
    let nothing = RecordBatch::new_empty(Arc::new(Schema::empty()));
    assert!(matches!(normalizer.batch(&nothing), Err(Error::ColumnCount { expected: 1, found: 0 })));
}

#[test]
fn a_table_of_no_columns_keeps_its_rows() {
    let rows = gaialink_table::arrow::array::RecordBatchOptions::new().with_row_count(Some(3));
    let batch = RecordBatch::try_new_with_options(Arc::new(Schema::empty()), vec![], &rows).unwrap();
    assert_eq!(Table::from_batches(&batch.schema(), vec![batch]).unwrap().num_rows(), 3);
}

#[test]
fn floats_of_lists_keep_their_bits() {
    let bits = [1_u32, 0x7F80_0001, 0xFFC0_0000, 0x8000_0000].map(f32::from_bits);
    let list = LargeListArray::from_iter_primitive::<Float32Type, _, _>([Some(bits.map(Some))]);
    let foreign = batch(Arc::new(list));
    let table = Table::from_batches(&foreign.schema(), vec![foreign]).unwrap();
    let list = table.column("x").unwrap().to::<ListArray>().unwrap();
    let back = list.values().as_any().downcast_ref::<Float32Array>().unwrap().values().iter().map(|f| f.to_bits());
    assert_eq!(back.collect::<Vec<_>>(), bits.map(f32::to_bits));
}
