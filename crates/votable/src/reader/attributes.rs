use crate::{
    extras,
    xml::{namespaces::is_votable, tag::Tag, verbatim::attribute_text},
};
use gaialink_table::schema::Extra;

/// The attributes that nobody took, to be kept as they are. What declares VOTable itself is left out: a writer says it anew.
pub(super) fn rest(tag: Tag) -> Vec<Extra> {
    let kept = tag.attributes.into_iter().filter(|(key, value)| !is_frame(key, value));
    kept.map(|(key, value)| Extra::new(extras::ATTRIBUTE, attribute_text(&key, &value))).collect()
}

/// The attributes of a STREAM that say something of the rows, not of how they are found and written down; none of a TABLEDATA.
pub(super) fn of_stream(tag: &Tag) -> Vec<Extra> {
    let said = |key: &str| tag.name() == "STREAM" && key != "href" && key != "encoding";
    let kept = tag.attributes.iter().filter(|(key, value)| said(key) && !is_frame(key, value));
    kept.map(|(key, value)| Extra::new(extras::STREAM, attribute_text(key, value))).collect()
}

fn is_frame(key: &str, value: &str) -> bool {
    match key.split_once(':') {
        None => key == "xmlns",
        Some(("xmlns", prefix)) => prefix == "xsi" || is_votable(value),
        Some(("xsi", name)) => name.to_ascii_lowercase().ends_with("schemalocation"),
        Some(_) => false,
    }
}
