//! Rows whose sources come in any order: sorted in memory, and in a temporary file where they are many.

use super::{
    canon::Canon,
    chunk::{Chunk, Group},
    merge::size,
};
use crate::{Error, Format, Result, temporary::Temporary};
use arrow::ipc::{reader::StreamReader, writer::StreamWriter};
use gaialink_table::arrow::{
    array::{AsArray, Int64Array, RecordBatch, RecordBatchOptions, UInt32Array},
    compute::{SortColumn, concat_batches, lexsort_to_indices, take_record_batch},
    datatypes::{DataType, Field, Int64Type, Schema, SchemaRef},
};
use std::{
    collections::{HashSet, VecDeque},
    fs::File,
    io::{BufReader, BufWriter},
    sync::Arc,
};

/// How many bytes of a sorted run are read at once.
const PAGE: usize = 256 << 10;
/// How many runs there may be before they are merged into one.
const RUNS: usize = 64;

/// Takes rows in any order.
pub(super) struct Sorter {
    canon: Arc<Canon>,
    arrow: SchemaRef,
    held: Vec<RecordBatch>,
    bytes: usize,
    /// How many bytes are held before they go to a file.
    limit: usize,
    files: Vec<Temporary>,
    refused: HashSet<usize>,
}

/// Rows in the order of their sources, in several parts.
pub(super) struct Runs {
    held: VecDeque<RecordBatch>,
    files: Vec<Temporary>,
    source: usize,
    /// The entries of which a part was taken before they turned out to be broken.
    pub(super) refused: HashSet<usize>,
}

impl Sorter {
    pub(super) fn new(canon: Arc<Canon>, limit: usize) -> Self {
        let entry = Arc::new(Field::new("gaialink_entry", DataType::Int64, false));
        let fields: Vec<_> = canon.arrow.fields().iter().cloned().chain([entry]).collect();
        let arrow = Arc::new(Schema::new(fields));
        Self { canon, arrow, held: Vec::new(), bytes: 0, limit, files: Vec::new(), refused: HashSet::new() }
    }

    pub(super) fn canon(&self) -> &Arc<Canon> {
        &self.canon
    }

    pub(super) fn push(&mut self, chunk: &Chunk) -> Result<()> {
        let entries =
            chunk.groups.iter().flat_map(|group| std::iter::repeat_n(i64::try_from(group.entry).unwrap_or(i64::MAX), group.rows));
        let entries: Int64Array = entries.collect::<Vec<i64>>().into();
        let mut columns = chunk.batch.columns().to_vec();
        columns.push(Arc::new(entries));
        let batch = with_schema(&self.arrow, columns, chunk.batch.num_rows())?;
        self.bytes = self.bytes.saturating_add(size(&batch));
        self.held.push(batch);
        if self.bytes >= self.limit { self.spill() } else { Ok(()) }
    }

    /// Leaves out what was taken of an entry.
    pub(super) fn refuse(&mut self, entry: usize) {
        self.refused.insert(entry);
    }

    /// Ends the taking.
    pub(super) fn finish(mut self) -> Result<Runs> {
        let source = self.source();
        if self.files.is_empty() {
            let sorted = self.sorted()?;
            return Ok(Runs { held: sorted.into_iter().collect(), files: Vec::new(), source, refused: self.refused });
        }
        self.spill()?;
        Ok(Runs { held: VecDeque::new(), files: self.files, source, refused: self.refused })
    }

    fn source(&self) -> usize {
        self.canon.place("source_id").unwrap_or(0)
    }

    /// What is held as one sorted batch.
    fn sorted(&mut self) -> Result<Option<RecordBatch>> {
        let held = std::mem::take(&mut self.held);
        self.bytes = 0;
        if held.is_empty() {
            return Ok(None);
        }
        let all = concat_batches(&self.arrow, &held).map_err(gaialink_table::Error::from)?;
        drop(held);
        let last = all.num_columns().saturating_sub(1);
        let mut keys: Vec<SortColumn> = [self.source(), last]
            .into_iter()
            .filter_map(|at| Some(SortColumn { values: Arc::clone(all.columns().get(at)?), options: None }))
            .collect();
        // The rows of a source keep their order.
        let places = UInt32Array::from_iter_values(0..u32::try_from(all.num_rows()).unwrap_or(u32::MAX));
        keys.push(SortColumn { values: Arc::new(places), options: None });
        let order = lexsort_to_indices(&keys, None).map_err(gaialink_table::Error::from)?;
        Ok(Some(take_record_batch(&all, &order).map_err(gaialink_table::Error::from)?))
    }

    fn spill(&mut self) -> Result<()> {
        let Some(sorted) = self.sorted()? else { return Ok(()) };
        let rows = sorted.num_rows();
        let step = rows.div_ceil(size(&sorted).div_ceil(PAGE).max(1)).max(1);
        let parts = (0..rows).step_by(step).map(|at| Ok(sorted.slice(at, step.min(rows.saturating_sub(at)))));
        let file = spilled(&self.arrow, parts)?;
        self.files.push(file);
        if self.files.len() >= RUNS {
            self.join()?;
        }
        Ok(())
    }

    /// Makes one run of all.
    fn join(&mut self) -> Result<()> {
        let source = self.source();
        let files = std::mem::take(&mut self.files);
        let mut runs = Runs { held: VecDeque::new(), files, source, refused: HashSet::new() }.open()?;
        let parts = std::iter::from_fn(|| {
            let first = runs.iter().enumerate().filter_map(|(at, run)| Some((run.key()?, at))).min()?;
            runs.get_mut(first.1).map(|run| run.take_with_entry())
        });
        let mut paged = Paged { parts, arrow: Arc::clone(&self.arrow) };
        let file = spilled(&self.arrow, std::iter::from_fn(|| paged.next()))?;
        self.files.push(file);
        Ok(())
    }
}

