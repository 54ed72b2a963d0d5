use super::{
    ascii,
    choose::Chosen,
    delimited, filled,
    heap::TableHeap,
    rows::{Chunk, Place},
    scaled,
};
use crate::{
    Error, Result,
    convert::to_table::{AsciiColumn, Scale},
    source::Source,
};
use gaialink_table::{
    Datatype, Limits, Warning,
    arrow::{
        array::{ArrayRef, RecordBatch, RecordBatchOptions},
        datatypes::SchemaRef,
    },
    rows::{Length, RowError, RowOptions, RowPlan, Scan},
};
use std::sync::{Mutex, PoisonError};

/// Rows that become one batch.
pub(super) type Job = Chunk;

/// Turns rows into batches.
#[derive(Debug)]
pub(super) struct Decoder {
    plan: RowPlan,
    row_len: usize,
    heap_start: u64,
    heap_len: u64,
    /// How the columns asked for are scaled, and whether they are of complex numbers.
    scales: Vec<Option<(Scale, bool)>>,
    /// What ends each string of the columns asked for, where a cell is one text of many.
    delimiters: Vec<Option<u8>>,
    /// How many elements of a cell of the columns asked for count, where the rest is fill.
    keeps: Vec<Option<usize>>,
    /// Whether any column lies in the heap.
    in_heap: bool,
    /// The columns asked for, of an ASCII table.
    ascii: Option<Vec<AsciiColumn>>,
    /// Memory that rows were read into, to be used again; locked for no longer than it takes to come by it.
    spare: Mutex<Vec<Vec<u8>>>,
}

impl Decoder {
    pub(super) fn try_new(chosen: &Chosen, wanted: &[usize], limits: &Limits) -> Result<Self> {
        let columns = &chosen.interpreted.columns;
        let fields = columns.iter().map(|column| column.packed.clone()).collect();
        let wanted_in_plan = if columns.is_empty() { Vec::new() } else { wanted.to_vec() };
        let options = RowOptions { null_mask: false, projection: Some(wanted_in_plan), nul_is_null: true };
        let chosen_columns = || wanted.iter().filter_map(|i| columns.get(*i));
        Ok(Self {
            plan: RowPlan::try_new(fields, options, limits.clone()).map_err(|error| Error::new(error.position(), error))?,
            row_len: chosen.size.row_len,
            heap_start: chosen.hdu.data_start.saturating_add(chosen.size.heap_start),
            heap_len: chosen.size.heap_len,
            scales: chosen_columns()
                .map(|column| Some((column.scale?, column.field.datatype == Datatype::DoubleComplex)))
                .collect(),
            delimiters: chosen_columns().map(|column| column.delimiter).collect(),
            keeps: chosen_columns().map(|column| column.keep).collect(),
            ascii: (!chosen.interpreted.ascii.is_empty())
                .then(|| wanted.iter().filter_map(|i| chosen.interpreted.ascii.get(*i).cloned()).collect()),
            in_heap: columns.iter().any(|column| !matches!(column.packed.length, Length::Fixed(_))),
            spare: Mutex::default(),
        })
    }

    /// Cuts rows into batches of about so many bytes, what they have in the heap included.
    pub(super) fn split(&self, mut chunk: Chunk, source: &Source, bytes: u64) -> Result<Vec<Job>> {
        if !self.in_heap || chunk.rows <= 1 || self.row_len == 0 {
            return Ok(vec![chunk]);
        }
        if let (Place::File(start, len), Source::Disk { .. }) = (&chunk.place, source) {
            let mut rows = vec![0; *len];
            source.read_at(*start, &mut rows)?;
            chunk.place = Place::Read(rows);
        }
        let mut jobs = Vec::new();
        let mut start = 0;
        while start < chunk.rows {
            let left = chunk.known(source).get(start.saturating_mul(self.row_len)..).unwrap_or_default();
            let error = |e: RowError| located(e, chunk.first.saturating_add(start as u64));
            let scan = self.plan.scan(left, chunk.rows.saturating_sub(start)).map_err(error)?;
            let end = start.saturating_add(self.plan.rows_within(left, &scan, bytes).map_err(error)?.max(1)).min(chunk.rows);
            if end - start == chunk.rows {
                return Ok(vec![chunk]);
            }
            jobs.push(chunk.part(start, end, self.row_len));
            start = end;
        }
        Ok(jobs)
    }

