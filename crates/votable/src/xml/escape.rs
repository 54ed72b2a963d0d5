/// Appends text with `<`, `>` and `&` escaped, and carriage returns, which a parser would make line feeds of (XML 1.0, 2.11).
/// Characters that XML cannot hold become U+FFFD; their number is given back.
pub(crate) fn push_text(out: &mut Vec<u8>, text: &[u8]) -> u64 {
    push(out, text, false)
}

/// Appends text for an attribute in double quotes: as [`push_text`], and quotes, tabs and line feeds (XML 1.0, 3.3.3).
pub(crate) fn push_attribute(out: &mut Vec<u8>, text: &str) -> u64 {
    push(out, text.as_bytes(), true)
}

/// Escapes, as [`push_text`] does, what was appended behind a place.
pub(crate) fn escape_from(out: &mut Vec<u8>, start: usize) -> u64 {
    let tail = out.get(start..).unwrap_or_default();
    if !tail.iter().any(|b| *b == 0xef || replacement(*b, false).is_some()) {
        return 0;
    }
    let raw = out.split_off(start);
    push_text(out, &raw)
}

/// The replacement of a byte; none for one that stands for itself.
fn replacement(byte: u8, attribute: bool) -> Option<&'static str> {
    Some(match byte {
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'&' => "&amp;",
        b'\r' => "&#13;",
        b'"' if attribute => "&quot;",
        b'\t' if attribute => "&#9;",
        b'\n' if attribute => "&#10;",
        b'\t' | b'\n' => return None,
        0..=0x1f => "\u{fffd}",
        _ => return None,
    })
}

/// The noncharacters U+FFFE and U+FFFF are three bytes in UTF-8; XML 1.0, 2.2 leaves them out.
fn is_noncharacter(rest: &[u8]) -> bool {
    rest.starts_with(&[0xef, 0xbf, 0xbe]) || rest.starts_with(&[0xef, 0xbf, 0xbf])
}

fn push(out: &mut Vec<u8>, text: &[u8], attribute: bool) -> u64 {
    let mut replaced = 0;
    let mut rest = text;
    let odd = |b: &u8| *b == 0xef || replacement(*b, attribute).is_some();
    while let Some(at) = rest.iter().position(odd) {
        let (plain, tail) = rest.split_at(at);
        out.extend_from_slice(plain);
        let (with, length) = match tail.first() {
            Some(0xef) if is_noncharacter(tail) => ("\u{fffd}".as_bytes(), 3),
            Some(0xef) => ([0xef].as_slice(), 1),
            byte => (byte.and_then(|b| replacement(*b, attribute)).unwrap_or_default().as_bytes(), 1),
        };
        replaced += u64::from(with.first() == Some(&0xef) && with.len() == 3);
        out.extend_from_slice(with);
        rest = tail.get(length..).unwrap_or_default();
    }
    out.extend_from_slice(rest);
    replaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_attributes() {
        let cases = [
            ("plain", "plain", "plain", 0),
            ("a<b>&c", "a&lt;b&gt;&amp;c", "a&lt;b&gt;&amp;c", 0),
            ("\"\t\n\r'", "\"\t\n&#13;'", "&quot;&#9;&#10;&#13;'", 0),
            ("a\u{0}b\u{ffff}", "a\u{fffd}b\u{fffd}", "a\u{fffd}b\u{fffd}", 2),
            ("ﬁ é 星", "ﬁ é 星", "ﬁ é 星", 0),
        ];
        for (text, in_text, in_attribute, replaced) in cases {
            let mut out = Vec::new();
            assert_eq!(push_text(&mut out, text.as_bytes()), replaced, "{text:?}");
            assert_eq!(String::from_utf8(out).unwrap(), in_text);
            let mut out = Vec::new();
            assert_eq!(push_attribute(&mut out, text), replaced, "{text:?}");
            assert_eq!(String::from_utf8(out).unwrap(), in_attribute);
        }
    }
}
