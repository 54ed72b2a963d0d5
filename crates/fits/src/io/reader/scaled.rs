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
pub(super) fn apply(array: &ArrayRef, scale: Scale, is_complex: bool) -> Result<ArrayRef, ArrowError> {
    let item = |values: &ArrayRef| Arc::new(Field::new_list_field(values.data_type().clone(), true));
    Ok(match array.data_type() {
        DataType::FixedSizeList(_, size) => {
            let list = array.as_fixed_size_list();
            let values = apply(list.values(), scale, is_complex)?;
            Arc::new(FixedSizeListArray::try_new_with_length(item(&values), *size, values, list.nulls().cloned(), list.len())?)
        }
        DataType::List(_) => {
            let list = array.as_list::<i32>();
            let values = apply(list.values(), scale, is_complex)?;
            Arc::new(ListArray::try_new(item(&values), list.offsets().clone(), values, list.nulls().cloned())?)
        }
        _ => {
            let stored = cast(array, &DataType::Float64)?;
            let stored = stored.as_primitive::<Float64Type>();
            if !is_complex {
                let values: Float64Array = unary(stored, |v| scale.apply(v));
                return Ok(Arc::new(values));
            }
            // The zero point is a real number; real and imaginary parts take turns.
            let part = |(i, v): (usize, &f64)| if i % 2 == 0 { scale.apply(*v) } else { scale.scale * v };
            let values = stored.values().iter().enumerate().map(part).collect();
            Arc::new(Float64Array::try_new(values, stored.nulls().cloned())?)
        }
    })
}
