mod latin1;

use self::latin1::Latin1;
use super::{aside::Aside, decoding::Decoding};
use gaialink_table::{LimitError, Limits, Position};
use std::io::{self, BufRead, ErrorKind, Read};

/// A place in a document: bytes of UTF-8 before it, and line feeds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) offset: u64,
    pub(crate) lines: u64,
}

impl Place {
    /// The place behind some bytes that follow this one.
    pub(crate) fn after(self, bytes: &[u8]) -> Self {
        let lines = self.lines.saturating_add(count_lines(bytes));
        Self { offset: self.offset.saturating_add(bytes.len() as u64), lines }
    }

    /// The place before some bytes that end at this one.
    pub(crate) fn before(self, bytes: &[u8]) -> Self {
        let lines = self.lines.saturating_sub(count_lines(bytes));
        Self { offset: self.offset.saturating_sub(bytes.len() as u64), lines }
    }
}

fn count_lines(bytes: &[u8]) -> u64 {
    match bytes {
        [] => 0,
        [only] => u64::from(*only == b'\n'),
        _ => memchr::memchr_iter(b'\n', bytes).count() as u64,
    }
}

/// The bytes of a document, with the place reached, a budget, and a way to give bytes back.
pub(crate) struct Source<R> {
    inner: Decoding<R>,
    /// What was given back.
    returned: Vec<u8>,
    used: usize,
    place: Place,
    /// How many bytes may be read as metadata, and whether they are counted now.
    budget: u64,
    counted: bool,
    limit: u64,
    /// How many bytes of a comment may be passed over.
    most_aside: u64,
    /// Whether a DOCTYPE was met.
    has_doctype: bool,
    ended: bool,
    latin1: Latin1,
}

impl<R: BufRead> Source<R> {
    pub(crate) fn try_new(inner: R, limits: &Limits) -> io::Result<Self> {
        let limit = limits.max_metadata;
        let inner = Decoding::try_new(inner)?;
        let place = Place::default();
        Ok(Self {
            inner,
            returned: Vec::new(),
            used: 0,
            place,
            budget: limit,
            counted: true,
            limit,
            most_aside: limits.max_row,
            has_doctype: false,
            ended: false,
            latin1: Latin1::default(),
        })
    }

    /// The place of the next byte.
    pub(crate) fn place(&self) -> Place {
        self.place
    }

    /// A place in the original document, for people.
    pub(crate) fn position(&self, place: Place) -> Position {
        let mut at = Position::at_line(place.lines.saturating_add(1));
        at.byte = Some(self.original(place));
        at
    }

    /// The byte of the original document at a place.
    pub(crate) fn original(&self, place: Place) -> u64 {
        self.inner.original(place.offset.saturating_sub(self.latin1.added))
    }

    /// Where the first byte stood around the rows that was no UTF-8 and was taken for Latin-1.
    pub(crate) fn latin1(&self) -> Option<&Position> {
        self.latin1.first.as_ref()
    }

    /// Lets as many bytes be read as metadata as at the start.
    pub(crate) fn renew(&mut self) {
        self.budget = self.limit;
    }

    /// Counts bytes that entities stand for as metadata as well.
    pub(crate) fn charge(&mut self, bytes: usize) {
        self.budget = self.budget.saturating_sub(bytes as u64);
    }

    /// Whether the end of the input was seen.
    pub(crate) fn ended(&self) -> bool {
        self.ended
    }

    /// The encoding that the document names, where nobody knows it.
    pub(crate) fn unknown_encoding(&self) -> Option<&str> {
        self.inner.unknown()
    }

    /// Whether a byte could not be decoded.
    pub(crate) fn malformed(&self) -> bool {
        self.inner.malformed()
    }

