use super::name::{Name, name};
use quick_xml::events::Event;

/// As many attributes as most elements have.
const SEVERAL: usize = 8;

/// The attributes of a start tag, where they are [`plain`] and no quotes stand in its name, so that nothing is wrong with them.
pub(super) fn of(event: &Event<'_>) -> Option<Vec<(Name, String)>> {
    let (Event::Start(start) | Event::Empty(start)) = event else { return None };
    let has_quotes = start.name().as_ref().bytes().any(|b| matches!(b, b'"' | b'\''));
    if has_quotes { None } else { plain(start.attributes_raw()) }
}

/// The attributes behind the name in a start tag, where they are spelled plainly: `name="value"` each, of ASCII, with nothing that
/// stands for something else. Nothing where they are not, or two have one name.
fn plain(text: &str) -> Option<Vec<(Name, String)>> {
    let mut found: Vec<(Name, String)> = Vec::new();
    // Mostly all is plain, the blanks between the attributes, too.
    let is_plain_throughout = is_plain(text);
    let mut rest = text;
    loop {
        let next = without_blanks(rest);
        if next.is_empty() {
            return Some(found);
        }
        let (key, behind) = next.split_at_checked(next.bytes().position(|b| b == b'=')?)?;
        let (value, behind) = quoted(behind.get(1..)?)?;
        let is_apart = next.len() < rest.len();
        let key = name(key);
        let is_odd = !is_apart || !is_name(&key) || !(is_plain_throughout || is_plain(value));
        if is_odd || found.iter().any(|(other, _)| *other == key) {
            return None;
        }
        if found.is_empty() {
            found.reserve(SEVERAL);
        }
        found.push((key, value.to_owned()));
        rest = behind;
    }
}

/// What stands behind blanks; one of them stands before most attributes.
fn without_blanks(text: &str) -> &str {
    let rest = text.strip_prefix(' ').unwrap_or(text);
    match rest.as_bytes().first() {
        Some(b' ' | b'\t' | b'\n' | b'\r') => rest.trim_start_matches([' ', '\t', '\n', '\r']),
        _ => rest,
    }
}

/// What stands in quotes, and what behind them.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let (quote, text) = match text.as_bytes().first()? {
        quote @ (b'"' | b'\'') => (*quote, text.get(1..)?),
        _ => return None,
    };
    let (value, behind) = text.split_at_checked(memchr::memchr(quote, text.as_bytes())?)?;
    Some((value, behind.get(1..)?))
}

fn is_name(key: &Name) -> bool {
    // Those that are known are names.
    matches!(key, Name::Borrowed(_))
        || !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b':' | b'-' | b'.'))
}

fn is_plain(text: &str) -> bool {
    let is_one = |b: u8| matches!(b, b' '..=b'~') & (b != b'&') & (b != b'<');
    // Without a way out on the way, many bytes are looked at together.
    let (wholes, rest) = text.as_bytes().as_chunks::<16>();
    let are_whole = wholes.iter().fold(true, |is_plain, whole| is_plain & whole.iter().fold(true, |all, b| all & is_one(*b)));
    are_whole && rest.iter().all(|b| is_one(*b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use quick_xml::{XmlVersion, events::BytesStart};

    /// What quick-xml finds; nothing where it finds fault.
    fn by_parser(text: &str) -> Option<Vec<(Name, String)>> {
        let content = format!("a{text}");
        let start = BytesStart::from_content(content.as_str(), 1);
        let attribute = |found: Result<quick_xml::events::attributes::Attribute<'_>, _>| {
            let found = found.ok()?;
            let value = found.normalized_value_with(XmlVersion::default(), 1, |_| None).ok()?;
            Some((name(found.key.as_ref()), value.into_owned()))
        };
        start.attributes().map(attribute).collect()
    }

    #[test]
    fn plain_attributes_are_those_of_the_parser() {
        let plain_ones = [
            "",
            " ",
            " name=\"flux\"",
            " name='a \"b\" > c' ucd=\"it's\"",
            "\n\tname=\"\"  xmlns:xsi='http://x/?a=b' ",
            " a.b-c_d=\"1\"",
        ];
        for text in plain_ones {
            let found = plain(text);
            assert!(found.is_some(), "{text:?}");
            assert_eq!(found, by_parser(text), "{text:?}");
        }
    }

    #[test]
    fn all_others_are_left_to_the_parser() {
        let others = [
            " name",
            " name=",
            " name=flux",
            " name=\"flux",
            " name=\"a\"ucd=\"b\"",
            " name = \"a\"",
            " name=\"a\" name=\"b\"",
            " name=\"a &amp; b\"",
            " name=\"a\tb\"",
            " name=\"a<b\"",
            " name=\"µ\"",
            " =\"a\"",
            " ä=\"a\"",
            "name=\"a\"",
            " name=\"a\" /",
        ];
        for text in others {
            assert_eq!(plain(text), None, "{text:?}");
        }
    }
}
