use super::short::Short;
use gaialink_table::{
    ArraySize, Datatype, Field,
    text::{Places, Span},
};

/// What the cells of a column look like: a set of traits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Evidence(u16);

/// The largest integer up to which a double holds all of them.
const EXACT: u64 = 1 << 53;

impl Evidence {
    /// A cell of one element.
    const SCALAR: Self = Self(1);
    /// A cell in brackets.
    const ARRAY: Self = Self(1 << 1);
    /// `true` or `false`.
    const BOOLEAN: Self = Self(1 << 2);
    /// An integer of 64 bits.
    const INTEGER: Self = Self(1 << 3);
    /// One below zero.
    const NEGATIVE: Self = Self(1 << 4);
    /// One that a double may not hold.
    const INEXACT: Self = Self(1 << 5);
    /// One beyond the positive ones with a sign.
    const UNSIGNED: Self = Self(1 << 6);
    /// A number with a point or an exponent, or none that is finite.
    const FLOAT: Self = Self(1 << 7);
    /// Anything else.
    const TEXT: Self = Self(1 << 8);

    /// What both say.
    pub(crate) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// What a cell of a text says.
    #[inline]
    pub(crate) fn of_cell(text: &[u8], cell: Span) -> Self {
        let (start, end) = cell.range();
        match Self::of_part(text, start, end) {
            Some(number) => Self::SCALAR.with(number),
            None => Self::of(cell.text(text)),
        }
    }

    /// What the text of a cell says.
    pub(crate) fn of(text: &[u8]) -> Self {
        let trimmed = trim(text);
        let inside = match trimmed {
            [b'(', inside @ .., b')'] | [b'[', inside @ .., b']'] => trim(inside),
            // A cell of numbers, booleans or arrays is null by these.
            b"" | b"null" => return Self(0),
            _ => return Self::SCALAR.with(Self::of_element(trimmed)),
        };
        if inside.is_empty() {
            return Self::ARRAY;
        }
        let (mut all, mut start) = (Self::ARRAY, 0);
        for end in Places::new(inside, b',').chain([inside.len()]) {
            all = all.with(Self::of_listed(inside, start, end));
            start = end.saturating_add(1);
        }
        all
    }

    /// What the element at a place in a list says, where blanks may be around it.
    #[inline]
    fn of_listed(list: &[u8], start: usize, end: usize) -> Self {
        let start = start.saturating_add(usize::from(list.get(start) == Some(&b' ')));
        Self::of_part(list, start, end).unwrap_or_else(|| match trim(list.get(start..end).unwrap_or_default()) {
            b"null" => Self::default(),
            element => Self::of_element(element),
        })
    }

    /// What a part of a text says where it is a short number that is plainly spelled, as nearly all are.
    #[inline]
    fn of_part(text: &[u8], start: usize, end: usize) -> Option<Self> {
        let is_negative = text.get(start) == Some(&b'-');
        let start = start.checked_add(usize::from(is_negative))?;
        let Some(Short { len, digits, points }) = Short::of(text, start, end) else {
            let sign = if is_negative { Self::NEGATIVE } else { Self::default() };
            return is_long(text.get(start..end)?).then(|| Self::INTEGER.with(Self::INEXACT).with(sign));
        };
        if len > 1 && text.get(start) == Some(&b'0') && digits & 2 != 0 {
            return None;
        }
        match points.count_ones() {
            0 if is_negative && text.get(start) == Some(&b'0') => None,
            0 if len < Short::MOST => Some(if is_negative { Self::INTEGER.with(Self::NEGATIVE) } else { Self::INTEGER }),
            1 if len > 1 => Some(Self::FLOAT),
            _ => None,
        }
    }

    fn of_element(text: &[u8]) -> Self {
        let (is_negative, digits) = match text {
            [b'-', digits @ ..] => (true, digits),
            [b'+', digits @ ..] => (false, digits),
            digits => (false, digits),
        };
        match digits {
            // A leading zero is part of a name, not of a number.
            [b'0', b'0'..=b'9', ..] => Self::TEXT,
            [b'0'..=b'9' | b'.', ..] => Self::of_number(text, digits, is_negative),
            _ => Self::of_word(text),
        }
    }

    fn of_word(text: &[u8]) -> Self {
        match text {
            b"true" | b"True" | b"TRUE" | b"false" | b"False" | b"FALSE" => Self::BOOLEAN,
            _ if Self::is_not_finite(text) => Self::FLOAT,
            _ => Self::TEXT,
        }
    }

    /// The words of all programs for what is no finite number, with or without a sign.
    fn is_not_finite(text: &[u8]) -> bool {
        let word = text.strip_prefix(b"-").or_else(|| text.strip_prefix(b"+")).unwrap_or(text);
        let is_one_of = |words: [&[u8]; 3]| words.contains(&word);
        match word.len() {
            3 => is_one_of([b"NaN", b"nan", b"NAN"]) || is_one_of([b"Inf", b"inf", b"INF"]),
            8 => is_one_of([b"Infinity", b"infinity", b"INFINITY"]),
            _ => false,
        }
    }

