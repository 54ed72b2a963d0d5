use super::ColumnDefinition;
use crate::values::{Inexact, Number, Values, numbers};
use gaialink_table::{
    Field,
    arrow::{
        array::{Array, ArrayRef, AsArray, FixedSizeListArray, ListArray, PrimitiveArray},
        buffer::OffsetBuffer,
        compute::{CastOptions, cast_with_options},
        datatypes::{DataType, Field as ArrowField, Float32Type, Float64Type},
    },
    schema,
};
use std::sync::Arc;

/// A column that cannot be taken for one of a product.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConformError {
    /// The type, shape or unit is another one.
    #[error("column `{column}`: expected {expected}, found {found}")]
    Column {
        /// The column.
        column: &'static str,
        /// The type, shape and unit that it should have.
        expected: String,
        /// Those of the file.
        found: String,
    },
    /// A number is not exact in the type of the product.
    #[error("column `{column}`, value {place}: {found} is no {expected}")]
    Value {
        /// The column.
        column: &'static str,
        /// The place of the value among those of the column.
        place: usize,
        /// The number.
        found: String,
        /// The type of the product.
        expected: &'static str,
    },
    /// Arrow refused.
    #[error("column `{column}`: Arrow refused")]
    Arrow {
        /// The column.
        column: &'static str,
        /// Why.
        #[source]
        source: gaialink_table::arrow::error::ArrowError,
    },
    /// The model refused.
    #[error(transparent)]
    Table(#[from] gaialink_table::Error),
}

impl ColumnDefinition {
    /// A file's column in the type of this one: the same numbers, whatever the width they came in, or an error.
    ///
    /// What is missing is null as a whole cell and NaN inside an array of floating-point numbers, whichever the file had: a
    /// NaN cell and an array without elements become null.
    ///
    /// # Errors
    ///
    /// [`ConformError::Column`] where [`ColumnDefinition::accepts`] says no, [`ConformError::Value`] where a number is not exact.
    pub fn conform(&self, field: &Field, array: &ArrayRef) -> Result<ArrayRef, ConformError> {
        let own = self.field();
        if !self.accepts(field) {
            let spelled = |f: &Field| format!("{}[{}] in {:?}", f.datatype, f.arraysize, f.unit.as_deref().unwrap_or_default());
            return Err(ConformError::Column { column: self.name, expected: spelled(&own), found: spelled(field) });
        }
        let wanted = schema::arrow::data_type(&own)?;
        let array = if self.is_array() { Arc::clone(array) } else { scalar(array) };
        self.typed(&array, &wanted)
    }

    fn typed(&self, array: &ArrayRef, wanted: &DataType) -> Result<ArrayRef, ConformError> {
        match wanted {
            DataType::Float32 => self.floats::<f32>(array),
            DataType::Float64 => self.floats::<f64>(array),
            DataType::List(item) => self.list(array, item),
            _ if array.data_type() == wanted => Ok(Arc::clone(array)),
            DataType::FixedSizeList(..) => self.fixed(array, wanted),
            _ => {
                let options = CastOptions { safe: false, ..CastOptions::default() };
                cast_with_options(array, wanted, &options).map_err(|source| ConformError::Arrow { column: self.name, source })
            }
        }
    }

    /// Cells of one number: NaN is null.
    fn floats<T: Number>(&self, array: &ArrayRef) -> Result<ArrayRef, ConformError> {
        let same = array.data_type() == &<T::Arrow as gaialink_table::arrow::datatypes::ArrowPrimitiveType>::DATA_TYPE;
        if same && array.null_count() == 0 && !has_nan(array) {
            return Ok(Arc::clone(array));
        }
        let values = self.values::<T>(array)?;
        let found: PrimitiveArray<T::Arrow> = values.iter().map(|v| (!v.is_missing()).then_some(*v)).collect();
        Ok(Arc::new(found))
    }

    fn values<T: Number>(&self, array: &ArrayRef) -> Result<Values<T>, ConformError> {
        numbers::<T>(array).map_err(|error| match error {
            Inexact::Arrow(source) => ConformError::Arrow { column: self.name, source },
            Inexact::Number(place, found) => ConformError::Value { column: self.name, place, found, expected: T::NAME },
        })
    }

    /// Numbers of an array: null is NaN. Other elements stay what they are.
    fn elements(&self, array: &ArrayRef, wanted: &DataType) -> Result<ArrayRef, ConformError> {
        match wanted {
            DataType::Float32 => self.plain::<f32>(array),
            DataType::Float64 => self.plain::<f64>(array),
            _ => self.typed(array, wanted),
        }
    }

    fn plain<T: Number>(&self, array: &ArrayRef) -> Result<ArrayRef, ConformError> {
        let values = self.values::<T>(array)?;
        Ok(Arc::new(PrimitiveArray::<T::Arrow>::new(values.buffer().clone(), None)))
    }

