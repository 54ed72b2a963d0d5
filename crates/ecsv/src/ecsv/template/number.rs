/// The numbers of a header that may be others, by their spelling: what is spelled in the same way is read as the same type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Digits, of 64 bits.
    Integer,
    /// Digits with a point, and an exponent below zero.
    Real,
    /// Two of the latter, as a list.
    Pair,
}

impl Kind {
    /// The kind of a text, and what it means: the same text but for a list, whose numbers a blank parts.
    pub(super) fn of(text: &str) -> Option<(Self, String)> {
        if is_integer(text) && text.parse::<i64>().is_ok() {
            return Some((Self::Integer, text.to_owned()));
        }
        if is_real(text) {
            return Some((Self::Real, text.to_owned()));
        }
        let (first, second) = text.strip_prefix('[')?.strip_suffix(']')?.split_once(", ")?;
        (is_real(first) && is_real(second)).then(|| (Self::Pair, format!("{first} {second}")))
    }

    /// Texts of this kind, by which it is tried out what the header makes of others.
    pub(super) fn probes(self) -> &'static [&'static str] {
        match self {
            Self::Integer => &["7", "-40", "9007199254740993", "5937083312263887616"],
            Self::Real => &["0.5", "-251.51920772923995", "5.8932666E-4", "-0.0"],
            Self::Pair => &["[0.5, -1.25]", "[251.51920772923995, 5.8932666E-4]"],
        }
    }
}

fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_plain = digits == "0" && digits.len() == text.len() || !digits.starts_with('0');
    !digits.is_empty() && is_plain && digits.bytes().all(|b| b.is_ascii_digit())
}

fn is_real(text: &str) -> bool {
    /// A double has no more digits.
    const LONGEST: usize = 24;
    let (number, exponent) = text.split_once("E-").unwrap_or((text, "1"));
    let Some((whole, part)) = number.strip_prefix('-').unwrap_or(number).split_once('.') else { return false };
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_whole = is_digits(whole) && (whole == "0" || !whole.starts_with('0'));
    let is_small = is_digits(exponent) && exponent.len() <= 2 && !exponent.starts_with('0');
    text.len() <= LONGEST && is_whole && is_digits(part) && is_small
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds() {
        for (text, want) in [
            ("5937083312263887616", Some((Kind::Integer, "5937083312263887616"))),
            ("-7", Some((Kind::Integer, "-7"))),
            ("0", Some((Kind::Integer, "0"))),
            ("9223372036854775808", None),
            ("-0", None),
            ("007", None),
            ("2016.0", Some((Kind::Real, "2016.0"))),
            ("5.8932666E-4", Some((Kind::Real, "5.8932666E-4"))),
            ("1.5E7", None),
            ("1.5e-7", None),
            (".5", None),
            ("5.", None),
            ("00.5", None),
            ("[251.5, -51.5]", Some((Kind::Pair, "251.5 -51.5"))),
            ("[251.5,-51.5]", None),
            ("[251.5, 7]", None),
            ("Spectrum", None),
            ("", None),
        ] {
            let want = want.map(|(kind, value)| (kind, value.to_owned()));
            assert_eq!(Kind::of(text), want, "{text:?}");
        }
    }
}
