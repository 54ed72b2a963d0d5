//! Every datatype in every shape, as it lies in a row.

use crate::codec::{binary, binary2, booleans, both_ways, comes_back, complex, field, fits, fixed, lists, strings};
use gaialink_table::{
    Datatype::{
        self, Bit, Boolean, Char, Double, DoubleComplex, Float, FloatComplex, Int, Long, Short, UnicodeChar, UnsignedByte,
    },
    arrow::array::{
        Array, ArrayRef, Float32Array, Float64Array, Int8Array, Int16Array, Int32Array, Int64Array, UInt8Array, UInt16Array,
        UInt32Array, UInt64Array,
    },
    rows::PackedField,
};
use std::sync::Arc;

fn integers(datatype: Datatype, values: &[i128]) -> ArrayRef {
    macro_rules! array {
        ($array:ty) => {
            Arc::new(<$array>::from_iter_values(values.iter().map(|value| (*value).try_into().unwrap())))
        };
    }
    match datatype {
        Datatype::SignedByte => array!(Int8Array),
        Datatype::UnsignedByte => array!(UInt8Array),
        Datatype::Short => array!(Int16Array),
        Datatype::UnsignedShort => array!(UInt16Array),
        Datatype::Int => array!(Int32Array),
        Datatype::UnsignedInt => array!(UInt32Array),
        Datatype::Long => array!(Int64Array),
        _ => array!(UInt64Array),
    }
}

/// Integers as they are stored, and as they are where the sign bit is flipped.
const INTEGERS: [(Datatype, [i128; 3], &str, &str); 8] = [
    (Datatype::SignedByte, [-128, 1, 127], "80 01 7F", "00 81 FF"),
    (Datatype::UnsignedByte, [0, 1, 255], "00 01 FF", "80 81 7F"),
    (Datatype::Short, [-32768, 258, 32767], "8000 0102 7FFF", "0000 8102 FFFF"),
    (Datatype::UnsignedShort, [0, 258, 65535], "0000 0102 FFFF", "8000 8102 7FFF"),
    (Datatype::Int, [-2147483648, 16909060, -1], "80000000 01020304 FFFFFFFF", "00000000 81020304 7FFFFFFF"),
    (Datatype::UnsignedInt, [0, 16909060, 4294967295], "00000000 01020304 FFFFFFFF", "80000000 81020304 7FFFFFFF"),
    (
        Datatype::Long,
        [i64::MIN as i128, 5937083312263887616, -1],
        "8000000000000000 5264C1D105637B00 FFFFFFFFFFFFFFFF",
        "0000000000000000 D264C1D105637B00 7FFFFFFFFFFFFFFF",
    ),
    (
        Datatype::UnsignedLong,
        [0, 9007199254740993, u64::MAX as i128],
        "0000000000000000 0020000000000001 FFFFFFFFFFFFFFFF",
        "8000000000000000 8020000000000001 7FFFFFFFFFFFFFFF",
    ),
];

#[test]
fn integers_are_big_endian() {
    for (datatype, values, plain, flipped) in INTEGERS {
        let array = integers(datatype, &values);
        both_ways(&field(datatype, ""), &binary(), &array, plain);
        both_ways(&PackedField { flip_sign: true, ..field(datatype, "") }, &fits(), &array, flipped);
        both_ways(&field(datatype, "3"), &binary(), &fixed(Arc::clone(&array), 3, None), plain);
        both_ways(&field(datatype, "3x1"), &binary2(), &fixed(Arc::clone(&array), 3, None), &format!("00 {plain}"));
        both_ways(&field(datatype, "*"), &binary(), &lists(Arc::clone(&array), &[0, 3], None), &format!("00000003 {plain}"));
        let flipped_list = PackedField { flip_sign: true, ..field(datatype, "3x*") };
        both_ways(&flipped_list, &binary(), &lists(array, &[0, 3], None), &format!("00000003 {flipped}"));
    }
}

