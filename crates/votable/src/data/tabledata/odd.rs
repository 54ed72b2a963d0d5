use super::junk;
use gaialink_table::{
    Datatype, Field, Position, Warning,
    text::{CellBuilder, CellError, number::parse_f64},
};

/// Words that stand for null in files, though in no version of the standard.
const NULLS: [&str; 6] = ["null", "none", "n/a", "na", "-", "--"];

/// The spellings of `true` and `false` that are nothing odd.
const BOOLEANS: [&str; 6] = ["true", "True", "TRUE", "false", "False", "FALSE"];

/// Cells of a column that are no values of its datatype and were read all the same.
#[derive(Debug, Default)]
pub(super) struct Odd {
    found: Vec<Found>,
    /// What the first cell was that is no value at all.
    example: String,
    /// Whether such cells are errors.
    is_strict: bool,
}

#[derive(Debug)]
struct Found {
    kind: Kind,
    /// The first row, counted from 1, and how many there are.
    row: u64,
    count: u64,
}

/// What is odd about a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Case,
    Comma,
    Null,
    Fraction,
    Range,
    Length,
    Junk,
}

impl Kind {
    fn code(self) -> &'static str {
        match self {
            Self::Case => "W-BOOLEAN",
            Self::Comma => "W-COMMA",
            Self::Null => "W-NULL-WORD",
            Self::Fraction => "W-INTEGER",
            Self::Range => "W-RANGE",
            Self::Length => "W-LENGTH",
            Self::Junk => "W-CELL",
        }
    }

    fn message(self) -> &'static str {
        match self {
            Self::Case => "a boolean in mixed letters was read as if they were small",
            Self::Comma => "commas between the elements of an array were read as blanks",
            Self::Null => "a word that is no value of the datatype was read as null",
            Self::Fraction => "a whole number with a point or an exponent was read as an integer",
            Self::Range => "an integer beyond the range of its type was read as the nearest one",
            Self::Length => "an array of too many or too few elements was cut, or filled up with NaN or else is null",
            Self::Junk => "what is no value of the datatype was read as null",
        }
    }
}

impl Odd {
    pub(super) fn new(is_strict: bool) -> Self {
        Self { is_strict, ..Self::default() }
    }

    /// Takes a cell that the builder refused, or gives the error back.
    #[cold]
    pub(super) fn append(
        &mut self,
        builder: &mut CellBuilder,
        (field, cell, row): (&Field, &[u8], u64),
        error: CellError,
    ) -> Result<(), CellError> {
        let (kind, text) = match (&error, std::str::from_utf8(cell)) {
            (CellError::Value { .. }, _) if let Some(read) = read(cell, field) => read,
            _ if self.is_strict => return Err(error),
            (CellError::Value { .. }, Ok(_)) => (Kind::Junk, junk::value(cell, field)),
            (CellError::Length { .. }, Ok(text)) => (Kind::Length, junk::fitted(text, field)),
            (CellError::Value { .. }, Err(_)) if !field.datatype.is_text() => (Kind::Junk, Vec::new()),
            _ => return Err(error),
        };
        // What an array has beside its odd elements may be odd in another way.
        let kind = match builder.append(&text) {
            Ok(()) => kind,
            Err(CellError::Limit { .. }) => return Err(error),
            Err(_) if self.is_strict => return Err(error),
            Err(_) => {
                builder.append_null();
                Kind::Junk
            }
        };
        if kind == Kind::Junk && self.example.is_empty() {
            self.example = error.to_string();
        }
        match self.found.iter_mut().find(|found| found.kind == kind) {
            Some(found) => found.count = found.count.saturating_add(1),
            None => self.found.push(Found { kind, row, count: 1 }),
        }
        Ok(())
    }

    /// One warning a kind, at its first row.
    pub(super) fn warnings(self, column: &str) -> impl Iterator<Item = Warning> {
        let Self { found, example, .. } = self;
        found.into_iter().map(move |Found { kind, row, count }| {
            let mut message = kind.message().to_owned();
            if count > 1 {
                message.push_str(&format!(" (in {count} cells)"));
            }
            if kind == Kind::Junk {
                message.push_str(&format!(": {example}"));
            }
            Warning::new(kind.code(), Position::at_row(row).in_column(column), message)
        })
    }
}

