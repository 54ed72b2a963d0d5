use super::{base64::Base64, beside::Beside, piece::Piece};
use crate::{
    ErrorKind, Result,
    reader::table::Rows,
    xml::{
        events::{Events, Node},
        source::Place,
        tag::Tag,
    },
};
use gaialink_table::Limits;
use std::{
    io::{BufRead, Write},
    path::Path,
};

/// How many characters are taken at once, at most.
const PIECE: usize = 1 << 20;
/// How many characters a stream has at least that is read in large pieces.
const LARGE: usize = 64 << 10;

/// The bytes of a STREAM, whose base64 may be broken by white space, comments and CDATA sections at any place, or those of a
/// file beside the document.
#[derive(Default)]
pub(crate) struct Stream {
    base64: Base64,
    /// What the last characters were read to; the next ones take its room.
    spare: Vec<Vec<u8>>,
    bytes: Vec<u8>,
    used: usize,
    place: Place,
    /// How many characters were taken.
    taken: usize,
    ended: bool,
    /// Whether characters were passed over.
    is_odd: bool,
    /// Where its bytes are not in the document.
    beside: Option<Box<Beside>>,
}

impl Stream {
    pub(crate) fn try_new<R: BufRead>(events: &mut Events<R>, rows: &Rows, base: Option<&Path>, limits: &Limits) -> Result<Self> {
        let place = events.source().place();
        let Some(href) = rows.tag.get("href") else {
            check(events, &rows.tag)?;
            let base64 = Base64::new(!events.warnings.is_strict());
            return Ok(Self { base64, place, ended: rows.is_empty, ..Self::default() });
        };
        let beside = Beside::open(href, rows.tag.get("encoding"), base, limits).map_err(|kind| events.error(kind))?;
        // What stands in the element itself is no data then.
        Self { ended: rows.is_empty, ..Self::default() }.skip(events)?;
        Ok(Self { place, beside: Some(Box::new(beside)), ..Self::default() })
    }

    /// The bytes that were decoded and not consumed.
    pub(super) fn bytes(&self) -> &[u8] {
        self.bytes.get(self.used..).unwrap_or_default()
    }

    /// Whether these are the last ones.
    pub(super) fn ended(&self) -> bool {
        self.ended
    }

    /// Where the stream starts.
    pub(super) fn place(&self) -> Place {
        self.place
    }

    pub(super) fn consume(&mut self, count: usize) {
        self.used = self.used.saturating_add(count).min(self.bytes.len());
    }

    /// Whether its bytes are in a file, which may have been cut.
    pub(super) fn is_beside(&self) -> bool {
        self.beside.is_some()
    }

    /// Whether characters were passed over that are none of base64's.
    pub(super) fn is_odd(&self) -> bool {
        self.is_odd
    }

    /// Passes over all bytes, and counts them.
    pub(super) fn pass_over<R: BufRead>(&mut self, events: &mut Events<R>) -> Result<usize> {
        let mut count = 0_usize;
        while !self.bytes().is_empty() {
            count = count.saturating_add(self.bytes().len());
            self.consume(usize::MAX);
            self.fill(events, PIECE)?;
        }
        Ok(count)
    }

    /// Forgets the last bytes.
    pub(super) fn drop_tail(&mut self, count: usize) {
        self.bytes.truncate(self.bytes.len().saturating_sub(count));
    }

    /// Decodes until there are `want` bytes, or the stream ends.
    pub(super) fn fill<R: BufRead>(&mut self, events: &mut Events<R>, want: usize) -> Result<()> {
        self.bytes.drain(..self.used);
        self.used = 0;
        while self.bytes.len() < want && !self.ended {
            if let Some(beside) = &mut self.beside {
                let place = self.place;
                self.ended = beside.fill(&mut self.bytes).map_err(|fault| fault.at(place).into_error(events, 0))?;
                continue;
            }
            let missing = want.saturating_sub(self.bytes.len());
            let mut pieces = self.pieces(events, missing)?;
            if let Err(fault) = self.base64.decode(&mut pieces, &mut self.bytes) {
                return Err(fault.into_error(events, 0));
            }
            self.spare = pieces.into_iter().map(|piece| piece.text).collect();
            if self.ended {
                self.finish(events)?;
            }
            if let Some(fault) = self.base64.take_odd()
                && !std::mem::replace(&mut self.is_odd, true)
            {
                fault.warn(events, "W-BASE64", "; it and others like it are passed over")?;
            }
        }
        Ok(())
    }

