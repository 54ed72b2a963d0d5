use crate::{Version, extras, xml::escape};
use gaialink_table::{LossKind, LossReport, schema::Extra};

/// Elements on their way out, and what could not be kept.
#[derive(Debug, Default)]
pub(super) struct Out {
    pub(super) bytes: Vec<u8>,
    pub(super) losses: LossReport,
    /// The version that is written; `None` for a piece of a document, which keeps all.
    version: Option<Version>,
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
    pub(super) fn extra_attributes(&mut self, extras: &[Extra]) {
        for extra in extras.iter().filter(|extra| extra.kind == extras::ATTRIBUTE) {
            self.raw(" ");
            self.raw(&extra.text);
        }
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
    pub(super) fn text_and_end(&mut self, text: &str, name: &str) {
        self.raw(">");
        let replaced = escape::push_text(&mut self.bytes, text.as_bytes());
        self.losses.add_many(LossKind::Value, name, "XML cannot hold a control character", replaced);
        self.end(name);
    }

    /// A DESCRIPTION, where there is one.
    pub(super) fn description(&mut self, text: Option<&str>) {
        if let Some(text) = text {
            self.start("DESCRIPTION");
            self.text_and_end(text, "DESCRIPTION");
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
