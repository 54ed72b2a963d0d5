//! Rows of text: TABLEDATA (VOTable 1.5, 5.1).

mod cells;
mod cut;
mod decode;
mod fast;
mod general;
mod junk;
mod long;
mod loose;
mod odd;
mod packed;
mod shape;

use self::{
    cut::{Cut, cut},
    decode::Rows as Decoding,
    loose::Loose,
    shape::Shape,
};
use super::{Decoded, Fault};
use crate::{
    Error, Result,
    reader::table::Rows,
    xml::{
        entities::Entities,
        events::Events,
        source::{Place, Source},
    },
};
use gaialink_table::{Field, LimitError, Limits};
use rayon::prelude::{IntoParallelIterator, ParallelIterator};
use std::{
    collections::VecDeque,
    io::{self, BufRead},
    sync::Arc,
};

/// How many bytes of a table are taken first.
const FIRST: usize = 8 << 10;

/// Whole rows of a TABLEDATA, as they stand.
#[derive(Debug)]
pub(super) struct Chunk {
    pub(super) bytes: Vec<u8>,
    /// Where they start.
    pub(super) place: Place,
}

/// The first rows of a chunk as they were decoded, and the rest of them.
type Ready = (Option<std::result::Result<Decoded, Fault>>, Decoding);

/// The rows of a TABLEDATA.
pub(crate) struct TableData {
    shape: Arc<Shape>,
    chunks: Chunks,
    /// Chunks that were read while those before them were decoded.
    ahead: Vec<Chunk>,
    ready: VecDeque<Ready>,
    /// What stopped the reading of chunks, behind those decoded.
    failed: Option<Error>,
}

impl TableData {
    pub(super) fn try_new(
        rows: &Rows,
        fields: &[Field],
        wanted: &[usize],
        (limits, is_strict): (&Limits, bool),
        entities: &Arc<Entities>,
    ) -> std::result::Result<Self, LimitError> {
        let mut shape = Shape::try_new(fields, wanted, limits, is_strict)?;
        shape.entities = Arc::clone(entities);
        let shape = Arc::new(shape);
        let chunks = Chunks::new(limits, rows);
        Ok(Self { shape, chunks, ahead: Vec::new(), ready: VecDeque::new(), failed: None })
    }

    /// The next rows. Several chunks are decoded at once, while the next ones are read.
    pub(super) fn next<R: BufRead + Send>(&mut self, events: &mut Events<R>, before: u64) -> Result<Option<Decoded>> {
        loop {
            while let Some((first, rest)) = self.ready.front_mut() {
                match first.take().or_else(|| rest.decode(&self.shape)) {
                    Some(Ok(decoded)) => return Ok(Some(decoded)),
                    Some(Err(fault)) => return Err(fault.into_error(events, before)),
                    None => drop(self.ready.pop_front()),
                }
            }
            if self.ahead.is_empty() {
                self.read_ahead(events);
            }
            if self.ahead.is_empty() {
                return self.failed.take().map_or(Ok(None), Err);
            }
            self.decode(events);
        }
    }

    /// Decodes the chunks that were read and, where these are several, reads the next ones meanwhile.
    fn decode<R: BufRead + Send>(&mut self, events: &mut Events<R>) {
        let group = std::mem::take(&mut self.ahead);
        let shape = Arc::clone(&self.shape);
        let decode = |chunk: Chunk| {
            let mut rows = Decoding::new(chunk);
            (rows.decode(&shape), rows)
        };
        if group.len() == 1 {
            self.ready = group.into_iter().map(decode).collect();
            return;
        }
        let decode = || group.into_par_iter().map(decode).collect::<Vec<_>>();
        let (ready, ()) = rayon::join(decode, || self.read_ahead(events));
        self.ready = ready.into();
    }

    /// Reads two chunks a thread, so that none waits long for the others; fewer at the end or an error.
    fn read_ahead<R: BufRead>(&mut self, events: &mut Events<R>) {
        while self.failed.is_none() && self.ahead.len() < rayon::current_num_threads().saturating_mul(2) {
            match self.chunks.next(events) {
                Ok(Some(chunk)) => self.ahead.push(chunk),
                Ok(None) => break,
                Err(error) => self.failed = Some(error),
            }
        }
    }
}

/// Rows that are in memory as a whole, and few.
#[derive(Debug)]
pub(crate) struct Whole(Shape);

impl Whole {
    /// Of rows with these columns.
    pub(crate) fn try_new(fields: &[Field], limits: &Limits) -> Option<Self> {
        let all: Vec<usize> = (0..fields.len()).collect();
        Shape::try_new(fields, &all, limits, true).ok().map(Self)
    }

