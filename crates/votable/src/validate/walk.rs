use super::{
    ValidateOptions,
    code::{ENCODING, ENTITY, NAMESPACE, NOT_ASCII, STREAM, TEXT, XML},
    fatal,
    frame::Frame,
    ids::Ids,
    standard::Standard::{self, V1_5},
};
use crate::{
    Result,
    xml::events::{Events, Node},
};
use gaialink_table::{Code, Finding, Findings, Position};
use std::{collections::HashSet, io::BufRead};

/// The way through a document, element by element.
pub(super) struct Walk<R> {
    pub(super) events: Events<R>,
    pub(super) findings: Findings,
    pub(super) standard: Standard,
    pub(super) ids: Ids,
    pub(super) options: ValidateOptions,
    /// The elements that are open.
    pub(super) frames: Vec<Frame>,
    /// The prefixes that were declared.
    pub(super) prefixes: HashSet<String>,
    /// Whether the root has ended.
    pub(super) is_over: bool,
    /// The element that ends just now.
    pub(super) ending: Option<&'static str>,
}

impl<R: BufRead + Send> Walk<R> {
    pub(super) fn try_new(inner: R, options: &ValidateOptions) -> Result<Self> {
        let options = options.clone();
        Ok(Self {
            events: Events::try_new(inner, &options.limits, false)?,
            findings: Findings::new(options.per_code),
            standard: V1_5,
            ids: Ids::new(options.limits.max_metadata),
            options,
            frames: Vec::new(),
            prefixes: HashSet::new(),
            is_over: false,
            ending: None,
        })
    }

    /// Goes to the end, or to what stops the reading.
    pub(super) fn run(mut self) -> Result<Vec<Finding>> {
        match self.walk() {
            Ok(()) => {
                self.encoding();
                self.ids.finish(&mut self.findings);
            }
            Err(error) => fatal::fatal(error, &mut self.findings)?,
        }
        Ok(self.findings.finish())
    }

    fn walk(&mut self) -> Result<()> {
        loop {
            match self.next()? {
                Node::Start(tag) => self.start(tag)?,
                Node::End => self.end(),
                Node::Text => self.text(),
                Node::Eof if self.is_over => return Ok(()),
                Node::Eof => return Err(self.events.error(fatal::nothing())),
            }
        }
    }

    /// The next node; tells of what is ill-formed in it.
    pub(super) fn next(&mut self) -> Result<Node> {
        let node = self.events.next();
        if !self.events.warnings.is_empty() {
            for warning in self.events.warnings.take() {
                let code = match warning.code.as_str() {
                    "W-ENTITY" => &ENTITY,
                    "W-NAMESPACE" => &NAMESPACE,
                    _ => &XML,
                };
                self.findings.add(code, warning.at, warning.message);
            }
        }
        node
    }

    /// Where the last node is, with the elements around it.
    pub(super) fn at(&self) -> Position {
        place(&self.events, self.ending)
    }

    /// Tells something about the last node.
    pub(super) fn tell(&mut self, code: &Code, message: impl Into<String>) {
        self.findings.add_with(code, || (place(&self.events, self.ending), message.into()));
    }

    fn text(&mut self) {
        if self.events.text().trim().is_empty() {
            return;
        }
        let standard = self.standard;
        let Some(frame) = self.frames.last_mut() else {
            return self.tell(&TEXT, "characters outside of the VOTABLE");
        };
        if let Some(info) = frame.info.as_mut().filter(|info| info.len() < 1_000) {
            info.push_str(self.events.text());
        }
        if let Some(element) = frame.element.filter(|element| !element.takes_text(standard)) {
            let shown: String = self.events.text().trim().chars().take(40).collect();
            self.tell(&TEXT, format!("the characters `{shown}` inside {}", element.name));
        }
    }

    /// Takes what the reading of rows found odd.
    pub(super) fn oddities(&mut self, before: u64) {
        for warning in self.events.warnings.take() {
            let mut at = warning.at;
            at.row = at.row.map(|row| row.saturating_add(before));
            let code = if warning.code == "W-LATIN1" { &NOT_ASCII } else { &STREAM };
            self.findings.add(code, at, warning.message);
        }
    }

    fn encoding(&mut self) {
        if let Some(at) = self.events.source().latin1().cloned() {
            self.findings.add(&ENCODING, at, "a byte that is no UTF-8, taken for Latin-1");
        }
        if self.events.source().malformed() {
            self.findings.add(&ENCODING, Position::default(), "some bytes are none of the encoding of the document");
        }
        if let Some(name) = self.events.source().unknown_encoding() {
            let message = format!("the encoding `{name}` is not known; the document is taken for UTF-8");
            self.findings.add(&ENCODING, Position::at_line(1), message);
        }
    }
}

/// Where the last node is, with the elements around it and the one that ends.
pub(super) fn place<R: BufRead + Send>(events: &Events<R>, ending: Option<&'static str>) -> Position {
    let mut at = events.position();
    let names = [events.path(), ending.unwrap_or_default().to_owned()];
    let names: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).collect();
    at.element = Some(names.join("/")).filter(|path| !path.is_empty());
    at
}
