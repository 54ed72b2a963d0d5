//! Scaled numbers: `zero + scale * stored` in 64-bit floating point (FITS 4.0, 7.3.2).

use crate::convert::to_table::Scale;
use gaialink_table::arrow::{
    array::{Array, ArrayRef, AsArray, FixedSizeListArray, Float64Array, ListArray},
    compute::{cast, unary},
    datatypes::{DataType, Field, Float64Type},
    error::ArrowError,
};
use std::sync::Arc;

/// Gives the values of stored numbers, of a cell or of the elements of arrays; nulls stay.
pub(super) fn apply(array: &ArrayRef, scale: Scale) -> Result<ArrayRef, ArrowError> {
    let item = || Arc::new(Field::new_list_field(DataType::Float64, true));
    Ok(match array.data_type() {
        DataType::FixedSizeList(_, size) => {
            let list = array.as_fixed_size_list();
            let values = apply(list.values(), scale)?;
            Arc::new(FixedSizeListArray::try_new_with_length(item(), *size, values, list.nulls().cloned(), list.len())?)
        }
        DataType::List(_) => {
            let list = array.as_list::<i32>();
            let values = apply(list.values(), scale)?;
            Arc::new(ListArray::try_new(item(), list.offsets().clone(), values, list.nulls().cloned())?)
        }
        _ => {
            let stored = cast(array, &DataType::Float64)?;
            let values: Float64Array = unary(stored.as_primitive::<Float64Type>(), |v| scale.apply(v));
            Arc::new(values)
        }
    })
}
