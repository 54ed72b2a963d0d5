//! JSON strings, as they stand in arrays of strings.

/// Appends the string literal at the start of a text, its escapes undone, and gives the bytes it took with its quotes.
/// `None`, with `out` as it was, where there is none.
pub(super) fn read_string(text: &[u8], out: &mut Vec<u8>) -> Option<usize> {
    let before = out.len();
    let taken = unescape(text.strip_prefix(b"\"")?, out);
    if taken.is_none() {
        out.truncate(before);
    }
    taken.map(|inside| inside.saturating_add(1))
}

fn unescape(text: &[u8], out: &mut Vec<u8>) -> Option<usize> {
    let mut rest = text;
    loop {
        let plain = memchr::memchr2(b'"', b'\\', rest)?;
        let (before, found) = rest.split_at_checked(plain)?;
        out.extend_from_slice(before);
        rest = match found {
            [b'\\', after @ ..] => escape(after, out)?,
            [_, after @ ..] => return Some(text.len().saturating_sub(after.len())),
            [] => return None,
        };
    }
}

/// Undoes one escape, behind its backslash.
fn escape<'t>(text: &'t [u8], out: &mut Vec<u8>) -> Option<&'t [u8]> {
    let (kind, rest) = text.split_first()?;
    let plain = match kind {
        b'"' | b'\\' | b'/' => *kind,
        b'b' => 8,
        b'f' => 12,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'u' => return unicode(rest, out),
        _ => return None,
    };
    out.push(plain);
    Some(rest)
}

fn unicode<'t>(text: &'t [u8], out: &mut Vec<u8>) -> Option<&'t [u8]> {
    let (first, rest) = unit(text)?;
    let pair = match first {
        0xD800..=0xDBFF => Some(unit(rest.strip_prefix(b"\\u")?)?),
        _ => None,
    };
    let units = [first, pair.map_or(0, |(second, _)| second)];
    let used = if pair.is_some() { &units[..] } else { units.get(..1)? };
    for char in char::decode_utf16(used.iter().copied()) {
        out.extend_from_slice(char.ok()?.encode_utf8(&mut [0; 4]).as_bytes());
    }
    Some(pair.map_or(rest, |(_, after)| after))
}

/// Four hexadecimal digits.
fn unit(text: &[u8]) -> Option<(u16, &[u8])> {
    let (digits, rest) = text.split_at_checked(4)?;
    let mut value = 0_u16;
    for digit in digits {
        let digit = u16::try_from(char::from(*digit).to_digit(16)?).ok()?;
        value = value.checked_mul(16)?.checked_add(digit)?;
    }
    Some((value, rest))
}

/// Appends a text as a string literal.
pub(super) fn write_string(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    for byte in text.bytes() {
        let short = match byte {
            b'"' | b'\\' => byte,
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            0..=31 => {
                out.extend_from_slice(format!("\\u{byte:04x}").as_bytes());
                continue;
            }
            _ => {
                out.push(byte);
                continue;
            }
        };
        out.extend_from_slice(&[b'\\', short]);
    }
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes() {
        let cases = [
            (r#""""#, "", 2),
            (r#""abc",1"#, "abc", 5),
            (r#""a\"b\\c\/""#, "a\"b\\c/", 11),
            (r#""\b\f\n\r\t""#, "\u{8}\u{c}\n\r\t", 12),
            (r#""\u00e9é\ud83d\ude00""#, "éé😀", 22),
        ];
        for (text, want, taken) in cases {
            let mut out = b"x".to_vec();
            assert_eq!(read_string(text.as_bytes(), &mut out), Some(taken), "{text}");
            assert_eq!(out, format!("x{want}").as_bytes(), "{text}");
        }
        let bad = [
            "",
            "a",
            "\"",
            "\"a",
            r#""a\""#,
            r#""\x""#,
            r#""\u12""#,
            r#""\u12g4""#,
            r#""\ud83d""#,
            r#""\ud83dA""#,
            r#""\ude00""#,
        ];
        for text in bad {
            let mut out = b"x".to_vec();
            assert_eq!(read_string(text.as_bytes(), &mut out), None, "{text}");
            assert_eq!(out, b"x", "{text}");
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let text = "q\" b\\ n\n r\r t\t nul\0 esc\u{1b} é 😀";
        let mut literal = Vec::new();
        write_string(text, &mut literal);
        assert_eq!(serde_json::from_slice::<String>(&literal).unwrap(), text);
        let mut out = Vec::new();
        assert_eq!(read_string(&literal, &mut out), Some(literal.len()));
        assert_eq!(out, text.as_bytes());
    }
}