    /// Reads rows where they are not read yet, and decodes them into a batch.
    pub(super) fn decode(&self, job: &Job, source: &Source, schema: &SchemaRef) -> Result<(RecordBatch, Vec<Warning>)> {
        let (Place::File(start, len), Source::Disk { .. }) = (&job.place, source) else {
            return self.decode_bytes(job, job.known(source), source, schema);
        };
        let mut bytes = self.spare.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        bytes.resize(*len, 0);
        let decoded = match source.read_at(*start, &mut bytes) {
            Ok(()) => self.decode_bytes(job, &bytes, source, schema),
            Err(error) => Err(error.into()),
        };
        self.spare.lock().unwrap_or_else(PoisonError::into_inner).push(bytes);
        decoded
    }

    /// Decodes rows that are read already.
    pub(super) fn decode_bytes(
        &self,
        job: &Job,
        bytes: &[u8],
        source: &Source,
        schema: &SchemaRef,
    ) -> Result<(RecordBatch, Vec<Warning>)> {
        let error = |e: RowError| located(e, job.first);
        let (columns, mut warnings) = match &self.ascii {
            Some(ascii) => {
                let columns = ascii.iter().map(|column| ascii::column(column, bytes, (job.rows, self.row_len)));
                let decoded: std::result::Result<Vec<_>, _> = columns.collect();
                let (columns, odd): (Vec<_>, Vec<_>) = decoded.map_err(error)?.into_iter().unzip();
                (columns, odd.into_iter().flatten().collect())
            }
            None => self.packed(bytes, job.rows, source).map_err(error)?,
        };
        let options = RecordBatchOptions::new().with_row_count(Some(job.rows));
        let batch = RecordBatch::try_new_with_options(schema.clone(), columns, &options).map_err(gaialink_table::Error::from)?;
        for warning in &mut warnings {
            warning.at.row = warning.at.row.map(|row| row.saturating_add(job.first));
        }
        Ok((batch, warnings))
    }
}

impl Decoder {
    /// Decodes rows of a binary table into columns.
    fn packed(&self, bytes: &[u8], rows: usize, source: &Source) -> std::result::Result<(Vec<ArrayRef>, Vec<Warning>), RowError> {
        let scan = match self.row_len {
            0 => Scan { rows, ..Scan::default() },
            _ => self.plan.scan(bytes, rows)?,
        };
        let heap = TableHeap::new(source, self.heap_start, self.heap_len);
        let decoded = self.plan.decode(bytes, &scan, &heap)?;
        let columns = decoded.columns.into_iter().zip(self.scales.iter().zip(&self.delimiters));
        let columns = columns.map(|(array, (scale, delimiter))| match (scale, delimiter) {
            (Some((scale, is_complex)), _) => scaled::apply(&array, *scale, *is_complex),
            (None, Some(delimiter)) => delimited::split(&array, *delimiter),
            (None, None) => Ok(array),
        });
        let columns = columns.zip(&self.keeps).map(|(array, keep)| match keep {
            Some(count) => filled::keep(&array?, *count),
            None => array,
        });
        Ok((columns.collect::<std::result::Result<Vec<_>, _>>()?, decoded.warnings))
    }
}

impl Chunk {
    /// The bytes of the rows, where they are read or in memory.
    fn known<'a>(&'a self, source: &'a Source) -> &'a [u8] {
        match &self.place {
            Place::Read(bytes) => bytes,
            Place::File(start, len) => source.slice(*start, *len).unwrap_or_default(),
        }
    }

    /// Some of the rows.
    fn part(&self, start: usize, end: usize, row_len: usize) -> Self {
        let rows = end.saturating_sub(start);
        let (from, len) = (start.saturating_mul(row_len), rows.saturating_mul(row_len));
        let place = match &self.place {
            Place::Read(bytes) => Place::Read(bytes.get(from..).and_then(|rest| rest.get(..len)).unwrap_or_default().to_vec()),
            Place::File(offset, _) => Place::File(offset.saturating_add(from as u64), len),
        };
        Self { first: self.first.saturating_add(start as u64), rows, place }
    }
}

/// An error whose rows are counted from the start of the table, with its place.
fn located(error: RowError, first: u64) -> Error {
    let error = error.behind(first);
    Error::new(error.position(), error)
}