#[test]
fn floats_are_their_bits() {
    let floats: ArrayRef = Arc::new(Float32Array::from(vec![1.0, -0.0, f32::INFINITY, f32::MIN_POSITIVE / 2.0]));
    both_ways(&field(Float, ""), &binary(), &floats, "3F800000 80000000 7F800000 00400000");
    both_ways(&field(Float, "2x2"), &binary(), &fixed(Arc::clone(&floats), 4, None), "3F800000 80000000 7F800000 00400000");
    both_ways(
        &field(Float, "*"),
        &binary(),
        &lists(floats, &[0, 1, 4], None),
        "00000001 3F800000 00000003 80000000 7F800000 00400000",
    );
    let doubles: ArrayRef = Arc::new(Float64Array::from(vec![1.5, -0.0, f64::NEG_INFINITY]));
    both_ways(&field(Double, ""), &binary(), &doubles, "3FF8000000000000 8000000000000000 FFF0000000000000");
}

#[test]
fn the_payload_of_a_nan_is_kept() {
    let nans = [0x7FC0_1234_u32, 0xFFC0_0001, 0x7F80_0001];
    let array: ArrayRef = Arc::new(Float32Array::from_iter_values(nans.map(f32::from_bits)));
    let rows = "7FC01234 FFC00001 7F800001";
    let out = crate::codec::encode(&field(Float, ""), &binary(), &array).unwrap();
    assert_eq!(out.rows, crate::codec::hex(rows));
    let (back, _) = crate::codec::decode(&field(Float, ""), &binary(), rows).unwrap();
    let back = back.as_any().downcast_ref::<Float32Array>().unwrap();
    assert_eq!(back.values().iter().map(|v| v.to_bits()).collect::<Vec<_>>(), nans);
    assert!(back.nulls().is_none(), "a NaN is a value");
}

#[test]
fn complex_numbers_are_pairs() {
    let parts: ArrayRef = Arc::new(Float32Array::from(vec![1.0, -2.0, 0.5, 4.0]));
    let pairs = complex(parts, None);
    both_ways(&field(FloatComplex, ""), &binary(), &pairs, "3F800000 C0000000 3F000000 40800000");
    both_ways(&field(FloatComplex, "2"), &binary(), &fixed(Arc::clone(&pairs), 2, None), "3F800000 C0000000 3F000000 40800000");
    both_ways(&field(FloatComplex, "*"), &binary(), &lists(pairs, &[0, 2], None), "00000002 3F800000 C0000000 3F000000 40800000");
    let parts: ArrayRef = Arc::new(Float64Array::from(vec![1.0, -2.0]));
    both_ways(&field(DoubleComplex, ""), &fits(), &complex(parts, None), "3FF0000000000000 C000000000000000");
}

#[test]
fn booleans_are_letters() {
    let array = booleans(&[Some(true), Some(false), None]);
    both_ways(&field(Boolean, ""), &binary(), &array, "54 46 3F");
    both_ways(&field(Boolean, ""), &fits(), &array, "54 46 00");
    both_ways(&field(Boolean, ""), &binary2(), &array, "00 54 00 46 80 3F");
    both_ways(&field(Boolean, "3"), &binary(), &fixed(Arc::clone(&array), 3, None), "54 46 3F");
    both_ways(&field(Boolean, "*"), &fits(), &lists(Arc::clone(&array), &[0, 3], None), "00000003 54 46 00");
    comes_back(&field(Boolean, ""), &binary(), "74 66 20", &array);
    comes_back(&field(Boolean, ""), &binary(), "31 30 00", &array);
    comes_back(&field(Boolean, ""), &fits(), "54 46 3F", &array);
}

