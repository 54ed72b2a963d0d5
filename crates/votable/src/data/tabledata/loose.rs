use super::Chunk;
use crate::{
    Result,
    xml::{events::Events, tag::Tag},
};
use std::io::BufRead;

/// Rows that stand in a DATA, or in a TABLE, without a TABLEDATA around them.
#[derive(Debug)]
pub(super) struct Loose {
    /// The TR that was met first.
    first: Option<Tag>,
    ended: bool,
    /// Whether a TABLEDATA with more rows has begun behind them.
    pub(super) goes_on: bool,
}

impl Loose {
    /// Rows of which the start of the first one was met.
    pub(super) fn new(first: Tag) -> Self {
        Self { first: Some(first), ended: false, goes_on: false }
    }

    /// The next rows, as many as make so many bytes; `None` behind the end of the element in which they stand.
    pub(super) fn next<R: BufRead>(&mut self, events: &mut Events<R>, aim: usize) -> Result<Option<Chunk>> {
        // What stands among rows has no place of its own.
        let is_lifting = std::mem::replace(&mut events.is_lifting, false);
        let found = self.read(events, aim);
        events.is_lifting = is_lifting;
        found
    }

    fn read<R: BufRead>(&mut self, events: &mut Events<R>, aim: usize) -> Result<Option<Chunk>> {
        let (mut bytes, place) = (Vec::new(), events.source().place());
        while bytes.len() < aim && !self.ended {
            let tag = match self.first.take() {
                Some(tag) => Some(tag),
                None => events.child("DATA")?,
            };
            match tag {
                Some(tag) if tag.votable() == "TR" => {
                    // So that errors in it tell its line.
                    let lines = events.source().place().lines.saturating_sub(place.after(&bytes).lines);
                    bytes.extend((0..lines).map(|_| b'\n'));
                    bytes.extend_from_slice(events.verbatim(&tag)?.as_bytes());
                    events.source().renew();
                }
                Some(tag) if tag.votable() == "TABLEDATA" && !events.is_empty() => (self.ended, self.goes_on) = (true, true),
                Some(tag) => {
                    events.warn("W-ELEMENT", format!("the element {} among the rows is left out", tag.qualified))?;
                    events.skip()?;
                }
                None => self.ended = true,
            }
        }
        Ok((!bytes.is_empty()).then_some(Chunk { bytes, place }))
    }
}
