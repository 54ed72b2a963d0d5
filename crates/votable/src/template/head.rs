use gaialink_table::Schema;
use std::str;

/// What stands before the rows: bytes that are the same in all documents, and values of PARAMs between them.
#[derive(Debug)]
pub(super) struct Head {
    parts: Vec<Part>,
    last: Vec<u8>,
}

/// Bytes, and the value of a PARAM behind them.
#[derive(Debug)]
struct Part {
    before: Vec<u8>,
    quote: u8,
    /// The value where it is not spelled as it is meant, so that it has to be the same everywhere.
    fixed: Option<(Vec<u8>, String)>,
}

impl Head {
    /// The head of a document whose schema is known; nothing where its PARAMs are not just the table's own.
    pub(super) fn try_new(head: &[u8], schema: &Schema) -> Option<Self> {
        let elsewhere = schema.scopes.iter().any(|scope| !scope.params.is_empty() || !scope.groups.is_empty());
        let text = str::from_utf8(head).ok()?;
        if elsewhere || !schema.groups.is_empty() || has_asides(text) || text.contains("nrows") {
            return None;
        }
        let mut parts = Vec::new();
        let mut rest = text;
        for param in &schema.params {
            let tag = rest.find("<PARAM")?;
            let (value, quote) = value(rest.get(tag..)?)?;
            let start = tag.checked_add(value.start)?;
            let spelled = rest.get(start..tag.checked_add(value.end)?)?;
            let is_plain = spelled == param.value && is_value(spelled);
            let fixed = (!is_plain).then(|| (spelled.as_bytes().to_vec(), param.value.clone()));
            parts.push(Part { before: rest.get(..start)?.as_bytes().to_vec(), quote, fixed });
            rest = rest.get(start.checked_add(spelled.len())?..)?;
        }
        (!rest.contains("<PARAM")).then(|| Self { parts, last: rest.as_bytes().to_vec() })
    }

    /// The values of a document that has this head, and what stands behind it.
    pub(super) fn matches<'a>(&'a self, document: &'a [u8]) -> Option<(Vec<&'a str>, &'a [u8])> {
        let mut values = Vec::with_capacity(self.parts.len());
        let mut rest = document;
        for part in &self.parts {
            rest = rest.strip_prefix(part.before.as_slice())?;
            match &part.fixed {
                Some((spelled, value)) => {
                    rest = rest.strip_prefix(spelled.as_slice())?;
                    values.push(value.as_str());
                }
                None => {
                    let end = memchr::memchr(part.quote, rest)?;
                    let (spelled, behind) = rest.split_at_checked(end)?;
                    values.push(str::from_utf8(spelled).ok().filter(|text| is_value(text))?);
                    rest = behind;
                }
            }
        }
        Some((values, rest.strip_prefix(self.last.as_slice())?))
    }
}

/// Whether a value means what it spells: neither markup nor white space that XML would change.
fn is_value(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b' '..=b'~') && !matches!(b, b'<' | b'&' | b'"' | b'\''))
}

/// Whether there are comments, CDATA sections, a DTD, processing instructions or another encoding than UTF-8.
fn has_asides(text: &str) -> bool {
    let body = match text.strip_prefix("<?xml") {
        Some(rest) => {
            let Some((declaration, body)) = rest.split_once("?>") else { return true };
            let upper = declaration.to_ascii_uppercase();
            if upper.contains("ENCODING") && !upper.contains("UTF-8") {
                return true;
            }
            body
        }
        None => text,
    };
    body.contains("<!") || body.contains("<?") || text.starts_with('\u{feff}')
}

/// Where the value of the PARAM at the start of `tag` stands, and its quotes; an attribute's value may hold anything but its quotes.
fn value(tag: &str) -> Option<(std::ops::Range<usize>, u8)> {
    let bytes = tag.as_bytes();
    let mut at = "<PARAM".len();
    loop {
        at = at.checked_add(bytes.get(at..)?.iter().take_while(|b| b.is_ascii_whitespace()).count())?;
        let name_len =
            bytes.get(at..)?.iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b':' | b'-')).count();
        let name = tag.get(at..at.checked_add(name_len)?)?;
        at = at.checked_add(name_len)?;
        let quote = match bytes.get(at..at.checked_add(2)?)? {
            [b'=', quote @ (b'"' | b'\'')] => *quote,
            _ => return None,
        };
        at = at.checked_add(2)?;
        let end = at.checked_add(memchr::memchr(quote, bytes.get(at..)?)?)?;
        if name == "value" {
            return Some((at..end, quote));
        }
        at = end.checked_add(1)?;
    }
}
