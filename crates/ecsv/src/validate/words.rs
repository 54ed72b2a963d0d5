//! Plain words of the header that YAML 1.1, which most writers and readers of ECSV know, and YAML 1.2 do not take for the same.

use super::code::WORD;
use crate::ecsv::header::Lines;
use gaialink_table::{Findings, Position};

/// Looks through the lines of a header for such words, outside of quotes, of block scalars and of comments.
pub(super) fn check(lines: &Lines, findings: &mut Findings) {
    let mut block = None;
    for (line, number) in lines.yaml.lines().zip(lines.first_line..) {
        let indent = line.len().saturating_sub(line.trim_start_matches(' ').len());
        if block.is_some_and(|block| indent > block || line.trim().is_empty()) {
            continue;
        }
        block = opens_block(line).then_some(indent);
        for word in plain(line).filter(|word| is_ambiguous(word)) {
            let message =
                format!("`{word}` is text to YAML 1.2 and something else to YAML 1.1, or the other way round; put it in quotes");
            findings.add(&WORD, Position::at_line(number), message);
        }
    }
}

/// Whether a line ends in the sign of a block scalar, folded or literal.
fn opens_block(line: &str) -> bool {
    let last = line.trim_end().rsplit(' ').next().unwrap_or_default();
    last.starts_with(['>', '|']) && last.chars().skip(1).all(|c| c.is_ascii_digit() || matches!(c, '+' | '-'))
}

/// The plain scalars of a line, as far as a line alone tells them.
fn plain(line: &str) -> impl Iterator<Item = &str> {
    let mut quote = None;
    let mut before = ' ';
    let mut chars = line.char_indices().peekable();
    let (mut words, mut start) = (Vec::new(), 0);
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        let is_start = line.get(start..at).is_none_or(|word| word.trim().is_empty());
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') if is_start => quote = Some(c),
            (None, '#') if before == ' ' => {
                words.push(line.get(start..at));
                start = line.len();
                break;
            }
            (None, ',' | '[' | ']' | '{' | '}') => {
                words.push(line.get(start..at));
                start = at.saturating_add(1);
            }
            (None, ':' | '-') if next == ' ' && (c == ':' || is_start) => {
                words.push(line.get(start..at));
                start = at.saturating_add(1);
            }
            _ => {}
        }
        before = c;
    }
    words.push(line.get(start..).map(|word| word.trim_end_matches(':')));
    words.into_iter().flatten().map(str::trim).filter(|word| !word.is_empty())
}

/// Words for booleans in YAML 1.1 alone; `y` and `n` are none to every reader.
const BOOLEANS: [&str; 6] = ["yes", "no", "on", "off", "y", "n"];

fn is_ambiguous(word: &str) -> bool {
    let cases = [word.to_lowercase(), word.to_uppercase()];
    let titled = word.chars().skip(1).all(|c| c.is_lowercase());
    let is_cased = cases.iter().any(|case| case == word) || titled;
    (is_cased && cases.iter().any(|case| BOOLEANS.contains(&case.as_str()))) || is_ambiguous_number(word)
}

/// Numbers with underscores, of base 60, octal ones of either spelling, and floats without a point, which are text to YAML 1.1.
fn is_ambiguous_number(word: &str) -> bool {
    let digits = word.strip_prefix(['-', '+']).unwrap_or(word);
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_octal = digits.len() > 1 && digits.starts_with('0') && is_digits(digits);
    let is_new_octal = digits.strip_prefix("0o").is_some_and(is_digits);
    let is_sexagesimal =
        digits.contains(':') && digits.split(':').all(|part| is_digits(part.split('.').next().unwrap_or_default()));
    let is_spaced =
        digits.contains('_') && digits.starts_with(|c: char| c.is_ascii_digit()) && is_digits(&digits.replace('_', ""));
    let power = digits.split_once(['e', 'E']);
    let is_float = power.is_some_and(|(mantissa, power)| is_digits(mantissa) && is_digits(power.trim_start_matches(['-', '+'])));
    let is_unsigned = power.is_some_and(|(mantissa, power)| {
        mantissa.split_once('.').is_some_and(|(whole, rest)| is_digits(&[whole, rest].concat())) && is_digits(power)
    });
    is_octal || is_new_octal || is_sexagesimal || is_spaced || is_float || is_unsigned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_of_a_line() {
        let cases: [(&str, &[&str]); 9] = [
            ("- {name: no, datatype: int8}", &["name", "no", "datatype", "int8"]),
            ("- no", &["no"]),
            ("a: 'no' # on", &["a"]),
            ("on: \"y, n\"", &["on"]),
            ("key: [yes, 1e5]", &["key", "yes", "1e5"]),
            ("- - -1", &["-1"]),
            ("t: 12:30:45", &["t", "12:30:45"]),
            ("unit: '''dex'''", &["unit"]),
            ("y:", &["y"]),
        ];
        for (line, want) in cases {
            assert_eq!(plain(line).filter(|word| !word.starts_with(['\'', '"'])).collect::<Vec<_>>(), want, "{line}");
        }
    }

    #[test]
    fn words_of_two_meanings() {
        for word in
            ["no", "No", "OFF", "y", "N", "007", "0o17", "12:30:45", "-1:30.5", "1_000", "1e5", "1E-5", "1.5e5", "5.e3", ".5E3"]
        {
            assert!(is_ambiguous(word), "{word}");
        }
        for word in
            ["nO", "none", "true", "7", "0", "-1", "1.5", "1.5e+5", "1.5E-17", "0x1F", "a:b", "_", "J2016.0", "e5", "", "on1"]
        {
            assert!(!is_ambiguous(word), "{word}");
        }
    }
}
