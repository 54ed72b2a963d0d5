//! Lists of lists to flat ones.

use crate::{Error, Result};
use arrow::{
    array::{Array, ArrayRef, AsArray, FixedSizeListArray, ListArray, UInt64Builder},
    buffer::{OffsetBuffer, ScalarBuffer},
    compute::take,
    datatypes::Field as ArrowField,
};
use std::{ops::Range, sync::Arc};

/// The array with the lists inside the outermost one dissolved.
pub(super) fn flat(array: ArrayRef, inner: &[usize], column: &str) -> Result<ArrayRef> {
    if inner.is_empty() {
        return Ok(array);
    }
    let (rows, nulls) = (array.len(), array.nulls().cloned());
    let mut elements = values(&array);
    for len in inner {
        elements = regular(&elements, *len, column)?;
    }
    let inner = inner.iter().fold(1_usize, |product, len| product.saturating_mul(*len));
    let item = Arc::new(ArrowField::new_list_field(elements.data_type().clone(), true));
    let too_long = || Error::Arrow(arrow::error::ArrowError::OffsetOverflowError(elements.len()));
    if let Some(list) = array.as_fixed_size_list_opt() {
        let len = i32::try_from(inner).ok().and_then(|inner| list.value_length().checked_mul(inner)).ok_or_else(too_long)?;
        return Ok(Arc::new(FixedSizeListArray::try_new_with_length(item, len, elements, nulls, rows)?));
    }
    let mut offsets = vec![0_i32];
    let mut end = 0_usize;
    for row in 0..rows {
        end = range(&array, row).len().saturating_mul(inner).saturating_add(end);
        offsets.push(i32::try_from(end).map_err(|_| too_long())?);
    }
    let offsets = OffsetBuffer::new(ScalarBuffer::from(offsets));
    Ok(Arc::new(ListArray::try_new(item, offsets, elements, nulls)?))
}

/// The length of the first list that is so deep inside the lists of an array; `None` where there is none.
pub(super) fn inner_len(array: ArrayRef, depth: usize, column: &str) -> Result<Option<usize>> {
    let mut lists = array;
    for _ in 0..depth {
        lists = values(&lists);
        if lists.as_list_opt::<i32>().is_none() && lists.as_fixed_size_list_opt().is_none() {
            let (expected, found) = ("lists of lists".to_owned(), lists.data_type().to_string());
            return Err(Error::Mismatch { column: column.to_owned(), expected, found });
        }
    }
    Ok((0..lists.len()).find(|row| lists.is_valid(*row)).map(|row| range(&lists, row).len()))
}

/// The elements of an array of lists that its lists use, from the first to the last.
fn values(array: &ArrayRef) -> ArrayRef {
    let all = match (array.as_list_opt::<i32>(), array.as_fixed_size_list_opt()) {
        (Some(list), _) => list.values(),
        (_, Some(list)) => list.values(),
        _ => return Arc::clone(array),
    };
    let Some(last) = array.len().checked_sub(1) else { return all.slice(0, 0) };
    let (start, end) = (range(array, 0).start, range(array, last).end);
    all.slice(start, end.saturating_sub(start))
}

/// Where the elements of a list lie among all of them.
fn range(array: &ArrayRef, row: usize) -> Range<usize> {
    if let Some(list) = array.as_fixed_size_list_opt() {
        let len = usize::try_from(list.value_length()).unwrap_or_default();
        return row.saturating_mul(len)..row.saturating_add(1).saturating_mul(len);
    }
    let offsets = array.as_list_opt::<i32>().map(ListArray::offsets);
    let end = |row: usize| offsets.and_then(|o| o.get(row)).and_then(|end| usize::try_from(*end).ok()).unwrap_or_default();
    end(row)..end(row.saturating_add(1))
}

/// The elements of lists that are all of one length; a null list has as many nulls.
fn regular(lists: &ArrayRef, len: usize, column: &str) -> Result<ArrayRef> {
    let elements = values(lists);
    let start = if lists.is_empty() { 0 } else { range(lists, 0).start };
    let mut indices = UInt64Builder::new();
    for row in 0..lists.len() {
        let found = range(lists, row);
        if lists.is_null(row) {
            indices.append_nulls(len);
            continue;
        }
        if found.len() != len {
            let (expected, found) = (format!("inner lists of {len}"), format!("one of {}", found.len()));
            return Err(Error::Mismatch { column: column.to_owned(), expected, found });
        }
        let places = found.map(|place| u64::try_from(place.saturating_sub(start)).unwrap_or(u64::MAX));
        places.for_each(|place| indices.append_value(place));
    }
    if lists.null_count() == 0 {
        return Ok(elements);
    }
    Ok(take(&elements, &indices.finish(), None)?)
}
