//! What is encoded decodes to itself, for any columns.
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::indexing_slicing,
    reason = "columns made of random numbers whose sizes are known here"
)]

use crate::codec::{decode_all, field, fits, in_heap, plan};
use gaialink_table::{
    Datatype,
    arrow::{
        array::{
            Array, ArrayRef, BooleanArray, FixedSizeListArray, Float32Array, Float64Array, Int8Array, Int16Array, Int32Array,
            Int64Array, ListArray, StringArray, UInt8Array, UInt16Array, UInt32Array, UInt64Array, make_array,
        },
        buffer::{NullBuffer, OffsetBuffer},
        compute::concat,
        datatypes::DataType,
    },
    rows::{Encoded, Heap, Length, NoHeap, PackedField, RowOptions, RowPlan},
    schema::arrow::{data_type, element_type},
};
use proptest::prelude::*;
use std::sync::Arc;

/// Elements of a datatype, made of random numbers. Integers never equal the null value, -1 or 255 in their last byte.
fn elements(datatype: Datatype, seeds: &[u64], nulls: bool, width: usize) -> ArrayRef {
    let valid = |seed: u64| !nulls || !seed.is_multiple_of(5);
    macro_rules! numbers {
        ($array:ty, $number:ty) => {
            Arc::new(
                seeds.iter().map(|seed| valid(*seed).then(|| <$number>::from_be_bytes(bytes(seed >> 3)))).collect::<$array>(),
            )
        };
    }
    match datatype {
        Datatype::Boolean => Arc::new(seeds.iter().map(|seed| valid(*seed).then_some(seed & 64 == 0)).collect::<BooleanArray>()),
        Datatype::Bit => Arc::new(seeds.iter().map(|seed| Some(seed & 64 == 0)).collect::<BooleanArray>()),
        Datatype::SignedByte => numbers!(Int8Array, i8),
        Datatype::UnsignedByte => numbers!(UInt8Array, u8),
        Datatype::Short => numbers!(Int16Array, i16),
        Datatype::UnsignedShort => numbers!(UInt16Array, u16),
        Datatype::Int => numbers!(Int32Array, i32),
        Datatype::UnsignedInt => numbers!(UInt32Array, u32),
        Datatype::Long => numbers!(Int64Array, i64),
        Datatype::UnsignedLong => numbers!(UInt64Array, u64),
        Datatype::Float => {
            Arc::new(seeds.iter().map(|seed| Some(f32::from_bits((seed >> 9) as u32 & 0x7F7F_FFFF))).collect::<Float32Array>())
        }
        Datatype::Double => Arc::new(seeds.iter().map(|seed| Some(f64::from_bits(seed & !(1 << 52)))).collect::<Float64Array>()),
        Datatype::FloatComplex | Datatype::DoubleComplex => {
            let part = if datatype == Datatype::FloatComplex { Datatype::Float } else { Datatype::Double };
            let pairs: Vec<u64> = seeds.iter().flat_map(|seed| [*seed, seed.rotate_left(17)]).collect();
            let DataType::FixedSizeList(item, size) = element_type(datatype) else { return Arc::new(BooleanArray::new_null(0)) };
            Arc::new(FixedSizeListArray::new(item, size, elements(part, &pairs, false, 0), None))
        }
        _ => Arc::new(seeds.iter().map(|seed| valid(*seed).then(|| text(*seed, width))).collect::<StringArray>()),
    }
}

/// The last bytes of a number, never all ones.
fn bytes<const N: usize>(seed: u64) -> [u8; N] {
    let all = (seed & !2).to_be_bytes();
    all[8 - N..].try_into().unwrap()
}

/// A text of at least one and at most `width` letters without a blank at its end.
fn text(seed: u64, width: usize) -> String {
    (0..=(seed as usize >> 5) % width).map(|at| char::from(b'A' + (seed.rotate_right(at as u32 * 7) % 26) as u8)).collect()
}

