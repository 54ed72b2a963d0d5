//! Decimal numbers of a few characters, which nearly all numbers in tables are: all characters at once, without a loop.

/// The most characters of a number behind its sign and before its exponent.
const MOST: usize = 16;
/// The same character in every place.
const fn every(byte: u8) -> u128 {
    u128::from_ne_bytes([byte; MOST])
}
/// Powers of ten that 64 bits of floating point hold exactly.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21,
    1e22,
];
/// The largest integer below which 64 bits of floating point hold every one.
const EXACT: u64 = 1 << f64::MANTISSA_DIGITS;
/// The bits of a 64-bit number behind those that 32 bits keep, and the value of these that is half way between two of 32 bits.
const BEHIND: u64 = (1 << 29) - 1;
const HALF_WAY: u64 = 1 << 28;

/// The number that the whole text is, correctly rounded; `None` where it is not a short decimal number whose digits and power
/// of ten are both exact in 64 bits, so that one operation rounds once.
#[inline]
pub(super) fn f64(text: &[u8]) -> Option<f64> {
    let (negative, unsigned) = match text {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, text),
    };
    let (characters, exponent) = split_exponent(unsigned);
    let (digits, behind_point) = digits(characters)?;
    if digits > EXACT {
        return None;
    }
    let power = exponent.checked_sub(behind_point)?;
    let factor = *POWERS.get(usize::try_from(power.unsigned_abs()).ok()?)?;
    #[expect(clippy::cast_precision_loss, reason = "exact up to 2^53")]
    let digits = digits as f64;
    let value = if power < 0 { digits / factor } else { digits * factor };
    Some(if negative { -value } else { value })
}

/// As [`f64`]. The number of 64 bits is rounded again, which is right unless its first rounding led it to half way between two
/// numbers of 32 bits, or next to it.
#[inline]
pub(super) fn f32(text: &[u8]) -> Option<f32> {
    let wide = f64(text)?;
    let is_safe = (wide.to_bits() & BEHIND).abs_diff(HALF_WAY) > 1;
    let size = wide.abs();
    let is_normal = wide == 0.0 || (size >= f64::from(f32::MIN_POSITIVE) && size <= f64::from(f32::MAX));
    #[expect(clippy::cast_possible_truncation, reason = "rounds to the nearest")]
    (is_safe && is_normal).then_some(wide as f32)
}

/// The exponent of one or two digits at the end, as in `1.5E-4`.
#[inline]
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

/// The digits of `12`, `1.5`, `.5` or `5.` as one integer, and how many of them stand behind the point.
#[inline]
fn digits(text: &[u8]) -> Option<(u64, i32)> {
    let characters = load(text)?;
    let points = zero_bytes(characters ^ every(b'.'));
    let (places, point) = match points {
        0 => (characters, 0),
        _ if text.len() == 1 => return None,
        _ => without_point(characters, points),
    };
    Some((value(places)?, i32::try_from(point).ok()?))
}

/// The characters, the last one in the lowest byte, with `0` in front.
#[inline]
fn load(text: &[u8]) -> Option<u128> {
    let shift = |unused: usize| u32::try_from(unused.wrapping_mul(8)).ok();
    let characters = if let (Some(first), Some(last)) = (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        let (first, last) = (u64::from_be_bytes(*first), u64::from_be_bytes(*last));
        u128::from(first).checked_shl(shift(text.len().checked_sub(8)?)?)? | u128::from(last)
    } else if let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        let (first, last) = (u32::from_be_bytes(*first), u32::from_be_bytes(*last));
        u128::from(u64::from(first).checked_shl(shift(text.len().checked_sub(4)?)?)? | u64::from(last))
    } else {
        text.iter().fold(0, |all, byte| all << 8 | u128::from(*byte))
    };
    match text.len() {
        0 => None,
        MOST => Some(characters),
        len if len < MOST => Some(characters | every(b'0').checked_shl(shift(len)?)?),
        _ => None,
    }
}

/// Takes out the last point, whose bit is the lowest of `points`; gives also how many characters stand behind it.
#[inline]
fn without_point(characters: u128, points: u128) -> (u128, u32) {
    let behind = points.trailing_zeros() / 8;
    let low = u128::MAX.checked_shr(128_u32.wrapping_sub(behind.wrapping_mul(8))).unwrap_or(0);
    let front = (characters >> 8) | (u128::from(b'0') << 120);
    ((front & !low) | (characters & low), behind)
}

/// The highest bit of each byte that is zero; bytes above the lowest such byte may have it as well.
#[inline]
fn zero_bytes(bytes: u128) -> u128 {
    bytes.wrapping_sub(every(1)) & !bytes & every(0x80)
}

/// The number that sixteen digits are.
#[inline]
fn value(characters: u128) -> Option<u64> {
    let high_nibbles = every(0xf0);
    let is_digits =
        (characters & high_nibbles) == every(b'0') && (characters.wrapping_add(every(6)) & high_nibbles) == every(b'0');
    let [high, low] = [characters >> 64, characters & u128::from(u64::MAX)].map(|half| u64::try_from(half).unwrap_or(0));
    is_digits.then(|| eight(high).wrapping_mul(100_000_000).wrapping_add(eight(low)))
}

/// The number that eight digits are: neighbours are joined three times.
#[inline]
fn eight(characters: u64) -> u64 {
    let join =
        |lanes: u64, mask: u64, bits: u32, factor: u64| ((lanes >> bits) & mask).wrapping_mul(factor).wrapping_add(lanes & mask);
    let ones = characters & 0x0f0f_0f0f_0f0f_0f0f;
    let twos = join(ones, 0x00ff_00ff_00ff_00ff, 8, 10);
    let fours = join(twos, 0x0000_ffff_0000_ffff, 16, 100);
    join(fours, 0xffff_ffff, 32, 10_000)
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(f64(text.as_bytes()).map(f64::to_bits), want.map(f64::to_bits), "{text}");
        }
        assert_eq!(f32(b"1e-45"), None);
        assert_eq!(f32(b"3.5e38"), None);
        assert_eq!(f32(b"-0.0").map(f32::to_bits), Some((-0.0_f32).to_bits()));
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
            if let Some(value) = f64(text.as_bytes()) {
                assert_eq!(value.to_bits(), text.parse::<f64>().unwrap().to_bits(), "{text}");
            }
            if let Some(value) = f32(text.as_bytes()) {
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
            assert!(f32(text.as_bytes()).is_none_or(|value| value.to_bits() == want.to_bits()), "{text}");
        }
        assert_eq!(f32(b"16777217"), None);
    }
}
