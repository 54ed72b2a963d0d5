use super::name::{Name, name};

/// As many attributes as most elements have.
const SEVERAL: usize = 8;

/// The attributes behind the name in a start tag, where they are spelled plainly: `name="value"` each, of ASCII, with nothing that
/// stands for something else. Nothing where they are not, or two have one name.
pub(super) fn plain(text: &str) -> Option<Vec<(Name, String)>> {
    let mut found: Vec<(Name, String)> = Vec::new();
    let mut rest = text;
    loop {
        let next = rest.trim_start_matches([' ', '\t', '\n', '\r']);
        if next.is_empty() {
            return Some(found);
        }
        let (key, behind) = next.split_at_checked(memchr::memchr(b'=', next.as_bytes())?)?;
        let (value, behind) = quoted(behind.strip_prefix('=')?)?;
        let is_apart = next.len() < rest.len();
        let key = name(key);
        if !is_apart || !is_name(&key) || !is_plain(value) || found.iter().any(|(other, _)| *other == key) {
            return None;
        }
        if found.is_empty() {
            found.reserve(SEVERAL);
        }
        found.push((key, value.to_owned()));
        rest = behind;
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

fn is_name(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b':' | b'-' | b'.'))
}

fn is_plain(value: &str) -> bool {
    // Without a way out on the way, many bytes are looked at together.
    value.bytes().fold(true, |is_plain, b| is_plain & matches!(b, b' '..=b'~') & (b != b'&') & (b != b'<'))
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
