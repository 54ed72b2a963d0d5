use gaialink_table::Datatype;
use std::str::FromStr;

/// The format of a column: a TFORM of a binary table (FITS 4.0, 7.3.1).
///
/// ```text
/// rT        r elements of type T, inline
/// rAw       strings of w characters within r bytes
/// rA:SSTRw  the same, by the substring convention; with /nnn strings of up to w characters, each ended by the character nnn
/// rPT(max)  a heap descriptor of two 32-bit numbers; Q: of two 64-bit ones
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tform {
    /// The repeat count: elements inline, or 0 or 1 descriptors.
    pub repeat: u64,
    /// The type of an element.
    pub datatype: Datatype,
    /// Where the elements lie.
    pub storage: Storage,
    /// The `w` of `rAw` and of `:SSTRw`.
    pub width: Option<u64>,
    /// The character that ends each string: the `nnn` of `:SSTRw/nnn`.
    pub delimiter: Option<u8>,
    /// Whether something else than a largest count stands in brackets behind a descriptor.
    pub odd_max: bool,
}

/// Where the elements of a column lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Storage {
    /// In the row.
    Inline,
    /// In the heap, behind a descriptor of two 32-bit numbers, with the largest count that was declared.
    Heap32(Option<u64>),
    /// In the heap, behind a descriptor of two 64-bit numbers, with the largest count that was declared.
    Heap64(Option<u64>),
}

impl Tform {
    /// The bytes that the column takes in a row; `None` where they overflow.
    pub(crate) fn width(&self) -> Option<u64> {
        match (self.storage, self.datatype.packed_size()) {
            (Storage::Heap32(_), _) => self.repeat.checked_mul(8),
            (Storage::Heap64(_), _) => self.repeat.checked_mul(16),
            (Storage::Inline, None) => Some(self.repeat.div_ceil(8)),
            (Storage::Inline, Some(size)) => self.repeat.checked_mul(size as u64),
        }
    }

    /// Whether the elements lie in the heap and there is a descriptor.
    pub(crate) fn is_variable(&self) -> bool {
        self.storage != Storage::Inline && self.repeat > 0
    }

    /// The largest count that was declared for a variable column.
    pub(crate) fn max(&self) -> Option<u64> {
        match self.storage {
            Storage::Inline => None,
            Storage::Heap32(max) | Storage::Heap64(max) => max,
        }
    }
}

/// Why a text is no TFORM.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ParseTformError;

impl FromStr for Tform {
    type Err = ParseTformError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim().to_ascii_uppercase();
        let (repeat, rest) = leading_number(&text)?;
        let mut letters = rest.chars();
        let repeat = repeat.unwrap_or(1);
        let letter = letters.next().ok_or(ParseTformError)?;
        if !matches!(letter, 'P' | 'Q') {
            let datatype = datatype(letter).ok_or(ParseTformError)?;
            // What follows another letter than A is no part of the standard and ignored (FITS 4.0, 7.3.1).
            let width = if letter == 'A' { leading_number(letters.as_str())?.0 } else { None };
            let (substring, delimiter) = substrings(letters.as_str(), datatype);
            return Ok(Self {
                repeat,
                datatype,
                storage: Storage::Inline,
                width: width.or(substring),
                delimiter,
                odd_max: false,
            });
        }
        let datatype = letters.next().and_then(datatype).ok_or(ParseTformError)?;
        if repeat > 1 {
            return Err(ParseTformError);
        }
        let rest = letters.as_str().trim();
        let (max, rest) = match rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
            Some((digits, rest)) => (digits.trim().parse().ok(), rest),
            None => (None, rest),
        };
        let odd_max = max.is_none() && letters.as_str().trim().starts_with('(');
        let (width, delimiter) = substrings(rest, datatype);
        let storage = if letter == 'P' { Storage::Heap32(max) } else { Storage::Heap64(max) };
        Ok(Self { repeat, datatype, storage, width, delimiter, odd_max })
    }
}

/// The width and the delimiter of `:SSTRw/nnn` behind a format of characters; what follows no convention is passed over.
fn substrings(text: &str, datatype: Datatype) -> (Option<u64>, Option<u8>) {
    let found = text.trim().strip_prefix(":SSTR").filter(|_| datatype == Datatype::Char);
    let Some((Some(width), rest)) = found.and_then(|rest| leading_number(rest).ok()) else { return (None, None) };
    let printable = |code: &u8| (b' '..=b'~').contains(code);
    match rest.strip_prefix('/').map(str::parse::<u8>) {
        None => (Some(width).filter(|width| *width > 0), None),
        Some(code) => match code.ok().filter(printable) {
            Some(code) => (Some(width), Some(code)),
            None => (None, None),
        },
    }
}

fn leading_number(text: &str) -> Result<(Option<u64>, &str), ParseTformError> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.strip_suffix(rest).unwrap_or_default();
    let number = if digits.is_empty() { None } else { Some(digits.parse().map_err(|_| ParseTformError)?) };
    Ok((number, rest))
}

