use super::Cells;
use crate::{
    Result,
    text::{
        elements::{Elements, Strings},
        fault::{Fault, Odd},
    },
};
use arrow::array::ArrayRef;

/// Cells of one string.
#[derive(Debug)]
pub(in crate::text) struct Texts {
    strings: Strings,
}

impl Texts {
    pub(in crate::text) fn new() -> Self {
        Self { strings: Strings::new(None) }
    }
}

impl Cells for Texts {
    fn append(&mut self, cell: &[u8]) -> std::result::Result<(), Fault> {
        if cell.is_empty() {
            self.append_null();
            return Ok(());
        }
        let before = self.strings.len();
        self.strings.push(cell);
        if self.strings.is_too_long() {
            let found = self.strings.byte_size();
            self.strings.truncate(before);
            return Err(Fault::offsets("bytes of text in a batch", found));
        }
        Ok(())
    }

    fn append_null(&mut self) {
        self.strings.push_nulls(1);
    }

    fn append_empty(&mut self) {
        self.strings.push(b"");
    }

    fn len(&self) -> usize {
        self.strings.len()
    }

    fn truncate(&mut self, len: usize) {
        self.strings.truncate(len);
    }

    fn byte_size(&self) -> usize {
        self.strings.byte_size()
    }

    fn finish(&mut self) -> Result<ArrayRef> {
        self.strings.finish()
    }

    fn take_odd(&mut self) -> Option<Odd> {
        self.strings.take_odd()
    }
}
