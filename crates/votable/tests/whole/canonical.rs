//! What a document says, whatever its spelling: elements in order, attributes sorted, texts with their blanks.

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

/// One line an element or text, indented by its depth.
pub(crate) fn canonical(document: &str) -> Vec<String> {
    let mut reader = Reader::from_str(document);
    let (mut lines, mut depth, mut text) = (Vec::<String>::new(), 0, String::new());
    loop {
        let in_stream = lines.last().is_some_and(|line| line.trim_start().starts_with("STREAM"));
        let event = reader.read_event().unwrap();
        match &event {
            Event::Text(piece) => text.push_str(&piece.xml_content(XmlVersion::default())),
            Event::CData(piece) => text.push_str(&piece.xml_content(XmlVersion::default())),
            Event::GeneralRef(name) => text.push(match &**name {
                "lt" => '<',
                "gt" => '>',
                "amp" => '&',
                "#13" => '\r',
                other => panic!("&{other};"),
            }),
            Event::Comment(_) | Event::PI(_) | Event::DocType(_) | Event::Decl(_) => {}
            Event::Start(_) | Event::Empty(_) | Event::End(_) | Event::Eof => {
                let said = std::mem::take(&mut text);
                if !said.trim().is_empty() {
                    let said = if in_stream { said.trim() } else { &said };
                    lines.push(format!("{:depth$}`{said}`", ""));
                }
            }
        }
        match event {
            Event::Start(tag) => {
                lines.push(format!("{:depth$}{}", "", element(&tag)));
                depth += 1;
            }
            Event::Empty(tag) => lines.push(format!("{:depth$}{}", "", element(&tag))),
            Event::End(_) => depth -= 1,
            Event::Eof => return lines,
            _ => {}
        }
    }
}

/// The name and the attributes, without those that declare VOTable itself.
fn element(tag: &BytesStart<'_>) -> String {
    let attributes = tag.attributes().map(|attribute| {
        let attribute = attribute.unwrap();
        let value = attribute.normalized_value(XmlVersion::default()).unwrap();
        format!(" {}={value:?}", attribute.key.as_ref())
    });
    let is_frame = |text: &String| [" xmlns=", " xmlns:xsi=", " xsi:", " version="].iter().any(|frame| text.starts_with(frame));
    let mut attributes: Vec<String> = attributes.filter(|text| !is_frame(text)).collect();
    attributes.sort();
    format!("{}{}", tag.name().as_ref(), attributes.concat())
}
