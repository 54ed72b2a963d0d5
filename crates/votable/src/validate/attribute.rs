//! The forms of attributes.

use super::{
    code::{ARRAYSIZE, ARRAYSIZE_ONE, DATATYPE, DEPRECATED, NAME, UCD, UNIT, VALUE, VERSION, VOCABULARY},
    standard::Standard::{self, V1_0, V1_1, V1_3, V1_5},
    ucd, unit,
    vocabulary::{FRAMES_1_4, FRAMES_1_5},
};
use gaialink_table::{ArraySize, Code, Datatype};

/// What an attribute may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Any,
    ArraySize,
    AstroYear,
    /// A role that 1.0 and 1.1 restrict to these words.
    ContentRole(&'static [&'static str], &'static [&'static str]),
    Datatype,
    DateTime,
    /// What is deprecated from this version on.
    Deprecated(Standard),
    Encoding,
    Id,
    /// A name that must not be empty to be of use.
    NameToken,
    /// A number from 0 on.
    Natural,
    /// A number from 1 on.
    Positive,
    Precision,
    /// The ID of an element, of those that are of use here; of any one where none are listed.
    RefTo(&'static [&'static str]),
    System,
    Timeorigin,
    Token,
    Ucd,
    Unit,
    Uri,
    Version,
    Vocabulary(&'static str, &'static [&'static str]),
    Word(&'static [&'static str]),
}

