use super::text;
use crate::{Version, extras, xml::escape};
use gaialink_table::{Field, LossKind, LossReport, schema::Extra};
use std::collections::HashSet;

/// Elements on their way out, and what could not be kept.
#[derive(Debug, Default)]
pub(super) struct Out {
    pub(super) bytes: Vec<u8>,
    pub(super) losses: LossReport,
    /// The version that is written; `None` for a piece of a document, which keeps all.
    version: Option<Version>,
    /// The IDs of the columns of the table, where it is known.
    columns: Option<HashSet<String>>,
    /// The IDs of what was left out.
    left_out: HashSet<String>,
}

impl Out {
    pub(super) fn new(version: Option<Version>) -> Self {
        Self { version, ..Self::default() }
    }

    /// Whether the version that is written is that one or a later one.
    pub(super) fn since(&self, version: Version) -> bool {
        self.version.is_none_or(|own| own >= version)
    }

    /// The same; where it is not, what is left out for it is a loss.
    pub(super) fn since_or_loss(&mut self, version: Version, subject: &str, what: &str) -> bool {
        let holds = self.since(version);
        if let (false, Some(own)) = (holds, self.version) {
            self.loss(subject, &format!("VOTable {own} has no {what}"));
        }
        holds
    }

    /// Says what the columns of the table are, so that nothing refers to others.
    pub(super) fn set_columns<'a>(&mut self, fields: impl Iterator<Item = &'a Field>) {
        self.columns = Some(fields.filter_map(|field| field.id.clone()).collect());
    }

    /// Whether there is a column of that ID, as far as it is known; a reference to one that is not there is a loss.
    pub(super) fn has_column(&mut self, id: &str) -> bool {
        let found = self.columns.as_ref().is_none_or(|columns| columns.contains(id));
        if !found {
            self.loss(id, "the column that a GROUP refers to is not in the table");
        }
        found
    }

    /// Notes that an element was left out, so that nothing refers to it.
    pub(super) fn leave_out(&mut self, id: Option<&str>) {
        self.left_out.extend(id.map(str::to_owned));
    }

    /// ` ref="…"`, where there is a reference and its target was not left out.
    pub(super) fn reference(&mut self, subject: &str, target: Option<&str>) {
        match target {
            Some(target) if self.left_out.contains(target) => {
                self.loss(subject, &format!("it refers to `{target}`, which is left out"));
            }
            target => self.optional("ref", target),
        }
    }

    /// Counts a piece of metadata that has no place.
    pub(super) fn loss(&mut self, subject: &str, detail: &str) {
        self.losses.add(LossKind::Metadata, subject, detail);
    }

    pub(super) fn raw(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// `<NAME`.
    pub(super) fn start(&mut self, name: &str) {
        self.raw("<");
        self.raw(name);
    }

    /// ` key="value"`.
    pub(super) fn attribute(&mut self, key: &str, value: &str) {
        self.raw(" ");
        self.raw(key);
        self.raw("=\"");
        let replaced = escape::push_attribute(&mut self.bytes, value);
        self.raw("\"");
        self.losses.add_many(LossKind::Value, key, "XML cannot hold a control character", replaced);
    }

    /// The same, where there is a value.
    pub(super) fn optional(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.attribute(key, value);
        }
    }

    /// The attributes among the extras of an element, as they came.
    pub(super) fn extra_attributes<'a>(&mut self, extras: impl IntoIterator<Item = &'a Extra>) {
        for extra in extras.into_iter().filter(|extra| extra.kind == extras::ATTRIBUTE) {
            self.raw(" ");
            self.raw(&extra.text);
        }
    }

    /// Whether there are elements among the extras, or the content of a DESCRIPTION.
    pub(super) fn has_content(extras: &[Extra]) -> bool {
        extras.iter().any(|extra| extra.kind == extras::ELEMENT || extra.kind == extras::TEXT)
    }

    /// The elements among the extras of an element, as they came.
    pub(super) fn extra_elements(&mut self, extras: &[Extra]) {
        extras.iter().filter(|extra| extra.kind == extras::ELEMENT).for_each(|extra| self.verbatim(extra));
    }

    /// `>` and a new line.
    pub(super) fn content(&mut self) {
        self.raw(">\n");
    }

    /// `/>` and a new line.
    pub(super) fn empty(&mut self) {
        self.raw("/>\n");
    }

    /// `</NAME>` and a new line.
    pub(super) fn end(&mut self, name: &str) {
        self.raw("</");
        self.raw(name);
        self.content();
    }

    /// `>text</NAME>` and a new line.
    fn text_and_end(&mut self, text: &str, name: &str) {
        self.raw(">");
        let replaced = escape::push_text(&mut self.bytes, text.as_bytes());
        self.losses.add_many(LossKind::Value, name, "XML cannot hold a control character", replaced);
        self.end(name);
    }

    /// A DESCRIPTION, where there is one, as it came if the extras of its element have that.
    pub(super) fn description(&mut self, text: Option<&str>, extras: &[Extra]) {
        if text.is_some() || text::source(text, extras).is_some() {
            self.start("DESCRIPTION");
            self.content_and_end(text, extras, "DESCRIPTION");
        }
    }

    /// The end of a start tag, a text, where there is one, and the end of the element.
    pub(super) fn content_and_end(&mut self, text: Option<&str>, extras: &[Extra], name: &str) {
        match (text::source(text, extras), text) {
            (Some(source), _) => {
                self.raw(">");
                self.raw(source);
                self.end(name);
            }
            (None, Some(text)) => self.text_and_end(text, name),
            (None, None) => self.empty(),
        }
    }

    /// An element that is written as it came.
    pub(super) fn verbatim(&mut self, extra: &Extra) {
        self.raw(&extra.text);
        self.raw("\n");
    }

    /// Counts the extras of other formats, which have no place here.
    pub(super) fn foreign_extras(&mut self, subject: &str, extras: &[Extra]) {
        for extra in extras.iter().filter(|extra| !extra.kind.starts_with("votable.")) {
            self.loss(subject, &format!("VOTable has no {}", extra.kind));
        }
    }
}
