use crate::{
    Result, extras,
    xml::{
        events::{Events, is_votable},
        tag::Tag,
        verbatim::attribute_text,
    },
};
use gaialink_table::schema::Extra;
use std::io::BufRead;

/// The attributes that nobody took, to be kept as they are. What declares VOTable itself is left out: a writer says it anew.
pub(super) fn rest(tag: Tag) -> Vec<Extra> {
    let kept = tag.attributes.into_iter().filter(|(key, value)| !is_frame(key, value));
    kept.map(|(key, value)| Extra::new(extras::ATTRIBUTE, attribute_text(&key, &value))).collect()
}

/// Warns of the attributes that nobody took, where there is no place to keep them.
pub(super) fn none_left<R: BufRead>(events: &mut Events<R>, tag: &Tag) -> Result<()> {
    for (key, value) in &tag.attributes {
        if !is_frame(key, value) {
            let message = format!("the attribute {} of {} is left out", attribute_text(key, value), tag.name());
            events.warn("W-ATTRIBUTE", message)?;
        }
    }
    Ok(())
}

fn is_frame(key: &str, value: &str) -> bool {
    match key.split_once(':') {
        None => key == "xmlns",
        Some(("xmlns", prefix)) => prefix == "xsi" || is_votable(value),
        Some(("xsi", name)) => name.to_ascii_lowercase().ends_with("schemalocation"),
        Some(_) => false,
    }
}
