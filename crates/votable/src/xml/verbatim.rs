use super::{
    escape,
    events::{Events, Node},
    tag::Tag,
};
use crate::Result;
use std::io::BufRead;

/// What stands in an element: characters and elements.
#[derive(Debug, Default)]
pub(crate) struct Mixed {
    /// The characters, also those in the elements.
    pub(crate) text: String,
    /// All of it, so that it can be written again, where there are elements in it or the document is to be written again.
    pub(crate) source: Vec<u8>,
    pub(crate) has_elements: bool,
}

impl<R: BufRead> Events<R> {
    /// Takes what belongs to the innermost open element up to its end as text.
    pub(crate) fn content(&mut self, name: &str) -> Result<String> {
        let mixed = self.mixed()?;
        if mixed.has_elements {
            self.warn("W-MARKUP", format!("elements inside {name}: only their text is kept"))?;
        }
        Ok(mixed.text)
    }

    /// Takes what belongs to the innermost open element up to its end.
    pub(crate) fn mixed(&mut self) -> Result<Mixed> {
        let mut mixed = Mixed::default();
        loop {
            match self.next()? {
                Node::Text => {
                    mixed.text.push_str(self.text());
                    if mixed.has_elements {
                        escape::push_text(&mut mixed.source, self.text().as_bytes());
                    }
                }
                Node::Start(tag) => {
                    if !std::mem::replace(&mut mixed.has_elements, true) {
                        escape::push_text(&mut mixed.source, mixed.text.as_bytes());
                    }
                    self.copy(&tag, &mut mixed.source, &mut mixed.text)?;
                }
                Node::End => {
                    if self.is_exact && !mixed.has_elements {
                        escape::push_text(&mut mixed.source, mixed.text.as_bytes());
                    }
                    return Ok(mixed);
                }
                Node::Eof => return Err(self.truncated()),
            }
        }
    }

    /// Takes the element that just started as the text of an element, so that it can be written again.
    pub(crate) fn verbatim(&mut self, tag: &Tag) -> Result<String> {
        let mut out = Vec::new();
        self.copy(tag, &mut out, &mut String::new())?;
        Ok(String::from_utf8_lossy(&out).into_owned())
    }

    /// Copies the element that just started, and the characters in it.
    fn copy(&mut self, tag: &Tag, out: &mut Vec<u8>, text: &mut String) -> Result<()> {
        let mut names = vec![self.open_verbatim(tag, out)];
        // An element without content is written as such.
        let mut is_empty = true;
        while let Some(name) = names.last() {
            match self.next()? {
                Node::Text => {
                    close_start(out, &mut is_empty);
                    text.push_str(self.text());
                    escape::push_text(out, self.text().as_bytes());
                }
                Node::Start(tag) => {
                    close_start(out, &mut is_empty);
                    names.push(self.open_verbatim(&tag, out));
                    is_empty = true;
                }
                Node::End => {
                    close(out, name, &mut is_empty);
                    names.pop();
                }
                Node::Eof => return Err(self.truncated()),
            }
        }
        Ok(())
    }

    /// Writes the start of an element without its `>`, and gives the name by which it is closed.
    fn open_verbatim(&self, tag: &Tag, out: &mut Vec<u8>) -> String {
        let name: &str = if tag.foreign { &tag.qualified } else { tag.name() };
        out.push(b'<');
        out.extend_from_slice(name.as_bytes());
        for (key, value) in &tag.attributes {
            out.push(b' ');
            out.extend_from_slice(attribute_text(key, value).as_bytes());
        }
        name.to_owned()
    }
}

/// An attribute as it is written.
pub(crate) fn attribute_text(key: &str, value: &str) -> String {
    let mut out = format!("{key}=\"").into_bytes();
    escape::push_attribute(&mut out, value);
    out.push(b'"');
    String::from_utf8_lossy(&out).into_owned()
}

/// Ends an element; one without content is an empty one.
fn close(out: &mut Vec<u8>, name: &str, is_empty: &mut bool) {
    match std::mem::take(is_empty) {
        true => out.extend_from_slice(b"/>"),
        false => out.extend_from_slice(format!("</{name}>").as_bytes()),
    }
}

fn close_start(out: &mut Vec<u8>, is_empty: &mut bool) {
    if std::mem::take(is_empty) {
        out.push(b'>');
    }
}
