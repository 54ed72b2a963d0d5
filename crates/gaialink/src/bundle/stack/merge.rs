//! Rows of one product brought together in the order of their sources, each source once.

use super::{
    OnDuplicate,
    canon::{Canon, Role},
    chunk::{Chunk, Group},
    report::Missing,
    size::size,
    sorter::{Run, Runs},
    tally::Tally,
};
use crate::{Error, ErrorKind, Result};
use gaialink_table::arrow::{
    array::{Array, AsArray, RecordBatch},
    compute::concat_batches,
};
use std::{collections::HashSet, sync::Arc};

/// Rows that are sent on at once, in bytes.
const SENT: usize = 1 << 20;

/// Takes rows in the order of their sources, joins them with those that were sorted before, and gives them on.
pub(super) struct Merge {
    canon: Arc<Canon>,
    runs: Vec<Run>,
    refused: HashSet<usize>,
    on_duplicate: OnDuplicate,
    /// The source that rows were last given of, in each release.
    current: Option<i64>,
    held: Vec<Held>,
    waiting: Vec<RecordBatch>,
    bytes: usize,
    tally: Option<Tally>,
    pub(super) count: Count,
}

/// What was given, and what was not.
#[derive(Clone, Debug, Default)]
pub(super) struct Count {
    pub(super) sources: u64,
    pub(super) rows: u64,
    /// Sources that came again with the same content.
    pub(super) equal: u64,
    /// Sources that came again with another content, and the entries they came from.
    pub(super) unequal: Vec<(i64, usize, usize)>,
}

/// The rows of a source from one entry, and how far those of another one are found to be the same.
struct Held {
    entry: usize,
    release: Option<String>,
    rows: Vec<RecordBatch>,
    /// The entry that is compared, how many of its rows were, and whether all were the same.
    other: Option<(usize, usize, bool)>,
}

impl Held {
    fn len(&self) -> usize {
        self.rows.iter().map(RecordBatch::num_rows).sum()
    }

    /// Compares rows of the other entry with those that were given, but for where they came from.
    fn compare(&mut self, rows: &RecordBatch, canon: &Canon) {
        let Some((_, done, same)) = &mut self.other else { return };
        let is_provenance = |at: &usize| matches!(canon.roles.get(*at), Some(Role::Provenance));
        let columns: Vec<usize> = (0..rows.num_columns()).filter(|at| !is_provenance(at)).collect();
        *same = *same && is_same(&self.rows, *done, rows, &columns);
        *done = done.saturating_add(rows.num_rows());
    }
}

impl Merge {
    pub(super) fn new(canon: Arc<Canon>, runs: Option<Runs>, on_duplicate: OnDuplicate, tally: Option<Tally>) -> Result<Self> {
        let (runs, refused) = match runs {
            Some(mut runs) => {
                let refused = std::mem::take(&mut runs.refused);
                (runs.open()?, refused)
            }
            None => Default::default(),
        };
        let count = Count::default();
        Ok(Self {
            canon,
            runs,
            refused,
            on_duplicate,
            current: None,
            held: Vec::new(),
            waiting: Vec::new(),
            bytes: 0,
            tally,
            count,
        })
    }

    /// The sources that were asked for and did not come.
    pub(super) fn into_missing(self) -> Option<Missing> {
        self.tally.map(Tally::finish)
    }

    /// Takes a chunk, whose sources are behind all of those that came before.
    pub(super) fn push(&mut self, chunk: &Chunk, send: &mut dyn FnMut(RecordBatch) -> Result<()>) -> Result<()> {
        let mut start = 0_usize;
        let mut pending: Option<(usize, usize)> = None;
        for group in &chunk.groups {
            let has_before = self.runs.iter().any(|run| run.key().is_some_and(|key| key < (group.source_id, group.entry)));
            if has_before {
                self.flush(&chunk.batch, &mut pending, send)?;
                self.drain(Some((group.source_id, group.entry)), send)?;
            }
            let end = start.saturating_add(group.rows);
            if self.is_wanted(&chunk.batch, start, group)? {
                pending = match pending {
                    Some((from, to)) if to == start => Some((from, end)),
                    other => {
                        pending = other;
                        self.flush(&chunk.batch, &mut pending, send)?;
                        Some((start, end))
                    }
                };
            }
            start = end;
        }
        self.flush(&chunk.batch, &mut pending, send)
    }

    /// Gives all that is left.
    pub(super) fn finish(&mut self, send: &mut dyn FnMut(RecordBatch) -> Result<()>) -> Result<()> {
        self.drain(None, send)?;
        self.settle()?;
        self.send_waiting(send)
    }

    /// Gives what was sorted before, up to a source and entry.
    fn drain(&mut self, until: Option<(i64, usize)>, send: &mut dyn FnMut(RecordBatch) -> Result<()>) -> Result<()> {
        loop {
            let first = self.runs.iter().enumerate().filter_map(|(at, run)| Some((run.key()?, at))).min();
            let Some((key, at)) = first.filter(|(key, _)| until.is_none_or(|until| *key < until)) else { return Ok(()) };
            let Some(run) = self.runs.get_mut(at) else { return Ok(()) };
            let (batch, group) = run.take()?;
            debug_assert_eq!(key, (group.source_id, group.entry));
            if self.is_wanted(&batch, 0, &group)? {
                self.give(batch, send)?;
            }
        }
    }

