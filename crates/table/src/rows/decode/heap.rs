use crate::{
    Limits,
    rows::{
        Heap, Length, RowError,
        block::Rows,
        layout::{Column, number},
    },
};
use std::{borrow::Cow, collections::HashMap};

/// Bytes between two parts of the heap that are rather read with them than skipped.
const GAP: u64 = 4096;

/// What all the heap cells of one call may take together.
#[derive(Debug)]
pub(super) struct HeapBudget<'a> {
    limits: &'a Limits,
    heap_len: u64,
    used: u64,
}

impl<'a> HeapBudget<'a> {
    pub(super) fn new(limits: &'a Limits, heap: &dyn Heap) -> Self {
        Self { limits, heap_len: heap.len(), used: 0 }
    }
}

/// A cell in the heap.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    offset: u64,
    bytes: usize,
    units: usize,
}

/// Neighbouring bytes of the heap.
#[derive(Debug)]
struct Span<'a> {
    offset: u64,
    bytes: Cow<'a, [u8]>,
}

/// The heap cells of a block of rows.
#[derive(Debug, Default)]
pub(super) struct HeapBlock<'a> {
    /// By the place of the field: one extent a row.
    extents: HashMap<usize, Vec<Extent>>,
    /// In the order of their offsets.
    spans: Vec<Span<'a>>,
}

impl<'a> HeapBlock<'a> {
    /// Finds what the columns of a block have in the heap and checks that it is there.
    pub(super) fn claim(
        columns: &[&Column],
        rows: &Rows<'_>,
        first: usize,
        budget: &mut HeapBudget<'_>,
    ) -> Result<Self, RowError> {
        let mut block = Self::default();
        for column in columns.iter().filter(|column| column.in_heap()) {
            let mut extents = Vec::with_capacity(rows.count);
            for row in 0..rows.count {
                let extent = extent(column, rows, row, budget.limits, first)?;
                budget.check(column, first + row, extent)?;
                extents.push(extent);
            }
            block.extents.insert(column.index, extents);
        }
        Ok(block)
    }

    /// The bytes of all cells of a field.
    pub(super) fn bytes(&self, field: usize) -> usize {
        self.extents.get(&field).into_iter().flatten().map(|extent| extent.bytes).sum()
    }

    /// Reads the cells, neighbouring ones at once, into memory that is to spare.
    pub(super) fn load(&mut self, heap: &'a dyn Heap, spare: &mut Vec<Vec<u8>>) -> Result<(), RowError> {
        self.spans = match heap.bytes() {
            Some(bytes) => vec![Span { offset: 0, bytes: Cow::Borrowed(bytes) }],
            None => {
                let read = |range| read_span(heap, range, spare.pop().unwrap_or_default());
                self.merged().into_iter().map(read).collect::<Result<_, _>>()?
            }
        };
        Ok(())
    }

    /// Gives back the memory that the cells were read into.
    pub(super) fn give_back(self, spare: &mut Vec<Vec<u8>>) {
        spare.extend(self.spans.into_iter().filter_map(|span| match span.bytes {
            Cow::Owned(bytes) => Some(bytes),
            Cow::Borrowed(_) => None,
        }));
    }

    /// The ranges to read: extents that overlap or nearly touch are one.
    fn merged(&self) -> Vec<(u64, u64)> {
        let extents = self.extents.values().flatten().filter(|extent| extent.bytes > 0);
        let end = |extent: &Extent| extent.offset.saturating_add(u64::try_from(extent.bytes).unwrap_or(u64::MAX));
        let mut ranges: Vec<_> = extents.map(|extent| (extent.offset, end(extent))).collect();
        ranges.sort_unstable();
        ranges.dedup_by(|next, range| {
            let near = next.0 <= range.1.saturating_add(GAP);
            if near {
                range.1 = range.1.max(next.1);
            }
            near
        });
        ranges
    }

    /// The bytes of a cell and how many packed units they are.
    pub(super) fn cell(&self, field: usize, row: usize) -> Option<(&[u8], usize)> {
        let extent = self.extents.get(&field)?.get(row)?;
        if extent.bytes == 0 {
            return Some((&[], extent.units));
        }
        let after = self.spans.partition_point(|span| span.offset <= extent.offset);
        let span = self.spans.get(after.checked_sub(1)?)?;
        let start = usize::try_from(extent.offset - span.offset).ok()?;
        Some((span.bytes.get(start..)?.get(..extent.bytes)?, extent.units))
    }
}

fn read_span<'a>(heap: &dyn Heap, (start, end): (u64, u64), mut bytes: Vec<u8>) -> Result<Span<'a>, RowError> {
    bytes.resize(usize::try_from(end - start).map_err(std::io::Error::other)?, 0);
    heap.read_at(start, &mut bytes)?;
    Ok(Span { offset: start, bytes: Cow::Owned(bytes) })
}

/// Reads a descriptor: the count, then the offset (FITS 4.0, 7.3.5).
pub(in crate::rows) fn descriptor(column: &Column, rows: &Rows<'_>, row: usize) -> Option<(u64, u64)> {
    let cell = rows.cell(row, column.place, column.fixed_bytes()?)?;
    match column.field.length {
        Length::Descriptor32 => match cell.as_chunks::<4>().0 {
            [count, offset] => Some((u32::from_be_bytes(*count).into(), u32::from_be_bytes(*offset).into())),
            _ => None,
        },
        _ => match cell.as_chunks::<8>().0 {
            [count, offset] => Some((u64::from_be_bytes(*count), u64::from_be_bytes(*offset))),
            _ => None,
        },
    }
}

fn extent(column: &Column, rows: &Rows<'_>, row: usize, limits: &Limits, first: usize) -> Result<Extent, RowError> {
    let (count, offset) = descriptor(column, rows, row).ok_or(RowError::Scan)?;
    let units = usize::try_from(count).unwrap_or(usize::MAX);
    let bytes = column.cell_bytes(units, limits).map_err(|source| column.limit(first + row, source))?;
    Ok(Extent { offset, bytes, units })
}

impl HeapBudget<'_> {
    /// Checks that a cell lies in the heap and that all of them together keep to the limit of a row.
    fn check(&mut self, column: &Column, row: usize, extent: Extent) -> Result<(), RowError> {
        let len = u64::try_from(extent.bytes).unwrap_or(u64::MAX);
        if len > 0 && extent.offset.checked_add(len).is_none_or(|end| end > self.heap_len) {
            let (column, row) = (column.name().to_owned(), number(row));
            return Err(RowError::Heap { column, row, len, offset: extent.offset, heap: self.heap_len });
        }
        self.used = self.used.saturating_add(len);
        let checked = Limits::claim("the heap cells of a batch", self.used, 1, self.limits.max_row);
        checked.map(|_| ()).map_err(|source| column.limit(row, source))
    }
}
