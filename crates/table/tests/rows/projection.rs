//! Some of the columns, in any order.

use crate::codec::{binary, binary2, decode_all, field, fits, hex, in_heap, strings};
use gaialink_table::{
    Datatype::{Boolean, Char, Int, Short},
    Limits,
    arrow::array::{ArrayRef, Int16Array, Int32Array},
    rows::{Length, NoHeap, RowError, RowOptions, RowPlan},
};
use std::sync::Arc;

#[test]
fn fields_are_given_in_the_order_asked_for() {
    let fields = vec![field(Short, ""), field(Char, "*"), field(Int, ""), field(Boolean, "")];
    let options = RowOptions { projection: Some(vec![2, 1, 2]), ..binary2() };
    let plan = RowPlan::try_new(fields, options, Limits::default()).unwrap();
    // A byte that is no boolean is not looked at where it was not asked for.
    let rows = hex("00 0001 00000002 6162 00000007 58  60 0001 00000000 00000007 58");
    let ints: ArrayRef = Arc::new(Int32Array::from(vec![Some(7), None]));
    assert_eq!(decode_all(&plan, &rows, &NoHeap).unwrap().columns, [Arc::clone(&ints), strings(&[Some("ab"), None]), ints]);
}

#[test]
fn a_heap_is_left_alone_where_it_was_not_asked_for() {
    let fields = vec![in_heap(Int, "*", Length::Descriptor32), field(Short, "")];
    let options = RowOptions { projection: Some(vec![1]), ..fits() };
    let plan = RowPlan::try_new(fields, options, Limits::default()).unwrap();
    let shorts: ArrayRef = Arc::new(Int16Array::from(vec![5]));
    assert_eq!(decode_all(&plan, &hex("7FFFFFFF 7FFFFFFF 0005"), &NoHeap).unwrap().columns, [shorts]);
}

#[test]
fn none_and_more_than_all() {
    let options = RowOptions { projection: Some(vec![]), ..binary() };
    let plan = RowPlan::try_new(vec![field(Short, "")], options, Limits::default()).unwrap();
    assert_eq!(decode_all(&plan, &hex("0001"), &NoHeap).unwrap().columns.len(), 0);
    let options = RowOptions { projection: Some(vec![1]), ..binary() };
    let found = RowPlan::try_new(vec![field(Short, "")], options, Limits::default());
    assert!(matches!(found, Err(RowError::Field { .. })));
}
