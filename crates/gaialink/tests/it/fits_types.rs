//! Every datatype, shape and place of nulls through FITS and back: the same, or a loss that says so.

use gaialink::{
    ArraySize, ConvertOptions, Datatype, Destination, Field, LossKind, OpenOptions, Report, Schema, Table, Target,
    arrow::{
        array::{
            Array, ArrayRef, AsArray, BooleanArray, FixedSizeListArray, Float32Array, Float64Array, ListArray, StringArray,
            UInt32Array, make_array,
        },
        buffer::{NullBuffer, OffsetBuffer},
        compute::{cast, concat, take},
        datatypes::{DataType, Field as ArrowField, Float32Type, Float64Type},
    },
    save,
    schema::arrow::{data_type, element_type},
};
use proptest::prelude::*;
use std::{
    io::{self, Cursor, Write},
    sync::{Arc, Mutex},
};

/// The shapes of cells; of text the second one of each pair.
const SHAPES: [(&str, &str); 8] =
    [("", "5"), ("1", ""), ("3", "5x3"), ("2x2", "5x2x2"), ("0", "0"), ("*", "*"), ("4*", "4*"), ("2x*", "5x*")];

/// An output that cannot seek.
#[derive(Clone, Default)]
struct Pipe(Arc<Mutex<Vec<u8>>>);

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Eight elements of a datatype, the ends of its range among them.
fn elements(datatype: Datatype) -> ArrayRef {
    let of_float = |data_type: &DataType| {
        let values = [1.5, -0.0, f64::INFINITY, f64::NEG_INFINITY, f64::NAN, 3.0, 1e30, 2.0];
        cast(&(Arc::new(Float64Array::from(values.to_vec())) as ArrayRef), data_type).unwrap()
    };
    match datatype {
        Datatype::Boolean | Datatype::Bit => {
            Arc::new(BooleanArray::from(vec![true, false, true, true, false, false, true, false]))
        }
        Datatype::Char | Datatype::UnicodeChar => {
            Arc::new(StringArray::from(vec!["a", "bc", "", "def", "  x", "it's", "zz", "q"]))
        }
        Datatype::Float => of_float(&DataType::Float32),
        Datatype::Double => of_float(&DataType::Float64),
        Datatype::FloatComplex | Datatype::DoubleComplex => {
            let DataType::FixedSizeList(item, size) = element_type(datatype) else { panic!() };
            let parts = of_float(item.data_type());
            Arc::new(FixedSizeListArray::new(item, size, concat(&[&parts, &parts]).unwrap(), None))
        }
        _ => {
            let (least, most) = match datatype {
                Datatype::UnsignedByte => ("0", "255"),
                Datatype::SignedByte => ("-128", "127"),
                Datatype::Short => ("-32768", "32767"),
                Datatype::UnsignedShort => ("0", "65535"),
                Datatype::Int => ("-2147483648", "2147483647"),
                Datatype::UnsignedInt => ("0", "4294967295"),
                Datatype::Long => ("-9223372036854775808", "9223372036854775807"),
                _ => ("0", "18446744073709551615"),
            };
            let digits: ArrayRef = Arc::new(StringArray::from(vec![least, most, "1", "2", "3", "4", "5", "6"]));
            cast(&digits, &element_type(datatype)).unwrap()
        }
    }
}

/// A column of cells: which elements, and which cells are null.
fn column(datatype: Datatype, shape: usize, picks: &[Option<u32>], nulls: &[bool]) -> (Field, ArrayRef) {
    let (plain, text) = SHAPES[shape];
    let size: ArraySize = if datatype.is_text() { text } else { plain }.parse().unwrap();
    let field = Field::array("x", datatype, size);
    let cells = nulls.len();
    let valid = || Some(NullBuffer::from_iter(nulls.iter().map(|null| !null)));
    let pick = |count: usize| {
        let indices: UInt32Array = picks.iter().copied().cycle().take(count).collect();
        take(&elements(datatype), &indices, None).unwrap()
    };
    let array: ArrayRef = match data_type(&field).unwrap() {
        _ if field.cell_shape().is_scalar() => {
            let values = match text {
                "0" if datatype.is_text() => Arc::new(StringArray::from(vec![""; cells])),
                "" if datatype.is_text() => {
                    let one = |text: &str| text.chars().take(1).collect::<String>();
                    Arc::new(pick(cells).as_string::<i32>().iter().map(|text| text.map(one)).collect::<StringArray>())
                }
                _ => pick(cells),
            };
            let nulls = NullBuffer::union(values.nulls(), valid().as_ref());
            make_array(values.to_data().into_builder().nulls(nulls).build().unwrap())
        }
        DataType::FixedSizeList(item, size) => {
            let values = pick(cells * usize::try_from(size).unwrap());
            Arc::new(FixedSizeListArray::try_new_with_length(item, size, values, valid(), cells).unwrap())
        }
        DataType::List(item) => {
            let step = if plain == "2x*" && !datatype.is_text() { 2 } else { 1 };
            let lengths: Vec<usize> =
                nulls.iter().enumerate().map(|(row, null)| if *null { 0 } else { step * (row % 3) }).collect();
            let values = pick(lengths.iter().sum());
            Arc::new(ListArray::new(item, OffsetBuffer::from_lengths(lengths), values, valid()))
        }
        other => panic!("{other}"),
    };
    (field, array)
}