/// What is wrong with a value.
pub(super) type Fault = (&'static Code, String);

impl Kind {
    /// Tells what is wrong with a value; IDs and references are looked at elsewhere.
    pub(super) fn check(self, value: &str, standard: Standard) -> Option<Fault> {
        let form = |is_right: bool, form: &str| (!is_right).then(|| (&VALUE, format!("is `{value}`; expected {form}")));
        let word = value.trim();
        match self {
            Self::Any | Self::Id | Self::RefTo(_) | Self::Token | Self::Uri => None,
            Self::ArraySize => arraysize(value),
            Self::AstroYear => form(standard < V1_1 || is_year(word), "a year such as J2000.0"),
            Self::ContentRole(old, newer) => match standard {
                V1_0 => one_of(value, old),
                V1_1 => one_of(value, newer),
                _ => None,
            },
            Self::Datatype => datatype(word),
            Self::DateTime => form(standard < V1_1 || is_date_time(word), "a date and time such as 2026-01-31T23:59:59"),
            Self::Deprecated(since) => (standard >= since).then(|| (&DEPRECATED, format!("is deprecated since {since}"))),
            Self::Encoding => one_of(value, &["gzip", "base64", "dynamic", "none"]),
            Self::NameToken => word.is_empty().then(|| (&NAME, "is empty".to_owned())),
            Self::Natural => form(is_natural(word), "a number of rows"),
            Self::Positive => {
                form(standard < V1_1 || (is_natural(word) && word.contains(|c| c != '0' && c != '+')), "a positive number")
            }
            Self::Precision => form(standard < V1_1 || is_precision(word, standard), "a precision such as 3, F3 or E5"),
            Self::System => system(word, standard),
            Self::Timeorigin => form(is_timeorigin(word), "a Julian date, MJD-origin or JD-origin"),
            Self::Ucd => ucd_fault(word, standard),
            Self::Unit => unit::fault(value, standard).map(|why| (&UNIT, format!("is `{value}`: {why}"))),
            Self::Version => Standard::from_attribute(value)
                .is_none()
                .then(|| (&VERSION, format!("is `{value}`; expected 1.1, 1.2, 1.3, 1.4 or 1.5"))),
            Self::Vocabulary(name, words) => vocabulary(name, words, word),
            Self::Word(words) => one_of(value, words),
        }
    }
}

fn one_of(value: &str, words: &[&str]) -> Option<Fault> {
    (!words.contains(&value.trim())).then(|| (&VALUE, format!("is `{value}`; expected one of {}", words.join(", "))))
}

fn arraysize(value: &str) -> Option<Fault> {
    let error = value.parse::<ArraySize>().err();
    let is_odd = value != value.trim() || value.is_empty();
    match error {
        Some(error) => Some((&ARRAYSIZE, error.to_string())),
        None if is_odd => Some((&ARRAYSIZE_ONE, format!("is `{value}`; leave it out, or its blanks"))),
        None => None,
    }
}

fn datatype(word: &str) -> Option<Fault> {
    use Datatype::{SignedByte, UnsignedInt, UnsignedLong, UnsignedShort};
    let others = [SignedByte, UnsignedShort, UnsignedInt, UnsignedLong];
    let is_known = word.parse::<Datatype>().is_ok_and(|datatype| !others.contains(&datatype));
    (!is_known).then(|| (&DATATYPE, format!("is `{word}`, which is no datatype of VOTable")))
}

fn ucd_fault(word: &str, standard: Standard) -> Option<Fault> {
    // The schema of 1.1 has no colon.
    let marks = if standard == V1_1 { "_.;-" } else { "_.:;-" };
    if standard >= V1_1 && !word.chars().all(|c| c.is_ascii_alphanumeric() || marks.contains(c)) {
        let listed: Vec<String> = marks.chars().map(String::from).collect();
        return Some((&VALUE, format!("is `{word}`; expected letters, digits and {}", listed.join(" "))));
    }
    ucd::fault(word).map(|why| (&UCD, format!("is `{word}`: {why}")))
}

fn vocabulary(name: &str, words: &[&str], word: &str) -> Option<Fault> {
    (!words.contains(&word)).then(|| (&VOCABULARY, format!("is `{word}`, which is not in the vocabulary {name}")))
}

fn system(word: &str, standard: Standard) -> Option<Fault> {
    if standard < V1_5 {
        return one_of(word, FRAMES_1_4);
    }
    match FRAMES_1_4.contains(&word) && !FRAMES_1_5.contains(&word) {
        true => Some((&DEPRECATED, format!("is `{word}`, a name of earlier versions"))),
        false => vocabulary("refframe", FRAMES_1_5, word),
    }
}

fn is_natural(word: &str) -> bool {
    let digits = word.strip_prefix('+').unwrap_or(word);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

fn is_precision(word: &str, standard: Standard) -> bool {
    let digits = word.strip_prefix(['E', 'F']).unwrap_or(word);
    let is_digits = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    is_digits && (standard > V1_3 || !digits.starts_with('0'))
}

fn is_year(word: &str) -> bool {
    let number = word.strip_prefix(['J', 'B']).unwrap_or(word);
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    !whole.is_empty() && is_digits(whole) && is_digits(fraction)
}

fn is_timeorigin(word: &str) -> bool {
    let is_start = |c: char| c.is_ascii_digit() || "+-.".contains(c);
    matches!(word, "MJD-origin" | "JD-origin") || (word.starts_with(is_start) && word.parse::<f64>().is_ok_and(f64::is_finite))
}

/// Whether this is an `xs:dateTime`.
fn is_date_time(word: &str) -> bool {
    let Some((date, time)) = word.split_once('T') else { return false };
    let numbers = |text: &str, separator: char, lengths: &[usize]| {
        let parts: Vec<_> = text.split(separator).collect();
        parts.len() == lengths.len()
            && parts.iter().zip(lengths).all(|(part, length)| part.len() == *length && part.bytes().all(|b| b.is_ascii_digit()))
    };
    let time = time.strip_suffix('Z').unwrap_or(time);
    let time = time.find(['+', '-']).and_then(|at| time.get(..at)).unwrap_or(time);
    let time = time.split_once('.').map_or(time, |(time, _)| time);
    numbers(date, '-', &[4, 2, 2]) && numbers(time, ':', &[2, 2, 2])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::validate::standard::Standard::{V1_2, V1_4};

    #[test]
    fn values() {
        let cases: [(Kind, Standard, &[&str], &[&str]); 12] = [
            (Kind::ArraySize, V1_4, &["3", "*", "3x*", "3x4*", "1"], &["", " 3", "3,4", "x3", "**", "*x3", "-1"]),
            (Kind::AstroYear, V1_4, &["J2000", "B1950.0", "2000."], &["j2000", "J", "2000.0.0"]),
            (Kind::Datatype, V1_4, &["unicodeChar", "double"], &["string", "unsignedShort", "Double", ""]),
            (
                Kind::DateTime,
                V1_4,
                &["2026-01-31T23:59:59", "2026-01-31T23:59:59.5Z", "2026-01-31T23:59:59+01:00"],
                &["2026-01-31", ""],
            ),
            (Kind::Natural, V1_4, &["0", "12", "+3"], &["", "-1", "many", "1.0"]),
            (Kind::Positive, V1_4, &["1", "012"], &["0", "", "-2"]),
            (Kind::Precision, V1_4, &["3", "F0", "E5"], &["?", "", "G3", "-1", "3.2"]),
            (Kind::Precision, V1_2, &["3"], &["F0"]),
            (Kind::System, V1_4, &["eq_FK5", "ICRS"], &["FK5"]),
            (Kind::System, V1_5, &["FK5", "ICRS"], &["eq_FK5", "mine"]),
            (Kind::Timeorigin, V1_4, &["2455197.5", "MJD-origin", "-.5", "1e5"], &["", "inf", "NaN", "J2000", "mjd-origin"]),
            (Kind::Word(&["a", "b"]), V1_4, &["a", " b"], &["c", ""]),
        ];
        for (kind, standard, right, wrong) in cases {
            for value in right {
                assert_eq!(kind.check(value, standard), None, "{kind:?}: {value:?}");
            }
            for value in wrong {
                assert!(kind.check(value, standard).is_some(), "{kind:?}: {value:?}");
            }
        }
    }
}