/// Small batches joined to larger ones.
struct Paged<I> {
    parts: I,
    arrow: SchemaRef,
}

impl<I: Iterator<Item = Result<RecordBatch>>> Paged<I> {
    fn next(&mut self) -> Option<Result<RecordBatch>> {
        let (mut page, mut bytes) = (Vec::new(), 0_usize);
        while bytes < PAGE {
            match self.parts.next() {
                Some(Ok(part)) => {
                    bytes = bytes.saturating_add(size(&part));
                    page.push(part);
                }
                Some(Err(error)) => return Some(Err(error)),
                None => break,
            }
        }
        if page.is_empty() {
            return None;
        }
        Some(concat_batches(&self.arrow, &page).map_err(|e| gaialink_table::Error::from(e).into()))
    }
}

fn spilled(arrow: &SchemaRef, parts: impl Iterator<Item = Result<RecordBatch>>) -> Result<Temporary> {
    let fault = |error| Error::writing(Format::ArrowIpc)(error);
    let temporary = Temporary::new()?;
    let file = temporary.reopen()?;
    let mut writer = StreamWriter::try_new(BufWriter::new(file), arrow).map_err(fault)?;
    for part in parts {
        writer.write(&part?).map_err(fault)?;
    }
    writer.finish().map_err(fault)?;
    Ok(temporary)
}

impl Runs {
    /// Opens all parts.
    pub(super) fn open(self) -> Result<Vec<Run>> {
        let source = self.source;
        let mut runs = Vec::new();
        for file in self.files {
            let reader = BufReader::with_capacity(64 << 10, file.reopen()?);
            let reader = StreamReader::try_new(reader, None).map_err(Error::reading(Format::ArrowIpc))?;
            let mut run =
                Run { source, file: Some((reader, file)), held: VecDeque::new(), batch: None, groups: VecDeque::new(), at: 0 };
            run.fill()?;
            runs.push(run);
        }
        if !self.held.is_empty() {
            let mut run = Run { source, file: None, held: self.held, batch: None, groups: VecDeque::new(), at: 0 };
            run.fill()?;
            runs.push(run);
        }
        Ok(runs)
    }
}

/// Sorted rows that are read one source after the other.
pub(super) struct Run {
    source: usize,
    file: Option<(StreamReader<BufReader<File>>, Temporary)>,
    held: VecDeque<RecordBatch>,
    batch: Option<RecordBatch>,
    groups: VecDeque<Group>,
    at: usize,
}

impl Run {
    /// The source and the entry that come next.
    pub(super) fn key(&self) -> Option<(i64, usize)> {
        self.groups.front().map(|group| (group.source_id, group.entry))
    }

    /// The next rows of one source and entry, without the column of the entries.
    pub(super) fn take(&mut self) -> Result<(RecordBatch, Group)> {
        let (batch, group) = self.next()?;
        let columns: Vec<usize> = (0..batch.num_columns().saturating_sub(1)).collect();
        Ok((batch.project(&columns).map_err(gaialink_table::Error::from)?, group))
    }

    fn take_with_entry(&mut self) -> Result<RecordBatch> {
        self.next().map(|(batch, _)| batch)
    }

    fn next(&mut self) -> Result<(RecordBatch, Group)> {
        let ended = || gaialink_table::Error::NoColumn { name: "source_id".to_owned() };
        let group = self.groups.pop_front().ok_or_else(ended)?;
        let batch = self.batch.as_ref().ok_or_else(ended)?;
        let rows = batch.slice(self.at, group.rows);
        self.at = self.at.saturating_add(group.rows);
        if self.groups.is_empty() {
            self.fill()?;
        }
        Ok((rows, group))
    }

    fn fill(&mut self) -> Result<()> {
        let next = match &mut self.file {
            Some((reader, _)) => reader.next().transpose().map_err(Error::reading(Format::ArrowIpc))?,
            None => self.held.pop_front(),
        };
        self.at = 0;
        self.groups = next.as_ref().map(|batch| groups(batch, self.source)).unwrap_or_default();
        self.batch = next;
        Ok(())
    }
}

fn groups(batch: &RecordBatch, source: usize) -> VecDeque<Group> {
    let numbers = |at: usize| batch.columns().get(at).and_then(|column| column.as_primitive_opt::<Int64Type>());
    let (Some(ids), Some(entries)) = (numbers(source), numbers(batch.num_columns().saturating_sub(1))) else {
        return VecDeque::new();
    };
    let mut groups: VecDeque<Group> = VecDeque::new();
    for (id, entry) in ids.values().iter().zip(entries.values()) {
        let entry = usize::try_from(*entry).unwrap_or_default();
        match groups.back_mut() {
            Some(group) if group.source_id == *id && group.entry == entry => group.rows = group.rows.saturating_add(1),
            _ => groups.push_back(Group { source_id: *id, entry, rows: 1 }),
        }
    }
    groups
}

fn with_schema(arrow: &SchemaRef, columns: Vec<gaialink_table::arrow::array::ArrayRef>, rows: usize) -> Result<RecordBatch> {
    let options = RecordBatchOptions::new().with_match_field_names(false).with_row_count(Some(rows));
    let batch = RecordBatch::try_new_with_options(Arc::clone(arrow), columns, &options);
    Ok(batch.map_err(gaialink_table::Error::from)?)
}
