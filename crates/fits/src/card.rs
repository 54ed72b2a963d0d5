//! One header card: 80 bytes of keyword, value and comment (FITS 4.0, 4.1 and 4.2).

mod archive;
mod text;
mod value;

pub(crate) use self::{
    archive::archive_card,
    text::{ascii, continued, number_card, text_card},
    value::Value,
};
use crate::block::CARD;

/// A header card, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Card {
    /// The keyword: up to 8 characters, or the words behind `HIERARCH`.
    pub keyword: String,
    /// The value; `None` for commentary cards and for an undefined value.
    pub value: Option<Value>,
    /// The comment, or the text of a commentary card.
    pub comment: String,
    /// Whether the keyword stands behind `HIERARCH`.
    pub hierarch: bool,
}

impl Card {
    /// Takes a card apart. Bytes that are no ASCII are read as Latin-1.
    pub(crate) fn parse(bytes: &[u8]) -> Self {
        let text: String = bytes.iter().take(CARD).map(|b| char::from(*b)).collect();
        let text = text.trim_end_matches([' ', '\0']);
        if let Some((name, rest)) = text.strip_prefix("HIERARCH ").and_then(|rest| rest.split_once('=')) {
            let (value, comment) = value::parse(rest);
            let keyword = name.split_whitespace().collect::<Vec<_>>().join(" ");
            return Self { keyword, value, comment, hierarch: true };
        }
        let (keyword, rest) = split_chars(text, 8);
        let keyword = keyword.trim_end().to_owned();
        let (value, comment) = match (keyword.as_str(), rest.strip_prefix('=')) {
            ("CONTINUE", None) => value::parse(rest),
            ("COMMENT" | "HISTORY" | "", _) | (_, None) => (None, rest.to_owned()),
            (_, Some(rest)) => value::parse(rest),
        };
        Self { keyword, value, comment, hierarch: false }
    }

    /// The value as text.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The value as a whole number of 64 bits.
    pub(crate) fn integer(&self) -> Option<i64> {
        match &self.value {
            Some(Value::Integer(digits)) => digits.parse().ok(),
            _ => None,
        }
    }

    /// The value as a floating-point number; whole numbers are numbers too.
    pub(crate) fn real(&self) -> Option<f64> {
        match &self.value {
            Some(Value::Integer(text) | Value::Real(text)) => text.parse().ok(),
            _ => None,
        }
    }
}

/// The column number behind a keyword such as `TFORM12`, where it is one: digits from 1 on, without leading zeros.
pub(crate) fn index(keyword: &str, stem: &str) -> Option<usize> {
    let digits = keyword.strip_prefix(stem)?;
    let plain = digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
    if plain { digits.parse().ok() } else { None }
}

fn split_chars(text: &str, at: usize) -> (&str, &str) {
    let byte = text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
    text.split_at_checked(byte).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(keyword: &str, value: Option<Value>, comment: &str) -> Card {
        Card { keyword: keyword.into(), value, comment: comment.into(), hierarch: false }
    }

    #[test]
    fn cards() {
        let text = |t: &str| Some(Value::Text(t.into()));
        let cases = [
            ("SIMPLE  =                    T / ok", card("SIMPLE", Some(Value::Logical(true)), "ok")),
            ("NAXIS1  =                   52", card("NAXIS1", Some(Value::Integer("52".into())), "")),
            ("TTYPE1  = 'source_id'          / label", card("TTYPE1", text("source_id"), "label")),
            ("TUNIT8  = '''''dex'''''", card("TUNIT8", text("''dex''"), "")),
            ("X       = 'it''s / here' / c", card("X", text("it's / here"), "c")),
            ("X       = '  a  '", card("X", text("  a"), "")),
            ("X       = ''", card("X", text(""), "")),
            ("X       = 'open", card("X", text("open"), "")),
            ("TZERO1  =        2.147483648D9", card("TZERO1", Some(Value::Real("2.147483648E9".into())), "")),
            ("C       = (1.0, 2.0) / complex", card("C", Some(Value::Other("(1.0, 2.0)".into())), "complex")),
            ("U       =                      / undefined", card("U", None, "undefined")),
            ("COMMENT Dummy = header", card("COMMENT", None, "Dummy = header")),
            ("HISTORY = 5", card("HISTORY", None, "= 5")),
            ("CONTINUE  'more&' / c", card("CONTINUE", text("more&"), "c")),
            ("", card("", None, "")),
            ("END", card("END", None, "")),
        ];
        for (line, want) in cases {
            assert_eq!(Card::parse(format!("{line:<80}").as_bytes()), want, "{line:?}");
        }
    }

    #[test]
    fn hierarch() {
        let card = Card::parse(b"HIERARCH ESO  TEL ALT= 47.5 / [deg] at start");
        assert_eq!(card.keyword, "ESO TEL ALT");
        assert_eq!(card.real(), Some(47.5));
        assert!(card.hierarch);
    }

    #[test]
    fn column_numbers() {
        let cases = [("TFORM1", Some(1)), ("TFORM999", Some(999)), ("TFORM01", None), ("TFORM", None), ("TFORMX", None)];
        for (keyword, want) in cases {
            assert_eq!(index(keyword, "TFORM").filter(|_| keyword != "TFORM"), want, "{keyword}");
        }
    }
}
