//! Decimal numbers of up to 19 digits, which nearly all numbers in tables are: all characters at once, without a loop.

mod powers;
mod rounded;
mod sixteen;
mod window;

use self::{
    rounded::{F32, F64, rounded},
    sixteen::Pointed,
    window::{MOST, Window},
};
use crate::text::blanks;

/// The largest power of ten in [`TENS`].
const MOST_TENS: i32 = 22;
/// Powers of ten, those of negative exponents inexact.
const TENS: [f64; 45] = [
    1e-22, 1e-21, 1e-20, 1e-19, 1e-18, 1e-17, 1e-16, 1e-15, 1e-14, 1e-13, 1e-12, 1e-11, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5,
    1e-4, 1e-3, 1e-2, 1e-1, 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22,
];
/// The bits of a 64-bit number behind those that 32 bits keep, and the value of these that is half way between two of 32 bits.
const BEHIND: u64 = (1 << 29) - 1;
const HALF_WAY: u64 = 1 << 28;
/// How many units of the last place three roundings to 64 bits can add up to, and one more.
const UNSURE: u64 = 4;

/// The number that a part of a text is, correctly rounded; `None` where it is no decimal number of up to 19 digits, or none that
/// rounding is sure of.
#[inline(always)]
pub(super) fn f64(text: &[u8], start: usize, end: usize) -> Option<f64> {
    let is_negative = text.get(start) == Some(&b'-');
    let (digits, power) = unsigned(text, start.checked_add(usize::from(is_negative))?, end)?;
    let bits = rounded(digits, power, F64)?;
    // The sign by its bit, since it is as good as random.
    Some(f64::from_bits(bits | u64::from(is_negative) << 63))
}

/// As [`f64()`].
#[inline(always)]
pub(super) fn f32(text: &[u8], start: usize, end: usize) -> Option<f32> {
    let is_negative = text.get(start) == Some(&b'-');
    let start = start.checked_add(usize::from(is_negative))?;
    let magnitude = match pointed_f32(text, start, end) {
        Some(magnitude) => magnitude,
        None => other_f32(text, start, end)?,
    };
    Some(f32::from_bits(magnitude.to_bits() | u32::from(is_negative) << 31))
}

/// A number of few digits around a point, which nearly all numbers of 32 bits are.
#[inline(always)]
fn pointed_f32(text: &[u8], start: usize, end: usize) -> Option<f32> {
    let len = end.checked_sub(start)?;
    let pointed = Pointed::new(&Window::at_end(text.get(..end)?)?, len)?;
    // Between 1e-15 and 1e16, or zero, which is as good as a normal number.
    sure(pointed.nearly()?)
}

/// Any other number.
#[inline(never)]
fn other_f32(text: &[u8], start: usize, end: usize) -> Option<f32> {
    let (digits, power) = unsigned(text, start, end)?;
    match through_double(digits, power) {
        Some(value) => Some(value),
        None => Some(f32::from_bits(u32::try_from(rounded(digits, power, F32)?).ok()?)),
    }
}

/// The number by one of 64 bits, where that is a normal one of 32.
#[inline]
fn through_double(digits: u64, power: i32) -> Option<f32> {
    let factor = *TENS.get(usize::try_from(power.wrapping_add(MOST_TENS)).ok()?)?;
    // Digits beyond 63 bits come out negative, which is no normal number here.
    #[expect(clippy::cast_precision_loss, reason = "rounded, as the multiplication is")]
    let wide = digits.cast_signed() as f64 * factor;
    (f64::from(f32::MIN_POSITIVE)..=f64::from(f32::MAX)).contains(&wide).then_some(wide).and_then(sure)
}

/// A number of 64 bits, which may be some units of its last place off, as one of 32: to round it is right unless it is that near to half
/// way between two of these.
#[inline(always)]
fn sure(wide: f64) -> Option<f32> {
    let is_sure = (wide.to_bits() & BEHIND).wrapping_sub(HALF_WAY - UNSURE) > 2 * UNSURE;
    #[expect(clippy::cast_possible_truncation, reason = "rounds to the nearest")]
    let value = wide as f32;
    is_sure.then_some(value)
}