/// The array with NaN in place of null floating-point numbers, which FITS does not tell apart.
fn with_nan(array: &ArrayRef) -> ArrayRef {
    let item = |values: &ArrayRef| Arc::new(ArrowField::new_list_field(values.data_type().clone(), true));
    match array.data_type() {
        DataType::Float32 => {
            Arc::new(Float32Array::from_iter_values(array.as_primitive::<Float32Type>().iter().map(|v| v.unwrap_or(f32::NAN))))
        }
        DataType::Float64 => {
            Arc::new(Float64Array::from_iter_values(array.as_primitive::<Float64Type>().iter().map(|v| v.unwrap_or(f64::NAN))))
        }
        DataType::FixedSizeList(..) => {
            let list = array.as_fixed_size_list();
            let (values, size, len) = (with_nan(list.values()), list.value_length(), list.len());
            Arc::new(FixedSizeListArray::try_new_with_length(item(&values), size, values, list.nulls().cloned(), len).unwrap())
        }
        DataType::List(_) => {
            let list = array.as_list::<i32>();
            let values = with_nan(list.values());
            Arc::new(ListArray::new(item(&values), list.offsets().clone(), values, list.nulls().cloned()))
        }
        _ => Arc::clone(array),
    }
}

/// The field without what is advice: the bound of a variable array, and that a string is of one character.
fn plain(field: &Field) -> Field {
    let mut field = field.clone();
    let size = &field.arraysize;
    field.arraysize = match size.is_variable() {
        true => ArraySize::variable(size.dims(), None),
        false if field.datatype.is_text() && size.fixed_len() == Some(1) => ArraySize::SCALAR,
        false => size.clone(),
    };
    field
}

fn there_and_back(table: &Table) -> (Report, Table) {
    let mut options = ConvertOptions::default();
    options.to = Some(Target::Fits);
    let out = Pipe::default();
    let report = save(table, Destination::stream(out.clone()), &options).unwrap();
    let bytes = out.0.lock().unwrap().clone();
    (report, OpenOptions::default().open_reader("x", Cursor::new(bytes)).unwrap().table().unwrap())
}

/// Asserts that a column comes back, or that the report tells what does not.
fn assert_back(datatype: Datatype, shape: usize, picks: &[Option<u32>], nulls: &[bool]) -> bool {
    let (field, array) = column(datatype, shape, picks, nulls);
    let table = Table::from_columns(Schema::from_fields(vec![field.clone()]), vec![Arc::clone(&array)]).unwrap();
    let (report, back) = there_and_back(&table);
    let about = format!("{datatype} {} {picks:?} {nulls:?}: {:?}", field.arraysize, report.losses);
    assert_eq!(plain(&back.schema().fields[0]), plain(&field), "{about}");
    let found = back.column("x").unwrap().to_array().unwrap();
    assert_eq!(found.data_type(), array.data_type(), "{about}");
    assert_eq!(found.len(), array.len(), "{about}");
    let is_same = with_nan(&found).to_data() == with_nan(&array).to_data();
    let of_values = [LossKind::Null, LossKind::Empty, LossKind::Value];
    let is_told = report.losses.iter().any(|loss| of_values.contains(&loss.kind));
    // A null complex number is two NaN, which is no loss, and not the same.
    let is_complex = matches!(datatype, Datatype::FloatComplex | Datatype::DoubleComplex);
    assert!(is_same || is_told || is_complex, "{about}: {array:?} comes back as {found:?}");
    is_same
}

#[test]
fn every_datatype_shape_and_null() {
    let picks: Vec<Option<u32>> = (0..8).map(Some).collect();
    let with_null: Vec<Option<u32>> = (0..8).map(|n| Some(n).filter(|n| n % 3 != 1)).collect();
    let (mut same, mut seen) = (0, 0);
    for datatype in Datatype::all() {
        for shape in 0..SHAPES.len() {
            for picks in [&picks, &with_null] {
                for nulls in [&[][..], &[false; 7], &[false, true, false, false], &[true; 3]] {
                    same += u32::from(assert_back(datatype, shape, picks, nulls));
                    seen += 1;
                }
            }
        }
    }
    assert_eq!(seen, Datatype::all().count() * 64);
    assert!(same * 2 > u32::try_from(seen).unwrap(), "{same} of {seen}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_column(
        datatype in prop::sample::select(Datatype::all().collect::<Vec<_>>()),
        shape in 0..SHAPES.len(),
        picks in prop::collection::vec(prop::option::weighted(0.8, 0_u32..8), 1..9),
        nulls in prop::collection::vec(prop::bool::weighted(0.2), 0..12),
    ) {
        assert_back(datatype, shape, &picks, &nulls);
    }
}