    /// A number, which is given with its sign and without.
    fn of_number(text: &[u8], digits: &[u8], is_negative: bool) -> Self {
        /// Numbers of fewer digits are neither too large nor too small for a double.
        const FEW: usize = 300;
        let (mut points, mut others) = (0_usize, 0_usize);
        for byte in digits {
            points = points.saturating_add(usize::from(*byte == b'.'));
            others = others.saturating_add(usize::from(!byte.is_ascii_digit() && *byte != b'.'));
        }
        match (points, others) {
            (0, 0) => Self::of_integer(text, digits, is_negative),
            (1, 0) if (2..FEW).contains(&digits.len()) => Self::FLOAT,
            _ => Self::of_float(text),
        }
    }

    fn of_integer(text: &[u8], digits: &[u8], is_negative: bool) -> Self {
        /// Integers of so many digits are below [`EXACT`].
        const SHORT: usize = 15;
        let sign = if is_negative { Self::NEGATIVE } else { Self(0) };
        if digits == b"0" && is_negative {
            return Self::FLOAT;
        }
        if digits.len() <= SHORT {
            return Self::INTEGER.with(sign);
        }
        let Ok(text) = std::str::from_utf8(text) else { return Self::TEXT };
        match text.parse::<i64>() {
            Ok(value) if value.unsigned_abs() <= EXACT => Self::INTEGER.with(sign),
            Ok(_) => Self::INTEGER.with(sign).with(Self::INEXACT),
            Err(_) if text.parse::<u64>().is_ok() => Self::INTEGER.with(Self::UNSIGNED).with(Self::INEXACT),
            Err(_) => Self::TEXT,
        }
    }

    /// A number with an exponent, or with many digits, neither too large nor too small for a double.
    fn of_float(text: &[u8]) -> Self {
        let is_number = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E');
        let Some(text) = text.iter().all(is_number).then(|| std::str::from_utf8(text).ok()).flatten() else {
            return Self::TEXT;
        };
        let mantissa = text.split(['e', 'E']).next().unwrap_or_default();
        let is_zero = !mantissa.bytes().any(|byte| matches!(byte, b'1'..=b'9'));
        match text.parse::<f64>() {
            Ok(value) if value.is_finite() && (value != 0.0 || is_zero) => Self::FLOAT,
            _ => Self::TEXT,
        }
    }

    /// The column of a type that holds all that was seen.
    pub(crate) fn to_field(self, name: &str) -> Field {
        let datatype = match () {
            () if self.has(Self::TEXT) || (self.has(Self::SCALAR) && self.has(Self::ARRAY)) => None,
            () if self.has(Self::BOOLEAN) => (!self.has(Self::INTEGER.with(Self::FLOAT))).then_some(Datatype::Boolean),
            () if self.has(Self::FLOAT) => (!self.has(Self::INEXACT)).then_some(Datatype::Double),
            () if self.has(Self::UNSIGNED) => (!self.has(Self::NEGATIVE)).then_some(Datatype::UnsignedLong),
            () if self.has(Self::INTEGER) => Some(Datatype::Long),
            () => None,
        };
        match datatype {
            None => Field::text(name),
            Some(datatype) if self.has(Self::ARRAY) => Field::array(name, datatype, ArraySize::variable(&[], None)),
            Some(datatype) => Field::new(name, datatype),
        }
    }

    /// Whether a column of this type, inferred from other cells, holds what was seen as well.
    pub(crate) fn fits(self, field: &Field) -> bool {
        let element = match field.datatype {
            Datatype::Boolean => Self::BOOLEAN,
            Datatype::Long => Self::INTEGER.with(Self::NEGATIVE).with(Self::INEXACT),
            Datatype::UnsignedLong => Self::INTEGER.with(Self::INEXACT).with(Self::UNSIGNED),
            Datatype::Double => Self::FLOAT.with(Self::INTEGER).with(Self::NEGATIVE),
            _ => return true,
        };
        let shape = if field.arraysize.is_scalar() { Self::SCALAR } else { Self::ARRAY };
        self.0 & !element.with(shape).0 == 0
    }
}

/// Whether this is an integer beyond those that a double holds exactly, which fits 64 bits with a sign: digits of 64-bit ids.
fn is_long(digits: &[u8]) -> bool {
    // Below 9,000,000,000,000,000,000 if there are 19.
    let fits = (17..=18).contains(&digits.len()) || digits.len() == 19 && digits.first() != Some(&b'9');
    fits && digits.first() != Some(&b'0') && digits.iter().all(u8::is_ascii_digit)
}

