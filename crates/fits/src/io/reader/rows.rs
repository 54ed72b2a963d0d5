use super::choose::Opened;
use crate::{
    Result,
    block::BLOCK,
    ffi,
    preflight::{Hdu, TableSize},
    source::Source,
};

/// Reads the rows of a table in chunks, as they lie in the file.
#[derive(Debug)]
pub(super) struct Rows {
    /// cfitsio, where it has the whole file open.
    table: Option<ffi::Table>,
    size: TableSize,
    /// Where the rows start.
    start: u64,
    /// What lies in whole blocks, which is all that cfitsio reads.
    whole: u64,
    next: u64,
}

/// Some rows, as they lie in the file.
#[derive(Debug)]
pub(super) struct Chunk {
    /// The first row, counted from 0.
    pub first: u64,
    /// How many rows.
    pub rows: usize,
    /// Where they lie.
    pub place: Place,
}

/// Where the bytes of rows are.
#[derive(Debug)]
pub(super) enum Place {
    /// Read from the file.
    Read(Vec<u8>),
    /// In the memory that the file is in: so many bytes from there on.
    Memory(u64, usize),
}

impl Rows {
    pub(super) fn new(table: Opened, hdu: &Hdu, size: TableSize, source: &Source) -> Self {
        let table = match table {
            Opened::File(table) => Some(table),
            Opened::Header => None,
        };
        let whole = source.len() / BLOCK as u64 * BLOCK as u64;
        Self { table, size, start: hdu.data_start, whole, next: 0 }
    }

    pub(super) fn is_done(&self) -> bool {
        self.next >= self.size.rows
    }

    /// Gives no more rows.
    pub(super) fn stop(&mut self) {
        self.next = self.size.rows;
    }

    /// Reads about so many bytes of rows, but at least one row.
    pub(super) fn next_chunk(&mut self, source: &Source, bytes: usize) -> Result<Chunk> {
        let row_len = self.size.row_len;
        let per_row = (row_len as u64).saturating_add(self.size.heap_len / self.size.rows.max(1)).max(1);
        let rows = ((bytes as u64) / per_row).clamp(1, self.size.rows.saturating_sub(self.next));
        let count = usize::try_from(rows).unwrap_or(usize::MAX);
        let first = self.next;
        self.next = first.saturating_add(rows);
        let start = self.start.saturating_add(first.saturating_mul(row_len as u64));
        let len = count.saturating_mul(row_len);
        let place = match source {
            Source::Memory(_) => Place::Memory(start, len),
            Source::Disk { .. } => Place::Read(self.read(source, first, start, len)?),
        };
        Ok(Chunk { first, rows: count, place })
    }

    /// Reads about so many bytes of rows into the same memory; gives the number of rows.
    pub(super) fn next_into(&mut self, source: &Source, bytes: usize, into: &mut Vec<u8>) -> Result<u64> {
        let row_len = self.size.row_len as u64;
        let rows = (bytes as u64 / row_len.max(1)).clamp(1, self.size.rows.saturating_sub(self.next));
        let first = self.next;
        self.next = first.saturating_add(rows);
        into.resize(usize::try_from(rows.saturating_mul(row_len)).unwrap_or(usize::MAX), 0);
        self.read_into(source, first, self.start.saturating_add(first.saturating_mul(row_len)), into)?;
        Ok(rows)
    }

    fn read(&mut self, source: &Source, first: u64, start: u64, len: usize) -> Result<Vec<u8>> {
        let mut bytes = vec![0; len];
        self.read_into(source, first, start, &mut bytes)?;
        Ok(bytes)
    }

    fn read_into(&mut self, source: &Source, first: u64, start: u64, bytes: &mut [u8]) -> Result<()> {
        let in_whole_blocks = start.saturating_add(bytes.len() as u64) <= self.whole;
        match &mut self.table {
            Some(table) if in_whole_blocks && !bytes.is_empty() => table.read_rows(first, bytes)?,
            _ => source.read_at(start, bytes)?,
        }
        Ok(())
    }
}
