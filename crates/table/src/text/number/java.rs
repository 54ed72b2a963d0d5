//! Numbers as Java's `Double.toString` and `Float.toString` print them (JDK 19 and later): plain from 0.001 to 10,000,000,
//! otherwise one digit, a point and a power of ten.

use super::Room;
use crate::text::short;

/// Appends a number as Java prints it: `1.0`, `0.001`, `1.0E7`, `5.8932666E-4`; `NaN`, `Infinity` and `-Infinity`.
pub fn write_f64_java(value: f64, out: &mut Vec<u8>) {
    let size = value.abs();
    if size.is_subnormal() && zmij::Buffer::new().format(size).bytes().take_while(|b| *b != b'e').count() == 1 {
        return scientific(&format!("{value:.1e}"), out);
    }
    write(Room::of_float().0.format(value), size == 0.0 || (1e-3..1e7).contains(&size), out);
}

/// As [`write_f64_java`], for 32 bits.
pub fn write_f32_java(value: f32, out: &mut Vec<u8>) {
    let size = value.abs();
    if size.is_subnormal() && zmij::Buffer::new().format(size).bytes().take_while(|b| *b != b'e').count() == 1 {
        return scientific(&format!("{value:.1e}"), out);
    }
    write(Room::of_float().0.format(value), size == 0.0 || (1e-3..1e7).contains(&size), out);
}

fn write(shortest: &str, plain: bool, out: &mut Vec<u8>) {
    match shortest {
        "inf" => out.extend_from_slice(b"Infinity"),
        "-inf" => out.extend_from_slice(b"-Infinity"),
        text if plain || text == "NaN" => short::push(out, text.as_bytes()),
        text => scientific(text, out),
    }
}

/// Appends a finite number other than zero, given in any notation, as `d.dE±n`.
fn scientific(text: &str, out: &mut Vec<u8>) {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    if unsigned.len() < text.len() {
        out.push(b'-');
    }
    let (mantissa, power) = unsigned.split_once('e').unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = || whole.bytes().chain(fraction.bytes());
    let zeros = digits().take_while(|b| *b == b'0').count();
    let last = digits().count().saturating_sub(digits().rev().take_while(|b| *b == b'0').count());
    for (place, digit) in digits().take(last).skip(zeros).enumerate() {
        if place == 1 {
            out.push(b'.');
        }
        out.push(digit);
    }
    if last.saturating_sub(zeros) == 1 {
        out.extend_from_slice(b".0");
    }
    out.push(b'E');
    let count = |n: usize| i64::try_from(n).unwrap_or_default();
    let power = power.parse::<i64>().unwrap_or_default();
    let exponent = power.saturating_add(count(whole.len())).saturating_sub(count(zeros)).saturating_sub(1);
    super::write_i64(exponent, out);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles() {
        let cases = [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (-1.0, "-1.0"),
            (100.0, "100.0"),
            (0.001, "0.001"),
            (0.000_999, "9.99E-4"),
            (9_999_999.0, "9999999.0"),
            (9_999_999.999_999_998, "9999999.999999998"),
            (1e7, "1.0E7"),
            (12_345_678.5, "1.23456785E7"),
            (-1.5e16, "-1.5E16"),
            (1e-5, "1.0E-5"),
            (5.893_266_6e-4, "5.8932666E-4"),
            (1.2e300, "1.2E300"),
            (f64::MAX, "1.7976931348623157E308"),
            (f64::MIN_POSITIVE, "2.2250738585072014E-308"),
            (f64::from_bits(1), "4.9E-324"),
            (f64::from_bits(2), "9.9E-324"),
            (f64::from_bits(4), "2.0E-323"),
            (f64::NAN, "NaN"),
            (f64::INFINITY, "Infinity"),
            (f64::NEG_INFINITY, "-Infinity"),
        ];
        for (value, want) in cases {
            let mut out = Vec::new();
            write_f64_java(value, &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), want);
        }
    }

    #[test]
    fn floats() {
        let cases = [
            (5716.929_f32, "5716.929"),
            (3.896_710_9, "3.8967109"),
            (1e10, "1.0E10"),
            (3.3e-5, "3.3E-5"),
            (f32::MAX, "3.4028235E38"),
            (f32::MIN_POSITIVE, "1.1754944E-38"),
            (f32::from_bits(1), "1.4E-45"),
            (16_777_216.0, "1.6777216E7"),
        ];
        for (value, want) in cases {
            let mut out = Vec::new();
            write_f32_java(value, &mut out);
            let text = String::from_utf8(out).unwrap();
            assert_eq!(text, want);
            assert_eq!(text.parse::<f32>().unwrap().to_bits(), value.to_bits());
        }
    }
}
