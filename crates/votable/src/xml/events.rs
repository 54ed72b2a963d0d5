use super::{
    attributes,
    entities::Entities,
    lift::Lifts,
    lint,
    name::Name,
    namespaces::Namespaces,
    source::{Place, Source},
    tag::Tag,
};
use crate::{
    Error, ErrorKind, Result,
    warnings::{ASIDE, ROW_ID, Warnings},
};
use gaialink_table::{LimitError, Limits, Position, Warning};
use quick_xml::{XmlVersion, escape::resolve_predefined_entity, events::BytesStart, events::Event, reader::Reader};
use std::{cell::RefCell, fmt::Display, io::BufRead, sync::Arc};

/// The deepest nesting that is followed, whatever the limits say: what comes of it is written and dropped by functions that
/// call themselves.
const DEEPEST: u64 = 1_000;

/// What an element and an attribute count beyond their text, since they take more memory than that.
const ELEMENT: usize = 256;
const ATTRIBUTE: usize = 32;

/// What comes next in a document. Comments, processing instructions and the DTD are passed over; an empty element has a start
/// and an end.
#[derive(Debug)]
pub(crate) enum Node {
    /// An element starts.
    Start(Tag),
    /// The innermost open element ends.
    End,
    /// Characters; see [`Events::text`]. One text may come in several pieces.
    Text,
    /// The document ends.
    Eof,
}

/// The elements of a document, one after the other, with where they are.
pub(crate) struct Events<R> {
    xml: Reader<Source<R>>,
    buf: Vec<u8>,
    version: XmlVersion,
    /// What the document defines for itself.
    pub(crate) entities: Arc<Entities>,
    /// The local names of the open elements.
    pub(super) open: Vec<Name>,
    pub(super) lifts: Lifts,
    /// Whether TABLEs and RESOURCEs in elements that hold none are read as if they stood behind these.
    pub(crate) is_lifting: bool,
    /// Where the last node started.
    at: Place,
    text: String,
    pub(super) namespaces: Namespaces,
    depth: u64,
    /// Whether the last start was that of an empty element, whose end comes next.
    pub(super) is_empty: bool,
    pub(crate) warnings: Warnings,
    /// A column of the present TABLE whose packed cells cannot be read, for its datatype or arraysize is none.
    pub(crate) unclear: Option<String>,
    /// Whether the document is to be written again: blanks around texts are kept, and comments that are left out are told.
    pub(crate) is_exact: bool,
}

impl<R: BufRead> Events<R> {
    pub(crate) fn try_new(inner: R, limits: &Limits, strict: bool) -> Result<Self> {
        let source = Source::try_new(inner, limits)?;
        let xml = Reader::from_reader(source);
        Ok(Self {
            xml,
            buf: Vec::new(),
            version: XmlVersion::default(),
            entities: Arc::default(),
            open: Vec::new(),
            lifts: Lifts::default(),
            is_lifting: false,
            at: Place::default(),
            text: String::new(),
            namespaces: Namespaces::default(),
            depth: limits.max_depth.min(DEEPEST),
            is_empty: false,
            warnings: Warnings::new(strict),
            unclear: None,
            is_exact: false,
        })
    }

    /// The next node.
    pub(crate) fn next(&mut self) -> Result<Node> {
        loop {
            if let Some(node) = self.step()? {
                return Ok(node);
            }
        }
    }

    /// The next node; `None` for a comment and the like, behind which the document goes on.
    pub(crate) fn step(&mut self) -> Result<Option<Node>> {
        self.text.clear();
        if let Some(node) = self.at_hand() {
            return Ok(Some(node));
        }
        self.shorten_aside()?;
        self.buf.clear();
        let event = match self.xml.read_event_into(&mut self.buf) {
            Ok(event) => event,
            Err(error) => return Err(self.failed(error)),
        };
        let plain = attributes::of(&event);
        if plain.is_none()
            && let Some(fault) = lint::fault(&event, self.at.offset == 0)
        {
            let at = self.xml.get_ref().position(self.at);
            self.warnings.add("W-XML", at, fault)?;
        }
        let is_empty = matches!(event, Event::Empty(_));
        let node = match event {
            Event::Start(start) | Event::Empty(start) => {
                let tag = tag_of(&start, plain, self.version, &self.entities);
                self.is_empty = is_empty;
                self.started(tag)?
            }
            Event::End(_) if self.lifts.ends(self.open.len()) => return Ok(None),
            Event::End(_) => {
                self.open.pop();
                Node::End
            }
            Event::Text(text) => {
                self.text.push_str(&text.xml_content(self.version));
                Node::Text
            }
            Event::CData(text) => {
                self.text.push_str(&text.xml_content(self.version));
                Node::Text
            }
            Event::GeneralRef(reference) => {
                let resolved = resolve(&reference, &self.entities, |text| self.text.push_str(text));
                self.referred(resolved)?
            }
            Event::Decl(declaration) => {
                self.version = declaration.xml_version().unwrap_or_default();
                return Ok(None);
            }
            Event::DocType(doctype) => {
                self.entities = Arc::new(Entities::of_doctype(&doctype));
                return Ok(None);
            }
            Event::Comment(_) | Event::PI(_) => {
                self.aside();
                return Ok(None);
            }
            Event::Eof => self.eof()?,
        };
        Ok(Some(node))
    }

