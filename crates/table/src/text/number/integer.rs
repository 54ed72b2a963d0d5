use super::{Number, NumberError, Room, plain, whole};
use crate::text::short;

/// Parses a decimal integer of 64 bits.
///
/// # Errors
///
/// [`NumberError::Syntax`] where the text is no integer, [`NumberError::Range`] where it needs more than 64 bits.
pub fn parse_i64(text: &[u8]) -> Result<i64, NumberError> {
    whole(text, false)
}

/// Parses a decimal integer of 64 bits without sign; `+5` and `-0` are read.
///
/// # Errors
///
/// [`NumberError::Syntax`] where the text is no integer, [`NumberError::Range`] where it is negative or needs more than 64 bits.
pub fn parse_u64(text: &[u8]) -> Result<u64, NumberError> {
    whole(text, false)
}

/// Appends the digits of an integer.
pub fn write_i64(value: i64, out: &mut Vec<u8>) {
    value.write(out);
}

/// Appends the digits of an integer.
pub fn write_u64(value: u64, out: &mut Vec<u8>) {
    value.write(out);
}

/// An integer type.
pub(in crate::text) trait Integer: Number {
    /// The integer of this sign and magnitude, where the type can hold it.
    fn from_parts(negative: bool, magnitude: u64) -> Option<Self>;

    /// Appends the digits.
    fn write(self, out: &mut Vec<u8>);
}

/// So many decimal digits always fit 64 bits.
const SAFE_DIGITS: usize = 19;

/// The digits at the start of a text: their value, `None` where it needs more than 64 bits, and their number.
#[inline]
fn digits(text: &[u8]) -> (Option<u64>, usize) {
    let (mut value, mut taken) = (0_u64, 0_usize);
    for byte in text {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            break;
        }
        value = value.wrapping_mul(10).wrapping_add(digit.into());
        taken = taken.wrapping_add(1);
    }
    if taken <= SAFE_DIGITS {
        return (Some(value), taken);
    }
    let add = |value: u64, byte: &u8| value.checked_mul(10)?.checked_add(byte.wrapping_sub(b'0').into());
    (text.iter().take(taken).try_fold(0_u64, add), taken)
}

/// As [`digits`], in base 16.
fn hex_digits(text: &[u8]) -> (Option<u64>, usize) {
    let (mut value, mut taken) = (Some(0_u64), 0_usize);
    for digit in text.iter().map_while(|b| char::from(*b).to_digit(16)) {
        value = value.and_then(|v| v.checked_mul(16)?.checked_add(digit.into()));
        taken = taken.wrapping_add(1);
    }
    (value, taken)
}

fn prefix<T: Integer>(text: &[u8], hex: bool) -> Result<(T, usize), NumberError> {
    let (negative, unsigned) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let (magnitude, front, taken) = match unsigned {
        [b'0', b'x' | b'X', rest @ ..] if hex => {
            let (magnitude, taken) = hex_digits(rest);
            (magnitude, 2, taken)
        }
        _ => {
            let (magnitude, taken) = digits(unsigned);
            (magnitude, 0, taken)
        }
    };
    if taken == 0 {
        return Err(NumberError::Syntax);
    }
    let value = magnitude.and_then(|m| T::from_parts(negative, m)).ok_or(NumberError::Range)?;
    let sign = text.len().saturating_sub(unsigned.len());
    Ok((value, sign.saturating_add(front).saturating_add(taken)))
}

macro_rules! integers {
    ($($type:ty, |$negative:ident, $magnitude:ident| $wide:expr;)*) => {$(
        impl Integer for $type {
            fn from_parts($negative: bool, $magnitude: u64) -> Option<Self> {
                Self::try_from($wide).ok()
            }

            fn write(self, out: &mut Vec<u8>) {
                short::push(out, Room::of_integer().0.format(self).as_bytes());
            }
        }

        impl Number for $type {
            fn prefix(text: &[u8], hex: bool) -> Result<(Self, usize), NumberError> {
                prefix(text, hex)
            }

            #[inline]
            fn plain(text: &[u8], start: usize, end: usize) -> Option<Self> {
                let (negative, magnitude) = plain::integer(text, start, end)?;
                Self::from_parts(negative, magnitude)
            }

            fn is_overflow(self, _: &[u8]) -> bool {
                false
            }
        }
    )*};
}