fn datatype(letter: char) -> Option<Datatype> {
    Some(match letter {
        'L' => Datatype::Boolean,
        'X' => Datatype::Bit,
        'B' => Datatype::UnsignedByte,
        'I' => Datatype::Short,
        'J' => Datatype::Int,
        'K' => Datatype::Long,
        'A' => Datatype::Char,
        'E' => Datatype::Float,
        'D' => Datatype::Double,
        'C' => Datatype::FloatComplex,
        'M' => Datatype::DoubleComplex,
        _ => return None,
    })
}

/// The letter of a datatype, as it is stored: unsigned integers and signed bytes as their counterparts.
pub(crate) const fn letter(datatype: Datatype) -> char {
    match datatype {
        Datatype::Boolean => 'L',
        Datatype::Bit => 'X',
        Datatype::Short | Datatype::UnsignedShort => 'I',
        Datatype::Int | Datatype::UnsignedInt => 'J',
        Datatype::Long | Datatype::UnsignedLong => 'K',
        Datatype::Char | Datatype::UnicodeChar => 'A',
        Datatype::Float => 'E',
        Datatype::Double => 'D',
        Datatype::FloatComplex => 'C',
        Datatype::DoubleComplex => 'M',
        // Signed and unsigned bytes.
        _ => 'B',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        let form =
            |repeat, datatype, storage, width| Ok(Tform { repeat, datatype, storage, width, delimiter: None, odd_max: false });
        let delimited = |repeat, storage| {
            Ok(Tform { repeat, datatype: Datatype::Char, storage, width: Some(8), delimiter: Some(b'|'), odd_max: false })
        };
        let odd =
            |storage| Ok(Tform { repeat: 1, datatype: Datatype::Int, storage, width: None, delimiter: None, odd_max: true });
        let inline = Storage::Inline;
        let cases = [
            ("K", form(1, Datatype::Long, inline, None)),
            ("1485E   ", form(1485, Datatype::Float, inline, None)),
            ("0D", form(0, Datatype::Double, inline, None)),
            ("11X", form(11, Datatype::Bit, inline, None)),
            ("2e", form(2, Datatype::Float, inline, None)),
            ("12A4", form(12, Datatype::Char, inline, Some(4))),
            ("12A:SSTR4", form(12, Datatype::Char, inline, Some(4))),
            ("12A:SSTR8/124", delimited(12, inline)),
            ("1PA(24):SSTR8", form(1, Datatype::Char, Storage::Heap32(Some(24)), Some(8))),
            ("PA:SSTR8/124", delimited(1, Storage::Heap32(None))),
            ("1PA:SSTR8/7", form(1, Datatype::Char, Storage::Heap32(None), None)),
            ("1PA:SSTR0", form(1, Datatype::Char, Storage::Heap32(None), None)),
            ("1PE:SSTR8", form(1, Datatype::Float, Storage::Heap32(None), None)),
            ("PD(55)", form(1, Datatype::Double, Storage::Heap32(Some(55)), None)),
            ("1PJ", form(1, Datatype::Int, Storage::Heap32(None), None)),
            ("0PJ(3)", form(0, Datatype::Int, Storage::Heap32(Some(3)), None)),
            ("1QM(7)", form(1, Datatype::DoubleComplex, Storage::Heap64(Some(7)), None)),
            ("E10.3", form(1, Datatype::Float, inline, None)),
            ("", Err(ParseTformError)),
            ("3", Err(ParseTformError)),
            ("3Z", Err(ParseTformError)),
            ("2PJ", Err(ParseTformError)),
            ("PZ", Err(ParseTformError)),
            ("PJ(x)", odd(Storage::Heap32(None))),
            ("1QJ(<built-in function max>)", odd(Storage::Heap64(None))),
            ("PJ(3", odd(Storage::Heap32(None))),
            ("PJ()", odd(Storage::Heap32(None))),
            ("PJ(-1)", odd(Storage::Heap32(None))),
            ("99999999999999999999J", Err(ParseTformError)),
            ("-1J", Err(ParseTformError)),
        ];
        for (text, want) in cases {
            assert_eq!(text.parse::<Tform>(), want, "{text:?}");
        }
    }

    #[test]
    fn widths() {
        let cases = [("11X", 2), ("0X", 0), ("3M", 48), ("12A4", 12), ("PD(55)", 8), ("QD", 16), ("0PD", 0)];
        for (text, want) in cases {
            assert_eq!(text.parse::<Tform>().unwrap().width(), Some(want), "{text:?}");
        }
        assert_eq!(format!("{}D", u64::MAX).parse::<Tform>().unwrap().width(), None);
    }

    #[test]
    fn every_datatype_has_a_letter() {
        for datatype in Datatype::all() {
            let back = super::datatype(letter(datatype)).unwrap();
            assert_eq!(
                back.packed_size().or(Some(1)),
                if datatype == Datatype::UnicodeChar { Some(1) } else { datatype.packed_size().or(Some(1)) }
            );
        }
    }
}
