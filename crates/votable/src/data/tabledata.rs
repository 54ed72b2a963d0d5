//! Rows of text: TABLEDATA (VOTable 1.5, 5.1).

mod cells;
mod cut;
mod decode;
mod fast;
mod general;

use self::{
    cut::{Cut, cut},
    decode::{Shape, decode},
};
use super::{Decoded, Fault};
use crate::{
    Error, Result,
    reader::table::Rows,
    xml::{events::Events, source::Place},
};
use gaialink_table::{Field, LimitError, Limits};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use std::{collections::VecDeque, io::BufRead};

/// How many bytes of a table are taken first.
const FIRST: usize = 8 << 10;

/// Whole rows of a TABLEDATA, as they stand.
#[derive(Debug)]
pub(super) struct Chunk {
    pub(super) bytes: Vec<u8>,
    /// Where they start.
    pub(super) place: Place,
}

/// The rows of a TABLEDATA.
pub(crate) struct TableData {
    shape: Shape,
    chunks: Chunks,
    decoded: VecDeque<std::result::Result<Decoded, Fault>>,
    /// What stopped the reading of chunks, behind those decoded.
    failed: Option<Error>,
}

impl TableData {
    pub(super) fn new(rows: &Rows, fields: &[Field], wanted: &[usize], limits: &Limits) -> Self {
        let shape = Shape::new(fields, wanted, limits);
        Self { shape, chunks: Chunks::new(limits, rows.is_empty), decoded: VecDeque::new(), failed: None }
    }

    /// The next rows. A chunk a thread is read, all are decoded at once, and each is a batch.
    pub(super) fn next<R: BufRead>(&mut self, events: &mut Events<R>, before: u64) -> Result<Option<Decoded>> {
        loop {
            match self.decoded.pop_front() {
                // White space and comments between rows.
                Some(Ok(decoded)) if decoded.rows == 0 && decoded.warnings.is_empty() => continue,
                Some(Ok(decoded)) => return Ok(Some(decoded)),
                Some(Err(fault)) => return Err(fault.into_error(events, before)),
                None => {}
            }
            let group = self.read(events);
            let shape = &self.shape;
            self.decoded = match group.as_slice() {
                [] => return self.failed.take().map_or(Ok(None), Err),
                [only] => VecDeque::from([decode(only, shape)]),
                several => several.par_iter().map(|chunk| decode(chunk, shape)).collect::<Vec<_>>().into(),
            };
        }
    }

    /// Reads a chunk a thread, or those up to the end or an error.
    fn read<R: BufRead>(&mut self, events: &mut Events<R>) -> Vec<Chunk> {
        let mut group = Vec::new();
        while self.failed.is_none() && group.len() < rayon::current_num_threads() {
            match self.chunks.next(events) {
                Ok(Some(chunk)) => group.push(chunk),
                Ok(None) => break,
                Err(error) => self.failed = Some(error),
            }
        }
        group
    }
}

/// Passes over the rows of a TABLEDATA.
pub(super) fn skip<R: BufRead>(events: &mut Events<R>, limits: &Limits) -> Result<()> {
    let mut chunks = Chunks::new(limits, false);
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
    ended: bool,
}

impl Chunks {
    fn new(limits: &Limits, ended: bool) -> Self {
        let most = usize::try_from(limits.max_row).unwrap_or(usize::MAX);
        let aim = limits.batch_size();
        Self { rest: Vec::new(), aim, most, first: FIRST.min(aim), ended }
    }

    /// The next rows, or `None` when the next thing in the document is the end of the TABLEDATA.
    fn next<R: BufRead>(&mut self, events: &mut Events<R>) -> Result<Option<Chunk>> {
        if self.ended {
            return Ok(None);
        }
        let mut bytes = std::mem::take(&mut self.rest);
        let mut want = std::mem::replace(&mut self.first, self.aim);
        loop {
            let source = events.source();
            bytes.reserve(want.saturating_sub(bytes.len()));
            source.fill_to(&mut bytes, want)?;
            let place = source.place().before(&bytes);
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
                Cut::None if want >= self.most => {
                    let what = "bytes of a row of TABLEDATA".to_owned();
                    let (found, limit) = ((want as u64).saturating_add(1), self.most as u64);
                    return Err(events.error(LimitError { what, found, limit }));
                }
                Cut::None => want = want.saturating_mul(2).min(self.most),
            }
        }
    }
}
