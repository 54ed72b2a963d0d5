use crate::source::Source;
use gaialink_table::rows::Heap;
use std::io;

/// The heap of a table, as it lies in the file.
pub(super) struct TableHeap<'a> {
    source: &'a Source,
    start: u64,
    len: u64,
}

impl<'a> TableHeap<'a> {
    pub(super) fn new(source: &'a Source, start: u64, len: u64) -> Self {
        Self { source, start, len }
    }
}

impl Heap for TableHeap<'_> {
    fn len(&self) -> u64 {
        self.len
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> io::Result<()> {
        self.source.read_at(self.start.saturating_add(offset), buf)
    }

    fn bytes(&self) -> Option<&[u8]> {
        self.source.slice(self.start, usize::try_from(self.len).ok()?)
    }
}