/// A column of a shape: how cells are made of elements.
fn column(field: &PackedField, seeds: &[u64], null_cells: bool, null_elements: bool) -> ArrayRef {
    let datatype = field.field.datatype;
    let width = field.field.arraysize.string_len().unwrap_or(9) as usize;
    let cell_valid = |seed: &u64| !null_cells || !seed.is_multiple_of(7);
    let valid = null_cells.then(|| NullBuffer::from_iter(seeds.iter().map(cell_valid)));
    match data_type(&field.field).unwrap() {
        DataType::List(item) => {
            let lens: Vec<usize> =
                seeds.iter().map(|s| if cell_valid(s) { (s % 4) as usize + usize::from(!masked(field)) } else { 0 }).collect();
            let step = lens_step(field);
            let lens: Vec<usize> = lens.iter().map(|len| len * step).collect();
            let inner = spread(seeds, &lens);
            let values = elements(datatype, &inner, null_elements, width);
            Arc::new(ListArray::new(item, OffsetBuffer::from_lengths(lens), values, valid))
        }
        DataType::FixedSizeList(item, size) if !datatype.is_complex() || !field.field.arraysize.is_scalar() => {
            let inner = spread(seeds, &vec![size as usize; seeds.len()]);
            let values = elements(datatype, &inner, null_elements, width);
            Arc::new(FixedSizeListArray::new(item, size, values, valid))
        }
        _ => {
            let all = elements(datatype, seeds, false, width);
            let data = all.to_data().into_builder().nulls(valid).build().unwrap();
            make_array(data)
        }
    }
}

fn masked(field: &PackedField) -> bool {
    field.field.description.is_some()
}

fn lens_step(field: &PackedField) -> usize {
    let inner = field.field.arraysize.dims();
    let strings = if field.field.datatype.is_text() { inner.get(1..).unwrap_or_default() } else { inner };
    strings.iter().product::<u64>() as usize
}

/// One number an element, made of the number of its cell.
fn spread(seeds: &[u64], lens: &[usize]) -> Vec<u64> {
    let cell = |(seed, len): (&u64, &usize)| {
        (0..*len as u64).map(|at| seed.wrapping_mul(2 * at + 3).rotate_left(11)).collect::<Vec<_>>()
    };
    seeds.iter().zip(lens).flat_map(cell).collect()
}

const SHAPES: [&str; 5] = ["", "3", "2x2", "*", "2x*"];
const TEXT_SHAPES: [&str; 5] = ["", "6", "*", "4x3", "5x2x*"];

/// What a column is made of: datatype, shape, where its elements lie, whether its sign is flipped.
fn any_field(mask: bool, heap: bool) -> impl Strategy<Value = PackedField> {
    (0..16_usize, 0..5_usize, 0..3_u8, any::<bool>()).prop_map(move |(datatype, shape, place, flip)| {
        let datatype = Datatype::all().nth(datatype).unwrap();
        let shape = if datatype.is_text() { TEXT_SHAPES[shape] } else { SHAPES[shape] };
        let mut new = field(datatype, shape);
        if heap && new.length == Length::Inline {
            new = in_heap(datatype, shape, if place == 0 { Length::Descriptor64 } else { Length::Descriptor32 });
        }
        new.flip_sign = flip && datatype.is_integer();
        let signed = matches!(element_type(datatype), DataType::Int8 | DataType::Int16 | DataType::Int32 | DataType::Int64);
        new.null = null_value(datatype, signed != new.flip_sign, new.flip_sign);
        new.field.description = mask.then(|| "masked".to_owned());
        new
    })
}

/// The stored integer whose value in the column has all bits set, where the type of the model can say it.
fn null_value(datatype: Datatype, stored_signed: bool, flip: bool) -> Option<i64> {
    let bits = 8 * datatype.packed_size().unwrap_or(1) as u32;
    let all = if bits >= 64 { u64::MAX } else { (1 << bits) - 1 };
    let stored = if flip { all ^ (1 << (bits.min(64) - 1)) } else { all };
    let shift = 64 - bits.min(64);
    if stored_signed { Some(((stored << shift) as i64) >> shift) } else { i64::try_from(stored).ok() }
}

/// Whether a cell of the field may be null and come back as such.
fn null_cells(field: &PackedField, options: &RowOptions) -> bool {
    let datatype = field.field.datatype;
    let variable = field.length != Length::Inline || field.field.arraysize.is_variable();
    match options.null_mask {
        true => true,
        false if field.field.cell_shape().is_scalar() => match datatype {
            Datatype::Boolean | Datatype::Char | Datatype::UnicodeChar => true,
            _ => datatype.is_integer() && field.null.is_some(),
        },
        false => variable && field.field.arraysize.is_variable(),
    }
}

