use super::{RowError, Scan, layout::Layout, place::Place};
use std::ops::Range;

/// The bytes of rows that are moved column by column before the next ones are: what stays in the nearest cache.
const BLOCK_BYTES: usize = 16 << 10;
/// The fewest rows of a block, however long they are.
const BLOCK_ROWS: usize = 16;

/// A block of rows to read.
#[derive(Debug)]
pub(super) struct Rows<'a> {
    pub(super) count: usize,
    bytes: &'a [u8],
    starts: Starts,
}

/// Where rows and the parts between their inline fields start.
#[derive(Debug)]
enum Starts {
    /// Rows of one length.
    Even { stride: usize },
    /// One list for the rows, then one for the end of each inline field.
    Uneven(Vec<Vec<usize>>),
}

impl<'a> Rows<'a> {
    /// The blocks of the rows that were found in `bytes`.
    pub(super) fn blocks(layout: &Layout, bytes: &'a [u8], scan: &Scan) -> Result<Vec<(usize, Self)>, RowError> {
        let bytes = bytes.get(..scan.bytes).ok_or(RowError::Scan)?;
        if scan.ends.len() != scan.rows.checked_mul(layout.inline.len()).ok_or(RowError::Scan)? {
            return Err(RowError::Scan);
        }
        if let Some(stride) = layout.row_len
            && stride.checked_mul(scan.rows) != Some(scan.bytes)
        {
            return Err(RowError::Scan);
        }
        let block = |rows: Range<usize>| Some((rows.start, Self::block(layout, bytes, scan, rows)?));
        ranges(scan.rows, scan.bytes).map(|rows| block(rows).ok_or(RowError::Scan)).collect()
    }

    fn block(layout: &Layout, bytes: &'a [u8], scan: &Scan, rows: Range<usize>) -> Option<Self> {
        let count = rows.len();
        if let Some(stride) = layout.row_len {
            let bytes = bytes.get(rows.start * stride..rows.end * stride)?;
            return Some(Self { count, bytes, starts: Starts::Even { stride } });
        }
        let width = layout.inline.len();
        let ends = scan.ends.get(rows.start * width..rows.end * width)?;
        let first = match rows.start.checked_sub(1) {
            None => 0,
            Some(before) => scan.ends.get(before * width + width - 1)?.checked_add(layout.tail)?,
        };
        let lasts = ends.chunks_exact(width).filter_map(|row| row.last()).map(|end| end.saturating_add(layout.tail));
        let mut starts = vec![std::iter::once(first).chain(lasts).take(count).collect()];
        for at in 0..width {
            starts.push(ends.iter().skip(at).step_by(width).copied().collect());
        }
        Some(Self { count, bytes, starts: Starts::Uneven(starts) })
    }

    fn start(&self, row: usize, after: usize) -> Option<usize> {
        match &self.starts {
            Starts::Even { stride } => Some(row * stride),
            Starts::Uneven(starts) => starts.get(after)?.get(row).copied(),
        }
    }

    /// The bytes of a row.
    pub(super) fn row_len(&self, row: usize, layout: &Layout) -> Option<u64> {
        let end = self.start(row, layout.inline.len())?.checked_add(layout.tail)?;
        let len = layout.row_len.or_else(|| end.checked_sub(self.start(row, 0)?));
        u64::try_from(len?).ok()
    }

    /// The bytes of a field of fixed size in one row.
    pub(super) fn cell(&self, row: usize, place: Place, size: usize) -> Option<&'a [u8]> {
        self.bytes.get(self.start(row, place.after)?..)?.get(place.offset..)?.get(..size)
    }

    /// The bytes of an inline variable field in one row, behind its count, and the count.
    pub(super) fn inline_cell(&self, row: usize, place: Place) -> Option<(&'a [u8], usize)> {
        let end = self.start(row, place.after + 1)?;
        let field = self.bytes.get(self.start(row, place.after)?..end)?.get(place.offset..)?;
        let (count, elements) = field.split_first_chunk()?;
        Some((elements, usize::try_from(u32::from_be_bytes(*count)).ok()?))
    }

    /// The bytes of an inline variable field in all rows; never more than there are.
    pub(super) fn inline_bytes(&self, place: Place) -> usize {
        let len = |row| self.inline_cell(row, place).map_or(0, |(bytes, _)| bytes.len());
        (0..self.count).map(len).fold(0, usize::saturating_add).min(self.bytes.len())
    }

    /// Takes a field of N bytes from every row.
    pub(super) fn extend<const N: usize, T>(
        &self,
        out: &mut Vec<T>,
        place: Place,
        read: impl Fn(&[u8; N]) -> T,
    ) -> Result<(), RowError> {
        match &self.starts {
            Starts::Even { stride } => {
                // Rows are of the stride and fields lie inside them: a field that is cut short cannot be.
                let cell = |row: &'a [u8]| row.get(place.offset..).and_then(|rest| rest.first_chunk()).unwrap_or(&[0; N]);
                out.extend(self.bytes.chunks_exact((*stride).max(1)).map(|row| read(cell(row))));
            }
            Starts::Uneven(starts) => {
                let starts = starts.get(place.after).ok_or(RowError::Scan)?;
                out.reserve(starts.len());
                for start in starts {
                    let rest = self.bytes.get(start.saturating_add(place.offset)..).and_then(|rest| rest.first_chunk());
                    out.push(read(rest.ok_or(RowError::Scan)?));
                }
            }
        }
        Ok(())
    }
}

/// Cuts rows into blocks of about [`BLOCK_BYTES`].
pub(super) fn ranges(rows: usize, bytes: usize) -> impl Iterator<Item = Range<usize>> {
    let mean = (bytes / rows.max(1)).max(1);
    let step = (BLOCK_BYTES / mean).max(BLOCK_ROWS);
    (0..rows).step_by(step).map(move |start| start..rows.min(start + step))
}
