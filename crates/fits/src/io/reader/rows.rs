use crate::preflight::{Hdu, TableSize};

/// Cuts the rows of a table into chunks.
#[derive(Debug)]
pub(super) struct Rows {
    size: TableSize,
    /// Where the rows start.
    start: u64,
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
    /// In the file: so many bytes from there on.
    File(u64, usize),
    /// Read from the file.
    Read(Vec<u8>),
}

impl Rows {
    pub(super) fn new(hdu: &Hdu, size: TableSize) -> Self {
        Self { size, start: hdu.data_start, next: 0 }
    }

    pub(super) fn is_done(&self) -> bool {
        self.next >= self.size.rows
    }

    /// Gives no more rows.
    pub(super) fn stop(&mut self) {
        self.next = self.size.rows;
    }

    /// The next rows, of about so many bytes with what they may have in the heap, but at least one row.
    pub(super) fn next_chunk(&mut self, bytes: u64) -> Chunk {
        let row_len = self.size.row_len;
        let per_row = (row_len as u64).saturating_add(self.size.heap_len / self.size.rows.max(1)).max(1);
        let rows = (bytes / per_row).clamp(1, self.size.rows.saturating_sub(self.next));
        let count = usize::try_from(rows).unwrap_or(usize::MAX);
        let first = self.next;
        self.next = first.saturating_add(rows);
        let start = self.start.saturating_add(first.saturating_mul(row_len as u64));
        Chunk { first, rows: count, place: Place::File(start, count.saturating_mul(row_len)) }
    }
}
