//! Text cells, with whatever values and whatever bytes.
#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_table::{
    ArraySize, Datatype, Field, Limits, LossReport,
    arrow::{
        array::{Array, ArrayRef, ArrowPrimitiveType, BooleanArray, FixedSizeListArray, ListArray, PrimitiveArray, StringArray},
        buffer::{NullBuffer, OffsetBuffer},
        datatypes::{
            Field as ArrowField, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type,
            UInt32Type, UInt64Type,
        },
    },
    schema::arrow::{data_type, element_type},
    text::{CellBuilder, CellWriter, NumberStyle, TextStyle, number},
};
use proptest::prelude::*;
use std::sync::Arc;

/// Bits that become elements; `None` is a null.
type Seeds = Vec<Option<u64>>;

fn low<T: TryFrom<u64>>(bits: u64, mask: u64) -> T
where
    T::Error: std::fmt::Debug,
{
    T::try_from(bits & mask).unwrap()
}

fn primitive<T: ArrowPrimitiveType>(seeds: &Seeds, value: impl Fn(u64) -> T::Native) -> ArrayRef {
    Arc::new(seeds.iter().map(|seed| seed.map(&value)).collect::<PrimitiveArray<T>>())
}

fn float(bits: u64) -> f32 {
    let value = f32::from_bits(low(bits, 0xFFFF_FFFF));
    if value.is_nan() { f32::NAN } else { value }
}

fn double(bits: u64) -> f64 {
    let value = f64::from_bits(bits);
    if value.is_nan() { f64::NAN } else { value }
}

/// A string of one to four characters that does not end in a blank.
fn string(bits: u64) -> String {
    const CHARS: &str = "a \"\\,()[]\n\0éΩ漢😀n";
    let char = |byte: &u8| CHARS.chars().nth(usize::from(*byte) % 16).unwrap();
    let len = 1 + low::<usize>(bits >> 60, 3);
    let text: String = bits.to_le_bytes().iter().take(len).map(char).collect();
    if text.ends_with(' ') { text + "." } else { text }
}

fn pairs(parts: ArrayRef, seeds: &Seeds) -> ArrayRef {
    let item = Arc::new(ArrowField::new_list_field(parts.data_type().clone(), true));
    let nulls = NullBuffer::from_iter(seeds.iter().map(Option::is_some));
    Arc::new(FixedSizeListArray::try_new(item, 2, parts, Some(nulls)).unwrap())
}

fn elements(datatype: Datatype, seeds: &Seeds) -> ArrayRef {
    let halves = || -> Seeds { seeds.iter().flat_map(|s| [s.map(|b| b >> 32), *s]).collect() };
    match datatype {
        Datatype::Boolean | Datatype::Bit => Arc::new(seeds.iter().map(|s| s.map(|b| b % 2 == 1)).collect::<BooleanArray>()),
        Datatype::SignedByte => primitive::<Int8Type>(seeds, |b| low::<u8>(b, 0xFF).cast_signed()),
        Datatype::UnsignedByte => primitive::<UInt8Type>(seeds, |b| low(b, 0xFF)),
        Datatype::Short => primitive::<Int16Type>(seeds, |b| low::<u16>(b, 0xFFFF).cast_signed()),
        Datatype::UnsignedShort => primitive::<UInt16Type>(seeds, |b| low(b, 0xFFFF)),
        Datatype::Int => primitive::<Int32Type>(seeds, |b| low::<u32>(b, 0xFFFF_FFFF).cast_signed()),
        Datatype::UnsignedInt => primitive::<UInt32Type>(seeds, |b| low(b, 0xFFFF_FFFF)),
        Datatype::Long => primitive::<Int64Type>(seeds, u64::cast_signed),
        Datatype::UnsignedLong => primitive::<UInt64Type>(seeds, |b| b),
        Datatype::Float => primitive::<Float32Type>(seeds, float),
        Datatype::Double => primitive::<Float64Type>(seeds, double),
        Datatype::FloatComplex => pairs(primitive::<Float32Type>(&halves(), float), seeds),
        Datatype::DoubleComplex => pairs(primitive::<Float64Type>(&halves(), double), seeds),
        _ => Arc::new(seeds.iter().map(|s| s.map(string)).collect::<StringArray>()),
    }
}