    /// Makes a long comment that comes next an empty one; the next node starts where it does.
    fn shorten_aside(&mut self) -> Result<()> {
        self.at = self.xml.get_ref().place();
        match self.xml.get_mut().shorten_aside() {
            Ok(false) => Ok(()),
            Ok(true) => self.warn("W-XML", lint::DASHES),
            Err(error) => Err(self.error(error)),
        }
    }

    fn referred(&mut self, resolved: std::result::Result<(), ErrorKind>) -> Result<Node> {
        match resolved {
            Ok(()) => self.xml.get_mut().charge(self.text.len()),
            Err(ErrorKind::Entity { name }) if self.entities.may_be_elsewhere(&name) => {
                self.warn("W-ENTITY", elsewhere(&name))?;
            }
            Err(kind) => return Err(self.error(kind)),
        }
        Ok(Node::Text)
    }

    /// The next element inside the innermost open one, or `None` at its end.
    pub(crate) fn child(&mut self, within: impl Display) -> Result<Option<Tag>> {
        loop {
            match self.next()? {
                Node::Start(tag) => return Ok(Some(tag)),
                Node::End => return Ok(None),
                Node::Eof => return Err(self.truncated()),
                Node::Text if self.text.trim().is_empty() => {}
                Node::Text => self.warn("W-TEXT", format!("characters inside {within} are passed over"))?,
            }
        }
    }

    /// The characters of the last [`Node::Text`].
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Passes over the rest of the innermost open element.
    pub(crate) fn skip(&mut self) -> Result<()> {
        let mut depth = 0_u64;
        loop {
            match self.next()? {
                Node::Text => {}
                Node::Start(_) => depth += 1,
                Node::End if depth == 0 => return Ok(()),
                Node::End => depth -= 1,
                Node::Eof => return Err(self.truncated()),
            }
        }
    }

    /// Counts a warning at the last node; in strict reading it is an error.
    pub(crate) fn warn(&mut self, code: &str, message: impl Into<String>) -> Result<()> {
        let at = self.position();
        self.warnings.add(code, at, message)
    }

    /// Keeps what was noticed among rows.
    pub(crate) fn keep(&mut self, warning: Warning) -> Result<()> {
        match warning.code.as_str() {
            ASIDE if self.is_exact => self.warnings.aside(warning.at),
            ASIDE => {}
            ROW_ID => self.warnings.note_once(warning),
            _ => self.warnings.push(warning)?,
        }
        Ok(())
    }

    /// Where the last node started.
    pub(crate) fn position(&self) -> Position {
        self.position_of(self.at)
    }

    /// A place, for people.
    pub(crate) fn position_of(&self, place: Place) -> Position {
        self.xml.get_ref().position(place)
    }

    /// An error at the last node.
    pub(crate) fn error(&self, kind: impl Into<ErrorKind>) -> Error {
        Error::new(kind, self.position())
    }

    /// An error at the last node about an element where another is expected.
    pub(crate) fn unexpected(&self, expected: &str, found: impl Into<String>) -> Error {
        self.error(ErrorKind::Structure { expected: expected.to_owned(), found: found.into() })
    }

    /// The error of a document that ends too early.
    pub(crate) fn truncated(&self) -> Error {
        let at = self.position_of(self.xml.get_ref().place());
        Error::new(ErrorKind::Truncated { open: self.path() }, at)
    }

    /// The open elements, outermost first.
    pub(crate) fn path(&self) -> String {
        self.open.join("/")
    }

    /// Whether the element that just started is an empty one, so that nothing stands between its start and its end.
    pub(crate) fn is_empty(&self) -> bool {
        self.is_empty
    }

    /// How many elements are open.
    pub(crate) fn open(&self) -> usize {
        self.open.len()
    }

