use super::{Chunk, cells::Cells, packed, shape::Shape};
use crate::{
    ErrorKind,
    data::Fault,
    warnings::{ASIDE, ROW_ID},
    xml::events::{elsewhere, resolve},
};
use gaialink_table::{Position, Warning};
use quick_xml::{
    events::{BytesRef, BytesStart, Event},
    reader::Reader,
};
use std::borrow::Cow;

/// How deep elements may nest that do not belong among rows.
const DEEPEST: u32 = 1_000;

/// Takes the rows in a part of a chunk, whatever XML they are: attributes, comments, CDATA sections, entities, prefixes.
pub(super) fn rows(
    chunk: &Chunk,
    part: std::ops::Range<usize>,
    shape: &Shape,
    cells: &mut Cells,
    warnings: &mut Vec<Warning>,
) -> Result<(), Fault> {
    let start = part.start;
    let bytes = chunk.bytes.get(part).unwrap_or_default();
    let text = readable(bytes);
    let is_mapped = matches!(text, Cow::Owned(_));
    let mut xml = Reader::from_str(&text);
    let mut row = Row {
        shape,
        is_mapped,
        cells,
        warnings,
        start,
        cell: None,
        is_packed: false,
        open: 0,
        found: 0,
        stray: 0,
        has_heading: false,
    };
    loop {
        let at = usize::try_from(xml.buffer_position()).unwrap_or(0);
        let event = xml.read_event().map_err(ErrorKind::xml);
        match event.and_then(|event| row.take(event, start.saturating_add(at))) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(kind) => {
                // Mapped bytes are not where they were.
                let at = if is_mapped { row.start } else { start.saturating_add(at) };
                let place = chunk.place.after(chunk.bytes.get(..at).unwrap_or_default());
                return Err(Fault::new(kind).at(place).in_row(row.cells.next_row()));
            }
        }
    }
}

/// The bytes as text; where they are none, each byte as the character of that number, to be taken back later.
fn readable(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().map(|b| char::from(*b)).collect()),
    }
}

/// The row that is being taken.
struct Row<'a> {
    shape: &'a Shape,
    is_mapped: bool,
    cells: &'a mut Cells,
    warnings: &'a mut Vec<Warning>,
    start: usize,
    /// The text of the TD that is open.
    cell: Option<Vec<u8>>,
    /// Whether that is base64 of packed bytes.
    is_packed: bool,
    /// How many elements are open: 1 inside a TR, 2 inside a TD.
    open: u32,
    /// How many cells the row has.
    found: usize,
    /// How many elements are open that do not belong there: their text counts inside a TD only.
    stray: u32,
    /// Whether the row has a TH, as tables of HTML have above their columns.
    has_heading: bool,
}