    /// Cells of any number of elements; none is null.
    fn list(&self, array: &ArrayRef, item: &Arc<ArrowField>) -> Result<ArrayRef, ConformError> {
        let fault = |source| ConformError::Arrow { column: self.name, source };
        let fixed: ListArray;
        let list = match (array.as_list_opt::<i32>(), array.as_fixed_size_list_opt()) {
            (Some(list), _) => list,
            (_, Some(list)) => {
                fixed = variable(list).map_err(fault)?;
                &fixed
            }
            _ => return Ok(gaialink_table::arrow::array::new_null_array(&DataType::List(Arc::clone(item)), array.len())),
        };
        let start = list.value_offsets().first().copied().unwrap_or_default();
        let end = list.value_offsets().last().copied().unwrap_or_default();
        let place = |offset: i32| usize::try_from(offset).unwrap_or_default();
        let inner = list.values().slice(place(start), place(end.saturating_sub(start)));
        let values = self.elements(&inner, item.data_type())?;
        let offsets: Vec<i32> = list.value_offsets().iter().map(|offset| offset.saturating_sub(start)).collect();
        let is_valid = (0..list.len()).map(|row| list.is_valid(row) && list.value_length(row) > 0);
        let nulls = Some(is_valid.collect()).filter(|n: &gaialink_table::arrow::buffer::NullBuffer| n.null_count() > 0);
        let offsets = OffsetBuffer::new(offsets.into());
        Ok(Arc::new(ListArray::try_new(Arc::clone(item), offsets, values, nulls).map_err(fault)?))
    }

    /// Cells of a fixed number of elements.
    fn fixed(&self, array: &ArrayRef, wanted: &DataType) -> Result<ArrayRef, ConformError> {
        let fault = |source| ConformError::Arrow { column: self.name, source };
        let DataType::FixedSizeList(item, len) = wanted else { return Ok(Arc::clone(array)) };
        let options = CastOptions { safe: false, ..CastOptions::default() };
        let own = array.as_fixed_size_list_opt().map(|list| DataType::FixedSizeList(list_item(list), *len));
        let same = own.unwrap_or_else(|| wanted.clone());
        let cast = cast_with_options(array, &same, &options).map_err(fault)?;
        let Some(list) = cast.as_fixed_size_list_opt() else { return Ok(cast) };
        let values = self.elements(list.values(), item.data_type())?;
        Ok(Arc::new(FixedSizeListArray::try_new(Arc::clone(item), *len, values, list.nulls().cloned()).map_err(fault)?))
    }
}

fn list_item(list: &FixedSizeListArray) -> Arc<ArrowField> {
    Arc::new(ArrowField::new_list_field(list.value_type(), true))
}

/// A list of fixed length as one of any.
fn variable(list: &FixedSizeListArray) -> Result<ListArray, gaialink_table::arrow::error::ArrowError> {
    let len = usize::try_from(list.value_length()).unwrap_or_default();
    let offsets = OffsetBuffer::from_lengths(std::iter::repeat_n(len, list.len()));
    ListArray::try_new(list_item(list), offsets, Arc::clone(list.values()), list.nulls().cloned())
}

/// Cells of one element each, as elements.
fn scalar(array: &ArrayRef) -> ArrayRef {
    match array.as_fixed_size_list_opt() {
        Some(list) if list.value_length() == 1 && list.null_count() == 0 => Arc::clone(list.values()),
        _ => Arc::clone(array),
    }
}

fn has_nan(array: &ArrayRef) -> bool {
    let floats = array.as_primitive_opt::<Float32Type>().map(|array| array.values().iter().any(|number| number.is_nan()));
    let doubles = array.as_primitive_opt::<Float64Type>().map(|array| array.values().iter().any(|number| number.is_nan()));
    floats.or(doubles).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::layout;
    use gaialink_table::{
        ArraySize, Datatype,
        arrow::array::{Float32Array, Float64Array, Int64Array},
    };

    #[test]
    fn any_width_becomes_the_products() {
        let flux = layout("dr3/xp_sampled__individual").unwrap().column("flux").unwrap();
        let want: ArrayRef = Arc::new(Float32Array::from(vec![Some(1.5), None]));
        let cases: [(Datatype, ArrayRef); 3] = [
            (Datatype::Float, Arc::new(Float32Array::from(vec![1.5, f32::NAN]))),
            (Datatype::Double, Arc::new(Float64Array::from(vec![Some(1.5), None]))),
            (Datatype::Float, Arc::clone(&want)),
        ];
        for (datatype, array) in cases {
            assert_eq!(&flux.conform(&Field::new("flux", datatype), &array).unwrap(), &want, "{array:?}");
        }
        let long: ArrayRef = Arc::new(Int64Array::from(vec![16777217]));
        let error = flux.conform(&Field::new("flux", Datatype::Long), &long).unwrap_err();
        assert_eq!(error.to_string(), "column `flux`, value 0: 16777217 is no float");
        let error = flux.conform(&Field::text("flux"), &long).unwrap_err();
        assert!(matches!(error, ConformError::Column { column: "flux", .. }), "{error}");
    }

    #[test]
    fn arrays_have_nan_inside_and_null_outside() {
        let flux = layout("dr3/xp_sampled__raw").unwrap().column("flux").unwrap();
        let rows = |rows: Vec<Option<Vec<Option<f32>>>>| ListArray::from_iter_primitive::<Float32Type, _, _>(rows);
        let found = rows(vec![Some(vec![Some(1.0), None]), Some(vec![]), None]);
        let want = rows(vec![Some(vec![Some(1.0), Some(f32::NAN)]), None, None]);
        let field = Field::array("flux", Datatype::Float, ArraySize::variable(&[], None));
        let conformed = flux.conform(&field, &(Arc::new(found) as ArrayRef)).unwrap();
        assert_eq!(format!("{conformed:?}"), format!("{want:?}"));
        let two = FixedSizeListArray::from_iter_primitive::<Float64Type, _, _>(vec![Some(vec![Some(1.0), None])], 2);
        let field = Field::array("flux", Datatype::Double, ArraySize::fixed(&[2]));
        let conformed = flux.conform(&field, &(Arc::new(two) as ArrayRef)).unwrap();
        assert_eq!(format!("{conformed:?}"), format!("{:?}", rows(vec![Some(vec![Some(1.0), Some(f32::NAN)])])));
    }
}
