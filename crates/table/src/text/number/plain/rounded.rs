//! Digits times a power of ten, rounded once to the nearest number of floating point.
//!
//! The product of 64 and 128 bits is known to all but its last bits, and tells how to round unless it is that near to half
//! way between two numbers (D. Lemire, Number parsing at a gigabyte per second, 2021, after M. Eisel).

use super::powers;

/// How many units of its last place the first 128 bits of a product may be too small: one for what a power leaves off, one
/// for the bits behind, twice as many once they are moved up by a bit.
const UNSURE: u128 = 4;

/// What a type of floating point looks like.
#[derive(Clone, Copy)]
pub(super) struct Layout {
    /// The bits of the fraction, with the highest one, which is not written.
    bits: u32,
    /// What is added to the exponent, which is that of the greatest number too.
    bias: i32,
}

pub(super) const F32: Layout = Layout { bits: f32::MANTISSA_DIGITS, bias: f32::MAX_EXP - 1 };
pub(super) const F64: Layout = Layout { bits: f64::MANTISSA_DIGITS, bias: f64::MAX_EXP - 1 };

/// The bits of the positive number that digits times a power of ten are; `None` where it is too near to half way between two
/// numbers to tell, or not a normal number, or of the greatest exponent.
#[inline]
pub(super) fn rounded(digits: u64, power: i32, layout: Layout) -> Option<u64> {
    if digits == 0 {
        return Some(0);
    }
    let zeros = digits.leading_zeros();
    let product = upper_half(digits << zeros, powers::bits(power)?);
    let shift = u32::from(product >> 127 == 0);
    let product = product << shift;
    let behind = 128 - layout.bits;
    let half = 1_u128 << (behind - 1);
    let rest = product & ((1 << behind) - 1);
    let exponent = powers::exponent(power) + 64 - i32::try_from(zeros + shift).ok()?;
    if half.wrapping_sub(rest) <= UNSURE || exponent <= -layout.bias || exponent >= layout.bias {
        return None;
    }
    let fraction = u64::try_from(product >> behind).ok()?;
    // The highest bit of the fraction makes the exponent greater by one, and so does one that is rounded up to a power of two.
    let exponent = u64::try_from(exponent + layout.bias - 1).ok()?;
    Some((exponent << (layout.bits - 1)) + fraction + u64::from(rest > half))
}

/// The upper 128 bits of the 192 of a product.
#[inline]
fn upper_half(a: u64, b: u128) -> u128 {
    const LOW: u128 = u64::MAX as u128;
    let a = u128::from(a);
    a * (b >> 64) + ((a * (b & LOW)) >> 64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sure_is_rounded() {
        let cases = [
            (0, -400, Some(0.0)),
            (1, 0, Some(1.0)),
            (5, -1, Some(0.5)),
            (1, 22, Some(1e22)),
            (u64::MAX, 0, Some(18_446_744_073_709_551_615.0)),
            (9_007_199_254_740_991, 0, Some(9_007_199_254_740_991.0)),
            // Half way to the next number, and beside it.
            (1, 23, None),
            (9_007_199_254_740_993, 0, None),
            (90_071_992_547_409_930, -1, None),
            (9_007_199_254_740_993_001, -3, Some(9_007_199_254_740_994.0)),
            (9_007_199_254_740_992_999, -3, Some(9_007_199_254_740_992.0)),
            // Rounded up to a power of two.
            (9_007_199_254_740_991_999, -3, Some(9_007_199_254_740_992.0)),
            (22_250_738_585_072_014, -324, Some(f64::MIN_POSITIVE)),
            (22_250_738_585_072_011, -324, None),
            (5, -324, None),
            (8_988_465_674_311_579, 292, Some(8.988465674311579e307)),
            (8_988_465_674_311_580, 292, None),
            (1, 309, None),
            (1, i32::MIN, None),
            (1, i32::MAX, None),
        ];
        for (digits, power, want) in cases {
            assert_eq!(rounded(digits, power, F64), want.map(f64::to_bits), "{digits}e{power}");
        }
    }

    #[test]
    fn thirty_two_bits() {
        let cases = [
            (1, -1, Some(0.1)),
            (16_777_217, 0, None),
            (167_772_170_000_000_001, -10, Some(16_777_218.0)),
            (167_772_169_999_999_999, -10, Some(16_777_216.0)),
            (1, -38, None),
            (117_549_435, -46, None),
            (1_175_494_351, -47, Some(f32::MIN_POSITIVE)),
            (12, -38, Some(1.2e-37)),
            (34, 37, None),
        ];
        for (digits, power, want) in cases {
            assert_eq!(rounded(digits, power, F32), want.map(|number: f32| number.to_bits().into()), "{digits}e{power}");
        }
    }
}