    /// Copies all of it.
    pub(crate) fn copy<R: BufRead>(&mut self, events: &mut Events<R>, out: &mut dyn Write) -> Result<()> {
        loop {
            self.fill(events, PIECE)?;
            let count = self.bytes().len();
            if count == 0 {
                return Ok(());
            }
            out.write_all(self.bytes())?;
            self.consume(count);
        }
    }

    fn finish<R: BufRead>(&mut self, events: &mut Events<R>) -> Result<()> {
        match self.base64.finish(&mut self.bytes) {
            Ok(true) => Ok(()),
            Ok(false) => events.warn("W-BASE64", "the base64 of the STREAM has no padding at its end"),
            Err(reason) => Err(events.error(ErrorKind::Base64 { reason })),
        }
    }

    /// Takes characters for about so many bytes.
    fn pieces<R: BufRead>(&mut self, events: &mut Events<R>, bytes: usize) -> Result<Vec<Piece>> {
        let mut left = bytes.saturating_add(bytes / 2).max(64);
        let mut pieces = Vec::new();
        while left > 0 && !self.ended {
            let want = left.min(PIECE);
            let place = events.source().place();
            let mut text = self.spare.pop().unwrap_or_default();
            text.clear();
            let is_whole = self.take(events, &mut text, want)?;
            left = left.saturating_sub(text.len());
            pieces.push(Piece { text, place });
            if !is_whole {
                self.markup(events, &mut pieces)?;
            }
        }
        Ok(pieces)
    }

    /// Takes up to so many characters; tells whether more may follow at once. Of a stream that turned out to be large, large
    /// pieces are read, and what stands behind its end is given back.
    fn take<R: BufRead>(&mut self, events: &mut Events<R>, text: &mut Vec<u8>, want: usize) -> Result<bool> {
        let source = events.source();
        let is_whole = if self.taken < LARGE {
            let want = want.min(LARGE);
            !source.fill_to_markup(text, want)? && text.len() == want
        } else {
            let want = want.min(self.taken);
            text.reserve(want);
            source.fill_to(text, want)?;
            match memchr::memchr2(b'<', b'&', text) {
                None => text.len() == want,
                Some(markup) => {
                    source.give_back(text.get(markup..).unwrap_or_default());
                    text.truncate(markup);
                    false
                }
            }
        };
        self.taken = self.taken.saturating_add(text.len());
        Ok(is_whole)
    }

    /// Takes what stands between characters, or the end of the stream.
    fn markup<R: BufRead>(&mut self, events: &mut Events<R>, pieces: &mut Vec<Piece>) -> Result<()> {
        let place = events.source().place();
        match events.step()? {
            None => {}
            Some(Node::Text) => {
                let text = events.text().as_bytes().to_vec();
                pieces.push(Piece { text, place });
            }
            Some(Node::End) => self.ended = true,
            Some(Node::Start(tag)) => return Err(events.unexpected("the end of STREAM", tag.qualified)),
            Some(Node::Eof) => return Err(events.truncated()),
        }
        Ok(())
    }

    /// Passes over all of it.
    pub(super) fn skip<R: BufRead>(&mut self, events: &mut Events<R>) -> Result<()> {
        let mut text = Vec::new();
        let mut pieces = Vec::new();
        while !self.ended {
            text.clear();
            pieces.clear();
            if !self.take(events, &mut text, PIECE)? {
                self.markup(events, &mut pieces)?;
            }
        }
        Ok(())
    }
}

/// Looks at what stands inside the document, which can only be base64, whatever is said of it (VOTable 1.5, 5.6).
fn check<R: BufRead>(events: &mut Events<R>, tag: &Tag) -> Result<()> {
    match tag.get("encoding").map(str::trim) {
        Some("base64") => Ok(()),
        None | Some("none" | "") => events.warn("W-ENCODING", "a STREAM without an encoding is read as base64"),
        Some(other) if matches!(other.to_ascii_lowercase().as_str(), "base64" | "gzip" | "dynamic" | "none") => {
            events.warn("W-ENCODING", format!("a STREAM of the encoding `{other}` inside the document is read as base64"))
        }
        Some(other) => {
            let what = format!("a STREAM inside the document with the encoding `{other}`");
            Err(events.error(ErrorKind::Unsupported { what }))
        }
    }
}
