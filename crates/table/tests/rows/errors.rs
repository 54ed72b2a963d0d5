//! Cells that are none, and columns that are not those of the fields.

use crate::codec::{binary, booleans, decode, encode, field, fixed, lists, plan, strings, told};
use gaialink_table::{
    Datatype::{Boolean, Char, Int},
    arrow::array::{Array, ArrayRef, AsArray, Int32Array, Int64Array},
    rows::Encoded,
};
use std::sync::Arc;

#[test]
fn a_byte_that_is_no_boolean_is_null_and_its_row_told() {
    let cases = [("", "54 46 58 59 54", 3, 2), ("2", "5454 5458", 2, 1), ("*", "00000001 54 00000000 00000002 5458", 3, 1)];
    for (arraysize, rows, row, count) in cases {
        let (column, warnings) = decode(&field(Boolean, arraysize), &binary(), rows).unwrap();
        let values = match (column.as_list_opt::<i32>(), column.as_fixed_size_list_opt()) {
            (Some(list), _) => list.values(),
            (_, Some(list)) => list.values(),
            _ => &column,
        };
        assert_eq!(values.null_count(), count, "{rows}");
        let found: Vec<_> = warnings.iter().map(|w| (w.code.as_str(), w.at.row, w.at.column.as_deref())).collect();
        assert_eq!(found, [("W-BOOLEAN", Some(row), Some("c"))]);
        assert!(
            warnings[0].message.ends_with(&format!("were read as null: {count}, the first one is 0x58")),
            "{}",
            warnings[0].message
        );
    }
}

#[test]
fn columns_are_those_of_the_fields() {
    let two = plan(&[field(Int, ""), field(Char, "*")], &binary());
    let ints: ArrayRef = Arc::new(Int32Array::from(vec![1]));
    let longs: ArrayRef = Arc::new(Int64Array::from(vec![1]));
    let cases: [(Vec<ArrayRef>, &str); 3] = [
        (vec![Arc::clone(&ints)], "at an unknown place: expected 2 columns, found 1"),
        (vec![longs, strings(&[Some("a")])], "column `c`: expected Int32, found Int64"),
        (vec![ints, strings(&[None, None])], "column `c`: expected 1 rows, found 2"),
    ];
    for (columns, want) in cases {
        let mut out = Encoded::default();
        assert_eq!(told(&two.encode(&columns, &mut out).unwrap_err()), want);
        assert!(out.rows.is_empty());
    }
}

#[test]
fn an_array_that_does_not_fill_its_shape_is_refused() {
    let cells = lists(Arc::new(Int32Array::from(vec![1, 2, 3])), &[0, 2, 3], None);
    let error = encode(&field(Int, "2x*"), &binary(), &cells).unwrap_err();
    assert_eq!(told(&error), "row 2, column `c`: an array of 1 elements does not fill the shape 2x*");
}

#[test]
fn slices_of_arrays_are_encoded_as_they_are() {
    let cases: [(_, ArrayRef); 5] = [
        (field(Int, ""), Arc::new(Int32Array::from(vec![1, 2, 3, 4]))),
        (
            field(Int, "*"),
            lists(Arc::new(Int32Array::from(vec![1, 2, 3, 4])), &[0, 1, 2, 4, 4], Some(&[true, true, true, false])),
        ),
        (field(Int, "1"), fixed(Arc::new(Int32Array::from(vec![1, 2, 3, 4])), 1, None)),
        (field(Boolean, ""), booleans(&[Some(true), None, Some(false), None])),
        (field(Char, "*"), strings(&[Some("a"), None, Some("bc"), None])),
    ];
    for (field, array) in cases {
        let whole = encode(&field, &binary(), &array).unwrap().rows;
        let halves = [array.slice(0, 1), array.slice(1, 3)].map(|half| encode(&field, &binary(), &half).unwrap().rows);
        assert_eq!(halves.concat(), whole);
        let rows = halves[1].clone();
        let back = crate::codec::decode_all(&plan(&[field], &binary()), &rows, &gaialink_table::rows::NoHeap).unwrap();
        assert_eq!(back.columns, [array.slice(1, 3)]);
    }
}
