use super::{super::chunk::Group, held::Pages};
use crate::{Error, Format, Result, temporary::Temporary};
use arrow::ipc::reader::StreamReader;
use gaialink_table::arrow::{
    array::{AsArray, RecordBatch},
    datatypes::Int64Type,
};
use std::{
    collections::{HashSet, VecDeque},
    fs::File,
    io::BufReader,
};

/// Rows in the order of their sources, in several parts.
pub(in super::super) struct Runs {
    pub(super) held: Option<Pages>,
    pub(super) files: Vec<Temporary>,
    pub(super) source: usize,
    /// The entries of which a part was taken before they turned out to be broken.
    pub(in super::super) refused: HashSet<usize>,
}

impl Runs {
    /// Opens all parts.
    pub(in super::super) fn open(self) -> Result<Vec<Run>> {
        let mut runs = Vec::new();
        for file in self.files {
            let reader = BufReader::with_capacity(64 << 10, file.reopen()?);
            let reader = StreamReader::try_new(reader, None).map_err(Error::reading(Format::ArrowIpc))?;
            runs.push(Run::try_new(self.source, Rows::Spilled(reader, file))?);
        }
        if let Some(pages) = self.held {
            runs.push(Run::try_new(self.source, Rows::Held(pages))?);
        }
        Ok(runs)
    }
}

/// Sorted rows that are read one source after the other.
pub(in super::super) struct Run {
    source: usize,
    rows: Rows,
    batch: Option<RecordBatch>,
    groups: VecDeque<Group>,
    at: usize,
}

/// Where sorted rows come from.
enum Rows {
    Held(Pages),
    Spilled(StreamReader<BufReader<File>>, #[expect(dead_code, reason = "the file is removed with it")] Temporary),
}

impl Run {
    fn try_new(source: usize, rows: Rows) -> Result<Self> {
        let mut run = Self { source, rows, batch: None, groups: VecDeque::new(), at: 0 };
        run.fill()?;
        Ok(run)
    }

    /// The source and the entry that come next.
    pub(in super::super) fn key(&self) -> Option<(i64, usize)> {
        self.groups.front().map(|group| (group.source_id, group.entry))
    }

    /// The next rows of one source and entry, without the column of the entries.
    pub(in super::super) fn take(&mut self) -> Result<(RecordBatch, Group)> {
        let (batch, group) = self.next()?;
        let columns: Vec<usize> = (0..batch.num_columns().saturating_sub(1)).collect();
        Ok((batch.project(&columns).map_err(gaialink_table::Error::from)?, group))
    }

    pub(super) fn take_with_entry(&mut self) -> Result<RecordBatch> {
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
        let next = match &mut self.rows {
            Rows::Spilled(reader, _) => reader.next().transpose().map_err(Error::reading(Format::ArrowIpc))?,
            Rows::Held(pages) => pages.next().transpose()?,
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
