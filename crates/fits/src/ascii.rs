//! The formats of columns of ASCII tables (FITS 4.0, 7.2.1).

use gaialink_table::{ArraySize, Datatype, Field};
use std::str::FromStr;

/// A TFORM of an ASCII table: `Aw`, `Iw`, `Fw.d`, `Ew.d` or `Dw.d`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AsciiForm {
    /// What the characters are.
    pub kind: AsciiKind,
    /// How many characters a field has.
    pub width: usize,
}

/// What the characters of a field are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AsciiKind {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A floating-point number, with so many decimal places where it has no decimal point.
    Real(usize),
}

/// Why a text is no TFORM of an ASCII table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ParseAsciiFormError;

impl AsciiForm {
    /// The column: a whole number has the smallest type that holds all numbers of so many digits, a floating-point one is a double.
    pub(crate) fn field(&self, name: &str) -> Field {
        match self.kind {
            AsciiKind::Text => Field::array(name, Datatype::Char, ArraySize::fixed(&[self.width as u64])),
            AsciiKind::Integer => Field::new(name, integer(self.width)),
            AsciiKind::Real(_) => Field::new(name, Datatype::Double),
        }
    }
}

fn integer(width: usize) -> Datatype {
    match width {
        0..=4 => Datatype::Short,
        5..=9 => Datatype::Int,
        _ => Datatype::Long,
    }
}

impl FromStr for AsciiForm {
    type Err = ParseAsciiFormError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim().to_ascii_uppercase();
        let mut letters = text.chars();
        let letter = letters.next().ok_or(ParseAsciiFormError)?;
        let (width, decimals) = match letters.as_str().split_once('.') {
            Some((width, decimals)) => (width, Some(decimals)),
            None => (letters.as_str(), None),
        };
        let number = |digits: &str| digits.parse::<usize>().map_err(|_| ParseAsciiFormError);
        let decimals = decimals.map(number).transpose()?;
        let width = match (width, letter) {
            // Seen in old files: one character.
            ("", 'A') => 1,
            (digits, _) => number(digits)?,
        };
        let kind = match (letter, decimals) {
            ('A', None) => AsciiKind::Text,
            ('I', None) => AsciiKind::Integer,
            ('E' | 'F' | 'D', decimals) => AsciiKind::Real(decimals.unwrap_or(0)),
            _ => return Err(ParseAsciiFormError),
        };
        if width == 0 && kind != AsciiKind::Text {
            return Err(ParseAsciiFormError);
        }
        Ok(Self { kind, width })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        let cases = [
            ("A12", Some((AsciiKind::Text, 12, Datatype::Char))),
            ("A", Some((AsciiKind::Text, 1, Datatype::Char))),
            ("I4", Some((AsciiKind::Integer, 4, Datatype::Short))),
            ("I9 ", Some((AsciiKind::Integer, 9, Datatype::Int))),
            ("I10", Some((AsciiKind::Integer, 10, Datatype::Long))),
            ("F10.4", Some((AsciiKind::Real(4), 10, Datatype::Double))),
            ("E15.7", Some((AsciiKind::Real(7), 15, Datatype::Double))),
            ("d25", Some((AsciiKind::Real(0), 25, Datatype::Double))),
            ("I", None),
            ("I0", None),
            ("I4.2", None),
            ("12A", None),
            ("", None),
            ("F-1.2", None),
            ("I99999999999999999999", None),
        ];
        for (text, want) in cases {
            let found = text.parse::<AsciiForm>().ok().map(|form| (form.kind, form.width, form.field("x").datatype));
            assert_eq!(found, want, "{text:?}");
        }
    }
}