    /// Appends bytes to `buf` until it holds `want`, or the input ends. Data does not count as metadata.
    pub(crate) fn fill_to(&mut self, buf: &mut Vec<u8>, want: usize) -> io::Result<()> {
        self.latin1.valid = 0;
        let before = buf.len();
        let again = self.returned.get(self.used..).unwrap_or_default();
        let step = again.len().min(want.saturating_sub(before));
        buf.extend_from_slice(again.get(..step).unwrap_or_default());
        self.used = self.used.saturating_add(step);
        if buf.len() < want {
            let result = self.inner.fill_to(buf, want);
            self.ended = buf.len() < want;
            result?;
        }
        self.place = self.place.after(buf.get(before..).unwrap_or_default());
        Ok(())
    }

    /// Appends the bytes up to the next tag or entity to `buf`, but no more than `want` in all; tells whether one comes next.
    pub(crate) fn fill_to_markup(&mut self, buf: &mut Vec<u8>, want: usize) -> io::Result<bool> {
        self.counted = false;
        let result = self.fill_to_markup_uncounted(buf, want);
        self.counted = true;
        result
    }

    fn fill_to_markup_uncounted(&mut self, buf: &mut Vec<u8>, want: usize) -> io::Result<bool> {
        while buf.len() < want {
            let available = match self.fill_buf() {
                Err(e) if e.kind() == ErrorKind::Interrupted => continue,
                other => other?,
            };
            let window = available.get(..available.len().min(want.saturating_sub(buf.len()))).unwrap_or_default();
            let markup = memchr::memchr2(b'<', b'&', window);
            let step = markup.unwrap_or(window.len());
            if step == 0 {
                return Ok(markup.is_some());
            }
            buf.extend_from_slice(window.get(..step).unwrap_or_default());
            self.advance(step, 0);
            if markup.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Makes a comment or processing instruction that comes next and does not end within what is at hand an empty one, without holding it;
    /// tells whether `--` stands in such a comment. A DOCTYPE is held instead.
    pub(crate) fn shorten_aside(&mut self) -> io::Result<bool> {
        const START: usize = 5;
        let is_first = !self.has_doctype;
        let mut available = self.ready()?;
        if available.len() < START && available.starts_with(b"<") {
            let mut bytes = Vec::with_capacity(START);
            self.fill_to(&mut bytes, START)?;
            self.give_back(&bytes);
            available = self.ready()?;
        }
        if available.starts_with(b"<!D") && is_first {
            self.hold_doctype()?;
            return Ok(false);
        }
        match Aside::of(available) {
            Some(aside) if aside.scan().end(available).is_none() => {
                let (is_whole, is_odd) = self.skip_aside(aside)?;
                // The end of the input is found by who reads it.
                let rest = if is_whole { aside.empty } else { aside.start() };
                self.give_back(rest);
                Ok(is_odd)
            }
            _ => Ok(false),
        }
    }

    /// Has a DOCTYPE come in one piece, unless it is very long: the parser may take one that is ill-formed in different ways in different pieces.
    fn hold_doctype(&mut self) -> io::Result<()> {
        const ENOUGH: usize = 64 << 10;
        self.has_doctype = true;
        let mut bytes = Vec::new();
        let result = self.fill_to(&mut bytes, ENOUGH);
        self.ended = false;
        self.give_back(&bytes);
        result
    }

    /// Passes over a comment or processing instruction that comes next; tells whether it has an end, and whether `--` stands in it.
    pub(crate) fn skip_aside(&mut self, aside: Aside) -> io::Result<(bool, bool)> {
        let (mut scan, mut taken, limit) = (aside.scan(), 0_u64, self.most_aside);
        loop {
            let available = match self.ready() {
                Err(e) if e.kind() == ErrorKind::Interrupted => continue,
                other => other?,
            };
            let (end, length) = (scan.end(available), available.len());
            self.advance(end.unwrap_or(length), 0);
            taken = taken.saturating_add(length as u64);
            if taken > limit && end.is_none() {
                let what = "bytes of a comment or processing instruction".to_owned();
                return Err(io::Error::other(LimitError { what, found: taken, limit }));
            }
            if end.is_some() || length == 0 {
                return Ok((end.is_some(), scan.is_odd));
            }
        }
    }

    /// Gives bytes back that were taken last; they come again.
    pub(crate) fn give_back(&mut self, bytes: &[u8]) {
        self.latin1.valid = 0;
        self.put_before(bytes);
        self.place = self.place.before(bytes);
    }

    fn put_before(&mut self, bytes: &[u8]) {
        let rest = self.returned.split_off(self.used.min(self.returned.len()));
        self.returned.clear();
        self.returned.extend_from_slice(bytes);
        self.returned.extend_from_slice(&rest);
        self.used = 0;
    }

    #[inline]
    fn ready(&mut self) -> io::Result<&[u8]> {
        if self.used < self.returned.len() {
            return Ok(self.returned.get(self.used..).unwrap_or_default());
        }
        let available = self.inner.fill_buf()?;
        self.ended = available.is_empty();
        Ok(available)
    }

    /// Counts and consumes.
    fn advance(&mut self, amount: usize, cost: u64) {
        let lines = match self.ready() {
            Ok(bytes) => count_lines(bytes.get(..amount).unwrap_or(bytes)),
            Err(_) => 0,
        };
        self.place.lines = self.place.lines.saturating_add(lines);
        self.place.offset = self.place.offset.saturating_add(amount as u64);
        self.budget = self.budget.saturating_sub(cost);
        self.latin1.valid = self.latin1.valid.saturating_sub(amount);
        if self.used < self.returned.len() {
            self.used = self.used.saturating_add(amount);
        } else {
            self.inner.consume(amount);
        }
    }
}

impl<R: BufRead> Read for Source<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let taken = self.fill_buf()?.read(buf)?;
        self.consume(taken);
        Ok(taken)
    }
}

