//! Rows whose sources come in any order: sorted in memory, and in a temporary file where they are many.

mod held;
mod run;
mod spill;

pub(super) use self::run::{Run, Runs};

use self::{
    held::Held,
    spill::{Paged, spilled},
};
use super::{canon::Canon, chunk::Chunk};
use crate::{Result, temporary::Temporary};
use gaialink_table::arrow::{
    array::{ArrayRef, Int64Array, RecordBatch, RecordBatchOptions},
    datatypes::{DataType, Field, Schema, SchemaRef},
};
use std::{collections::HashSet, iter, mem, sync::Arc};

/// How many runs there may be before they are merged into one.
const RUNS: usize = 64;

/// Takes rows in any order.
pub(super) struct Sorter {
    canon: Arc<Canon>,
    arrow: SchemaRef,
    held: Held,
    /// How many bytes are held before they go to a file.
    limit: usize,
    files: Vec<Temporary>,
    refused: HashSet<usize>,
}

impl Sorter {
    pub(super) fn new(canon: Arc<Canon>, limit: usize) -> Self {
        let entry = Arc::new(Field::new("gaialink_entry", DataType::Int64, false));
        let fields: Vec<_> = canon.arrow.fields().iter().cloned().chain([entry]).collect();
        let arrow = Arc::new(Schema::new(fields));
        Self { canon, arrow, held: Held::default(), limit, files: Vec::new(), refused: HashSet::new() }
    }

    pub(super) fn canon(&self) -> &Arc<Canon> {
        &self.canon
    }

    pub(super) fn push(&mut self, chunk: &Chunk) -> Result<()> {
        let entries =
            chunk.groups.iter().flat_map(|group| iter::repeat_n(i64::try_from(group.entry).unwrap_or(i64::MAX), group.rows));
        let entries: Int64Array = entries.collect::<Vec<i64>>().into();
        let mut columns = chunk.batch.columns().to_vec();
        columns.push(Arc::new(entries));
        self.held.push(with_schema(&self.arrow, columns, chunk.batch.num_rows())?, &chunk.groups);
        if self.held.bytes() >= self.limit { self.spill() } else { Ok(()) }
    }

    /// Leaves out what was taken of an entry.
    pub(super) fn refuse(&mut self, entry: usize) {
        self.refused.insert(entry);
    }

    /// Ends the taking.
    pub(super) fn finish(mut self) -> Result<Runs> {
        if !self.files.is_empty() {
            self.spill()?;
        }
        let held = (self.held.bytes() > 0).then(|| mem::take(&mut self.held).pages());
        let source = self.source();
        Ok(Runs { held, files: self.files, source, refused: self.refused })
    }

    fn source(&self) -> usize {
        self.canon.place("source_id").unwrap_or(0)
    }

    fn spill(&mut self) -> Result<()> {
        if self.held.bytes() == 0 {
            return Ok(());
        }
        self.files.push(spilled(&self.arrow, mem::take(&mut self.held).pages())?);
        if self.files.len() >= RUNS { self.join() } else { Ok(()) }
    }

    /// Makes one run of all.
    fn join(&mut self) -> Result<()> {
        let files = mem::take(&mut self.files);
        let mut runs = Runs { held: None, files, source: self.source(), refused: HashSet::new() }.open()?;
        let parts = iter::from_fn(|| {
            let first = runs.iter().enumerate().filter_map(|(at, run)| Some((run.key()?, at))).min()?;
            runs.get_mut(first.1).map(Run::take_with_entry)
        });
        self.files.push(spilled(&self.arrow, Paged { parts, arrow: Arc::clone(&self.arrow) })?);
        Ok(())
    }
}

fn with_schema(arrow: &SchemaRef, columns: Vec<ArrayRef>, rows: usize) -> Result<RecordBatch> {
    let options = RecordBatchOptions::new().with_match_field_names(false).with_row_count(Some(rows));
    let batch = RecordBatch::try_new_with_options(Arc::clone(arrow), columns, &options);
    Ok(batch.map_err(gaialink_table::Error::from)?)
}
