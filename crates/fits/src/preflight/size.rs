/// The most rows of no bytes: nothing in the file bears them out.
pub(super) const MOST_EMPTY_ROWS: u64 = 1 << 32;

/// The size of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TableSize {
    /// NAXIS1: bytes of a row.
    pub row_len: usize,
    /// NAXIS2: the number of rows.
    pub rows: u64,
    /// Where the heap starts, counted from the start of the data: THEAP.
    pub heap_start: u64,
    /// How many bytes the heap has.
    pub heap_len: u64,
}
