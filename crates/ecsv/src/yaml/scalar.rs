//! How a text is quoted, so that readers of YAML 1.1 and 1.2 take it for the same text.

use std::fmt::Write;

/// Words that some YAML version takes for something else than text, in lower case.
const RESERVED: [&str; 10] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan"];

/// Appends a text: plain where no reader can mistake it, otherwise in single quotes, or in double quotes where it holds what
/// needs an escape.
pub(super) fn emit_text(text: &str, out: &mut String) {
    if is_plain(text) {
        out.push_str(text);
    } else if text.chars().any(needs_escape) {
        emit_escaped(text, out);
    } else {
        out.push('\'');
        out.push_str(&text.replace('\'', "''"));
        out.push('\'');
    }
}

/// Whether the text begins with a letter, holds nothing that YAML has a meaning for, and is no reserved word.
fn is_plain(text: &str) -> bool {
    let safe = |c: char| c.is_ascii_alphanumeric() || " _.;/()*^+$-=<>\\:~@|%'".contains(c);
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && !text.ends_with([' ', ':'])
        && text.chars().all(safe)
        && !text.contains(": ")
        && !RESERVED.contains(&text.to_ascii_lowercase().as_str())
}

/// Whether a character may not stand in YAML as it is, or ends a line for some reader.
fn needs_escape(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

fn emit_escaped(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if needs_escape(c) => {
                // Writing to a String cannot fail.
                let _ = match u32::from(c) {
                    code @ 0..=0xff => write!(out, "\\x{code:02X}"),
                    code => write!(out, "\\u{code:04X}"),
                };
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoting() {
        let cases = [
            ("flux", "flux"),
            ("W.m**-2.nm**-1", "W.m**-2.nm**-1"),
            ("spec:Data.SpectralAxis.Value", "spec:Data.SpectralAxis.Value"),
            ("no", "'no'"),
            ("On", "'On'"),
            ("~", "'~'"),
            ("1", "'1'"),
            ("1:30", "'1:30'"),
            ("", "''"),
            (" a", "' a'"),
            ("a ", "'a '"),
            ("a: b", "'a: b'"),
            ("a:", "'a:'"),
            ("a #b", "'a #b'"),
            ("'dex'", "'''dex'''"),
            ("it's", "it's"),
            ("$T_{\\rm eff, 1}$", "'$T_{\\rm eff, 1}$'"),
            ("µm", "'µm'"),
            ("a\nb\\c\"", "\"a\\nb\\\\c\\\"\""),
            ("\u{85}\u{2028}", "\"\\x85\\u2028\""),
        ];
        for (text, want) in cases {
            let mut out = String::new();
            emit_text(text, &mut out);
            assert_eq!(out, want, "{text:?}");
            assert_eq!(super::super::parse(&out).unwrap(), super::super::Node::text(text), "{out}");
        }
    }
}
