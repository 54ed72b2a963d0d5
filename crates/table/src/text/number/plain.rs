//! Decimal numbers of a few characters, which nearly all numbers in tables are: all characters at once, without a loop.

mod sixteen;

use crate::text::blanks;

/// The most characters of a number behind its sign and before its exponent.
const MOST: usize = 16;
/// The most digits of an integer: so many always fit 64 bits.
const MOST_DIGITS: usize = 19;
/// What the digits are worth that stand before the last [`MOST`].
const FRONT: u64 = 10_000_000_000_000_000;
/// The largest power of ten in [`POWERS`] and [`PARTS`].
const TENS: usize = 22;
/// Powers of ten that 64 bits of floating point hold exactly.
const POWERS: [f64; TENS + 1] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21,
    1e22,
];
/// One divided by each, which is inexact.
const PARTS: [f64; TENS + 1] = [
    1e-0, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12, 1e-13, 1e-14, 1e-15, 1e-16, 1e-17, 1e-18,
    1e-19, 1e-20, 1e-21, 1e-22,
];
/// The largest integer below which 64 bits of floating point hold every one.
const EXACT: u64 = 1 << f64::MANTISSA_DIGITS;
/// The bits of a 64-bit number behind those that 32 bits keep, and the value of these that is half way between two of 32 bits.
const BEHIND: u64 = (1 << 29) - 1;
const HALF_WAY: u64 = 1 << 28;
/// How many units of the last place three roundings to 64 bits can add up to, and one more.
const UNSURE: u64 = 4;

/// The number that a part of a text is, correctly rounded; `None` where it is not a short decimal number whose digits and power
/// of ten are both exact in 64 bits, so that one operation rounds once.
#[inline]
pub(super) fn f64(text: &[u8], start: usize, end: usize) -> Option<f64> {
    let Decimal { negative, digits, power } = decimal(text, start, end)?;
    if digits > EXACT {
        return None;
    }
    let place = usize::try_from(power.unsigned_abs()).ok()?;
    let factor = *POWERS.get(place)?;
    #[expect(clippy::cast_precision_loss, reason = "exact up to 2^53")]
    let digits = digits.cast_signed() as f64;
    let value = if power < 0 { digits / factor } else { digits * factor };
    Some(if negative { -value } else { value })
}

/// As [`f64()`]. The number of 64 bits may be some units of its last place off; to round it to 32 bits is right unless it is
/// that near to half way between two of these.
#[inline]
pub(super) fn f32(text: &[u8], start: usize, end: usize) -> Option<f32> {
    let Decimal { negative, digits, power } = decimal(text, start, end)?;
    let place = usize::try_from(power.unsigned_abs()).ok()?;
    let factor = *(if power < 0 { PARTS.get(place)? } else { POWERS.get(place)? });
    #[expect(clippy::cast_precision_loss, reason = "rounded, as the multiplication is")]
    let wide = digits.cast_signed() as f64 * factor;
    let is_sure = (wide.to_bits() & BEHIND).abs_diff(HALF_WAY) > UNSURE;
    let is_normal = digits == 0 || (wide >= f64::from(f32::MIN_POSITIVE) && wide <= f64::from(f32::MAX));
    #[expect(clippy::cast_possible_truncation, reason = "rounds to the nearest")]
    let value = wide as f32;
    (is_sure && is_normal).then_some(if negative { -value } else { value })
}

/// The sign and magnitude of the integer that a part of a text is; `None` where it is not a minus and a few digits.
#[inline]
pub(super) fn integer(text: &[u8], start: usize, end: usize) -> Option<(bool, u64)> {
    let negative = text.get(start) == Some(&b'-');
    let len = end.checked_sub(start)?.checked_sub(usize::from(negative))?;
    if len <= MOST {
        return Some((negative, sixteen::whole(window(text, end)?, len)?));
    }
    let middle = end.checked_sub(MOST)?;
    let low = sixteen::whole(window(text, end)?, MOST)?;
    let high = sixteen::whole(window(text, middle)?, len.checked_sub(MOST)?)?;
    (len <= MOST_DIGITS).then(|| (negative, high.wrapping_mul(FRONT).wrapping_add(low)))
}