/// A column of this shape made of the seeds: a cell a scalar, or as many elements as the shape says.
fn column(datatype: Datatype, size: &ArraySize, rows: &[Seeds]) -> (Field, ArrayRef) {
    let field = Field::array("x", datatype, size.clone());
    let shape = field.cell_shape();
    let cells: Vec<Seeds> = rows.iter().map(|row| of_length(row, &shape)).collect();
    let seeds: Seeds = cells.concat();
    let elements = elements(datatype, &seeds);
    let item = Arc::new(ArrowField::new_list_field(element_type(datatype), true));
    let array: ArrayRef = match shape.fixed_len() {
        _ if shape.is_scalar() => elements,
        Some(len) => Arc::new(FixedSizeListArray::try_new(item, i32::try_from(len).unwrap(), elements, None).unwrap()),
        None => {
            let offsets = OffsetBuffer::from_lengths(cells.iter().map(Vec::len));
            Arc::new(ListArray::try_new(item, offsets, elements, None).unwrap())
        }
    };
    assert_eq!(*array.data_type(), data_type(&field).unwrap());
    (field, array)
}

/// The seeds of a cell, cut to whole steps of a variable shape or repeated to fill a fixed one.
fn of_length(row: &Seeds, shape: &ArraySize) -> Seeds {
    let inner = usize::try_from(shape.inner_len()).unwrap();
    let len = if shape.is_variable() { row.len().max(inner) / inner * inner } else { inner };
    row.iter().copied().cycle().take(len).collect()
}

