//! Strings for FITS, which takes printable ASCII alone (FITS 4.0, 7.3.3.1).

use crate::card::ascii;
use gaialink_table::{
    LossKind, LossReport,
    arrow::{
        array::{Array, ArrayRef, AsArray, FixedSizeListArray, ListArray, StringArray},
        datatypes::{DataType, Field},
    },
};
use std::sync::Arc;

/// Replaces what is no printable ASCII by `?`, counted; gives the array as it is where there is nothing to replace.
pub(super) fn clean(name: &str, array: &ArrayRef, losses: &mut LossReport) -> gaialink_table::Result<ArrayRef> {
    match array.data_type() {
        DataType::Utf8 => Ok(strings(name, array, losses)),
        DataType::FixedSizeList(item, size) if item.data_type() == &DataType::Utf8 => {
            let list = array.as_fixed_size_list();
            let values = strings(name, list.values(), losses);
            if Arc::ptr_eq(&values, list.values()) {
                return Ok(ArrayRef::clone(array));
            }
            let item = Arc::new(Field::new_list_field(DataType::Utf8, true));
            Ok(Arc::new(FixedSizeListArray::try_new_with_length(item, *size, values, list.nulls().cloned(), list.len())?))
        }
        DataType::List(item) if item.data_type() == &DataType::Utf8 => {
            let list = array.as_list::<i32>();
            let values = strings(name, list.values(), losses);
            if Arc::ptr_eq(&values, list.values()) {
                return Ok(ArrayRef::clone(array));
            }
            let item = Arc::new(Field::new_list_field(DataType::Utf8, true));
            Ok(Arc::new(ListArray::try_new(item, list.offsets().clone(), values, list.nulls().cloned())?))
        }
        _ => Ok(ArrayRef::clone(array)),
    }
}

fn strings(name: &str, array: &ArrayRef, losses: &mut LossReport) -> ArrayRef {
    let printable = |bytes: &[u8]| bytes.iter().all(|b| (b' '..=b'~').contains(b));
    let strings = array.as_string::<i32>();
    if printable(strings.value_data()) || strings.iter().flatten().all(|text| printable(text.as_bytes())) {
        return ArrayRef::clone(array);
    }
    let mut changed = 0;
    let replaced = strings.iter().map(|text| {
        let (text, was_changed) = ascii(text?);
        changed += u64::from(was_changed);
        Some(text)
    });
    let replaced: StringArray = replaced.collect();
    losses.add_many(LossKind::Value, name, "characters that are no printable ASCII are written as `?`", changed);
    Arc::new(replaced)
}

/// The largest number of packed elements that a cell has: of a variable array, or of a text, whose empty string is one blank.
pub(super) fn longest(array: &ArrayRef) -> u64 {
    let offsets = match array.data_type() {
        DataType::Utf8 => array.as_string::<i32>().offsets().clone(),
        DataType::List(_) => array.as_list::<i32>().offsets().clone(),
        _ => return 0,
    };
    let empty = u64::from(array.data_type() == &DataType::Utf8 && array.null_count() < array.len());
    let len = |(row, ends): (usize, &[i32])| match ends {
        [start, end] if array.is_valid(row) => u64::try_from(end.saturating_sub(*start)).unwrap_or(0),
        _ => 0,
    };
    offsets.windows(2).enumerate().map(len).max().unwrap_or(0).max(empty)
}
