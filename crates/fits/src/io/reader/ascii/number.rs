//! Numbers of fixed width (FITS 4.0, 7.2.5).

use std::str::FromStr;

/// A whole number; a field of blanks is 0.
pub(super) fn integer<T: FromStr + Default>(cell: &[u8]) -> Option<T> {
    let text = std::str::from_utf8(cell.trim_ascii()).ok()?;
    if text.is_empty() {
        return Some(T::default());
    }
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

/// A number whose sign has blanks behind it, without them.
pub(super) fn without_blanks_behind_sign(cell: &[u8]) -> Option<Vec<u8>> {
    let (sign, rest) = cell.trim_ascii().split_first().filter(|(sign, _)| matches!(sign, b'+' | b'-'))?;
    let digits = rest.trim_ascii_start();
    let is_apart = digits.len() < rest.len() && digits.first().is_some_and(|b| b.is_ascii_digit() || *b == b'.');
    is_apart.then(|| [&[*sign], digits].concat())
}

/// A floating-point number, with `D` or nothing in place of the `E`, and so many decimal places where it has no point. A field of
/// blanks, which the standard gives no value, is null; words such as `NaN`, which are not in the standard, are read.
pub(super) fn real(cell: &[u8], decimals: usize) -> Option<Option<f64>> {
    let text = std::str::from_utf8(cell.trim_ascii()).ok()?;
    if text.is_empty() {
        return Some(None);
    }
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '+' | '-' | '.')).unwrap_or(text.len());
    // A sign behind the first character starts an exponent.
    let sign = text.char_indices().skip(1).find(|(_, c)| matches!(c, '+' | '-')).map_or(text.len(), |(at, _)| at);
    let (mantissa, exponent) = text.split_at_checked(end.min(sign))?;
    if mantissa.trim_start_matches(['+', '-']).is_empty() {
        return text.parse().ok().map(Some);
    }
    let is_letter = exponent.starts_with(['E', 'D', 'e', 'd']);
    if !is_letter && !exponent.is_empty() && !exponent.starts_with(['+', '-']) {
        return None;
    }
    let exponent = exponent.trim_start_matches(['E', 'D', 'e', 'd']).trim_start();
    let exponent: i32 = if exponent.is_empty() { 0 } else { exponent.strip_prefix('+').unwrap_or(exponent).parse().ok()? };
    let implied = if mantissa.contains('.') { 0 } else { i32::try_from(decimals).ok()? };
    format!("{mantissa}E{}", exponent.checked_sub(implied)?).parse().ok().map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers() {
        let cases = [
            ("  42 ", Some(42)),
            ("-7", Some(-7)),
            ("+7", Some(7)),
            ("    ", Some(0)),
            ("4 2", None),
            ("-", None),
            ("4.0", None),
            ("99999", None),
        ];
        for (text, want) in cases {
            assert_eq!(integer::<i16>(text.as_bytes()), want, "{text:?}");
        }
    }

    #[test]
    fn signs_apart() {
        let cases = [("- 23", Some("-23")), (" +  .5 ", Some("+.5")), ("-23", None), ("- -3", None), ("-", None), ("2 3", None)];
        for (text, want) in cases {
            assert_eq!(without_blanks_behind_sign(text.as_bytes()).as_deref(), want.map(str::as_bytes), "{text:?}");
        }
    }

    #[test]
    fn reals() {
        let cases = [
            ("1.5", 2, Some(Some(1.5))),
            ("  -1.5E+02 ", 2, Some(Some(-150.0))),
            ("1.5D-1", 2, Some(Some(0.15))),
            ("1.5+2", 2, Some(Some(150.0))),
            ("-1.5-2", 2, Some(Some(-0.015))),
            ("12345", 2, Some(Some(123.45))),
            ("7", 3, Some(Some(0.007))),
            ("15E1", 1, Some(Some(15.0))),
            (".5", 0, Some(Some(0.5))),
            ("   ", 2, Some(None)),
            ("1.5X", 2, None),
            ("1 5", 0, None),
            ("E5", 0, None),
            ("inf", 0, Some(Some(f64::INFINITY))),
        ];
        for (text, decimals, want) in cases {
            assert_eq!(real(text.as_bytes(), decimals), want, "{text:?}");
        }
        assert!(real(b"NaN", 0).unwrap().unwrap().is_nan());
    }
}
