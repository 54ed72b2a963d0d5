use crate::{
    Result, extras,
    xml::{escape, events::Events},
};
use gaialink_table::schema::Extra;
use std::io::BufRead;

/// Reads the text of an element that may have one, such as INFO, without the blanks around it.
pub(super) fn text<R: BufRead>(events: &mut Events<R>, name: &str, extras: &mut Vec<Extra>) -> Result<Option<String>> {
    let text = events.content(name)?;
    if events.is_exact && trimmed(&text) != text {
        let mut source = Vec::new();
        escape::push_text(&mut source, text.as_bytes());
        keep(extras, &source);
    }
    Ok(said(text))
}

/// Reads a DESCRIPTION, without the blanks around it and the elements in it, which are kept as an extra; a second one is joined to the first.
pub(super) fn description<R: BufRead>(
    events: &mut Events<R>,
    description: &mut Option<String>,
    extras: &mut Vec<Extra>,
) -> Result<()> {
    let mixed = events.mixed()?;
    if mixed.has_elements || events.is_exact && (mixed.text.is_empty() || trimmed(&mixed.text) != mixed.text) {
        keep(extras, &mixed.source);
    }
    match description {
        Some(first) => {
            first.push('\n');
            first.push_str(trimmed(&mixed.text));
            events.warn("W-DESCRIPTION", "a second DESCRIPTION is joined to the first")
        }
        None => {
            *description = said(mixed.text);
            Ok(())
        }
    }
}

fn keep(extras: &mut Vec<Extra>, source: &[u8]) {
    extras.push(Extra::new(extras::TEXT, String::from_utf8_lossy(source)));
}

fn said(text: String) -> Option<String> {
    let trimmed = trimmed(&text);
    match trimmed.len() {
        0 => None,
        length if length == text.len() => Some(text),
        _ => Some(trimmed.to_owned()),
    }
}

/// The text without the blanks of XML around it.
fn trimmed(text: &str) -> &str {
    text.trim_matches([' ', '\t', '\n', '\r'])
}
