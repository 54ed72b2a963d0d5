//! What makes a document ill-formed and a parser does not mind (XML 1.0, 2.2 to 2.8, 3.1).

use quick_xml::events::{BytesStart, Event};

/// What is wrong with a comment.
pub(super) const DASHES: &str = "`--` stands in a comment";

/// What is wrong with an event; `at_start` where it is the first thing in the document.
pub(super) fn fault(event: &Event<'_>, at_start: bool) -> Option<String> {
    let found = match event {
        Event::Text(text) if !has(text, |b| is_suspicious(b) | (b == b']')) => return None,
        Event::Text(text) if text.contains("]]>") => "`]]>` stands in a text",
        Event::Text(text) => return illegal(text),
        Event::CData(text) => return illegal(text),
        Event::GeneralRef(name) => match name.resolve_char_ref() {
            Ok(Some(c)) if !is_legal(c) => return Some(format!("`&{};` is no character of XML", &**name)),
            _ => return None,
        },
        Event::Comment(text) if text.contains("--") || text.ends_with('-') => DASHES,
        Event::Decl(_) if !at_start => "the XML declaration is not the first thing in the document",
        Event::PI(instruction) if instruction.target().eq_ignore_ascii_case("xml") => "a processing instruction is called xml",
        Event::Start(start) | Event::Empty(start) => return attributes(start),
        _ => return None,
    };
    Some(found.to_owned())
}

fn attributes(start: &BytesStart<'_>) -> Option<String> {
    if has_neighbours(start.as_bytes()) {
        return Some("no blank stands between two attributes".to_owned());
    }
    if !has(start, |b| is_suspicious(b) | (b == b'<') | (b == b'&')) {
        return None;
    }
    let mut attributes = start.attributes();
    // Two of a name are found elsewhere.
    attributes.with_checks(false).flatten().find_map(|attribute| {
        let key = attribute.key.as_ref();
        match attribute.value.contains('<') {
            true => Some(format!("`<` stands in the attribute `{key}`")),
            false => illegal(&attribute.value).or_else(|| references(&attribute.value)),
        }
    })
}

/// Whether something other than a blank follows the value of an attribute.
fn has_neighbours(start: &[u8]) -> bool {
    let mut quotes = memchr::memchr2_iter(b'"', b'\'', start);
    while let Some(open) = quotes.next() {
        let is_same = |at: &usize| start.get(*at) == start.get(open);
        let after = quotes.find(is_same).and_then(|close| start.get(close.saturating_add(1)));
        if after.is_some_and(|b| !b.is_ascii_whitespace()) {
            return true;
        }
    }
    false
}

/// A reference to a character that XML does not have.
fn references(value: &str) -> Option<String> {
    let found = value.split('&').skip(1).filter_map(|rest| rest.split_once(';')).map(|(name, _)| name);
    let illegal = |name: &&str| {
        let character = quick_xml::events::BytesRef::new(*name).resolve_char_ref();
        matches!(character, Ok(Some(c)) if !is_legal(c))
    };
    found.filter(|name| name.starts_with('#')).find(illegal).map(|name| format!("`&{name};` is no character of XML"))
}

fn illegal(text: &str) -> Option<String> {
    if !has(text, is_suspicious) {
        return None;
    }
    let found = text.chars().find(|c| !is_legal(*c))?;
    Some(format!("U+{:04X} is no character of XML", u32::from(found)))
}

/// Whether a byte may be one of a character that XML does not have.
fn is_suspicious(b: u8) -> bool {
    (b < 0x20) & (b != b'\t') & (b != b'\n') & (b != b'\r') | (b == 0xef)
}

/// Whether one of the bytes is such; all are looked at, so that many are at once.
fn has(text: &str, is_such: impl Fn(u8) -> bool) -> bool {
    text.bytes().fold(false, |found, b| found | is_such(b))
}

/// Whether XML 1.0 has a character.
fn is_legal(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;
    use quick_xml::Reader;

    fn first(document: &str) -> Option<String> {
        let mut reader = Reader::from_str(document);
        let mut at_start = true;
        loop {
            let event = reader.read_event().unwrap();
            if event == Event::Eof {
                return None;
            }
            if let Some(found) = fault(&event, at_start) {
                return Some(found);
            }
            at_start = false;
        }
    }

    #[test]
    fn faults() {
        let cases = [
            ("<?xml version='1.0'?><a b='c &lt; &#65;'>t\n<![CDATA[]]>&gt;<!-- c - d --><?p i?></a>", None),
            ("<a>\u{fffd}\u{85}ﬁ😀</a>", None),
            ("<a>]]></a>", Some("`]]>` stands in a text")),
            ("<a>\u{1}</a>", Some("U+0001 is no character of XML")),
            ("<a><![CDATA[\u{ffff}]]></a>", Some("U+FFFF is no character of XML")),
            ("<a>&#1;</a>", Some("`&#1;` is no character of XML")),
            ("<a b='&#x2;'/>", Some("`&#x2;` is no character of XML")),
            ("<a b='it\"s' c=\"it's\"/>", None),
            ("<a b='c'd='e'/>", Some("no blank stands between two attributes")),
            ("<a b='c' d=\"e\"f='g'>", Some("no blank stands between two attributes")),
            ("<a b='<'/>", Some("`<` stands in the attribute `b`")),
            ("<a b='\u{2}'/>", Some("U+0002 is no character of XML")),
            ("<!-- a -- b --><a/>", Some("`--` stands in a comment")),
            ("<a><!-- a ---></a>", Some("`--` stands in a comment")),
            ("\n<?xml version='1.0'?><a/>", Some("the XML declaration is not the first thing in the document")),
            ("<a><?XML x?></a>", Some("a processing instruction is called xml")),
        ];
        for (document, want) in cases {
            assert_eq!(first(document).as_deref(), want, "{document:?}");
        }
    }
}
