use super::{
    choose::Chosen,
    heap::{Span, TableHeap},
    rows::{Chunk, Place},
    scaled,
};
use crate::{
    Error, Result,
    convert::to_table::{Column, Scale},
    source::Source,
};
use gaialink_table::{
    Limits, Position, Warning,
    arrow::{
        array::{RecordBatch, RecordBatchOptions},
        datatypes::SchemaRef,
    },
    rows::{Length, RowError, RowOptions, RowPlan, Scan},
};

/// Rows that become one batch.
pub(super) type Job = Chunk;

/// Turns rows into batches.
#[derive(Debug)]
pub(super) struct Decoder {
    plan: RowPlan,
    row_len: usize,
    heap_start: u64,
    heap_len: u64,
    /// How the columns asked for are scaled.
    scales: Vec<Option<Scale>>,
    /// The descriptors of the columns asked for.
    descriptors: Vec<Descriptor>,
}

/// Where a heap descriptor lies in a row.
#[derive(Clone, Copy, Debug)]
struct Descriptor {
    offset: usize,
    wide: bool,
    /// Bits of an element.
    bits: u64,
}

impl Decoder {
    pub(super) fn try_new(chosen: &Chosen, wanted: &[usize], limits: &Limits) -> Result<Self> {
        let columns = &chosen.interpreted.columns;
        let fields = columns.iter().map(|column| column.packed.clone()).collect();
        let options = RowOptions { null_mask: false, projection: Some(wanted.to_vec()), nul_is_null: true };
        let chosen_columns = || wanted.iter().filter_map(|i| columns.get(*i));
        Ok(Self {
            plan: RowPlan::try_new(fields, options, limits.clone())?,
            row_len: chosen.size.row_len,
            heap_start: chosen.hdu.data_start.saturating_add(chosen.size.heap_start),
            heap_len: chosen.size.heap_len,
            scales: chosen_columns().map(|column| column.scale).collect(),
            descriptors: chosen_columns().filter_map(Descriptor::of).collect(),
        })
    }

    /// Cuts rows into batches of about so many bytes, what they have in the heap included.
    pub(super) fn split(&self, chunk: Chunk, source: &Source, bytes: usize) -> Vec<Job> {
        if self.descriptors.is_empty() || chunk.rows <= 1 || self.row_len == 0 {
            return vec![chunk];
        }
        let mut ends = Vec::new();
        let mut sum = 0_u64;
        for (i, row) in chunk.bytes(source).chunks_exact(self.row_len).enumerate() {
            let len = self.span(row).bytes.saturating_add(self.row_len as u64);
            if sum > 0 && sum.saturating_add(len) > bytes as u64 {
                ends.push(i);
                sum = 0;
            }
            sum = sum.saturating_add(len);
        }
        if ends.is_empty() {
            return vec![chunk];
        }
        ends.push(chunk.rows);
        let mut start = 0;
        let mut part = |end: usize| {
            let job = chunk.part(start, end, self.row_len);
            start = end;
            job
        };
        ends.into_iter().map(&mut part).collect()
    }

    /// What rows use of the heap.
    fn span(&self, rows: &[u8]) -> Span {
        let mut span = Span { start: u64::MAX, end: 0, bytes: 0 };
        for row in rows.chunks_exact(self.row_len.max(1)) {
            for (start, len) in self.descriptors.iter().filter_map(|descriptor| descriptor.read(row)) {
                if len > 0 {
                    span.start = span.start.min(start);
                    span.end = span.end.max(start.saturating_add(len));
                    span.bytes = span.bytes.saturating_add(len);
                }
            }
        }
        span
    }

    /// Decodes rows into a batch.
    pub(super) fn decode(&self, job: &Job, source: &Source, schema: &SchemaRef) -> Result<(RecordBatch, Vec<Warning>)> {
        let bytes = job.bytes(source);
        let error = |e: RowError| located(e, job.first);
        let scan = match self.row_len {
            0 => Scan { rows: job.rows, ..Scan::default() },
            _ => self.plan.scan(bytes, job.rows).map_err(error)?,
        };
        let mut heap = TableHeap::new(source, self.heap_start, self.heap_len);
        if !self.descriptors.is_empty() {
            heap.read_ahead(self.span(bytes))?;
        }
        let decoded = self.plan.decode(bytes, &scan, &heap).map_err(error)?;
        let columns = decoded.columns.into_iter().zip(&self.scales).map(|(array, scale)| match scale {
            Some(scale) => scaled::apply(&array, *scale),
            None => Ok(array),
        });
        let columns = columns.collect::<std::result::Result<Vec<_>, _>>().map_err(gaialink_table::Error::from)?;
        let options = RecordBatchOptions::new().with_row_count(Some(scan.rows));
        let batch = RecordBatch::try_new_with_options(schema.clone(), columns, &options).map_err(gaialink_table::Error::from)?;
        let mut warnings = decoded.warnings;
        for warning in &mut warnings {
            warning.at.row = warning.at.row.map(|row| row.saturating_add(job.first));
        }
        Ok((batch, warnings))
    }
}

impl Chunk {
    /// The bytes of the rows.
    fn bytes<'a>(&'a self, source: &'a Source) -> &'a [u8] {
        match &self.place {
            Place::Read(bytes) => bytes,
            Place::Memory(start, len) => source.slice(*start, *len).unwrap_or_default(),
        }
    }

    /// Some of the rows.
    fn part(&self, start: usize, end: usize, row_len: usize) -> Self {
        let rows = end.saturating_sub(start);
        let (from, len) = (start.saturating_mul(row_len), rows.saturating_mul(row_len));
        let place = match &self.place {
            Place::Read(bytes) => Place::Read(bytes.get(from..).and_then(|rest| rest.get(..len)).unwrap_or_default().to_vec()),
            Place::Memory(offset, _) => Place::Memory(offset.saturating_add(from as u64), len),
        };
        Self { first: self.first.saturating_add(start as u64), rows, place }
    }
}

impl Descriptor {
    fn of(column: &Column) -> Option<Self> {
        let bits = column.packed.field.datatype.packed_size().map_or(1, |size| size as u64 * 8);
        let wide = match column.packed.length {
            Length::Descriptor32 => false,
            Length::Descriptor64 => true,
            _ => return None,
        };
        Some(Self { offset: column.offset, wide, bits })
    }

    /// The start and the bytes of a cell in the heap.
    fn read(&self, row: &[u8]) -> Option<(u64, u64)> {
        let rest = row.get(self.offset..)?;
        let (count, start) = if self.wide {
            let (count, rest) = rest.split_first_chunk()?;
            (u64::from_be_bytes(*count), u64::from_be_bytes(*rest.first_chunk()?))
        } else {
            let (count, rest) = rest.split_first_chunk()?;
            (u64::from(u32::from_be_bytes(*count)), u64::from(u32::from_be_bytes(*rest.first_chunk()?)))
        };
        Some((start, count.saturating_mul(self.bits).div_ceil(8)))
    }
}

/// An error whose rows are counted from the start of the table, with its place.
fn located(error: RowError, first: u64) -> Error {
    let mut error = error;
    let mut at = Position::default();
    match &mut error {
        RowError::Cell { column, row, .. }
        | RowError::Heap { column, row, .. }
        | RowError::Unpackable { column, row, .. }
        | RowError::Limit { column, row, .. } => {
            *row = row.saturating_add(first);
            at = Position::at_row(*row).in_column(column);
        }
        RowError::Field { column, .. } => at = at.in_column(column),
        _ => {}
    }
    Error::new(at, error)
}
