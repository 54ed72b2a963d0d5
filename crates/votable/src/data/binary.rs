//! Packed rows: BINARY and BINARY2 (VOTable 1.5, 5.3 and 5.4), in base64 or in a file.

mod base64;
mod beside;
mod piece;
pub(crate) mod plan;
pub(super) mod stream;

pub(crate) use self::beside::is_elsewhere;
use self::stream::Stream;
use super::{Decoded, fault::Fault};
use crate::{
    ErrorKind, Result, Serialization,
    reader::table::Rows,
    xml::{events::Events, source::Place},
};
use gaialink_table::{
    Field, LimitError, Limits, Position,
    rows::{NoHeap, RowError, RowPlan, Scan},
};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use std::{collections::VecDeque, io::BufRead, ops::Range, path::Path};

/// The rows of a BINARY or BINARY2.
pub(crate) struct Binary {
    plan: RowPlan,
    stream: Stream,
    has_fields: bool,
    /// Whether there was a row.
    has_rows: bool,
    /// Bytes that a batch aims at.
    aim: usize,
    limits: Limits,
    decoded: VecDeque<std::result::Result<Decoded, Fault>>,
    /// What stopped the reading of rows, behind those decoded.
    failed: Option<Fault>,
}

impl Binary {
    pub(super) fn try_new<R: BufRead>(
        events: &mut Events<R>,
        rows: &Rows,
        fields: &[Field],
        wanted: &[usize],
        base: Option<&Path>,
        limits: &Limits,
    ) -> Result<Self> {
        if let Some(column) = &events.unclear {
            let what = format!("packed rows with {column}");
            return Err(events.error(ErrorKind::Unsupported { what }));
        }
        let has_mask = rows.serialization == Serialization::Binary2;
        let plan = plan::plan(fields, has_mask, Some(wanted), limits)
            .map_err(|error| fault_of(error, Some(events.source().place())).into_error(events, 0))?;
        Ok(Self {
            plan,
            stream: Stream::try_new(events, rows, base, limits)?,
            has_fields: !fields.is_empty(),
            has_rows: false,
            aim: limits.batch_size(),
            limits: limits.clone(),
            decoded: VecDeque::new(),
            failed: None,
        })
    }

    /// The next rows. Bytes for a batch a thread are read, all are decoded at once.
    pub(super) fn next<R: BufRead>(&mut self, events: &mut Events<R>, before: u64) -> Result<Option<Decoded>> {
        loop {
            match self.decoded.pop_front() {
                Some(Ok(decoded)) => return Ok(Some(decoded)),
                Some(Err(fault)) => return Err(fault.into_error(events, before)),
                None => {}
            }
            if let Some(fault) = self.failed.take() {
                return Err(fault.into_error(events, before));
            }
            let batches = self.read(events)?;
            let (plan, bytes) = (&self.plan, self.stream.bytes());
            let decode = |batch: &Batch| decode(plan, bytes, batch);
            self.decoded = match batches.as_slice() {
                [] if self.failed.is_some() => continue,
                [] => return Ok(None),
                [only] => VecDeque::from([decode(only)]),
                several => several.par_iter().map(decode).collect::<Vec<_>>().into(),
            };
            let used = batches.last().map_or(0, |batch| batch.bytes.end);
            self.has_rows |= used > 0;
            self.stream.consume(used);
        }
    }

