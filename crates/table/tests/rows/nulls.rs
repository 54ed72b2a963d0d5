//! The null matrix: what is null, what is empty, and what is lost between them.

use crate::codec::{
    binary, binary2, booleans, both_ways, comes_back, complex, decode, encode, field, fits, fixed, lists, one_way, strings,
    with_null,
};
use gaialink_table::{
    Datatype::{Bit, Boolean, Char, Double, Float, FloatComplex, Int, Long, Short, SignedByte, UnsignedByte, UnsignedShort},
    LossKind::{Empty, Null},
    arrow::{
        array::{
            Array, ArrayRef, BooleanArray, Float32Array, Float64Array, Int8Array, Int16Array, Int32Array, Int64Array, UInt8Array,
            UInt16Array,
        },
        buffer::{BooleanBuffer, NullBuffer},
    },
    rows::{PackedField, RowError},
};
use std::sync::Arc;

fn ints(values: &[Option<i32>]) -> ArrayRef {
    Arc::new(Int32Array::from(values.to_vec()))
}

fn floats(values: &[Option<f32>]) -> ArrayRef {
    Arc::new(Float32Array::from(values.to_vec()))
}

fn reason(error: RowError) -> String {
    match error {
        RowError::Unpackable { column, row, reason } => format!("{column} {row} {reason}"),
        other => other.to_string(),
    }
}

#[test]
fn a_mask_makes_any_cell_null() {
    both_ways(&field(Int, ""), &binary2(), &ints(&[Some(1), None]), "00 00000001 80 00000000");
    both_ways(&with_null(Int, "", -1), &binary2(), &ints(&[Some(1), None]), "00 00000001 80 FFFFFFFF");
    both_ways(&field(Float, ""), &binary2(), &floats(&[None, Some(1.0)]), "80 7FC00000 00 3F800000");
    both_ways(&field(Bit, ""), &binary2(), &booleans(&[None, Some(true)]), "80 00 00 80");
    both_ways(&field(Char, "*"), &binary2(), &strings(&[None, Some("")]), "80 00000000 00 00000000");
    both_ways(&field(Char, "2"), &binary2(), &strings(&[None, Some("")]), "80 0000 00 0000");
    let cells = lists(ints(&[Some(7)]), &[0, 0, 0, 1], Some(&[false, true, true]));
    both_ways(&field(Int, "*"), &binary2(), &cells, "80 00000000 00 00000000 00 00000001 00000007");
    let cells = fixed(floats(&[Some(1.0), Some(2.0), None, None]), 2, Some(&[true, false]));
    both_ways(&field(Float, "2"), &binary2(), &cells, "00 3F800000 40000000 80 7FC00000 7FC00000");
    let pairs = complex(Arc::new(Float32Array::from(vec![1.0, 2.0, f32::NAN, f32::NAN])), Some(&[true, false]));
    let rows = "00 3F800000 40000000 80 7FC00000 7FC00000";
    one_way(&field(FloatComplex, ""), &binary2(), &pairs, rows, &[]);
    let (back, _) = decode(&field(FloatComplex, ""), &binary2(), rows).unwrap();
    assert_eq!((back.is_null(0), back.is_null(1), back.len()), (false, true, 2));
}

#[test]
fn a_mask_counts_whatever_stands_there() {
    comes_back(&field(Int, ""), &binary2(), "80 00000009 00 00000009", &ints(&[None, Some(9)]));
    comes_back(&with_null(Int, "", 9), &binary2(), "80 00000008 00 00000009", &ints(&[None, None]));
    comes_back(&field(Boolean, ""), &binary2(), "80 58 00 54", &booleans(&[None, Some(true)]));
    comes_back(&field(Boolean, "1"), &binary2(), "80 58", &fixed(booleans(&[None]), 1, Some(&[false])));
    let cells = lists(ints(&[Some(2)]), &[0, 0, 1], Some(&[false, true]));
    comes_back(&field(Int, "*"), &binary2(), "80 00000001 00000001 00 00000001 00000002", &cells);
}

#[test]
fn the_mask_has_whole_bytes_and_starts_with_the_most_significant_bit() {
    let fields: Vec<PackedField> = (0..9).map(|_| field(UnsignedByte, "")).collect();
    let column =
        |at: usize| -> ArrayRef { Arc::new(UInt8Array::from(vec![Some(1), (at % 3 != 1).then_some(1), (at != 8).then_some(1)])) };
    let columns: Vec<ArrayRef> = (0..9).map(column).collect();
    let plan = crate::codec::plan(&fields, &binary2());
    let mut out = gaialink_table::rows::Encoded::default();
    plan.encode(&columns, &mut out).unwrap();
    let want = "0000 01 01 01 01 01 01 01 01 01   4900 01 00 01 01 00 01 01 00 01   0080 01 01 01 01 01 01 01 01 00";
    assert_eq!(out.rows, crate::codec::hex(want));
    let back = crate::codec::decode_all(&plan, &out.rows, &gaialink_table::rows::NoHeap).unwrap();
    assert_eq!(back.columns, columns);
}