    /// The bytes behind the last node.
    pub(crate) fn source(&mut self) -> &mut Source<R> {
        self.xml.get_mut()
    }

    /// Notes a comment or processing instruction.
    fn aside(&mut self) {
        if self.is_exact {
            let at = self.position();
            self.warnings.aside(at);
        }
    }

    fn started(&mut self, tag: std::result::Result<(Tag, usize, Option<String>), quick_xml::Error>) -> Result<Node> {
        let (mut tag, expanded, missing) = match tag {
            Ok(tag) => tag,
            Err(error) => return Err(self.failed(error)),
        };
        if let Some(name) = missing {
            self.warn("W-ENTITY", elsewhere(&name))?;
        }
        let cost = ELEMENT.saturating_add(tag.attributes.len().saturating_mul(ATTRIBUTE));
        self.xml.get_mut().charge(expanded.saturating_add(cost));
        self.open.push(tag.to_name());
        let depth = self.open.len().saturating_add(self.lifts.count);
        let found = depth as u64;
        if found > self.depth {
            let what = "depth of elements".to_owned();
            return Err(self.error(LimitError { what, found, limit: self.depth }));
        }
        if let Some(message) = self.namespaces.judge(&mut tag, depth) {
            self.warn("W-NAMESPACE", message)?;
        }
        if self.is_lifting { self.lift(tag) } else { Ok(Node::Start(tag)) }
    }

    fn eof(&mut self) -> Result<Node> {
        if self.open.is_empty() { Ok(Node::Eof) } else { Err(self.truncated()) }
    }

    /// The error for what quick-xml says.
    fn failed(&self, error: quick_xml::Error) -> Error {
        let source = self.xml.get_ref();
        let kind = match error {
            quick_xml::Error::Io(io) => match io.get_ref().and_then(|inner| inner.downcast_ref::<LimitError>()) {
                Some(limit) => ErrorKind::Limit(limit.clone()),
                None => ErrorKind::Io(std::io::Error::new(io.kind(), io)),
            },
            quick_xml::Error::Syntax(_) if source.ended() => return self.truncated(),
            quick_xml::Error::Escape(quick_xml::escape::EscapeError::UnrecognizedEntity(_, name)) => ErrorKind::Entity { name },
            other => ErrorKind::xml(other),
        };
        self.error(kind)
    }
}

/// Gives what a reference stands for: a character, one of XML's own five names (XML 1.0, 4.6), or what the document defines.
pub(crate) fn resolve(
    reference: &quick_xml::events::BytesRef<'_>,
    entities: &Entities,
    push: impl FnOnce(&str),
) -> std::result::Result<(), ErrorKind> {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => push(c.encode_utf8(&mut [0; 4])),
        Ok(None) => match resolve_predefined_entity(reference).or_else(|| entities.get(reference)) {
            Some(text) => push(text),
            None => return Err(ErrorKind::Entity { name: reference.to_string() }),
        },
        Err(error) => return Err(ErrorKind::xml(error)),
    }
    Ok(())
}

/// What is said of an entity that the document leaves to a DTD elsewhere, which is never read.
pub(crate) fn elsewhere(name: &str) -> String {
    format!("the entity `&{name};` is not defined in the document, and what its DTD has of it is left out")
}

/// The start of an element, how many bytes longer its attributes are than they stand there, and an entity in them that is only defined
/// elsewhere; `plain` are the attributes that are spelled plainly.
fn tag_of(
    start: &BytesStart<'_>,
    plain: Option<Vec<(Name, String)>>,
    version: XmlVersion,
    entities: &Entities,
) -> std::result::Result<(Tag, usize, Option<String>), quick_xml::Error> {
    let mut tag = Tag::new(start.name().as_ref());
    if let Some(plain) = plain {
        tag.attributes = plain;
        return Ok((tag, 0, None));
    }
    let (mut expanded, missing) = (0_usize, RefCell::new(None));
    let leave_out = |name: &str| {
        entities.may_be_elsewhere(name).then(|| {
            missing.borrow_mut().get_or_insert(name.to_owned());
            ""
        })
    };
    for attribute in start.attributes() {
        let attribute = attribute?;
        let known = |name: &str| resolve_predefined_entity(name).or_else(|| entities.get(name)).or_else(|| leave_out(name));
        let value = attribute.normalized_value_with(version, 1, known)?;
        expanded = expanded.saturating_add(value.len().saturating_sub(attribute.value.len()));
        tag.push(attribute.key.as_ref(), value);
    }
    Ok((tag, expanded, missing.into_inner()))
}