fn check(fields: &[PackedField], options: &RowOptions, seeds: &[u64]) {
    let columns: Vec<ArrayRef> = fields
        .iter()
        .enumerate()
        .map(|(at, field)| {
            let elements = match field.field.datatype {
                Datatype::Boolean | Datatype::Char | Datatype::UnicodeChar => true,
                datatype => datatype.is_integer() && field.null.is_some(),
            };
            let seeds: Vec<u64> = seeds.iter().map(|seed| seed.rotate_left(at as u32 * 5)).collect();
            column(field, &seeds, null_cells(field, options), elements)
        })
        .collect();
    let plan = plan(fields, options);
    let mut out = Encoded::default();
    plan.encode(&columns, &mut out).unwrap();
    assert!(out.losses.is_empty(), "{:?}", out.losses);
    let whole = decode_all(&plan, &out.rows, &out.heap).unwrap();
    assert_eq!(whole.warnings, []);
    assert_eq!(whole.columns, columns);
    if options.projection.is_none() {
        in_parts(&plan, &out, &columns);
    }
}

/// Rows that are found and decoded a few at a time are the same.
fn in_parts(plan: &RowPlan, out: &Encoded, columns: &[ArrayRef]) {
    let (mut at, mut parts) = (0, Vec::new());
    while at < out.rows.len() {
        let scan = plan.scan(&out.rows[at..], 3).unwrap();
        parts.push(plan.decode(&out.rows[at..], &scan, &out.heap).unwrap().columns);
        at += scan.bytes;
    }
    for (index, column) in columns.iter().enumerate().filter(|_| !parts.is_empty()) {
        let chunks: Vec<&dyn Array> = parts.iter().map(|part| &*part[index]).collect();
        assert_eq!(&concat(&chunks).unwrap(), column);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn binary(fields in prop::collection::vec(any_field(false, false), 1..12), seeds in prop::collection::vec(any::<u64>(), 1..40)) {
        check(&fields, &RowOptions::default(), &seeds);
    }

    #[test]
    fn binary2(fields in prop::collection::vec(any_field(true, false), 1..12), seeds in prop::collection::vec(any::<u64>(), 1..40)) {
        check(&fields, &RowOptions { null_mask: true, ..RowOptions::default() }, &seeds);
    }

    #[test]
    fn binary_table(fields in prop::collection::vec(any_field(false, true), 1..12), seeds in prop::collection::vec(any::<u64>(), 1..40)) {
        check(&fields, &fits(), &seeds);
    }

    #[test]
    fn any_bytes_are_rows_or_an_error(
        fields in prop::collection::vec(any_field(true, true), 1..6),
        mask in any::<bool>(),
        nul_is_null in any::<bool>(),
        bytes in prop::collection::vec(prop_oneof![4 => Just(0_u8), 1 => any::<u8>()], 0..400),
    ) {
        let plan = plan(&fields, &RowOptions { null_mask: mask, nul_is_null, projection: None });
        if let Ok(scan) = plan.scan(&bytes, usize::MAX) {
            prop_assert!(scan.bytes <= bytes.len());
            for heap in [&bytes as &dyn Heap, &NoHeap] {
                if let Ok(decoded) = plan.decode(&bytes, &scan, heap) {
                    prop_assert!(decoded.columns.iter().all(|column| column.len() == scan.rows));
                }
            }
        }
    }
}

#[test]
fn many_rows_are_several_blocks() {
    for options in [RowOptions::default(), crate::codec::binary2(), fits()] {
        let shape = |datatype: Datatype, size: &str| {
            let mut new = field(datatype, size);
            new.field.description = options.null_mask.then(|| "masked".to_owned());
            new
        };
        let fields = [
            shape(Datatype::Long, ""),
            shape(Datatype::Char, "*"),
            shape(Datatype::Float, "3"),
            shape(Datatype::Boolean, ""),
            shape(Datatype::Bit, "*"),
            shape(Datatype::Short, ""),
        ];
        let seeds: Vec<u64> = (1..5000_u64).map(|at| at.wrapping_mul(0x9E37_79B9_7F4A_7C15)).collect();
        check(&fields, &options, &seeds);
        let even: Vec<PackedField> = fields.iter().filter(|field| field.length != Length::Inline).cloned().collect();
        check(&even, &options, &seeds);
        let mut heap = fields.clone();
        heap.iter_mut().filter(|field| field.length == Length::Inline).for_each(|field| field.length = Length::Descriptor32);
        check(&heap, &options, &seeds);
    }
}