/// Where a byte is first, at or behind a place in a text.
#[inline]
pub(in crate::text) fn find(text: &[u8], at: usize, byte: u8) -> Option<usize> {
    let rest = text.get(at..)?;
    let near = rest.first_chunk().and_then(|near| sixteen::find(*near, byte));
    near.or_else(|| memchr::memchr(byte, rest))?.checked_add(at)
}

/// Where white space is first, at or behind a place in a text.
#[inline]
pub(in crate::text) fn find_blank(text: &[u8], at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let near = rest.first_chunk().and_then(|near| sixteen::find_low(*near));
    // What is found may be another control character.
    let near = near.filter(|near| rest.get(*near).is_some_and(|byte| blanks::is_blank(*byte)));
    near.or_else(|| rest.iter().position(|byte| blanks::is_blank(*byte)))?.checked_add(at)
}

/// A number as it is spelled.
struct Decimal {
    negative: bool,
    digits: u64,
    /// The power of ten that the digits are multiplied with.
    power: i32,
}

#[inline]
fn decimal(text: &[u8], start: usize, end: usize) -> Option<Decimal> {
    let negative = text.get(start) == Some(&b'-');
    let start = start.checked_add(usize::from(negative))?;
    let mut last = window(text, end)?;
    let (mut len, mut exponent) = (end.checked_sub(start)?, 0);
    if may_have_exponent(last) {
        let front;
        (front, exponent) = split_exponent(text.get(start..end)?);
        len = front.len();
        last = window(text, start.checked_add(len)?)?;
    }
    let (digits, behind_point) = sixteen::decimal(last, len)?;
    let power = exponent.checked_sub(i32::try_from(behind_point).ok()?)?;
    Some(Decimal { negative, digits, power })
}

/// The last sixteen characters before a place in a text.
#[inline]
fn window(text: &[u8], end: usize) -> Option<[u8; MOST]> {
    let text = text.get(..end)?;
    Some(text.last_chunk().copied().unwrap_or_else(|| short_window(text)))
}

/// As [`window`], where there are not so many.
#[inline]
fn short_window(text: &[u8]) -> [u8; MOST] {
    let shift = |unused: usize| u32::try_from(unused.wrapping_mul(8)).unwrap_or(0);
    let halves = if let (Some(first), Some(last)) = (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        let (first, last) = (u64::from_be_bytes(*first), u64::from_be_bytes(*last));
        u128::from(first).wrapping_shl(shift(text.len().wrapping_sub(8))) | u128::from(last)
    } else if let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        let (first, last) = (u32::from_be_bytes(*first), u32::from_be_bytes(*last));
        u128::from(u64::from(first).wrapping_shl(shift(text.len().wrapping_sub(4))) | u64::from(last))
    } else {
        text.iter().fold(0, |all, byte| all << 8 | u128::from(*byte))
    };
    halves.to_be_bytes()
}

/// Whether an `E` is where an exponent of one or two digits would have it; what stands before the number may have one as well.
#[inline]
fn may_have_exponent(last: [u8; MOST]) -> bool {
    let [.., a, b, c, _] = last;
    let letters = (u32::from_ne_bytes([a, b, c, 0]) | 0x2020_2020) ^ u32::from_ne_bytes([b'e'; 4]);
    // A byte that is zero is found, and now and then one above it that is not.
    letters.wrapping_sub(0x0101_0101) & !letters & 0x8080_8080 != 0
}

/// The exponent of one or two digits at the end, as in `1.5E-4`.
fn split_exponent(text: &[u8]) -> (&[u8], i32) {
    let digit = |byte: u8| i32::from(byte.wrapping_sub(b'0'));
    match text {
        [front @ .., b'E' | b'e', a @ b'0'..=b'9'] => (front, digit(*a)),
        [front @ .., b'E' | b'e', b'-', a @ b'0'..=b'9'] => (front, -digit(*a)),
        [front @ .., b'E' | b'e', a @ b'0'..=b'9', b @ b'0'..=b'9'] => (front, digit(*a) * 10 + digit(*b)),
        [front @ .., b'E' | b'e', b'-', a @ b'0'..=b'9', b @ b'0'..=b'9'] => (front, -(digit(*a) * 10 + digit(*b))),
        _ => (text, 0),
    }
}
#[cfg(test)]
mod tests {
    use super::*;

