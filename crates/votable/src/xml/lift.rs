//! TABLEs and RESOURCEs inside elements that hold none: these end before them, as far as the reader sees.

use super::{
    events::{Events, Node},
    html::is_of_html,
    name::Name,
    tag::Tag,
};
use crate::{Result, validate::elements::is_element};
use std::io::BufRead;

/// How many bytes are looked at for what stands first in a TABLE.
const AHEAD: usize = 1 << 10;

/// How the elements that the reader sees differ from those of the document.
#[derive(Debug, Default)]
pub(super) struct Lifts {
    /// Elements that have ended for the reader and are open in the document: how many elements are open for the reader where
    /// they end there, and how many they are; innermost last.
    ended: Vec<(usize, usize)>,
    /// How many they are together.
    pub(super) count: usize,
    waiting: Option<Waiting>,
    /// Whether the element that started last came from within one of VOTable's.
    is_from_known: bool,
}

/// An element before which others end.
#[derive(Debug)]
struct Waiting {
    tag: Tag,
    is_empty: bool,
    ends: usize,
    is_from_known: bool,
}

impl Lifts {
    /// How deep the element is in the document that has so many around it for the reader.
    fn depth(&self, around: usize) -> usize {
        let ended = self.ended.iter().take_while(|(depth, _)| *depth <= around).map(|(_, count)| count);
        ended.sum::<usize>().saturating_add(around).saturating_add(1)
    }

    /// Takes the end of an element of the document where so many are open for the reader; tells whether it has ended there before.
    pub(super) fn ends(&mut self, open: usize) -> bool {
        let Some((_, count)) = self.ended.last_mut().filter(|(depth, _)| *depth == open) else { return false };
        *count = count.saturating_sub(1);
        self.count = self.count.saturating_sub(1);
        self.ended.pop_if(|(_, count)| *count == 0);
        true
    }

    /// Ends the innermost open element for the reader.
    fn end(&mut self, open: &mut Vec<Name>) {
        open.pop();
        self.count = self.count.saturating_add(1);
        let (depth, mut ended) = (open.len(), 1_usize);
        while let Some((_, count)) = self.ended.pop_if(|(other, _)| *other >= depth) {
            ended = ended.saturating_add(count);
        }
        self.ended.push((depth, ended));
    }
}

impl<R: BufRead> Events<R> {
    /// What comes next and was read before: the end of an empty element, the ends before an element that is lifted, and that itself.
    pub(super) fn at_hand(&mut self) -> Option<Node> {
        if std::mem::take(&mut self.is_empty) {
            self.open.pop();
            return Some(Node::End);
        }
        let waiting = self.lifts.waiting.as_mut()?;
        if let Some(ends) = waiting.ends.checked_sub(1) {
            waiting.ends = ends;
            self.lifts.end(&mut self.open);
            return Some(Node::End);
        }
        let Waiting { tag, is_empty, is_from_known, .. } = self.lifts.waiting.take()?;
        (self.is_empty, self.lifts.is_from_known) = (is_empty, is_from_known);
        self.open.push(tag.to_name());
        Some(Node::Start(tag))
    }

    /// Ends the elements around the one that starts which hold none of its kind, before it starts itself.
    pub(super) fn lift(&mut self, tag: Tag) -> Result<Node> {
        self.lifts.is_from_known = false;
        if !matches!(tag.votable(), "TABLE" | "RESOURCE") {
            return Ok(Node::Start(tag));
        }
        let around = self.open.len().saturating_sub(1);
        let ends = self.open.get(..around).map_or(0, needless);
        if ends == 0 || !self.is_table_or_resource(&tag)? {
            return Ok(Node::Start(tag));
        }
        let first = around.saturating_sub(ends);
        let mut ending = self.open.get(first..around).unwrap_or_default().iter();
        // Anything in it is text by the schema (anyTEXT), so that valid documents have it.
        if self.warnings.is_strict() && ending.any(|name| name == "DESCRIPTION") {
            return Ok(Node::Start(tag));
        }
        let outermost = self.open.get(first).cloned().unwrap_or_default();
        let is_from_known = is_element(&outermost);
        let what = if is_from_known { "" } else { "the element " };
        self.warn("W-ELEMENT", format!("the {} inside {what}{outermost} is read as if it stood in a RESOURCE", tag.name()))?;
        self.namespaces.forget_from(self.lifts.depth(first));
        self.open.pop();
        let is_empty = std::mem::take(&mut self.is_empty);
        self.lifts.waiting = Some(Waiting { tag, is_empty, ends, is_from_known });
        self.next()
    }

    /// Whether the TABLE or RESOURCE that just started stood in an element of VOTable that ended before it.
    pub(crate) fn is_from_known(&self) -> bool {
        self.lifts.is_from_known
    }

    /// Ends all elements around the one that just started, but for the outermost ones.
    pub(crate) fn lift_to(&mut self, outermost: usize) {
        self.namespaces.forget_from(self.lifts.depth(outermost));
        let Some(started) = self.open.pop() else { return };
        while self.open.len() > outermost {
            self.lifts.end(&mut self.open);
        }
        self.open.push(started);
    }

    /// Whether the element that just started is a RESOURCE, or a TABLE that is not one of HTML, which has other elements, or none.
    pub(crate) fn is_table_or_resource(&mut self, tag: &Tag) -> Result<bool> {
        match tag.votable() {
            "RESOURCE" => Ok(true),
            "TABLE" if self.is_empty() => Ok(false),
            "TABLE" => {
                let mut bytes = Vec::new();
                self.source().fill_to(&mut bytes, AHEAD).map_err(|error| self.error(error))?;
                self.source().give_back(&bytes);
                Ok(!is_of_html(&bytes))
            }
            _ => Ok(false),
        }
    }
}

/// How many of the innermost elements hold no TABLE and no RESOURCE; none where these would stand among rows, or in such a one that is itself
/// only a part of something else.
fn needless(around: &[Name]) -> usize {
    let holds = |name: &Name| matches!(&**name, "VOTABLE" | "RESOURCE" | "TABLE");
    let is_among_rows = |name: &Name| matches!(&**name, "TABLEDATA" | "BINARY" | "BINARY2" | "FITS" | "PARQUET" | "TR");
    let count = around.iter().rev().take_while(|name| !holds(name)).count();
    let (outer, inner) = around.split_at(around.len().saturating_sub(count));
    let is_inside = outer.iter().skip_while(|name| *name != "VOTABLE").any(|name| !holds(name));
    if outer.is_empty() || is_inside || inner.iter().any(is_among_rows) { 0 } else { count }
}