integers! {
    i8, |negative, magnitude| signed(negative, magnitude)?;
    i16, |negative, magnitude| signed(negative, magnitude)?;
    i32, |negative, magnitude| signed(negative, magnitude)?;
    i64, |negative, magnitude| signed(negative, magnitude)?;
    u8, |negative, magnitude| unsigned(negative, magnitude)?;
    u16, |negative, magnitude| unsigned(negative, magnitude)?;
    u32, |negative, magnitude| unsigned(negative, magnitude)?;
    u64, |negative, magnitude| unsigned(negative, magnitude)?;
}

fn signed(negative: bool, magnitude: u64) -> Option<i64> {
    if negative { 0_i64.checked_sub_unsigned(magnitude) } else { i64::try_from(magnitude).ok() }
}

fn unsigned(negative: bool, magnitude: u64) -> Option<u64> {
    (!negative || magnitude == 0).then_some(magnitude)
}

#[cfg(test)]
mod tests {
    use super::*;
    use NumberError::{Range, Syntax};

    #[test]
    fn whole_integers() {
        let cases: [(&str, Result<i64, _>, Result<u64, _>); 12] = [
            ("0", Ok(0), Ok(0)),
            ("-0", Ok(0), Ok(0)),
            ("+42", Ok(42), Ok(42)),
            ("007", Ok(7), Ok(7)),
            ("9223372036854775807", Ok(i64::MAX), Ok(9_223_372_036_854_775_807)),
            ("9223372036854775808", Err(Range), Ok(9_223_372_036_854_775_808)),
            ("-9223372036854775808", Ok(i64::MIN), Err(Range)),
            ("-9223372036854775809", Err(Range), Err(Range)),
            ("18446744073709551615", Err(Range), Ok(u64::MAX)),
            ("18446744073709551616", Err(Range), Err(Range)),
            ("99999999999999999999999999999999999999999", Err(Range), Err(Range)),
            ("-1", Ok(-1), Err(Range)),
        ];
        for (text, signed, unsigned) in cases {
            assert_eq!(parse_i64(text.as_bytes()), signed, "{text}");
            assert_eq!(parse_u64(text.as_bytes()), unsigned, "{text}");
        }
        for text in ["", "+", "-", "--1", "+-1", " 1", "1 ", "1.0", "1e3", "0x10", "1_000", "٣", "NaN"] {
            assert_eq!(parse_i64(text.as_bytes()), Err(Syntax), "{text}");
            assert_eq!(parse_u64(text.as_bytes()), Err(Syntax), "{text}");
        }
    }

    #[test]
    fn each_type_keeps_its_range() {
        assert_eq!(i8::prefix(b"-128", false), Ok((-128, 4)));
        assert_eq!(i8::prefix(b"128", false), Err(Range));
        assert_eq!(u8::prefix(b"255,", false), Ok((255, 3)));
        assert_eq!(u8::prefix(b"256", false), Err(Range));
        assert_eq!(i16::prefix(b"32768", false), Err(Range));
        assert_eq!(u16::prefix(b"65535", false), Ok((65535, 5)));
        assert_eq!(i32::prefix(b"-2147483649", false), Err(Range));
        assert_eq!(u32::prefix(b"4294967296", false), Err(Range));
    }

    #[test]
    fn hexadecimal() {
        assert_eq!(u8::prefix(b"0xfF ", true), Ok((255, 4)));
        assert_eq!(i16::prefix(b"-0X10", true), Ok((-16, 5)));
        assert_eq!(i16::prefix(b"0xFFFF", true), Err(Range));
        assert_eq!(u64::prefix(b"0xFFFFFFFFFFFFFFFF", true), Ok((u64::MAX, 18)));
        assert_eq!(u64::prefix(b"0x10000000000000000", true), Err(Range));
        assert_eq!(u8::prefix(b"0x", true), Err(Syntax));
        assert_eq!(u8::prefix(b"0x1", false), Ok((0, 1)), "the caller sees the x behind the number");
    }

    #[test]
    fn digits_are_written() {
        let mut out = Vec::new();
        write_i64(i64::MIN, &mut out);
        out.push(b' ');
        write_u64(u64::MAX, &mut out);
        assert_eq!(out, b"-9223372036854775808 18446744073709551615");
    }
}
