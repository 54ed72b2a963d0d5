mod convert;
mod lists;
mod number;
mod quantile;

pub use self::number::Number;
pub(crate) use self::{
    convert::{Inexact, numbers},
    lists::{Lists, elements},
};

use gaialink_table::arrow::buffer::ScalarBuffer;
use ndarray::ArrayView1;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{
    fmt,
    ops::{Deref, Range},
    slice,
};

/// The numbers of a column or of an array: the table's own memory where its type is the product's, a copy where not.
///
/// A missing number is NaN, whether the file said null or NaN. Two lists are equal where their numbers are the same to the
/// bit, a NaN being equal to any NaN. Serialised, a NaN is null.
///
/// ```
/// use gaialink_products::Values;
/// let flux: Values<f32> = vec![1.5, f32::NAN].into();
/// assert_eq!(flux.len(), 2);
/// assert_eq!(flux, vec![1.5, f32::NAN].into());
/// assert_eq!(flux.view().shape(), [2]);
/// for number in &flux {
///     assert!(number.is_nan() || *number == 1.5);
/// }
/// ```
#[derive(Clone)]
pub struct Values<T: Number>(ScalarBuffer<T>);

impl<T: Number> Values<T> {
    /// The numbers as an array of ndarray, without a copy.
    pub fn view(&self) -> ArrayView1<'_, T> {
        ArrayView1::from(&**self)
    }

    /// A part of the numbers, without a copy; empty where the range is not in them.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Self {
        match self.get(range.clone()) {
            Some(part) => Self(self.0.slice(range.start, part.len())),
            None => Self::default(),
        }
    }

    /// The memory, as Arrow has it.
    pub fn buffer(&self) -> &ScalarBuffer<T> {
        &self.0
    }
}

impl<T: Number> Deref for Values<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T: Number> Default for Values<T> {
    fn default() -> Self {
        Self(Vec::new().into())
    }
}

impl<T: Number> From<Vec<T>> for Values<T> {
    fn from(numbers: Vec<T>) -> Self {
        Self(numbers.into())
    }
}

impl<T: Number> From<ScalarBuffer<T>> for Values<T> {
    fn from(buffer: ScalarBuffer<T>) -> Self {
        Self(buffer)
    }
}

impl<T: Number> FromIterator<T> for Values<T> {
    fn from_iter<I: IntoIterator<Item = T>>(numbers: I) -> Self {
        Self(numbers.into_iter().collect())
    }
}

impl<T: Number> AsRef<[T]> for Values<T> {
    fn as_ref(&self) -> &[T] {
        self
    }
}

impl<'a, T: Number> IntoIterator for &'a Values<T> {
    type Item = &'a T;
    type IntoIter = slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: Number> PartialEq for Values<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().zip(other.iter()).all(|(a, b)| a.is_same(*b))
    }
}

impl<T: Number> Eq for Values<T> {}

impl<T: Number> fmt::Debug for Values<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: Number + Serialize> Serialize for Values<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(|number| Some(*number).filter(|number| !number.is_missing())))
    }
}

impl<'de, T: Number + Deserialize<'de>> Deserialize<'de> for Values<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let numbers: Vec<Option<T>> = Vec::deserialize(deserializer)?;
        Ok(numbers.into_iter().map(|number| number.unwrap_or(T::MISSING)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_to_the_bit_and_nan_to_nan() {
        let odd_nan = f64::from_bits(f64::NAN.to_bits() | 1);
        let values = |numbers: &[f64]| Values::from(numbers.to_vec());
        assert_eq!(values(&[1.0, f64::NAN]), values(&[1.0, odd_nan]));
        assert_ne!(values(&[0.0]), values(&[-0.0]));
        assert_ne!(values(&[0.0]), values(&[f64::NAN]));
        assert_ne!(values(&[1.0]), values(&[1.0, 1.0]));
    }

    #[test]
    fn nan_is_null_in_json() {
        let values = Values::from(vec![1.5_f32, f32::NAN]);
        let json = serde_json::to_string(&values).unwrap();
        assert_eq!(json, "[1.5,null]");
        assert_eq!(serde_json::from_str::<Values<f32>>(&json).unwrap(), values);
    }

    #[test]
    fn a_slice_outside_is_empty() {
        let values = Values::from(vec![1.0_f64, 2.0, 3.0]);
        assert_eq!(*values.slice(1..3), [2.0, 3.0]);
        assert!(values.slice(1..3).buffer().inner().ptr_offset() > 0);
        #[expect(clippy::reversed_empty_ranges, reason = "a range that is none")]
        let ranges = [2..4, 4..5, 3..2];
        for range in ranges {
            assert!(values.slice(range).is_empty());
        }
    }
}
