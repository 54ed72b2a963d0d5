//! The start of a document, and its end before its time.

use super::{
    code::{NAMESPACE, NO_VERSION},
    element::Element,
    frame::Frame,
    standard::Standard::{self, V1_4},
    walk::Walk,
};
use crate::{ErrorKind, Result, xml::tag::Tag};
use std::io::BufRead;

impl<R: BufRead + Send> Walk<R> {
    /// Takes the root.
    pub(super) fn root(&mut self, tag: &Tag) -> Result<()> {
        if self.is_over {
            let found = format!("a second root, {}", tag.qualified);
            return Err(self.events.error(ErrorKind::NotVotable { found }));
        }
        let Some(element) = Element::find(tag.name()).filter(|element| element.name == "VOTABLE") else {
            let found = format!("the element {}", tag.qualified);
            return Err(self.events.error(ErrorKind::NotVotable { found }));
        };
        let prefix = tag.prefix();
        let key = if prefix.is_empty() { "xmlns".to_owned() } else { format!("xmlns:{prefix}") };
        let namespace = tag.get(&key);
        self.standard = self.version(tag.get("version"), namespace);
        let expected = self.standard.namespace();
        if let Some(expected) = expected.filter(|uri| namespace != Some(uri)) {
            let found = namespace.map_or_else(|| "in no namespace".to_owned(), |uri| format!("in the namespace {uri}"));
            self.tell(&NAMESPACE, format!("the elements are {found}; expected {expected}"));
        }
        self.attributes(element, tag);
        self.frames.push(Frame { element: Some(element), ..Frame::default() });
        Ok(())
    }

    /// The version of which the document is, or the likeliest one.
    fn version(&mut self, version: Option<&str>, namespace: Option<&str>) -> Standard {
        let by_namespace = namespace.and_then(Standard::from_namespace);
        if version.is_none() {
            let taken = by_namespace.unwrap_or(V1_4);
            self.tell(&NO_VERSION, format!("VOTABLE has no version; it is taken for one of {taken}"));
        }
        version.and_then(Standard::from_attribute).or(by_namespace).unwrap_or(V1_4)
    }
}