#[test]
fn nan_stands_under_null_floats() {
    let (back, _) = decode(&field(Double, ""), &binary2(), "80 3FF0000000000000").unwrap();
    let back = back.as_any().downcast_ref::<Float64Array>().unwrap();
    assert!(back.is_null(0) && back.values()[0].is_nan());
}

#[test]
fn an_integer_has_a_null_value() {
    let shorts: ArrayRef = Arc::new(Int16Array::from(vec![Some(5), None]));
    both_ways(&with_null(Short, "", -32768), &fits(), &shorts, "0005 8000");
    both_ways(&with_null(Short, "", 99), &binary(), &shorts, "0005 0063");
    let longs: ArrayRef = Arc::new(Int64Array::from(vec![None, Some(1)]));
    both_ways(&with_null(Long, "", i64::MIN), &binary(), &longs, "8000000000000000 0000000000000001");
    let bytes: ArrayRef = Arc::new(UInt8Array::from(vec![Some(0), None]));
    both_ways(&with_null(UnsignedByte, "", 255), &fits(), &bytes, "00 FF");
    // The null value is that of the stored integer: 32767 is the unsigned 65535, 0 the signed -128.
    let words: ArrayRef = Arc::new(UInt16Array::from(vec![None, Some(32767)]));
    both_ways(&PackedField { flip_sign: true, ..with_null(UnsignedShort, "", 32767) }, &fits(), &words, "7FFF FFFF");
    let words: ArrayRef = Arc::new(UInt16Array::from(vec![None, Some(1)]));
    both_ways(&PackedField { flip_sign: true, ..with_null(UnsignedShort, "", -32768) }, &fits(), &words, "8000 8001");
    let signed: ArrayRef = Arc::new(Int8Array::from(vec![None, Some(0)]));
    both_ways(&PackedField { flip_sign: true, ..with_null(SignedByte, "", 0) }, &fits(), &signed, "00 80");
    both_ways(&PackedField { flip_sign: true, ..with_null(SignedByte, "", 200) }, &fits(), &signed, "C8 80");
    let all = [Some(1), None, Some(3), None];
    both_ways(&with_null(Int, "2", 0), &binary(), &fixed(ints(&all), 2, None), "00000001 00000000 00000003 00000000");
    both_ways(&with_null(Int, "*", 0), &binary2(), &lists(ints(&all[..2]), &[0, 2], None), "00 00000002 00000001 00000000");
}

#[test]
fn a_null_value_that_is_no_stored_integer_stands_for_nothing() {
    let bytes: ArrayRef = Arc::new(UInt8Array::from(vec![1, 255]));
    both_ways(&with_null(UnsignedByte, "", -1), &binary(), &bytes, "01 FF");
    both_ways(&with_null(Float, "", 1), &binary(), &floats(&[Some(1.0)]), "3F800000");
}

#[test]
fn integers_that_cannot_be_told_from_null_are_refused() {
    let refused = |field: &PackedField, array: &ArrayRef, masked: bool| {
        let options = if masked { binary2() } else { binary() };
        reason(encode(field, &options, array).unwrap_err())
    };
    let none = ints(&[Some(1), None]);
    assert_eq!(refused(&field(Int, ""), &none, false), "c 2 a null integer needs a null value, and none is declared");
    let unfit = with_null(UnsignedByte, "", 256);
    let bytes: ArrayRef = Arc::new(UInt8Array::from(vec![None, Some(1)]));
    assert_eq!(refused(&unfit, &bytes, false), "c 1 a null integer needs a null value, and none is declared");
    let taken = ints(&[Some(1), Some(2)]);
    for masked in [false, true] {
        assert_eq!(refused(&with_null(Int, "", 2), &taken, masked), "c 2 a value equals the declared null value");
        let cells = lists(Arc::clone(&taken), &[0, 0, 0, 2], None);
        assert_eq!(refused(&with_null(Int, "*", 1), &cells, masked), "c 3 a value equals the declared null value");
        let cells = fixed(Arc::clone(&taken), 2, None);
        assert_eq!(refused(&with_null(Int, "2", 2), &cells, masked), "c 1 a value equals the declared null value");
    }
    // What lies under a null does not count.
    let odd = lists(ints(&[Some(1)]), &[0, 1], Some(&[false]));
    one_way(&field(Int, "2x*"), &binary(), &odd, "00000000", &[]);
    let under = ints(&[Some(2), Some(2)]);
    let under = lists(under, &[0, 2], Some(&[false]));
    one_way(&with_null(Int, "*", 2), &binary(), &under, "00000000", &[]);
}

