use crate::{
    extras,
    xml::{name::name, namespaces::is_votable, tag::Tag, verbatim::attribute_text},
};
use gaialink_table::schema::Extra;

const SCHEMA_LOCATION: &str = "xsi:schemaLocation";

/// The attributes that nobody took, to be kept as they are. What declares VOTable itself is left out: a writer says it anew.
pub(super) fn rest(tag: Tag) -> Vec<Extra> {
    let others = tag.get(SCHEMA_LOCATION).map(other_schemas).filter(|others| !others.is_empty());
    let others = others.map(|others| (name(SCHEMA_LOCATION), others));
    let kept = tag.attributes.into_iter().filter(|(key, value)| !is_frame(key, value)).chain(others);
    kept.map(|(key, value)| Extra::new(extras::ATTRIBUTE, attribute_text(&key, &value))).collect()
}

/// The schemas of other vocabularies: the pairs of a namespace and a place in which VOTable is not named.
fn other_schemas(locations: &str) -> String {
    let words: Vec<&str> = locations.split_ascii_whitespace().collect();
    let others = words.chunks(2).filter(|pair| !pair.iter().any(|word| is_votable(word)));
    others.flatten().copied().collect::<Vec<_>>().join(" ")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemas_of_others() {
        let cases = [
            ("http://www.ivoa.net/xml/VOTable/v1.3 http://www.ivoa.net/xml/VOTable/votable-1.4.xsd", ""),
            ("xmlns:http://www.ivoa.net/xml/VOTable/VOTable-1.1.xsd", ""),
            ("urn:a a.xsd\n http://www.ivoa.net/xml/VOTable/v1.3 votable.xsd urn:b b.xsd", "urn:a a.xsd urn:b b.xsd"),
            ("", ""),
        ];
        for (locations, want) in cases {
            assert_eq!(other_schemas(locations), want, "{locations}");
        }
    }
}