#[test]
fn bits_start_with_the_most_significant() {
    let all = |bits: &str| booleans(&bits.chars().map(|bit| Some(bit == '1')).collect::<Vec<_>>());
    both_ways(&field(Bit, ""), &binary(), &all("101"), "80 00 80");
    both_ways(&field(Bit, "11"), &binary(), &fixed(all("1010000011101111111111"), 11, None), "A0E0 7FE0");
    both_ways(&field(Bit, "3x3"), &binary(), &fixed(all("110000001"), 9, None), "C080");
    both_ways(
        &field(Bit, "*"),
        &binary(),
        &lists(all("1111000010111111111"), &[0, 9, 11, 19], None),
        "00000009 F080 00000002 40 00000008 FF",
    );
    // What pads the last byte is not looked at.
    comes_back(&field(Bit, ""), &binary(), "FF 7F", &all("10"));
    comes_back(&field(Bit, "4"), &binary(), "AF 5F", &fixed(all("10100101"), 4, None));
    let long = "1100".repeat(40);
    both_ways(&field(Bit, "160"), &binary(), &fixed(all(&long), 160, None), &"CC".repeat(20));
}

#[test]
fn text_is_bytes_or_16_bit_units() {
    let names = strings(&[Some("Gaia"), Some("é"), Some("G")]);
    both_ways(&field(Char, "*"), &binary(), &names, "00000004 47616961 00000002 C3A9 00000001 47");
    both_ways(&field(Char, "6*"), &binary(), &names, "00000004 47616961 00000002 C3A9 00000001 47");
    both_ways(&field(Char, "4"), &binary(), &names, "47616961 C3A90000 47000000");
    both_ways(&field(Char, "4"), &fits(), &names, "47616961 C3A90000 47000000");
    both_ways(&field(Char, ""), &binary(), &strings(&[Some("X"), Some("Y")]), "58 59");
    let names = strings(&[Some("Gé"), Some("\u{1D11E}")]);
    both_ways(&field(UnicodeChar, "*"), &binary(), &names, "00000002 0047 00E9 00000002 D834 DD1E");
    both_ways(&field(UnicodeChar, "3"), &binary(), &names, "0047 00E9 0000 D834 DD1E 0000");
}

#[test]
fn arrays_of_strings_have_one_width() {
    let names = strings(&[Some("ab"), Some("c"), Some("def"), None]);
    both_ways(&field(Char, "3x2"), &binary(), &fixed(Arc::clone(&names), 2, None), "616200 630000 646566 000000");
    both_ways(
        &field(Char, "3x*"),
        &binary(),
        &lists(Arc::clone(&names), &[0, 1, 4], None),
        "00000003 616200 00000009 630000 646566 000000",
    );
    both_ways(
        &field(UnicodeChar, "3x4"),
        &binary(),
        &fixed(names, 4, None),
        "006100620000 006300000000 006400650066 000000000000",
    );
}

#[test]
fn fields_lie_one_behind_the_other() {
    let fields = [field(UnsignedByte, ""), field(Char, "*"), field(Short, ""), field(Int, "*"), field(Long, "")];
    let columns: [ArrayRef; 5] = [
        Arc::new(UInt8Array::from(vec![1, 2])),
        strings(&[Some("ab"), Some("c")]),
        Arc::new(Int16Array::from(vec![3, 4])),
        lists(Arc::new(Int32Array::from(vec![5, 6])), &[0, 2, 2], Some(&[true, false])),
        Arc::new(Int64Array::from(vec![7, 8])),
    ];
    let rows = "01 00000002 6162 0003 00000002 00000005 00000006 0000000000000007
                02 00000001 63   0004 00000000                   0000000000000008";
    let plan = crate::codec::plan(&fields, &binary());
    let mut out = gaialink_table::rows::Encoded::default();
    plan.encode(&columns, &mut out).unwrap();
    assert_eq!(out.rows, crate::codec::hex(rows));
    assert_eq!((plan.row_len(), plan.min_row_len()), (None, 1 + 4 + 2 + 4 + 8));
    let decoded = crate::codec::decode_all(&plan, &out.rows, &gaialink_table::rows::NoHeap).unwrap();
    assert_eq!(decoded.columns, columns);
}