impl Row<'_> {
    /// Takes what comes next; tells whether there may be more.
    fn take(&mut self, event: Event<'_>, at: usize) -> Result<bool, ErrorKind> {
        match event {
            Event::Start(tag) => self.open(&tag, at)?,
            Event::Empty(tag) => {
                self.open(&tag, at)?;
                self.close()?;
            }
            Event::End(_) => self.close()?,
            Event::Text(text) => self.text(&text.xml10_content())?,
            Event::CData(text) => self.text(&text.xml10_content())?,
            Event::GeneralRef(reference) => self.reference(&reference)?,
            Event::Comment(_) | Event::PI(_) => self.odd(ASIDE, String::new),
            Event::Decl(_) | Event::DocType(_) => return Err(unexpected("a row", "a declaration")),
            Event::Eof => return Ok(false),
        }
        Ok(true)
    }

    fn open(&mut self, tag: &BytesStart<'_>, at: usize) -> Result<(), ErrorKind> {
        let local = tag.local_name();
        let name = local.as_ref();
        match (self.open, name) {
            (0, "TR") if self.stray == 0 => (self.start, self.found, self.has_heading) = (at, 0, false),
            (1, "TD") if self.stray == 0 => {
                self.is_packed = is_packed(tag)?;
                self.cell = Some(Vec::new());
            }
            // Rows end at the first end of a TR, so those inside each other cannot be told apart.
            (1.., "TR") => return Err(unexpected(self.expected(), name)),
            _ if self.shape.is_strict => return Err(unexpected(self.expected(), name)),
            (1, _) if self.stray == 0 && name.eq_ignore_ascii_case("TD") => {
                self.odd("W-ELEMENT", || format!("the element {name} is read as TD"));
                self.is_packed = is_packed(tag)?;
                self.cell = Some(Vec::new());
            }
            (1, "TH") if self.stray == 0 => {
                self.has_heading = true;
                return self.pass(name, "W-ELEMENT", "among the rows is left out");
            }
            (2, _) => return self.pass(name, "W-MARKUP", "inside a TD: only its text is kept"),
            _ => return self.pass(name, "W-ELEMENT", "among the rows is left out"),
        }
        for attribute in tag.attributes().filter_map(Result::ok) {
            match (self.open, attribute.key.as_ref()) {
                (0, "ID") => self.odd(ROW_ID, || "the IDs of rows are left out".to_owned()),
                (1, "encoding") => {}
                _ => self.odd("W-ATTRIBUTE", || format!("the attributes of {name} are passed over")),
            }
        }
        self.open = self.open.saturating_add(1);
        Ok(())
    }

    /// What may come next.
    fn expected(&self) -> &'static str {
        match self.open {
            0 => "TR",
            1 => "TD",
            _ => "the end of TD",
        }
    }

    /// Passes over the start of an element that does not belong there.
    fn pass(&mut self, name: &str, code: &str, why: &str) -> Result<(), ErrorKind> {
        self.odd(code, || format!("the element {name} {why}"));
        self.stray = self.stray.saturating_add(1);
        if self.stray > DEEPEST {
            return Err(unexpected("rows", "elements inside each other, too deep"));
        }
        Ok(())
    }

    /// Warns of something in this row; once among the rows decoded together.
    fn odd(&mut self, code: &str, message: impl FnOnce() -> String) {
        if !self.warnings.iter().any(|warning| warning.code == code) {
            self.warnings.push(Warning::new(code, Position::at_row(self.cells.next_row()), message()));
        }
    }

    fn close(&mut self) -> Result<(), ErrorKind> {
        if self.stray > 0 {
            self.stray = self.stray.saturating_sub(1);
            return Ok(());
        }
        if let Some(mut text) = self.cell.take() {
            if self.is_packed {
                text = packed::text(self.shape, self.found, &text)?;
            }
            self.found = self.found.saturating_add(1);
            if self.found <= self.shape.is_text.len() {
                self.cells.push_text(&text);
            }
        } else {
            self.end_row()?;
        }
        self.open = self.open.saturating_sub(1);
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), ErrorKind> {
        let (expected, found) = (self.shape.is_text.len(), self.found);
        match found {
            // All readers have it so.
            0 if self.has_heading => {
                self.odd("W-ROW", || "a row of TH alone is read as nulls".to_owned());
                (0..expected).for_each(|_| self.cells.push_text(b""));
            }
            _ if found < expected || (found > expected && self.shape.is_strict) => {
                return Err(ErrorKind::CellCount { expected, found });
            }
            _ if found > expected => {
                self.odd("W-ROW", || format!("expected {expected} TD elements, found {found}; the others are left out"));
            }
            _ => {}
        }
        self.cells.end_row(self.start);
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), ErrorKind> {
        match &mut self.cell {
            Some(cell) if self.is_mapped => cell.extend(text.chars().filter_map(|c| u8::try_from(c).ok())),
            Some(cell) => cell.extend_from_slice(text.as_bytes()),
            None if self.stray > 0 || text.bytes().all(|b| b.is_ascii_whitespace()) => {}
            None => return self.aside(),
        }
        Ok(())
    }

    /// Passes over characters that stand in no TD.
    fn aside(&mut self) -> Result<(), ErrorKind> {
        if self.shape.is_strict {
            return Err(unexpected("TR or TD", "characters outside of a TD"));
        }
        self.odd("W-TEXT", || "characters outside of a TD are passed over".to_owned());
        Ok(())
    }

    fn reference(&mut self, reference: &BytesRef<'_>) -> Result<(), ErrorKind> {
        let cell = self.cell.as_mut();
        let is_aside = cell.is_none();
        let resolved = resolve(reference, &self.shape.entities, |text| {
            if let Some(cell) = cell {
                cell.extend_from_slice(text.as_bytes());
            }
        });
        match resolved {
            Err(ErrorKind::Entity { name }) if !self.shape.is_strict && self.shape.entities.may_be_elsewhere(&name) => {
                self.odd("W-ENTITY", || elsewhere(&name));
            }
            resolved => resolved?,
        }
        if is_aside { self.aside() } else { Ok(()) }
    }
}

/// Whether the content of a TD is base64 of packed bytes (VOTable 1.5, A.5).
fn is_packed(tag: &BytesStart<'_>) -> Result<bool, ErrorKind> {
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| ErrorKind::Xml(Box::new(error)))?;
        if attribute.key.as_ref() != "encoding" {
            continue;
        }
        return match attribute.value.trim() {
            "base64" => Ok(true),
            "none" | "" => Ok(false),
            other => Err(ErrorKind::Unsupported { what: format!("a TD with the encoding `{other}`") }),
        };
    }
    Ok(false)
}

fn unexpected(expected: &str, found: &str) -> ErrorKind {
    ErrorKind::Structure { expected: expected.to_owned(), found: found.to_owned() }
}