/// The text that the cell is read as; empty for null.
fn read(cell: &[u8], field: &Field) -> Option<(Kind, Vec<u8>)> {
    let cell = std::str::from_utf8(cell).ok().filter(|_| !field.datatype.is_text())?;
    if is_null(cell.trim(), field.datatype) {
        return Some((Kind::Null, Vec::new()));
    }
    let (mut kind, mut text) = (None, String::new());
    for part in parts(cell, field)? {
        for word in part.split_ascii_whitespace() {
            let (odd, word) = element(word, field)?;
            kind = kind.max(odd);
            text.push_str(&word);
            text.push(' ');
        }
    }
    if !field.arraysize.is_scalar() && cell.contains(',') {
        kind = kind.max(Some(Kind::Comma));
    }
    Some((kind?, text.into_bytes()))
}

/// What stands between the commas of an array; none where there is nothing between two of them.
fn parts<'a>(cell: &'a str, field: &Field) -> Option<Vec<&'a str>> {
    if field.arraysize.is_scalar() {
        return Some(vec![cell]);
    }
    let parts: Vec<_> = cell.split(',').collect();
    parts.iter().all(|part| !part.trim().is_empty()).then_some(parts)
}

/// The word as a value can be spelled, and what was odd about it.
fn element(word: &str, field: &Field) -> Option<(Option<Kind>, String)> {
    if is_null(word, field.datatype) {
        let null = match field.datatype {
            Datatype::Float | Datatype::Double => "NaN",
            _ => field.null_text()?,
        };
        return Some((Some(Kind::Null), null.to_owned()));
    }
    if field.datatype == Datatype::Boolean {
        let plain = ["true", "false"].into_iter().find(|plain| plain.eq_ignore_ascii_case(word));
        let is_odd = plain.is_some() && !BOOLEANS.contains(&word);
        return Some((is_odd.then_some(Kind::Case), plain.unwrap_or(word).to_owned()));
    }
    let Some((least, most)) = range(field.datatype) else { return Some((None, word.to_owned())) };
    let (kind, value) = match (integer(word), fraction(word)) {
        (Some(value), _) => (None, value),
        (None, Some(value)) => (Some(Kind::Fraction), value),
        (None, None) => return Some((None, word.to_owned())),
    };
    let nearest = value.clamp(least, most);
    Some((if nearest == value { kind } else { Some(Kind::Range) }, nearest.to_string()))
}

/// The least and the largest integer of a type.
fn range(datatype: Datatype) -> Option<(i128, i128)> {
    Some(match datatype {
        Datatype::SignedByte => (i8::MIN.into(), i8::MAX.into()),
        Datatype::UnsignedByte => (0, u8::MAX.into()),
        Datatype::Short => (i16::MIN.into(), i16::MAX.into()),
        Datatype::UnsignedShort => (0, u16::MAX.into()),
        Datatype::Int => (i32::MIN.into(), i32::MAX.into()),
        Datatype::UnsignedInt => (0, u32::MAX.into()),
        Datatype::Long => (i64::MIN.into(), i64::MAX.into()),
        Datatype::UnsignedLong => (0, u64::MAX.into()),
        _ => return None,
    })
}

/// The value of decimal or hexadecimal digits, of up to 127 bits.
fn integer(word: &str) -> Option<i128> {
    let (sign, digits) = match word.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, word.strip_prefix('+').unwrap_or(word)),
    };
    if digits.starts_with(['+', '-']) {
        return None;
    }
    let value = match digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")) {
        Some(hex) if !hex.starts_with(['+', '-']) => i128::from_str_radix(hex, 16).ok()?,
        Some(_) => return None,
        None => digits.parse::<i128>().ok()?,
    };
    value.checked_mul(sign)
}

fn is_null(word: &str, datatype: Datatype) -> bool {
    NULLS.iter().any(|null| null.eq_ignore_ascii_case(word)) || (datatype.is_integer() && word.eq_ignore_ascii_case("nan"))
}

