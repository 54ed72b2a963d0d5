//! What a plain scalar is to YAML 1.1, as PyYAML and SnakeYAML read it, where it is no more than text to YAML 1.2.

/// Whether a plain text is a boolean, a number, a date or a sign of its own to YAML 1.1.
pub(crate) fn is_typed_before_1_2(text: &str) -> bool {
    matches!(text, "=" | "<<") || is_boolean(text) || is_number(text) || is_time(text)
}

/// Whether what is a float to YAML 1.2 is one to those who write files as well: it has a point, and a sign in its exponent, as YAML 1.1
/// wants them, or it is spelled as Java does (`1.0E10`), whose writers of YAML leave that plain.
pub(super) fn is_float_everywhere(text: &str) -> bool {
    let Some((mantissa, power)) = text.split_once(['e', 'E']) else { return text.contains('.') };
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = mantissa.strip_prefix('-').unwrap_or(mantissa);
    let is_of_java =
        text.contains('E') && number.split_once('.').is_some_and(|(whole, rest)| is_digits(whole) && is_digits(rest));
    mantissa.contains('.') && (power.starts_with(['-', '+']) || is_of_java)
}

fn is_boolean(text: &str) -> bool {
    let words = ["yes", "Yes", "YES", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF"];
    words.contains(&text)
}

/// Numbers of base 2, 8, 10, 16 and 60, with underscores between their digits.
fn is_number(text: &str) -> bool {
    let text = text.strip_prefix(['-', '+']).unwrap_or(text);
    let of_base = |text: &str, base| !text.is_empty() && text.chars().all(|c| c == '_' || c.is_digit(base));
    let (whole, last) = text.split_once(':').unwrap_or((text, ""));
    match text.as_bytes() {
        [b'0', b'b', ..] => of_base(text.get(2..).unwrap_or_default(), 2),
        [b'0', b'x', ..] => of_base(text.get(2..).unwrap_or_default(), 16),
        [b'0'..=b'9', ..] if !last.is_empty() => of_base(whole, 10) && is_base_60(last),
        [b'0', ..] if of_base(text, 8) => true,
        [b'1'..=b'9', ..] if of_base(text, 10) => true,
        [b'0'..=b'9', ..] | [b'.', b'0'..=b'9', ..] => is_float(text),
        _ => false,
    }
}

/// What stands behind the first colon of a number of base 60.
fn is_base_60(text: &str) -> bool {
    let (text, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_digit = |part: &str| part.parse::<u8>().is_ok_and(|digit| digit < 60) && part.len() <= 2 && !part.starts_with('+');
    text.split(':').all(is_digit) && fraction.chars().all(|c| c == '_' || c.is_ascii_digit())
}

/// A float: a point among digits, and an exponent with its sign.
fn is_float(text: &str) -> bool {
    let (mantissa, power) = text.split_once(['e', 'E']).unwrap_or((text, "+0"));
    let is_digits = |text: &str| text.chars().all(|c| c == '_' || c.is_ascii_digit());
    let is_power = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    mantissa.split_once('.').is_some_and(|(whole, rest)| is_digits(whole) && is_digits(rest))
        && power.strip_prefix(['-', '+']).is_some_and(is_power)
}

/// A date, or a date and a time of day, with or without a time zone.
fn is_time(text: &str) -> bool {
    let date = |text| digits(digits(digits(text, 4..=4, "-")?, 1..=2, "-")?, 1..=2, "");
    let is_date = |text| digits(digits(digits(text, 4..=4, "-")?, 2..=2, "-")?, 2..=2, "");
    if is_date(text) == Some("") {
        return true;
    }
    let Some(rest) = date(text) else { return false };
    let time = rest.strip_prefix(['T', 't']).or_else(|| rest.strip_prefix(' ').map(|rest| rest.trim_start_matches(' ')));
    let seconds = time.and_then(|time| digits(digits(digits(time, 1..=2, ":")?, 2..=2, ":")?, 2..=2, ""));
    let Some(rest) = seconds else { return false };
    let rest = rest.strip_prefix('.').map_or(rest, |rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    let zone = rest.trim_start_matches(' ');
    let is_offset = |zone: &str| {
        let (hours, minutes) = zone.split_once(':').unwrap_or((zone, "00"));
        digits(hours, 1..=2, "") == Some("") && digits(minutes, 2..=2, "") == Some("")
    };
    rest.is_empty() || zone == "Z" || zone.strip_prefix(['-', '+']).is_some_and(is_offset)
}

/// What follows so many digits and the text behind them.
fn digits<'a>(text: &'a str, count: std::ops::RangeInclusive<usize>, then: &str) -> Option<&'a str> {
    let found = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(found..).filter(|_| count.contains(&found))?;
    rest.strip_prefix(then)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_with_an_exponent() {
        for text in ["1.5", ".nan", "-.inf", "1.0e+5", "1.0E-5", "5.e+3", ".5e-3", "1.0E10", "-1.5E7"] {
            assert!(is_float_everywhere(text), "{text}");
        }
        for text in ["1e5", "1e+5", "1.0e5", "-1.0e5", "5.E3", ".5E3", "+1.0E5", "1_0.0E5"] {
            assert!(!is_float_everywhere(text), "{text}");
        }
    }

    #[test]
    fn what_yaml_1_1_reads_as_more_than_text() {
        for text in [
            "yes",
            "No",
            "OFF",
            "=",
            "<<",
            "017",
            "-017",
            "0_7",
            "0b1_0",
            "0x_F",
            "1_000",
            "190:20:30",
            "1:30.5",
            "1_0.5",
            ".5_0",
            "1.7976931348623157e+400",
            "2001-12-14",
            "2001-12-14T21:59:43.10-05:00",
            "2001-1-4 1:59:43",
            "2001-12-14 21:59:43.",
            "2001-12-14t21:59:43 Z",
            "2001-12-14 21:59:43.10 -5",
        ] {
            assert!(is_typed_before_1_2(text), "{text}");
        }
        for text in [
            "",
            "y",
            "N",
            "yEs",
            "nope",
            "08",
            "0o17",
            "0b",
            "0b12",
            "1e5",
            "1.5e5",
            "1.5e",
            "1:60",
            "1:+3",
            "1::2",
            "a:1",
            "1.2.3",
            "_1",
            ".",
            "-",
            "2001-12",
            "2001-1-4",
            "2001-12-14T",
            "2001-12-14T21:59",
            "2001-12-14 21:59:43 X",
            "2001-12-14x",
            "1 2",
            "20010-12-14",
            "2001-12-14T21:59:43+",
            "2001-12-14T21:59:43+1:2",
        ] {
            assert!(!is_typed_before_1_2(text), "{text}");
        }
    }
}
