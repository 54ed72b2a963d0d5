//! The rows of a TABLEDATA.

use super::{
    cells::Checker,
    code::{ELEMENT, LIMIT, MISSING, ROW, TEXT},
    element::Element,
    frame::Frame,
    walk::{Walk, place},
};
use crate::{
    Result,
    xml::{events::Node, tag::Tag},
};
use std::io::BufRead;

/// What looks at the columns; none for one whose datatype is unknown.
type Checkers = Vec<Option<Checker>>;

impl<R: BufRead + Send> Walk<R> {
    /// Takes the rows of the TABLEDATA that has just started, and its end.
    pub(super) fn rows(&mut self) -> Result<()> {
        let (mut checkers, mut rows, mut text) = (self.checkers(), 0_u64, String::new());
        loop {
            // Rows are no metadata, however many they are.
            self.events.source().renew();
            match self.next()? {
                Node::Start(tag) if tag.name() == "TR" => {
                    rows = rows.saturating_add(1);
                    self.child("TR", &tag);
                    self.row(rows, &mut checkers, &mut text)?;
                }
                Node::Start(tag) => self.stray(&tag, "TABLEDATA")?,
                Node::Text if self.events.text().trim().is_empty() => {}
                Node::Text => self.tell(&TEXT, "characters between the rows"),
                Node::End => break,
                Node::Eof => return Err(self.events.truncated()),
            }
        }
        self.frames.pop();
        if let Some(table) = self.table() {
            table.rows = rows;
        }
        Ok(())
    }

    fn checkers(&mut self) -> Checkers {
        let (standard, limits) = (self.standard, self.options.limits.clone());
        let fields = self.table().map(|table| std::mem::take(&mut table.fields)).unwrap_or_default();
        let mut checkers = Vec::with_capacity(fields.len());
        for field in &fields {
            let checker = field.as_ref().map(|field| Checker::try_new(field, standard, &limits));
            checkers.push(match checker {
                Some(Err(error)) => {
                    self.tell(&LIMIT, error.to_string());
                    None
                }
                Some(Ok(checker)) => Some(checker),
                None => None,
            });
        }
        checkers
    }

    fn row(&mut self, row: u64, checkers: &mut Checkers, text: &mut String) -> Result<()> {
        let mut found = 0_usize;
        loop {
            match self.next()? {
                Node::Start(tag) if tag.name() == "TD" => {
                    self.child("TD", &tag);
                    self.cell_text(text)?;
                    let is_packed = tag.get("encoding").is_some_and(|encoding| encoding.trim() == "base64");
                    if let Some(checker) = checkers.get_mut(found).and_then(Option::as_mut).filter(|_| !is_packed) {
                        self.cell(row, checker, text);
                    }
                    found = found.saturating_add(1);
                }
                Node::Start(tag) => self.stray(&tag, "TR")?,
                Node::Text if self.events.text().trim().is_empty() => {}
                Node::Text => self.tell(&TEXT, "characters between the cells of a row"),
                Node::End => break,
                Node::Eof => return Err(self.events.truncated()),
            }
        }
        self.count(row, found, checkers.len());
        Ok(())
    }

    fn count(&mut self, row: u64, found: usize, expected: usize) {
        let is_unknown = self.table().is_some_and(|table| table.is_unknown);
        let (code, message) = match found {
            0 => (&MISSING, "TR ends without TD".to_owned()),
            _ if is_unknown || found == expected => return,
            _ => (&ROW, format!("a row of {found} TD elements in a TABLE of {expected} columns")),
        };
        self.findings.add_with(code, || (place(&self.events, self.ending).in_row(row), message));
    }

    /// Takes the text of the TD that has just started, and its end.
    fn cell_text(&mut self, text: &mut String) -> Result<()> {
        text.clear();
        loop {
            match self.next()? {
                Node::Text => text.push_str(self.events.text()),
                Node::Start(tag) => self.stray(&tag, "TD")?,
                Node::End => return Ok(()),
                Node::Eof => return Err(self.events.truncated()),
            }
        }
    }

    fn cell(&mut self, row: u64, checker: &mut Checker, text: &str) {
        let Some((code, message)) = checker.check(text) else { return };
        let at = || place(&self.events, self.ending).in_row(row).in_column(checker.name());
        self.findings.add_with(code, || (at(), message));
    }

    /// Looks at the attributes of a TR or TD, which seldom has any.
    fn child(&mut self, name: &'static str, tag: &Tag) {
        if let Some(element) = Element::find(name).filter(|_| !tag.attributes.is_empty()) {
            self.attributes(element, tag);
        }
    }

    /// Tells of an element that does not belong among rows, and passes over it.
    fn stray(&mut self, tag: &Tag, within: &str) -> Result<()> {
        self.tell(&ELEMENT, format!("the element {} inside {within}", tag.qualified));
        self.frames.push(Frame::default());
        self.events.skip()?;
        self.frames.pop();
        Ok(())
    }
}
