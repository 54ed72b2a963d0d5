use crate::source::Source;
use gaialink_table::rows::Heap;
use std::io;

/// The heap of a table, with the part of it that some rows use read ahead.
pub(super) struct TableHeap<'a> {
    source: &'a Source,
    start: u64,
    len: u64,
    ahead: Option<(u64, Vec<u8>)>,
}

/// What some rows use of the heap.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Span {
    /// Where the first cell starts.
    pub start: u64,
    /// Where the last one ends.
    pub end: u64,
    /// The bytes of all cells.
    pub bytes: u64,
}

/// Gaps between cells that are read over rather than seeked over.
const GAPS: u64 = 64 << 10;

impl<'a> TableHeap<'a> {
    pub(super) fn new(source: &'a Source, start: u64, len: u64) -> Self {
        Self { source, start, len, ahead: None }
    }

    /// Reads a span at once, where the cells in it are most of it and it lies within the heap.
    pub(super) fn read_ahead(&mut self, span: Span) -> io::Result<()> {
        let len = span.end.saturating_sub(span.start);
        let dense = len <= span.bytes.saturating_mul(2).saturating_add(GAPS);
        let in_memory = matches!(self.source, Source::Memory(_));
        if in_memory || !dense || span.end > self.len || len == 0 {
            return Ok(());
        }
        let mut bytes = vec![0; usize::try_from(len).map_err(io::Error::other)?];
        self.source.read_at(self.start.saturating_add(span.start), &mut bytes)?;
        self.ahead = Some((span.start, bytes));
        Ok(())
    }

    fn ahead(&self, offset: u64, len: usize) -> Option<&[u8]> {
        let (start, bytes) = self.ahead.as_ref()?;
        let from = usize::try_from(offset.checked_sub(*start)?).ok()?;
        bytes.get(from..)?.get(..len)
    }
}

impl Heap for TableHeap<'_> {
    fn len(&self) -> u64 {
        self.len
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> io::Result<()> {
        if let Some(found) = self.ahead(offset, buf.len()) {
            buf.copy_from_slice(found);
            return Ok(());
        }
        self.source.read_at(self.start.saturating_add(offset), buf)
    }
}