    fn whole64(text: &[u8]) -> Option<f64> {
        f64(text, 0, text.len())
    }

    fn whole32(text: &[u8]) -> Option<f32> {
        f32(text, 0, text.len())
    }

    #[test]
    fn short_numbers_are_read_and_others_left() {
        let cases = [
            ("0", Some(0.0)),
            ("-0", Some(-0.0)),
            ("7", Some(7.0)),
            ("12", Some(12.0)),
            ("-123", Some(-123.0)),
            ("1234", Some(1234.0)),
            ("5.", Some(5.0)),
            (".5", Some(0.5)),
            ("-0.17584443", Some(-0.17584443)),
            ("1234567.8", Some(1_234_567.8)),
            ("12345678", Some(12_345_678.0)),
            ("12345678.1234567", Some(12_345_678.123_456_7)),
            ("0.12345678901234", Some(0.123_456_789_012_34)),
            ("9007199254740992", Some(9_007_199_254_740_992.0)),
            ("9007199254740993", None),
            ("1.5E-4", Some(1.5e-4)),
            ("1e22", Some(1e22)),
            ("1e23", None),
            ("1.5e-15", Some(1.5e-15)),
            ("1.5e-22", None),
            ("12345678901234567", None),
            ("", None),
            (".", None),
            ("-", None),
            ("--1", None),
            ("+1", None),
            ("1.2.3", None),
            ("..", None),
            ("1 ", None),
            ("1:", None),
            ("1/2", None),
            ("NaN", None),
            ("E5", None),
            (".E5", None),
            ("1e+5", None),
            ("1\u{b0}", None),
        ];
        for (text, want) in cases {
            assert_eq!(whole64(text.as_bytes()).map(f64::to_bits), want.map(f64::to_bits), "{text}");
        }
        assert_eq!(whole32(b"1e-45"), None);
        assert_eq!(whole32(b"3.5e38"), None);
        assert_eq!(whole32(b"-0.0").map(f32::to_bits), Some((-0.0_f32).to_bits()));
    }

    /// A sequence that looks random and is the same every time.
    fn numbers() -> impl Iterator<Item = u64> {
        std::iter::successors(Some(0x9e37_79b9_7f4a_7c15_u64), |last| {
            let mut next = *last;
            next ^= next << 13;
            next ^= next >> 7;
            next ^= next << 17;
            Some(next)
        })
    }

    #[test]
    fn what_is_read_is_what_the_standard_library_reads() {
        let mut read = 0;
        for (digits, shape) in numbers().zip(numbers().skip(7)).take(40_000) {
            let digits = (digits >> (shape % 61)).to_string();
            let point = usize::try_from(shape >> 32).unwrap() % (digits.len() + 1);
            let (before, behind) = digits.split_at(point);
            let exponent = match shape % 5 {
                0 => format!("E{}", (shape >> 8) % 24),
                1 => format!("e-{}", (shape >> 8) % 24),
                _ => String::new(),
            };
            let text = format!("{}{before}.{behind}{exponent}", if shape & 64 == 0 { "" } else { "-" });
            if let Some(value) = whole64(text.as_bytes()) {
                assert_eq!(value.to_bits(), text.parse::<f64>().unwrap().to_bits(), "{text}");
            }
            if let Some(value) = whole32(text.as_bytes()) {
                assert_eq!(value.to_bits(), text.parse::<f32>().unwrap().to_bits(), "{text}");
                read += 1;
            }
        }
        assert!(read > 15_000, "{read}");
    }

    #[test]
    fn half_way_is_left_to_the_slow_way() {
        // Half way between 2^24 and the next number of 32 bits, and a little beside it.
        for text in ["16777217", "16777217.00000001", "16777216.99999999", "33554434.00000000"] {
            let want = text.parse::<f32>().unwrap();
            assert!(whole32(text.as_bytes()).is_none_or(|value| value.to_bits() == want.to_bits()), "{text}");
        }
        assert_eq!(whole32(b"16777217"), None);
    }
}