    fn flush(
        &mut self,
        batch: &RecordBatch,
        pending: &mut Option<(usize, usize)>,
        send: &mut dyn FnMut(RecordBatch) -> Result<()>,
    ) -> Result<()> {
        match pending.take() {
            Some((from, to)) if to > from => self.give(batch.slice(from, to.saturating_sub(from)), send),
            _ => Ok(()),
        }
    }

    fn give(&mut self, batch: RecordBatch, send: &mut dyn FnMut(RecordBatch) -> Result<()>) -> Result<()> {
        self.count.rows = self.count.rows.saturating_add(u64::try_from(batch.num_rows()).unwrap_or(u64::MAX));
        let bytes = size(&batch);
        self.bytes = self.bytes.saturating_add(bytes);
        self.waiting.push(batch);
        if self.bytes >= SENT { self.send_waiting(send) } else { Ok(()) }
    }

    fn send_waiting(&mut self, send: &mut dyn FnMut(RecordBatch) -> Result<()>) -> Result<()> {
        self.bytes = 0;
        let mut waiting = std::mem::take(&mut self.waiting);
        match (waiting.pop(), waiting.is_empty()) {
            (None, _) => Ok(()),
            (Some(only), true) => send(only),
            (Some(last), false) => {
                waiting.push(last);
                send(concat_batches(&self.canon.arrow, &waiting).map_err(gaialink_table::Error::from)?)
            }
        }
    }

    /// Whether rows are given on: those of a source that came from another entry before are not, unless they are asked for.
    fn is_wanted(&mut self, batch: &RecordBatch, start: usize, group: &Group) -> Result<bool> {
        if self.refused.contains(&group.entry) {
            return Ok(false);
        }
        if self.current != Some(group.source_id) {
            self.settle()?;
            self.current = Some(group.source_id);
        }
        let release = self.release(batch, start);
        let rows = batch.slice(start, group.rows);
        let known = self.held.iter_mut().find(|held| held.release == release);
        let Some(held) = known else {
            self.count.sources = self.count.sources.saturating_add(1);
            if let Some(tally) = &mut self.tally {
                tally.found(group.source_id, release.as_deref());
            }
            self.held.push(Held { entry: group.entry, release, rows: vec![rows], other: None });
            return Ok(true);
        };
        if held.entry == group.entry {
            held.rows.push(rows);
            return Ok(true);
        }
        match self.on_duplicate {
            OnDuplicate::Keep => {
                self.count.equal = self.count.equal.saturating_add(u64::from(held.other.is_none_or(|o| o.0 != group.entry)));
                held.other = Some((group.entry, 0, true));
                Ok(true)
            }
            OnDuplicate::Error => Err(ErrorKind::Duplicate { source_id: group.source_id }.into()),
            OnDuplicate::First => {
                if held.other.is_none_or(|(entry, ..)| entry != group.entry) {
                    Self::settle_one(&mut self.count, group.source_id, held);
                    held.other = Some((group.entry, 0, true));
                }
                held.compare(&rows, &self.canon);
                Ok(false)
            }
        }
    }

    fn settle(&mut self) -> Result<()> {
        let Some(source_id) = self.current else { return Ok(()) };
        for mut held in std::mem::take(&mut self.held) {
            if self.on_duplicate == OnDuplicate::First {
                Self::settle_one(&mut self.count, source_id, &mut held);
            }
        }
        Ok(())
    }

    fn settle_one(count: &mut Count, source_id: i64, held: &mut Held) {
        let Some((entry, rows, same)) = held.other.take() else { return };
        if same && rows == held.len() {
            count.equal = count.equal.saturating_add(1);
        } else {
            count.unequal.push((source_id, held.entry, entry));
        }
    }

    fn release(&self, batch: &RecordBatch, row: usize) -> Option<String> {
        let column = self.canon.place("release").and_then(|at| batch.columns().get(at))?;
        let texts = column.as_string_opt::<i32>()?;
        (row < texts.len() && texts.is_valid(row)).then(|| texts.value(row).to_owned())
    }
}

/// Whether rows are those that stand at a place of others.
fn is_same(held: &[RecordBatch], mut at: usize, rows: &RecordBatch, columns: &[usize]) -> bool {
    let mut done = 0_usize;
    for batch in held {
        if at >= batch.num_rows() {
            at = at.saturating_sub(batch.num_rows());
            continue;
        }
        let len = batch.num_rows().saturating_sub(at).min(rows.num_rows().saturating_sub(done));
        let equal = |column: &usize| match (batch.columns().get(*column), rows.columns().get(*column)) {
            (Some(a), Some(b)) => a.slice(at, len).to_data() == b.slice(done, len).to_data(),
            _ => false,
        };
        if !columns.iter().all(equal) {
            return false;
        }
        done = done.saturating_add(len);
        at = 0;
        if done == rows.num_rows() {
            return true;
        }
    }
    done == rows.num_rows()
}

/// What could not be read twice the same: the error of a source that is there twice.
pub(super) fn twice(error: Error, names: impl FnOnce() -> String) -> Error {
    match error.kind() {
        ErrorKind::Duplicate { .. } => error.at(&names()),
        _ => error,
    }
}
