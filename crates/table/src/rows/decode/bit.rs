use super::{Block, Elements, End, Size};
use crate::{LimitError, rows::RowError};
use arrow::array::{ArrayRef, BooleanArray, BooleanBufferBuilder};
use std::sync::Arc;

/// Bits, most significant first, in whole bytes a cell; what pads the last byte is not looked at (VOTable 1.5, 6).
pub(super) struct Bits {
    bits: BooleanBufferBuilder,
    /// The bytes of a cell, least significant bit first.
    turned: Vec<u8>,
}

impl Default for Bits {
    fn default() -> Self {
        Self { bits: BooleanBufferBuilder::new(0), turned: Vec::new() }
    }
}

impl Elements for Bits {
    fn reserve(&mut self, size: Size) {
        self.bits.reserve(size.elements.min(size.bytes.saturating_mul(8)));
    }

    fn len(&self) -> usize {
        self.bits.len()
    }

    fn take(&mut self, bytes: &[u8], count: usize) -> Result<(), LimitError> {
        let count = count.min(bytes.len().saturating_mul(8));
        self.turned.clear();
        self.turned.extend(bytes.iter().map(|byte| byte.reverse_bits()));
        self.bits.append_packed_range(0..count, &self.turned);
        Ok(())
    }

    fn take_rows(&mut self, block: &Block<'_>) -> Result<(), RowError> {
        let mut bits = Vec::new();
        block.rows.extend(&mut bits, block.column.place, |[byte]: &[u8; 1]| byte & 0x80 != 0)?;
        self.bits.append_slice(&bits);
        Ok(())
    }

    fn finish(mut self, end: End<'_>) -> Result<ArrayRef, RowError> {
        Ok(Arc::new(BooleanArray::new(self.bits.finish(), end.missing)))
    }
}
