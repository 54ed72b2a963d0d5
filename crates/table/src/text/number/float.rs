use super::{Number, NumberError, Room, java, plain, shortest, whole};
use crate::text::short;

/// Parses a number of 64 bits of floating point, correctly rounded.
///
/// `NaN`, `Inf` and `Infinity` are read in any case, infinities and numbers with a sign.
///
/// # Errors
///
/// [`NumberError::Syntax`] where the text is no number, [`NumberError::Range`] where its digits are beyond the largest one.
pub fn parse_f64(text: &[u8]) -> Result<f64, NumberError> {
    in_range(text)
}

/// Parses a number of 32 bits of floating point, correctly rounded from the digits and not through 64 bits.
///
/// # Errors
///
/// As [`parse_f64`].
pub fn parse_f32(text: &[u8]) -> Result<f32, NumberError> {
    in_range(text)
}

fn in_range<T: Number>(text: &[u8]) -> Result<T, NumberError> {
    let value: T = whole(text, false)?;
    if value.is_overflow(text) { Err(NumberError::Range) } else { Ok(value) }
}

/// Appends the shortest digits that read back to the same number, such as `0.1`, `1.0` and `1e-7`; `NaN`, `inf` and `-inf`.
pub fn write_f64(value: f64, out: &mut Vec<u8>) {
    short::push(out, Room::of_float().0.format(value).as_bytes());
}

/// As [`write_f64`], for 32 bits: the shortest digits that read back as a 32-bit number.
pub fn write_f32(value: f32, out: &mut Vec<u8>) {
    if shortest::write(value, out) {
        return;
    }
    short::push(out, Room::of_float().0.format(value).as_bytes());
}

/// A floating-point type.
pub(in crate::text) trait Float: Number {
    /// Whether it is neither NaN nor an infinity.
    fn is_finite(self) -> bool;

    /// Whether it is NaN.
    fn is_nan(self) -> bool;

    /// Whether its sign is minus.
    fn is_negative(self) -> bool;

    /// Appends the shortest digits.
    fn write(self, out: &mut Vec<u8>);

    /// Appends the shortest digits as Java prints them.
    fn write_java(self, out: &mut Vec<u8>);
}

macro_rules! floats {
    ($($type:ty, $plain:path, $write:path, $java:path;)*) => {$(
        impl Number for $type {
            fn prefix(text: &[u8], _: bool) -> Result<(Self, usize), NumberError> {
                fast_float2::parse_partial(text).map_err(|_| NumberError::Syntax)
            }

            // Behind a call it takes a quarter longer.
            #[inline(always)]
            fn plain(text: &[u8], start: usize, end: usize) -> Option<Self> {
                $plain(text, start, end)
            }

            fn is_overflow(self, text: &[u8]) -> bool {
                self.is_infinite() && !matches!(text, [b'i' | b'I', ..] | [b'+' | b'-', b'i' | b'I', ..])
            }
        }

        impl Float for $type {
            fn is_finite(self) -> bool {
                self.is_finite()
            }

            fn is_nan(self) -> bool {
                self.is_nan()
            }

            fn is_negative(self) -> bool {
                self.is_sign_negative()
            }

            fn write(self, out: &mut Vec<u8>) {
                $write(self, out);
            }

            fn write_java(self, out: &mut Vec<u8>) {
                $java(self, out);
            }
        }
    )*};
}

floats! {
    f32, plain::f32, write_f32, java::write_f32_java;
    f64, plain::f64, write_f64, java::write_f64_java;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings() {
        let cases = [
            ("0", 0.0),
            ("-0.0", -0.0),
            ("+1.5", 1.5),
            (".5", 0.5),
            ("5.", 5.0),
            ("1.0E-7", 1e-7),
            ("1e+300", 1e300),
            ("5e-324", f64::from_bits(1)),
            ("1.7976931348623157e308", f64::MAX),
            ("Inf", f64::INFINITY),
            ("+Inf", f64::INFINITY),
            ("-inf", f64::NEG_INFINITY),
            ("Infinity", f64::INFINITY),
            ("-INFINITY", f64::NEG_INFINITY),
            ("0.1000000000000000055511151231257827021181583404541015625", 0.1),
        ];
        for (text, want) in cases {
            assert_eq!(parse_f64(text.as_bytes()).map(f64::to_bits), Ok(want.to_bits()), "{text}");
        }
        for text in ["nan", "NaN", "NAN", "+NaN"] {
            assert!(parse_f64(text.as_bytes()).unwrap().is_nan(), "{text}");
        }
        for text in ["", "+", ".", "e5", "1e", "1e+", "1.5D3", " 1", "1 ", "1,5", "infin", "nano", "0x1p3", "1_0", "--1"] {
            assert_eq!(parse_f64(text.as_bytes()), Err(NumberError::Syntax), "{text}");
            assert_eq!(parse_f32(text.as_bytes()), Err(NumberError::Syntax), "{text}");
        }
        assert_eq!(parse_f64(b"1e309"), Err(NumberError::Range));
        assert_eq!(parse_f32(b"-3.5e38"), Err(NumberError::Range));
        assert_eq!(parse_f32(b"3.4028235e38"), Ok(f32::MAX));
    }

    #[test]
    fn no_double_rounding() {
        // Half way between two floats once it is a double, above half way as it is written.
        let text = b"1.00000005960464480000001";
        assert_eq!(parse_f64(text), Ok(1.0 + 2_f64.powi(-24)));
        assert_eq!(parse_f32(text), Ok(1.0 + 2_f32.powi(-23)));
    }

    #[test]
    fn shortest_digits() {
        for (value, want) in [(1.0, "1.0"), (0.1, "0.1"), (1e-7, "1e-7"), (f64::NAN, "NaN"), (f64::NEG_INFINITY, "-inf")] {
            let mut out = Vec::new();
            write_f64(value, &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), want);
        }
        let mut out = Vec::new();
        write_f32(0.1, &mut out);
        assert_eq!(out, b"0.1");
    }
}