/// The sign and magnitude of the integer that a part of a text is; `None` where it is not a minus and a few digits.
#[inline]
pub(super) fn integer(text: &[u8], start: usize, end: usize) -> Option<(bool, u64)> {
    let negative = text.get(start) == Some(&b'-');
    let len = end.checked_sub(start)?.checked_sub(usize::from(negative))?;
    let last = Window::new(text.get(..end)?);
    let magnitude = if len <= MOST {
        sixteen::whole(&last, len)?
    } else {
        sixteen::long_whole(&Window::new(text.get(..end.checked_sub(MOST)?)?), &last, len)?
    };
    Some((negative, magnitude))
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

/// The digits of a number without a sign, and the power of ten that they are multiplied with.
#[inline]
fn unsigned(text: &[u8], start: usize, end: usize) -> Option<(u64, i32)> {
    match digits(text, start, end) {
        Some(found) => Some(found),
        None => with_exponent(text, start, end),
    }
}

/// The digits among which a point may stand, and the power of ten that they are multiplied with.
#[inline]
fn digits(text: &[u8], start: usize, end: usize) -> Option<(u64, i32)> {
    let len = end.checked_sub(start)?;
    let text = text.get(..end)?;
    let (digits, behind_point) = match Window::at_end(text) {
        Some(last) if len <= MOST => sixteen::decimal(&last, len)?,
        Some(last) => long_digits(text, &last, len)?,
        None => short_digits(text, len)?,
    };
    Some((digits, i32::try_from(behind_point).ok()?.checked_neg()?))
}

/// As [`digits`], of more characters than are looked at together.
#[inline(never)]
fn long_digits(text: &[u8], last: &Window, len: usize) -> Option<(u64, usize)> {
    let text = text.get(..text.len().checked_sub(MOST)?)?;
    match Window::at_end(text) {
        Some(front) => sixteen::long_decimal(&front, last, len),
        None => sixteen::long_decimal(&Window::short(text), last, len),
    }
}

/// As [`digits`], where few characters stand before.
#[inline(never)]
fn short_digits(text: &[u8], len: usize) -> Option<(u64, usize)> {
    sixteen::decimal(&Window::short(text), len)
}

/// As [`digits`], with an exponent behind.
#[inline(never)]
fn with_exponent(text: &[u8], start: usize, end: usize) -> Option<(u64, i32)> {
    let (front, exponent) = split_exponent(text.get(start..end)?)?;
    let (digits, power) = digits(text, start, start.checked_add(front)?)?;
    Some((digits, exponent.checked_add(power)?))
}

/// How long the digits before an exponent of up to three digits are, as in `1.5E-4`, and the exponent.
#[inline]
fn split_exponent(text: &[u8]) -> Option<(usize, i32)> {
    let digit = |byte: u8| i32::from(byte.wrapping_sub(b'0'));
    let (front, power) = match text {
        [front @ .., a @ b'0'..=b'9', b @ b'0'..=b'9', c @ b'0'..=b'9'] => (front, digit(*a) * 100 + digit(*b) * 10 + digit(*c)),
        [front @ .., a @ b'0'..=b'9', b @ b'0'..=b'9'] => (front, digit(*a) * 10 + digit(*b)),
        [front @ .., a @ b'0'..=b'9'] => (front, digit(*a)),
        _ => return None,
    };
    match front {
        [front @ .., b'E' | b'e'] | [front @ .., b'E' | b'e', b'+'] => Some((front.len(), power)),
        [front @ .., b'E' | b'e', b'-'] => Some((front.len(), -power)),
        _ => None,
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

    /// Numbers that are read.
    const READ: [&str; 24] = [
        "0",
        "-0",
        "7",
        "12",
        "-123",
        "5.",
        ".5",
        "-0.17584443",
        "12345678",
        "12345678.1234567",
        "12345678.12345678",
        "0.0997616761441098",
        "-0.29928502843232946",
        "9007199254740992",
        "1234567890123456789",
        "0.1234567890123456789",
        "0.000000000000123456789012345678",
        "00000000000000000000000000000001",
        "1.5E-4",
        "1e+5",
        "1e25",
        "1.5e-22",
        "-2.2250738585072014E-308",
        "1e300",
    ];

    /// Texts that are left: near to half way between two numbers, out of range, too long, no numbers.
    const LEFT: [&str; 27] = [
        "9007199254740993",
        "1e23",
        "12345678901234567890",
        "000000000000000000000000000000001",
        "1e309",
        "5e-324",
        "1e0001",
        "",
        ".",
        "-",
        "--1",
        "+1",
        "1.2.3",
        "1234567890123.4567.8",
        "1.345678901234567.8",
        "..",
        "1 ",
        "1:",
        "1/2",
        "1234567890/12345678",
        "NaN",
        "E5",
        ".E5",
        "1e",
        "1e+",
        "1e--5",
        "1\u{b0}",
    ];

    #[test]
    fn short_numbers_are_read_and_others_left() {
        for text in READ {
            assert_eq!(whole64(text.as_bytes()), text.parse().ok(), "{text}");
        }
        for text in LEFT {
            assert_eq!(whole64(text.as_bytes()), None, "{text}");
            let among = format!("12345678901234567890123456789012345,{text}");
            assert_eq!(f64(among.as_bytes(), 36, among.len()), None, "{text}");
        }
        assert_eq!(whole32(b"1e-45"), None);
        assert_eq!(whole32(b"3.5e38"), None);
        assert_eq!(whole32(b"-0.0").map(f32::to_bits), Some((-0.0_f32).to_bits()));
        assert_eq!(whole64(b"-0").map(f64::to_bits), Some((-0.0_f64).to_bits()));
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
                0 => format!("E{}", (shape >> 8) % 40),
                1 => format!("e-{}", (shape >> 8) % 60),
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
        assert!(read > 25_000, "{read}");
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