/// The digits of a number that is whole, though it is not spelled so. Beyond 2^53 such a number is not exact.
fn fraction(word: &str) -> Option<i128> {
    let is_spelled = word.contains(['.', 'e', 'E']) && !word.contains(['x', 'X']);
    let value = parse_f64(word.as_bytes()).ok().filter(|_| is_spelled)?;
    // What is too small for a float is no zero.
    let digits = word.split(['e', 'E']).next().unwrap_or_default();
    let is_zero = digits.bytes().all(|b| !matches!(b, b'1'..=b'9'));
    let is_exact = value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0 && (value != 0.0 || is_zero);
    if is_exact { format!("{value:.0}").parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        let array = |datatype| Field::array("a", datatype, "*".parse().unwrap());
        let mut with_null = array(Datatype::Short);
        let mut values = gaialink_table::schema::Values::default();
        values.null = Some("-9".to_owned());
        with_null.values.push(values);
        let scalar = |datatype| Field::new("a", datatype);
        let cases = [
            (scalar(Datatype::Double), " Null ", Some((Kind::Null, ""))),
            (scalar(Datatype::Int), "-", Some((Kind::Null, ""))),
            (scalar(Datatype::Int), "NaN", Some((Kind::Null, ""))),
            (scalar(Datatype::Boolean), " FaLsE", Some((Kind::Case, "false "))),
            (scalar(Datatype::Boolean), "yes", None),
            (array(Datatype::Boolean), "true falSE TRUE 1 ?", Some((Kind::Case, "true false true 1 ? "))),
            (array(Datatype::Boolean), "T true yes", None),
            (scalar(Datatype::Boolean), "N/A", Some((Kind::Null, ""))),
            (scalar(Datatype::Char), "null", None),
            (scalar(Datatype::Double), "x", None),
            (scalar(Datatype::Int), "12.0", Some((Kind::Fraction, "12 "))),
            (scalar(Datatype::Int), "-1e3", Some((Kind::Fraction, "-1000 "))),
            (scalar(Datatype::Long), "9007199254740993.0", None),
            (scalar(Datatype::Int), "12.5", None),
            (scalar(Datatype::Double), "0xe.0", None),
            (scalar(Datatype::Int), "2147483648", Some((Kind::Range, "2147483647 "))),
            (scalar(Datatype::Short), "-0x8001", Some((Kind::Range, "-32768 "))),
            (scalar(Datatype::Short), "1e5", Some((Kind::Range, "32767 "))),
            (scalar(Datatype::UnsignedByte), "-23", Some((Kind::Range, "0 "))),
            (scalar(Datatype::UnsignedLong), "99999999999999999999", Some((Kind::Range, "18446744073709551615 "))),
            (scalar(Datatype::Long), "9223372036854775808", Some((Kind::Range, "9223372036854775807 "))),
            (scalar(Datatype::Int), "0x-1", None),
            (scalar(Datatype::Int), "--1", None),
            (array(Datatype::UnsignedByte), "1 256 0x100", Some((Kind::Range, "1 255 255 "))),
            (array(Datatype::Double), "1 null,2", Some((Kind::Null, "1 NaN 2 "))),
            (array(Datatype::Short), "1 null", None),
            (array(Datatype::Short), "42 32, 12 ,32", Some((Kind::Comma, "42 32 12 32 "))),
            (array(Datatype::Double), "1.5,2", Some((Kind::Comma, "1.5 2 "))),
            (array(Datatype::Short), "1,,2", None),
            (array(Datatype::Short), "1,2,", None),
            (scalar(Datatype::Int), "1.0,", None),
            (with_null.clone(), "NaN, 23", Some((Kind::Null, "-9 23 "))),
            (with_null, "1.0 null 2", Some((Kind::Fraction, "1 -9 2 "))),
        ];
        for (field, cell, want) in cases {
            let want = want.map(|(kind, text)| (kind, text.as_bytes().to_vec()));
            assert_eq!(read(cell.as_bytes(), &field), want, "{cell:?} of {field:?}");
        }
    }
}
