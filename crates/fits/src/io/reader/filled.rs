use gaialink_table::arrow::{
    array::{Array, ArrayRef, AsArray, FixedSizeListArray, UInt64Array},
    compute::take,
    datatypes::{DataType, Field},
    error::ArrowError,
};
use std::sync::Arc;

/// Takes the first elements of each cell; the others are fill.
pub(super) fn keep(array: &ArrayRef, count: usize) -> Result<ArrayRef, ArrowError> {
    let DataType::FixedSizeList(item, _) = array.data_type() else { return Ok(ArrayRef::clone(array)) };
    let list = array.as_fixed_size_list();
    let len = usize::try_from(list.value_length()).unwrap_or(0);
    let kept = (0..list.len()).flat_map(|row| (row * len..row * len + count).map(|at| at as u64));
    let values = take(list.values(), &UInt64Array::from_iter_values(kept), None)?;
    let item = Arc::new(Field::new_list_field(item.data_type().clone(), true));
    let size = i32::try_from(count).unwrap_or(i32::MAX);
    Ok(Arc::new(FixedSizeListArray::try_new_with_length(item, size, values, list.nulls().cloned(), list.len())?))
}
