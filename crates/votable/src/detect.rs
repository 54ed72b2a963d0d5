use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// Whether the first bytes of a file look like a VOTable.
///
/// White space, an XML declaration, comments, processing instructions and a DOCTYPE may stand before a root element whose
/// name is `VOTABLE`, with any prefix. UTF-16 is decoded. A prefix that is cut inside what stands before the root is
/// no VOTable: give at least a few hundred bytes.
///
/// ```
/// assert!(gaialink_votable::detect(b"<?xml version='1.0'?>\n<!-- x -->\n<vot:VOTABLE version='1.4'>"));
/// assert!(!gaialink_votable::detect(b"<html><VOTABLE>"));
/// ```
pub fn detect(prefix: &[u8]) -> bool {
    let (encoding, mark) = match Encoding::for_bom(prefix) {
        Some(found) => found,
        None if prefix.starts_with(&[0, b'<']) => (UTF_16BE, 0),
        None if prefix.starts_with(&[b'<', 0]) => (UTF_16LE, 0),
        None => (encoding_rs::UTF_8, 0),
    };
    let (text, _) = encoding.decode_without_bom_handling(prefix.get(mark..).unwrap_or_default());
    root(&text).is_some_and(|name| name.rsplit(':').next() == Some("VOTABLE"))
}

/// The name of the root element.
fn root(text: &str) -> Option<&str> {
    let mut rest = text.trim_start();
    loop {
        rest = if let Some(inside) = rest.strip_prefix("<!--") {
            inside.split_once("-->")?.1
        } else if let Some(inside) = rest.strip_prefix("<?") {
            inside.split_once("?>")?.1
        } else if let Some(inside) = rest.strip_prefix("<!DOCTYPE") {
            after_doctype(inside)?
        } else {
            return rest.strip_prefix('<')?.split([' ', '\t', '\r', '\n', '>', '/']).next();
        }
        .trim_start();
    }
}

/// What stands behind a DOCTYPE, which may hold declarations in brackets.
fn after_doctype(text: &str) -> Option<&str> {
    let end = text.find(['>', '['])?;
    let (_, rest) = text.split_at(end);
    match rest.strip_prefix('[') {
        Some(inside) => inside.split_once(']')?.1.split_once('>').map(|(_, rest)| rest),
        None => rest.strip_prefix('>'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots() {
        let cases: [(&str, bool); 14] = [
            ("<VOTABLE>", true),
            ("<VOTABLE", true),
            ("  \n<VOTABLE version=\"1.1\">", true),
            ("\u{feff}<?xml version=\"1.0\"?><VOTABLE/>", true),
            ("<!DOCTYPE VOTABLE SYSTEM \"http://us-vo.org/xml/VOTable.dtd\"><VOTABLE>", true),
            ("<!DOCTYPE VOTABLE [<!ENTITY a \"b>\">]>\n<VOTABLE>", true),
            ("<?xml version=\"1.0\"?><?xml-stylesheet href=\"x\"?><!--<html>--><v:VOTABLE xmlns:v=\"x\">", true),
            ("<VOTABLES>", false),
            ("<html><VOTABLE>", false),
            ("<votable>", false),
            ("VOTABLE", false),
            ("SIMPLE  =                    T", false),
            ("<!-- <VOTABLE>", false),
            ("", false),
        ];
        for (text, want) in cases {
            assert_eq!(detect(text.as_bytes()), want, "{text:?}");
            if text.starts_with(' ') {
                // UTF-16 without a mark is known by its first `<`.
                continue;
            }
            let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            assert_eq!(detect(&wide), want, "UTF-16LE of {text:?}");
            let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(detect(&wide), want, "UTF-16BE of {text:?}");
        }
    }
}