/// A cell without the white space that may stand around a number or a boolean. A form feed is none.
fn trim(text: &[u8]) -> &[u8] {
    let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
    let start = text.iter().position(|byte| !is_blank(byte)).unwrap_or(text.len());
    let end = text.iter().rposition(|byte| !is_blank(byte)).map_or(start, |last| last.saturating_add(1));
    text.get(start..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inferred(cells: &[&str]) -> String {
        let of = |cell: &str| {
            let all = Evidence::of(cell.as_bytes());
            for front in ["", "1,", "0123456789012345"] {
                let text = format!("{front}{cell},");
                let cell = Span::at(front.len(), text.len() - 1).unwrap();
                assert_eq!(Evidence::of_cell(text.as_bytes(), cell), all, "{text}");
            }
            all
        };
        let all = cells.iter().fold(Evidence::default(), |all, cell| all.with(of(cell)));
        let field = all.to_field("x");
        let array = if field.arraysize.is_scalar() || field.datatype.is_text() { "" } else { "[]" };
        format!("{}{array}", field.datatype)
    }

    fn assert_types(cases: &[(&[&str], &str)]) {
        for (cells, want) in cases {
            assert_eq!(inferred(cells), *want, "{cells:?}");
        }
    }

    #[test]
    fn types() {
        assert_types(&[
            (&[], "char"),
            (&["true", "False", "TRUE"], "boolean"),
            (&["T", "F"], "char"),
            (&["true", "1"], "char"),
            (&["0", "-5", "+7"], "long"),
            (&["5937083312263887616"], "long"),
            (&["9223372036854775808", "1"], "unsignedLong"),
            (&["9223372036854775808", "-1"], "char"),
            (&["18446744073709551616"], "char"),
            (&[" 1\t", "\r\n2"], "long"),
            (&["1\u{c}"], "char"),
            (&["007"], "char"),
            (&["-007"], "char"),
            (&["0"], "long"),
            (&["-0"], "double"),
            (&["1", "2.5"], "double"),
            (&["9007199254740992", "2.5"], "double"),
            (&["9007199254740993", "2.5"], "char"),
            (&["5937083312263887616", "NaN"], "char"),
            (&["1e5", ".5", "5.", "-1E-300"], "double"),
            (&["1e400"], "char"),
            (&["1e-400"], "char"),
            (&["0e-400", "-0.0"], "double"),
            (&["00.5"], "char"),
            (&["0.5"], "double"),
            (&["e5"], "char"),
            (&["-"], "char"),
            (&["."], "char"),
            (&["-.5", "5.", "+.5"], "double"),
            (&["1.2.3"], "char"),
            (&["--1"], "char"),
            (&["1-2"], "char"),
            (&["0x10"], "char"),
            (&["nan", "-inf", "Infinity"], "double"),
            (&["-nan", "+inf", "NAN", "-INF", "infinity"], "double"),
            (&["Nan"], "char"),
            (&["-null"], "char"),
        ]);
    }

    #[test]
    fn types_of_lists_and_words() {
        assert_types(&[
            (&["(1, 2)", "[3,4]", "()"], "long[]"),
            (&["(1.5, NaN, null)"], "double[]"),
            (&["[true, false]"], "boolean[]"),
            (&["(1, 2)", "3"], "char"),
            (&["1", "null", "  "], "long"),
            (&["null", "(1, 2)"], "long[]"),
            (&["true", "null"], "boolean"),
            (&["null"], "char"),
            (&["null", "x"], "char"),
            (&["1", "NULL"], "char"),
            (&["1", "NA"], "char"),
            (&["1.5", "N/A"], "char"),
            (&["1.5", "--"], "char"),
            (&["1", "-"], "char"),
            (&["00", "1"], "char"),
            (&["1_000"], "char"),
            (&["1,000"], "char"),
            (&["1d5"], "char"),
            (&["1.0f"], "char"),
            (&["5%"], "char"),
            (&["1e5", "1E5", "1.0e5", "2"], "double"),
            (&["1e18", "9007199254740993"], "char"),
            (&["0.1234567890123456789"], "double"),
            (&["9223372036854775807", "-9223372036854775808"], "long"),
            (&["12345678901234567", "-8999999999999999999"], "long"),
            (&["12345678901234567", "2.5"], "char"),
            (&["-12345678901234567", "18446744073709551615"], "char"),
            (&["1234567890123456x", "1"], "char"),
            (&["01234567890123456"], "char"),
            (&["18446744073709551615"], "unsignedLong"),
            (&["-9223372036854775809"], "char"),
            (&["0", "1"], "long"),
            (&["t", "f"], "char"),
            (&["yes", "no"], "char"),
            (&["2020-01-01"], "char"),
            (&["2020-01-01T00:00:00Z"], "char"),
            (&["12:30:45"], "char"),
            (&["[]"], "char"),
            (&["[null]"], "char"),
            (&["[[1],[2]]"], "char"),
            (&["(1, 007)"], "char"),
        ]);
    }

    #[test]
    fn later_cells() {
        let double = Field::new("x", Datatype::Double);
        let long = Field::new("x", Datatype::Long);
        let cases = [
            (&double, "1", true),
            (&double, "9007199254740993", false),
            (&double, "x", false),
            (&double, "(1)", false),
            (&long, "-9007199254740993", true),
            (&long, "9223372036854775808", false),
            (&long, "007", false),
            (&long, "1.0", false),
        ];
        for (field, cell, want) in cases {
            assert_eq!(Evidence::of(cell.as_bytes()).fits(field), want, "{} {cell}", field.datatype);
        }
    }
}