#[test]
fn null_elements_without_a_null_value_are_counted() {
    let cells = lists(ints(&[Some(1), None, None]), &[0, 2, 3], Some(&[true, false]));
    one_way(&field(Int, "*"), &binary2(), &cells, "00 00000002 00000001 00000000 80 00000000", &[(Null, 1)]);
    let cells = fixed(ints(&[Some(1), None, None, None]), 2, Some(&[true, false]));
    one_way(&field(Int, "2"), &binary2(), &cells, "00 00000001 00000000 80 00000000 00000000", &[(Null, 1)]);
    one_way(&field(Bit, ""), &binary(), &booleans(&[None, Some(true)]), "00 80", &[(Null, 1)]);
    let nulls = NullBuffer::from(vec![false, true, false, true]);
    let bits: ArrayRef = Arc::new(BooleanArray::new(BooleanBuffer::new_set(4), Some(nulls)));
    one_way(&field(Bit, ""), &binary(), &bits, "00 80 00 80", &[(Null, 2)]);
    let cells = fixed(bits, 2, None);
    one_way(&field(Bit, "2"), &binary2(), &cells, "00 40 00 40", &[(Null, 2)]);
}

#[test]
fn a_null_float_without_a_mask_is_nan_and_no_loss() {
    one_way(&field(Float, ""), &binary(), &floats(&[None, Some(1.0)]), "7FC00000 3F800000", &[]);
    one_way(&field(Float, "2"), &binary2(), &fixed(floats(&[None, Some(1.0)]), 2, None), "00 7FC00000 3F800000", &[]);
    one_way(&field(Float, "*"), &fits(), &lists(floats(&[None]), &[0, 1], None), "00000001 7FC00000", &[]);
    let parts: ArrayRef = floats(&[Some(1.0), None, Some(2.0), Some(3.0)]);
    let pairs = complex(parts, Some(&[true, false]));
    one_way(&field(FloatComplex, ""), &binary(), &pairs, "3F800000 7FC00000 7FC00000 7FC00000", &[]);
    let (back, _) = decode(&field(Float, ""), &binary(), "7FC00000").unwrap();
    assert!(back.is_valid(0), "a NaN is a value");
}

#[test]
fn without_a_mask_no_elements_are_null() {
    let cells = lists(ints(&[Some(7)]), &[0, 0, 1], Some(&[false, true]));
    both_ways(&field(Int, "*"), &binary(), &cells, "00000000 00000001 00000007");
    let cells = lists(ints(&[Some(7)]), &[0, 0, 1, 1], Some(&[false, true, true]));
    one_way(&field(Int, "*"), &binary(), &cells, "00000000 00000001 00000007 00000000", &[(Empty, 1)]);
    both_ways(&field(Char, "*"), &binary(), &strings(&[None, Some("a")]), "00000000 00000001 61");
    one_way(&field(Char, "*"), &binary(), &strings(&[None, Some("")]), "00000000 00000000", &[(Empty, 1)]);
    both_ways(&field(Char, "2"), &binary(), &strings(&[None, Some("a")]), "0000 6100");
    one_way(&field(Char, "2"), &binary(), &strings(&[Some(""), Some("a")]), "0000 6100", &[(Empty, 1)]);
}

#[test]
fn a_null_array_of_fixed_length_comes_back_as_one_of_nulls() {
    let cells = fixed(floats(&[Some(1.0), Some(2.0)]), 1, Some(&[false, true]));
    one_way(&field(Float, "1"), &binary(), &cells, "7FC00000 40000000", &[(Null, 1)]);
    let cells = fixed(ints(&[Some(1), Some(2)]), 1, Some(&[false, true]));
    one_way(&with_null(Int, "1", -1), &binary(), &cells, "FFFFFFFF 00000002", &[(Null, 1)]);
    one_way(&field(Int, "1"), &binary(), &cells, "00000000 00000002", &[(Null, 1)]);
    let flipped = PackedField { flip_sign: true, ..with_null(UnsignedShort, "1", 32767) };
    let words = fixed(Arc::new(UInt16Array::from(vec![1, 2])), 1, Some(&[false, true]));
    one_way(&flipped, &fits(), &words, "7FFF 8002", &[(Null, 1)]);
    let cells = fixed(booleans(&[Some(true), Some(true)]), 1, Some(&[false, true]));
    one_way(&field(Boolean, "1"), &binary(), &cells, "3F 54", &[(Null, 1)]);
    one_way(&field(Bit, "1"), &binary(), &cells, "00 80", &[(Null, 1)]);
    let cells = fixed(strings(&[Some("a"), Some("b")]), 1, Some(&[false, true]));
    one_way(&field(Char, "2x1"), &binary(), &cells, "0000 6200", &[(Null, 1)]);
}