impl<R: BufRead> BufRead for Source<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let (counted, budget, limit) = (self.counted, self.budget, self.limit);
        if !counted {
            return self.ready();
        }
        self.make_valid()?;
        let valid = self.latin1.valid;
        let available = self.ready()?;
        if available.is_empty() {
            return Ok(available);
        }
        if budget == 0 {
            let what = "metadata of the document".to_owned();
            return Err(io::Error::other(LimitError { what, found: limit.saturating_add(1), limit }));
        }
        let most = usize::try_from(budget).unwrap_or(usize::MAX).min(valid);
        Ok(available.get(..most).unwrap_or(available))
    }

    fn consume(&mut self, amount: usize) {
        self.advance(amount, amount as u64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    fn source(text: &str, capacity: usize) -> Source<BufReader<&[u8]>> {
        let mut limits = Limits::default();
        limits.max_metadata = 10;
        Source::try_new(BufReader::with_capacity(capacity, text.as_bytes()), &limits).unwrap()
    }

    #[test]
    fn bytes_come_again_and_places_with_them() {
        for capacity in 1..12 {
            let mut source = source("ab\ncd\nef<g", capacity);
            let mut bytes = Vec::new();
            source.fill_to(&mut bytes, 7).unwrap();
            assert_eq!((bytes.as_slice(), source.place()), (&b"ab\ncd\ne"[..], Place { offset: 7, lines: 2 }));
            assert_eq!(source.place().before(&bytes), Place::default());
            source.give_back(b"d\ne");
            assert_eq!(source.place(), Place { offset: 4, lines: 1 });
            bytes.clear();
            assert!(!source.fill_to_markup(&mut bytes, 2).unwrap(), "as many as wanted, and none of them markup");
            source.give_back(b"\n");
            assert!(source.fill_to_markup(&mut bytes, 100).unwrap());
            assert_eq!((bytes.as_slice(), source.place()), (&b"d\n\nef"[..], Place { offset: 8, lines: 2 }));
        }
    }

    #[test]
    fn metadata_is_counted_and_data_is_not() {
        let mut source = source("0123456789abcdef", 4);
        let mut bytes = Vec::new();
        source.fill_to(&mut bytes, 5).unwrap();
        let error = source.read_to_end(&mut bytes).unwrap_err();
        assert_eq!(error.to_string(), "metadata of the document: 11 is beyond the limit of 10");
        assert_eq!(bytes, b"0123456789abcde");
    }
}
