use gaialink_table::{
    arrow::{
        array::ArrowPrimitiveType,
        datatypes::{ArrowNativeType, Float32Type, Float64Type},
    },
    text::number::{parse_f64, write_f32},
};
use std::io::Write;

/// The number types of the products: `f32` and `f64`.
pub trait Number: ArrowNativeType + PartialEq + private::Sealed {
    /// The number that stands for a missing one: NaN.
    const MISSING: Self;
    /// The name in VOTable.
    const NAME: &'static str;
    /// The type of Arrow.
    type Arrow: ArrowPrimitiveType<Native = Self>;

    /// Whether it is missing: NaN.
    fn is_missing(self) -> bool;

    /// Whether both have the same bits, or both are NaN.
    fn is_same(self, other: Self) -> bool;

    /// The number, if this type holds it exactly, or holds the number of the same digits: a `float` that was read as a
    /// `double` from text (`0.1`) comes back as it was written. Where a float lies midway between two numbers of the fewest digits, either is its own:
    /// 452.703125 is written as `452.70312` and as `452.70313`. `digits` is scratch space.
    fn from_double(number: f64, digits: &mut Vec<u8>) -> Option<Self>;

    /// The number of a float; always exact.
    fn from_float(number: f32) -> Self;

    /// The number as a double; always exact.
    fn to_double(self) -> f64;
}

impl Number for f32 {
    const MISSING: Self = Self::NAN;
    const NAME: &'static str = "float";
    type Arrow = Float32Type;

    fn is_missing(self) -> bool {
        self.is_nan()
    }

    fn is_same(self, other: Self) -> bool {
        self.to_bits() == other.to_bits() || (self.is_nan() && other.is_nan())
    }

    fn from_double(number: f64, digits: &mut Vec<u8>) -> Option<Self> {
        #[expect(clippy::cast_possible_truncation, reason = "whether digits are lost is checked below")]
        let narrow = number as Self;
        if f64::from(narrow) == number || number.is_nan() {
            return Some(narrow);
        }
        digits.clear();
        write_f32(narrow, digits);
        if parse_f64(digits) == Ok(number) {
            return Some(narrow);
        }
        digits.clear();
        write!(digits, "{narrow:e}").ok()?;
        (parse_f64(digits) == Ok(number)).then_some(narrow)
    }

    fn from_float(number: f32) -> Self {
        number
    }

    fn to_double(self) -> f64 {
        f64::from(self)
    }
}

impl Number for f64 {
    const MISSING: Self = Self::NAN;
    const NAME: &'static str = "double";
    type Arrow = Float64Type;

    fn is_missing(self) -> bool {
        self.is_nan()
    }

    fn is_same(self, other: Self) -> bool {
        self.to_bits() == other.to_bits() || (self.is_nan() && other.is_nan())
    }

    fn from_double(number: f64, _: &mut Vec<u8>) -> Option<Self> {
        Some(number)
    }

    fn from_float(number: f32) -> Self {
        Self::from(number)
    }

    fn to_double(self) -> f64 {
        self
    }
}

mod private {
    pub trait Sealed {}
    impl Sealed for f32 {}
    impl Sealed for f64 {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_double_becomes_a_float_only_without_loss() {
        // 452.703125, midway between two numbers of eight digits.
        let midway = 452.0 + 45.0 / 64.0;
        let cases = [
            (0.5, Some(0.5)),
            (0.1, Some(0.1)),
            (-5.8932666e-4, Some(-5.8932666e-4)),
            (f64::from(0.1_f32), Some(0.1)),
            (452.703_12, Some(midway)),
            (452.703_13, Some(midway)),
            (452.703_14, None),
            (0.123_456_789_012, None),
            (16_777_217.0, None),
            (1e300, None),
            (f64::INFINITY, Some(f32::INFINITY)),
            (-0.0, Some(-0.0)),
        ];
        let mut digits = Vec::new();
        for (number, want) in cases {
            assert_eq!(f32::from_double(number, &mut digits), want, "{number}");
        }
        assert!(f32::from_double(f64::NAN, &mut digits).is_some_and(f32::is_nan));
    }
}
