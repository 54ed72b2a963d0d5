use crate::{extras, xml::events::resolve};
use gaialink_table::schema::Extra;
use quick_xml::{events::Event, reader::Reader};

/// The content of an element as it came, where that was more than the text that it says and the text is still the same.
pub(super) fn source<'a>(text: Option<&str>, extras: &'a [Extra]) -> Option<&'a str> {
    let kept = extras.iter().find(|extra| extra.kind == extras::TEXT)?;
    let said = plain(&kept.text)?;
    (said.trim_matches([' ', '\t', '\n', '\r']) == text.unwrap_or_default()).then_some(kept.text.as_str())
}

/// The text in a piece of XML, without the elements; nothing where that is none.
fn plain(source: &str) -> Option<String> {
    let mut xml = Reader::from_str(source);
    let (mut text, mut open) = (String::new(), 0_u32);
    loop {
        match xml.read_event().ok()? {
            Event::Text(piece) => text.push_str(&piece.xml10_content()),
            Event::GeneralRef(reference) => {
                resolve(&reference, &Default::default(), |piece| text.push_str(piece)).ok()?;
            }
            Event::Start(_) => open = open.saturating_add(1),
            Event::End(_) => open = open.saturating_sub(1),
            Event::Empty(_) => {}
            Event::Eof => return (open == 0).then_some(text),
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_still_says_the_same_is_taken() {
        let cases = [
            (Some("a b"), " a <i>b</i>\n", true),
            (Some("a<b&"), "a&lt;b&amp;", true),
            (Some("é"), "&#233;", true),
            (None, " ", true),
            (None, "", true),
            (Some("other"), " a ", false),
            (Some("a"), "<i>a", false),
            (Some("a"), "a</i>", false),
            (Some("a"), "&x;a", false),
            (Some("a"), "<!-- c -->a", false),
        ];
        for (text, source, is_taken) in cases {
            let extras = [Extra::new(extras::ATTRIBUTE, "a=\"b\""), Extra::new(extras::TEXT, source)];
            assert_eq!(super::source(text, &extras), is_taken.then_some(source), "{source:?}");
        }
        assert_eq!(super::source(Some("a"), &[]), None);
    }
}
