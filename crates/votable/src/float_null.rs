//! Null values that are declared for columns of floats: nothing to be recommended, but to be respected (VOTable 1.5, 5.5).

use gaialink_table::{
    Field,
    arrow::{
        array::{Array, ArrayRef, ArrowPrimitiveType, AsArray, FixedSizeListArray, ListArray, PrimitiveArray},
        buffer::{BooleanBuffer, NullBuffer},
        datatypes::{DataType, Float32Type, Float64Type},
    },
};
use std::{str::FromStr, sync::Arc};

/// The text of the null value that is declared for a column of floats; none for NaN, which is a value.
pub(crate) fn declared(field: &Field) -> Option<&str> {
    use gaialink_table::Datatype::{Double, Float};
    let text = field.null_text().filter(|_| matches!(field.datatype, Float | Double))?.trim();
    text.parse::<f64>().is_ok_and(|null| !null.is_nan()).then_some(text)
}

/// The array with its elements null that are the null value; nothing where none is.
pub(crate) fn applied(array: &ArrayRef, null: &str) -> Option<ArrayRef> {
    match array.data_type() {
        DataType::Float32 => primitive::<Float32Type>(array, null),
        DataType::Float64 => primitive::<Float64Type>(array, null),
        DataType::List(item) => {
            let list = array.as_list::<i32>();
            let values = applied(list.values(), null)?;
            let list = ListArray::try_new(Arc::clone(item), list.offsets().clone(), values, list.nulls().cloned());
            Some(Arc::new(list.ok()?))
        }
        DataType::FixedSizeList(item, size) => {
            let list = array.as_fixed_size_list();
            let values = applied(list.values(), null)?;
            let list = FixedSizeListArray::try_new(Arc::clone(item), *size, values, list.nulls().cloned());
            Some(Arc::new(list.ok()?))
        }
        _ => None,
    }
}

/// How many elements are the null value and not null.
pub(crate) fn count(array: &ArrayRef, null: &str) -> u64 {
    let nulls = |array: &ArrayRef| match array.data_type() {
        DataType::List(_) => array.as_list::<i32>().values().null_count(),
        DataType::FixedSizeList(..) => array.as_fixed_size_list().values().null_count(),
        _ => array.null_count(),
    };
    applied(array, null).map_or(0, |applied| nulls(&applied).saturating_sub(nulls(array)) as u64)
}

fn primitive<T: ArrowPrimitiveType<Native: FromStr>>(array: &ArrayRef, null: &str) -> Option<ArrayRef> {
    let null: T::Native = null.parse().ok()?;
    let array = array.as_primitive_opt::<T>()?;
    if !array.values().contains(&null) {
        return None;
    }
    let is_value: BooleanBuffer = array.values().iter().map(|value| *value != null).collect();
    let nulls = NullBuffer::union(array.nulls(), Some(&NullBuffer::new(is_value)));
    Some(Arc::new(PrimitiveArray::<T>::try_new(array.values().clone(), nulls).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use gaialink_table::{
        Datatype,
        arrow::array::{Float32Array, Float64Array, Int32Array},
        schema::Values,
    };

    #[test]
    fn what_is_declared() {
        let cases = [
            (Datatype::Float, Some(" -999 "), Some("-999")),
            (Datatype::Double, Some("1e30"), Some("1e30")),
            (Datatype::Double, Some("NaN"), None),
            (Datatype::Double, Some("none"), None),
            (Datatype::Double, None, None),
            (Datatype::Int, Some("-999"), None),
        ];
        for (datatype, null, want) in cases {
            let mut field = Field::new("a", datatype);
            let mut values = Values::default();
            values.null = null.map(str::to_owned);
            field.values.push(values);
            assert_eq!(declared(&field), want, "{datatype} {null:?}");
        }
    }

    #[test]
    fn elements_become_null() {
        let floats: ArrayRef = Arc::new(Float32Array::from(vec![Some(-99.99), None, Some(f32::NAN), Some(1.0)]));
        let found = applied(&floats, "-99.99").unwrap();
        assert_eq!(found.nulls().unwrap().iter().collect::<Vec<_>>(), [false, false, true, true]);
        assert_eq!((count(&floats, "-99.99"), count(&found, "-99.99"), count(&floats, "2")), (1, 0, 0));
        assert!(applied(&floats, "2").is_none());
        let doubles = Float64Array::from(vec![0.0, -0.0, 5.0]);
        let list: ArrayRef = Arc::new(ListArray::from_iter_primitive::<Float64Type, _, _>([
            Some(doubles.iter().collect::<Vec<_>>()),
            None,
            Some(vec![Some(5.0)]),
        ]));
        assert_eq!((count(&list, "5"), count(&list, "0")), (2, 2));
        let fixed: ArrayRef =
            Arc::new(FixedSizeListArray::from_iter_primitive::<Float64Type, _, _>([Some(vec![Some(1.0), Some(2.0)])], 2));
        let found = applied(&fixed, "2.0").unwrap();
        assert_eq!(found.as_fixed_size_list().values().nulls().unwrap().iter().collect::<Vec<_>>(), [true, false]);
        assert!(applied(&(Arc::new(Int32Array::from(vec![1])) as ArrayRef), "1").is_none());
    }
}
