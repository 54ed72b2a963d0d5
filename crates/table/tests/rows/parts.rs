//! Rows in parts that are not too large when they are packed.

use crate::codec::{binary, field, in_heap, lists, plan, strings, told};
use gaialink_table::{
    Datatype::{Char, Int, UnicodeChar},
    Limits,
    arrow::array::{ArrayRef, Int32Array},
    rows::{Encoded, Length, RowPlan},
};
use std::{ops::Range, sync::Arc};

/// Rows of 1, 0, 3 and 1 strings, the second of them null.
fn padded() -> ArrayRef {
    lists(strings(&[Some("a"), Some("b"), None, Some("c"), Some("d")]), &[0, 1, 1, 4, 5], Some(&[true, false, true, true]))
}

#[test]
fn a_part_has_no_more_bytes_than_asked_or_is_one_row() {
    let ints: ArrayRef = Arc::new(Int32Array::from(vec![1; 4]));
    let texts = strings(&[Some("a"), None, Some("b"), Some("")]);
    let cases: [(_, &ArrayRef, usize, &[usize]); 11] = [
        (field(Int, ""), &ints, 8, &[2, 2]),
        (field(Int, ""), &ints, 11, &[2, 2]),
        (field(Int, ""), &ints, 12, &[3, 1]),
        (field(Int, ""), &ints, 0, &[1, 1, 1, 1]),
        (field(Char, "100"), &texts, 250, &[2, 2]),
        (field(UnicodeChar, "100"), &texts, 250, &[1, 1, 1, 1]),
        // What is not filled up counts by its count of four bytes alone.
        (field(Char, "*"), &texts, 16, &[4]),
        // 104, 4, 304 and 104 bytes.
        (field(Char, "100x*"), &padded(), 516, &[4]),
        (field(Char, "100x*"), &padded(), 412, &[3, 1]),
        (field(Char, "100x*"), &padded(), 0, &[1, 1, 1, 1]),
        // 108, 8, 308 and 108 bytes, those of the heap with them.
        (in_heap(Char, "100x*", Length::Descriptor32), &padded(), 424, &[3, 1]),
    ];
    for (field, array, budget, want) in cases {
        let plan = plan(std::slice::from_ref(&field), &binary());
        let parts = plan.parts(std::slice::from_ref(array), budget).unwrap();
        assert_eq!(parts.iter().map(Range::len).collect::<Vec<_>>(), want, "{:?} {budget}", field.field);
        let (mut whole, mut out) = (Encoded::default(), Encoded::default());
        plan.encode(std::slice::from_ref(array), &mut whole).unwrap();
        for part in parts {
            plan.encode(&[array.slice(part.start, part.len())], &mut out).unwrap();
        }
        assert_eq!((out.rows, out.heap), (whole.rows, whole.heap), "{:?} {budget}", field.field);
    }
    let empty: ArrayRef = Arc::new(Int32Array::from(Vec::<i32>::new()));
    assert!(plan(&[field(Int, "")], &binary()).parts(&[empty], 8).unwrap().is_empty());
}

#[test]
fn strings_that_are_filled_up_beyond_the_limit_are_refused() {
    let mut limits = Limits::default();
    limits.max_cell = 299;
    for length in [Length::Inline, Length::Descriptor32] {
        let field = in_heap(Char, "100x*", length);
        let plan = RowPlan::try_new(vec![field], binary(), limits.clone()).unwrap();
        let mut out = Encoded::default();
        let errors = [plan.parts(&[padded()], 1000).unwrap_err(), plan.encode(&[padded()], &mut out).unwrap_err()];
        for error in errors {
            assert_eq!(told(&error), "row 3, column `c`: a cell: 300 is beyond the limit of 299");
        }
        assert!(out.rows.is_empty() && out.heap.is_empty());
    }
    (limits.max_cell, limits.max_row) = (300, 607);
    let two = vec![field(Char, "100x*"), field(Char, "100x*")];
    let error = RowPlan::try_new(two, binary(), limits).unwrap().parts(&[padded(), padded()], 1000).unwrap_err();
    assert_eq!(told(&error), "row 3: a row: 608 is beyond the limit of 607");
    // A length that no memory has.
    let endless = plan(&[field(Char, "100000000000x*")], &binary());
    let error = endless.encode(&[padded()], &mut Encoded::default()).unwrap_err();
    assert_eq!(told(&error), "row 1, column `c`: a cell: 100000000000 is beyond the limit of 268435456");
}
