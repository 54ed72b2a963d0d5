use super::{Number, Values};
use gaialink_table::arrow::{
    array::{Array, ArrayRef, AsArray},
    compute::{CastOptions, cast_with_options},
    datatypes::{DataType, Float32Type, Float64Type, Int64Type},
    error::ArrowError,
};

/// A number that the wanted type does not hold exactly, or a column that holds no numbers.
#[derive(Debug)]
pub(crate) enum Inexact {
    /// The place and the number.
    Number(usize, String),
    /// Arrow refused.
    Arrow(ArrowError),
}

impl Inexact {
    /// The same, where so many numbers stand before.
    pub(super) fn behind(self, count: usize) -> Self {
        match self {
            Self::Number(place, found) => Self::Number(place.saturating_add(count), found),
            Self::Arrow(error) => Self::Arrow(error),
        }
    }
}

/// The numbers of an Arrow array, NaN for null: its own memory where the type is the same and nothing is null.
pub(crate) fn numbers<T: Number>(array: &ArrayRef) -> Result<Values<T>, Inexact> {
    if let Some(same) = array.as_primitive_opt::<T::Arrow>() {
        return Ok(match same.null_count() {
            0 => same.values().clone().into(),
            _ => same.iter().map(|number| number.unwrap_or(T::MISSING)).collect(),
        });
    }
    if let Some(floats) = array.as_primitive_opt::<Float32Type>() {
        return Ok(floats.iter().map(|number| number.map_or(T::MISSING, T::from_float)).collect());
    }
    if let Some(doubles) = array.as_primitive_opt::<Float64Type>() {
        return exact(doubles.iter().map(|number| number.map(Ok)));
    }
    let integers = integers(array)?;
    exact(integers.iter().map(|number| number.map(whole)))
}

/// An integer column as 64-bit integers.
fn integers(array: &ArrayRef) -> Result<gaialink_table::arrow::array::Int64Array, Inexact> {
    let options = CastOptions { safe: false, ..CastOptions::default() };
    let cast = cast_with_options(array, &DataType::Int64, &options).map_err(Inexact::Arrow)?;
    let missing = || Inexact::Arrow(ArrowError::CastError(array.data_type().to_string()));
    cast.as_primitive_opt::<Int64Type>().cloned().ok_or_else(missing)
}

/// The double that equals an integer, or the integer.
fn whole(number: i64) -> Result<f64, String> {
    const EXACT: i64 = 1 << f64::MANTISSA_DIGITS;
    let is_exact = (-EXACT..=EXACT).contains(&number);
    if is_exact { Ok(number as f64) } else { Err(number.to_string()) }
}

fn exact<T: Number>(numbers: impl Iterator<Item = Option<Result<f64, String>>>) -> Result<Values<T>, Inexact> {
    let mut digits = Vec::new();
    let mut convert = |(place, number): (usize, Option<Result<f64, String>>)| match number {
        None => Ok(T::MISSING),
        Some(Err(found)) => Err(Inexact::Number(place, found)),
        Some(Ok(number)) => T::from_double(number, &mut digits).ok_or_else(|| Inexact::Number(place, number.to_string())),
    };
    numbers.enumerate().map(&mut convert).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use gaialink_table::arrow::array::{Float32Array, Float64Array, Int16Array, Int64Array};
    use std::sync::Arc;

    #[test]
    fn the_same_type_is_borrowed() {
        let array = Float32Array::from(vec![1.0, 2.0]);
        let found = numbers::<f32>(&(Arc::new(array.clone()) as ArrayRef)).unwrap();
        assert!(found.buffer().ptr_eq(array.values()));
    }

    #[test]
    fn other_types_are_converted() {
        let cases: [(ArrayRef, &[f64]); 4] = [
            (Arc::new(Float64Array::from(vec![Some(0.1), None])), &[0.1, f64::NAN]),
            (Arc::new(Float32Array::from(vec![Some(0.5), None])), &[0.5, f64::NAN]),
            (Arc::new(Int16Array::from(vec![Some(-3), None])), &[-3.0, f64::NAN]),
            (Arc::new(Int64Array::from(vec![1 << 53])), &[9_007_199_254_740_992.0]),
        ];
        for (array, want) in cases {
            assert_eq!(numbers::<f64>(&array).unwrap(), want.to_vec().into(), "{array:?}");
        }
    }

    #[test]
    fn what_is_not_exact_is_told() {
        let cases: [(ArrayRef, usize, &str); 3] = [
            (Arc::new(Float64Array::from(vec![1.0, 0.123456789012])), 1, "0.123456789012"),
            (Arc::new(Int64Array::from(vec![16777217])), 0, "16777217"),
            (Arc::new(Int64Array::from(vec![i64::MAX])), 0, "9223372036854775807"),
        ];
        for (array, place, digits) in cases {
            let found = numbers::<f32>(&array).unwrap_err();
            assert!(matches!(&found, Inexact::Number(at, text) if (*at, text.as_str()) == (place, digits)), "{found:?}");
        }
    }
}