fn sizes(datatype: Datatype) -> Vec<ArraySize> {
    let texts: &[&str] = if datatype.is_text() { &["*", "5x*", "5x3", "5x2x*"] } else { &["", "3", "*", "2x*", "2x3x*", "2x3"] };
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

fn styles() -> [TextStyle; 4] {
    let mut java = TextStyle::CSV;
    java.numbers = NumberStyle::Java;
    [TextStyle::VOTABLE, TextStyle::ECSV, TextStyle::CSV, java]
}

fn round_trip(array: &ArrayRef, field: &Field, style: &TextStyle) {
    let mut builder = CellBuilder::try_new(field, style, &Limits::default()).unwrap();
    let writer = CellWriter::try_new(array, field, style).unwrap();
    let mut losses = LossReport::default();
    for row in 0..array.len() {
        let mut out = Vec::new();
        if writer.is_null(row) {
            builder.append_null();
            continue;
        }
        writer.write(row, &mut out, &mut losses);
        let told = || format!("{} {} {}", field.datatype, field.arraysize, String::from_utf8_lossy(&out));
        assert_eq!(builder.append(&out), Ok(()), "{}", told());
    }
    assert!(losses.is_empty(), "{losses:?}");
    assert!(builder.take_warnings().is_empty());
    assert_eq!(builder.finish().unwrap().to_data(), array.to_data(), "{} {} {style:?}", field.datatype, field.arraysize);
}

fn rows(nulls: bool) -> impl Strategy<Value = Vec<Seeds>> {
    let seed = prop_oneof![any::<u64>(), 0..300_u64, Just(0x7FF0_0000_7F80_0000), Just(u64::MAX)];
    let seed = (seed, any::<u8>()).prop_map(move |(bits, null)| (!nulls || null > 80).then_some(bits));
    prop::collection::vec(prop::collection::vec(seed, 1..8), 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn values_come_back_bit_for_bit(rows in rows(false)) {
        for datatype in Datatype::all() {
            for size in sizes(datatype) {
                let (field, array) = column(datatype, &size, &rows);
                for style in styles() {
                    round_trip(&array, &field, &style);
                }
            }
        }
    }

    #[test]
    fn nulls_come_back_where_the_style_spells_them(rows in rows(true)) {
        for datatype in Datatype::all() {
            for size in sizes(datatype) {
                let (field, array) = column(datatype, &size, &rows);
                for style in styles().iter().filter(|style| style.null_element.is_some()) {
                    round_trip(&array, &field, style);
                }
            }
        }
    }

    #[test]
    fn no_bytes_make_a_panic(
        cells in prop::collection::vec(
            prop_oneof![
                prop::collection::vec(any::<u8>(), 0..20),
                "[-+0-9eEnaif?TF \\[\\](),.\"\\\\uj]{0,24}".prop_map(String::into_bytes),
                "\\[(\"[a-z\\\\u0-9]{0,6}\"|null|[0-9]{1,3}|\\[1,2\\])(,(\"b\"|null|NaN|\\[3,4\\])){0,4}\\]?".prop_map(String::into_bytes),
            ],
            0..6,
        ),
    ) {
        for datatype in Datatype::all() {
            for size in ["", "*", "2", "2x*", "0", "0x*", "3x2x0", "1x1x*"] {
                let field = Field::array("x", datatype, size.parse().unwrap());
                for style in styles() {
                    let mut builder = CellBuilder::try_new(&field, &style, &Limits::default()).unwrap();
                    let mut taken = 0;
                    for cell in &cells {
                        taken += usize::from(builder.append(cell).is_ok());
                        prop_assert_eq!(builder.len(), taken);
                    }
                    let array = builder.finish().unwrap();
                    array.to_data().validate_full().unwrap();
                    let writer = CellWriter::try_new(&array, &field, &style).unwrap();
                    let (mut out, mut losses) = (Vec::new(), LossReport::default());
                    (0..array.len()).for_each(|row| writer.write(row, &mut out, &mut losses));
                }
            }
        }
    }

    #[test]
    fn numbers_come_back(bits in any::<u64>()) {
        let read = |write: &dyn Fn(&mut Vec<u8>)| {
            let mut text = Vec::new();
            write(&mut text);
            text
        };
        let (double, float) = (double(bits), float(bits));
        for write in [number::write_f64, number::write_f64_java] {
            prop_assert_eq!(number::parse_f64(&read(&|out| write(double, out))).unwrap().to_bits(), double.to_bits());
        }
        for write in [number::write_f32, number::write_f32_java] {
            prop_assert_eq!(number::parse_f32(&read(&|out| write(float, out))).unwrap().to_bits(), float.to_bits());
        }
        prop_assert_eq!(number::parse_u64(&read(&|out| number::write_u64(bits, out))), Ok(bits));
        let signed = bits.cast_signed();
        prop_assert_eq!(number::parse_i64(&read(&|out| number::write_i64(signed, out))), Ok(signed));
    }

    #[test]
    fn numbers_agree_with_the_standard_library(text in "[-+]?[0-9]{0,25}[.]?[0-9]{0,25}([eE][-+]?[0-9]{1,4})?") {
        let ours = number::parse_f64(text.as_bytes());
        match text.parse::<f64>() {
            Ok(value) if value.is_finite() => prop_assert_eq!(ours.map(f64::to_bits), Ok(value.to_bits())),
            Ok(_) => prop_assert_eq!(ours, Err(number::NumberError::Range)),
            Err(_) => prop_assert_eq!(ours, Err(number::NumberError::Syntax)),
        }
        prop_assert_eq!(number::parse_i64(text.as_bytes()).ok(), text.parse::<i64>().ok());
        prop_assert_eq!(number::parse_u64(text.as_bytes()).ok(), text.parse::<u64>().ok().or((text.starts_with('-') && text.trim_start_matches(['-', '0']).is_empty() && text.len() > 1).then_some(0)));
    }
}
