//! Rows in parts that are not too large when they are packed.

use crate::codec::{binary, field, in_heap, lists, plan, strings};
use gaialink_table::{
    Datatype::{Char, Int, UnicodeChar},
    Limits,
    arrow::array::{ArrayRef, Int32Array},
    rows::{Encoded, Length, RowError, RowPlan},
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
    let cases: [(_, &ArrayRef, usize, &[Range<usize>]); 11] = [
        (field(Int, ""), &ints, 8, &[0..2, 2..4]),
        (field(Int, ""), &ints, 11, &[0..2, 2..4]),
        (field(Int, ""), &ints, 12, &[0..3, 3..4]),
        (field(Int, ""), &ints, 0, &[0..1, 1..2, 2..3, 3..4]),
        (field(Char, "100"), &texts, 250, &[0..2, 2..4]),
        (field(UnicodeChar, "100"), &texts, 250, &[0..1, 1..2, 2..3, 3..4]),
        // What is not filled up counts by its count of four bytes alone.
        (field(Char, "*"), &texts, 16, &[0..4]),
        // 104, 4, 304 and 104 bytes.
        (field(Char, "100x*"), &padded(), 516, &[0..4]),
        (field(Char, "100x*"), &padded(), 412, &[0..3, 3..4]),
        (field(Char, "100x*"), &padded(), 0, &[0..1, 1..2, 2..3, 3..4]),
        // 108, 8, 308 and 108 bytes, those of the heap with them.
        (in_heap(Char, "100x*", Length::Descriptor32), &padded(), 424, &[0..3, 3..4]),
    ];
    for (field, array, budget, want) in cases {
        let plan = plan(std::slice::from_ref(&field), &binary());
        let parts = plan.parts(std::slice::from_ref(array), budget).unwrap();
        assert_eq!(parts, want, "{:?} {budget}", field.field);
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
            assert_eq!(error.position().to_string(), "row 3, column `c`");
            let RowError::Limit { source, .. } = error else { panic!("{error}") };
            assert_eq!(source.to_string(), "a cell: 300 is beyond the limit of 299");
        }
        assert!(out.rows.is_empty() && out.heap.is_empty());
    }
    (limits.max_cell, limits.max_row) = (300, 607);
    let two = vec![field(Char, "100x*"), field(Char, "100x*")];
    let error = RowPlan::try_new(two, binary(), limits).unwrap().parts(&[padded(), padded()], 1000).unwrap_err();
    assert_eq!(error.to_string(), "row 3");
    // A length that no memory has.
    let endless = plan(&[field(Char, "100000000000x*")], &binary());
    let error = endless.encode(&[padded()], &mut Encoded::default()).unwrap_err();
    assert_eq!(error.to_string(), "column `c`, row 1");
}