    /// Decodes them; nothing where something is wrong, or where they make more than one batch.
    pub(crate) fn decode(&self, rows: &[u8]) -> Option<Decoded> {
        let text = std::str::from_utf8(rows).ok()?;
        let has_asides =
            memchr::memchr2_iter(b'!', b'?', rows).any(|at| at.checked_sub(1).and_then(|at| rows.get(at)) == Some(&b'<'));
        if has_asides || text.contains("</TABLEDATA") {
            return None;
        }
        let mut found = Decoding::new(Chunk { bytes: rows.to_vec(), place: Place::default() });
        let first = match found.decode(&self.0) {
            Some(decoded) => decoded.ok()?,
            None => return None,
        };
        found.decode(&self.0).is_none().then_some(first)
    }
}

/// Passes over rows.
pub(super) fn skip<R: BufRead>(events: &mut Events<R>, rows: &Rows, limits: &Limits) -> Result<()> {
    let mut chunks = Chunks::new(limits, rows);
    while chunks.next(events)?.is_some() {}
    Ok(())
}

/// Cuts the bytes of a TABLEDATA at the ends of rows.
struct Chunks {
    /// What was read behind the last cut.
    rest: Vec<u8>,
    /// How many bytes a chunk aims at, and how many it may take.
    aim: usize,
    most: usize,
    /// How many bytes are taken before the end of the rows is looked for: few at first, since many tables are small and what
    /// stands behind them has to be given back.
    first: usize,
    /// Where they stand in no TABLEDATA.
    loose: Option<Loose>,
    ended: bool,
}

impl Chunks {
    fn new(limits: &Limits, rows: &Rows) -> Self {
        let most = usize::try_from(limits.max_row).unwrap_or(usize::MAX);
        // The text of a number takes more room than the number.
        let aim = limits.batch_size().div_ceil(2);
        let loose = rows.is_loose.then(|| Loose::new(rows.tag.clone()));
        Self { rest: Vec::new(), aim, most, first: FIRST.min(aim), loose, ended: rows.is_empty }
    }

    /// The next rows, or `None` when the next thing in the document is the end of the TABLEDATA.
    fn next<R: BufRead>(&mut self, events: &mut Events<R>) -> Result<Option<Chunk>> {
        if self.ended {
            return Ok(None);
        }
        if let Some(loose) = &mut self.loose {
            let chunk = loose.next(events, self.aim)?;
            if chunk.is_some() || !loose.goes_on {
                return Ok(chunk);
            }
            self.loose = None;
        }
        let mut bytes = std::mem::take(&mut self.rest);
        let mut want = std::mem::replace(&mut self.first, self.aim);
        let (mut place, mut blanks) = (events.source().place().before(&bytes), 0_usize);
        loop {
            let source = events.source();
            bytes.reserve(want.saturating_sub(bytes.len()));
            source.fill_to(&mut bytes, want)?;
            match cut(&bytes) {
                Cut::End(at) => {
                    source.give_back(bytes.get(at..).unwrap_or_default());
                    bytes.truncate(at);
                    self.ended = true;
                    return Ok(Some(Chunk { bytes, place }));
                }
                _ if want < self.aim && bytes.len() == want => want = want.saturating_mul(4).min(self.aim),
                Cut::Rows(at) => {
                    let rest = bytes.get(at..).unwrap_or_default();
                    self.rest.reserve(self.aim);
                    self.rest.extend_from_slice(rest);
                    bytes.truncate(at);
                    return Ok(Some(Chunk { bytes, place }));
                }
                Cut::None if bytes.len() < want => {
                    return Err(events.truncated());
                }
                Cut::None if is_blank(&bytes) && blanks < self.most => {
                    (blanks, place) = (blanks.saturating_add(bytes.len()), place.after(&bytes));
                    bytes.clear();
                }
                Cut::None if shorten(&mut bytes, &mut place, source).map_err(|error| events.error(error))? => {}
                Cut::None if want >= self.most || is_blank(&bytes) => {
                    let what = "bytes of a row of TABLEDATA".to_owned();
                    let (found, limit) = ((want.max(blanks) as u64).saturating_add(1), self.most as u64);
                    return Err(events.error(LimitError { what, found, limit }));
                }
                Cut::None => want = want.saturating_mul(2).min(self.most),
            }
        }
    }
}

fn is_blank(bytes: &[u8]) -> bool {
    bytes.trim_ascii().is_empty()
}

/// Takes out a comment or processing instruction that goes on behind the bytes. The place is then that of the bytes behind it. Tells whether
/// there was one.
fn shorten<R: BufRead>(bytes: &mut Vec<u8>, place: &mut Place, source: &mut Source<R>) -> io::Result<bool> {
    let Some((start, aside)) = cut::open_aside(bytes) else { return Ok(false) };
    source.give_back(bytes.get(start..).unwrap_or_default());
    bytes.truncate(start);
    let (is_whole, _) = source.skip_aside(aside)?;
    bytes.extend_from_slice(if is_whole { aside.empty } else { aside.start() });
    *place = source.place().before(bytes);
    Ok(true)
}