    /// Finds the rows of the next batches.
    fn read<R: BufRead>(&mut self, events: &mut Events<R>) -> Result<Vec<Batch>> {
        let threads = rayon::current_num_threads();
        let mut batches: Vec<Batch> = Vec::new();
        let mut window = self.aim;
        while batches.len() < threads && self.failed.is_none() {
            let start = batches.last().map_or(0, |batch| batch.bytes.end);
            let end = start.saturating_add(window);
            if self.stream.bytes().len() < end && !self.stream.ended() {
                let group = self.aim.saturating_mul(threads.saturating_sub(batches.len()));
                self.stream.fill(events, start.saturating_add(group).max(end))?;
            }
            let bytes = self.stream.bytes().get(start..).unwrap_or_default();
            if bytes.is_empty() {
                break;
            }
            match self.scan(bytes, window) {
                Err(error) => self.failed = Some(fault_of(error, Some(self.stream.place()))),
                Ok(scan) if scan.rows > 0 => {
                    let bytes = start..start.saturating_add(scan.bytes);
                    batches.push(Batch { bytes, scan });
                    window = self.aim;
                }
                // The end of the stream, and no whole row.
                Ok(_) if bytes.len() <= window && self.stream.ended() => {
                    let left = bytes.len();
                    self.tail(events, left, start > 0)?;
                    break;
                }
                // There is no row, however many bytes there are.
                Ok(_) if !self.has_fields => {
                    let left = self.stream.pass_over(events)?;
                    self.tail(events, left, false)?;
                    break;
                }
                Ok(_) => window = self.wider(events, window)?,
            }
        }
        Ok(batches)
    }

    /// Passes over the last bytes, which are no whole row. They are an error where they are all that there is of a STREAM of
    /// which characters were passed over, and in a file, which may have been cut.
    fn tail<R: BufRead>(&mut self, events: &mut Events<R>, left: usize, has_rows: bool) -> Result<()> {
        let is_no_data = self.stream.is_odd() && !has_rows && !self.has_rows;
        if is_no_data || self.stream.is_beside() || events.warnings.is_strict() {
            self.failed = Some(self.partial(left));
            return Ok(());
        }
        self.stream.drop_tail(left);
        let what = ErrorKind::PartialRow { left };
        events.warn("W-STREAM", format!("{what}; they are passed over"))
    }

    fn scan(&self, bytes: &[u8], window: usize) -> std::result::Result<Scan, RowError> {
        if !self.has_fields {
            return Ok(Scan::default());
        }
        self.plan.scan(bytes.get(..window).unwrap_or(bytes), usize::MAX)
    }

    fn wider<R: BufRead>(&self, events: &Events<R>, window: usize) -> Result<usize> {
        let (found, limit) = ((window as u64).saturating_add(1), self.limits.max_row);
        if found > limit {
            let what = "bytes of a row".to_owned();
            return Err(events.error(LimitError { what, found, limit }));
        }
        let most = usize::try_from(limit).unwrap_or(usize::MAX);
        Ok(window.saturating_mul(2).min(most))
    }

    fn partial(&self, left: usize) -> Fault {
        Fault::new(ErrorKind::PartialRow { left }).at(self.stream.place()).in_row(1)
    }
}

/// Passes over a STREAM.
pub(crate) fn skip<R: BufRead>(events: &mut Events<R>) -> Result<()> {
    Stream::default().skip(events)
}

/// Decodes the characters of a whole stream; nothing where something is odd about them.
pub(crate) fn decode_base64(text: &[u8]) -> Option<Vec<u8>> {
    let (mut base64, mut bytes) = (base64::Base64::default(), Vec::new());
    base64.decode_text(text.to_vec(), &mut bytes).ok()?;
    base64.finish(&mut bytes).ok().filter(|is_padded| *is_padded)?;
    Some(bytes)
}

/// Rows among the decoded bytes of a stream.
struct Batch {
    bytes: Range<usize>,
    scan: Scan,
}

fn decode(plan: &RowPlan, bytes: &[u8], batch: &Batch) -> std::result::Result<Decoded, Fault> {
    let bytes = bytes.get(batch.bytes.clone()).unwrap_or_default();
    let decoded = plan.decode(bytes, &batch.scan, &NoHeap).map_err(|error| fault_of(error, None))?;
    Ok(Decoded { columns: decoded.columns, rows: batch.scan.rows, warnings: decoded.warnings })
}

fn fault_of(error: RowError, place: Option<Place>) -> Fault {
    let Position { row, column, .. } = error.position();
    let mut fault = Fault::new(gaialink_table::Error::from(error));
    fault.row = row;
    if let Some(place) = place {
        fault = fault.at(place);
    }
    column.iter().fold(fault, |fault, name| fault.in_column(name))
}
