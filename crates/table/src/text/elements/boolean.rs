use super::Elements;
use crate::{
    Result,
    text::{ArrayStyle, boolean},
};
use arrow::array::{ArrayRef, BooleanArray, BooleanBufferBuilder, NullBufferBuilder};
use std::sync::Arc;

/// Booleans or bits.
#[derive(Debug)]
pub(in crate::text) struct Booleans {
    values: BooleanBufferBuilder,
    validity: NullBufferBuilder,
    /// Whether these are bits, whose digits may stand side by side.
    bits: bool,
}

impl Booleans {
    /// An empty array.
    pub(in crate::text) fn new(bits: bool) -> Self {
        Self { values: BooleanBufferBuilder::new(0), validity: NullBufferBuilder::new(0), bits }
    }
}

impl Elements for Booleans {
    fn take(&mut self, text: &[u8], style: ArrayStyle) -> Option<usize> {
        let (value, taken) = match (text.first(), style) {
            (Some(digit @ (b'0' | b'1')), ArrayStyle::Blanks) if self.bits => (Some(*digit == b'1'), 1),
            (_, ArrayStyle::Json) => boolean::quoted_prefix(text)?,
            _ => boolean::prefix(text)?,
        };
        self.values.append(value.unwrap_or_default());
        self.validity.append(value.is_some());
        Some(taken)
    }

    fn may_touch(&self) -> bool {
        self.bits
    }

    fn push_nulls(&mut self, count: usize) {
        self.values.append_n(count, false);
        self.validity.append_n_nulls(count);
    }

    fn len(&self) -> usize {
        self.values.len()
    }

    fn truncate(&mut self, len: usize) {
        self.values.truncate(len);
        self.validity.truncate(len);
    }

    fn byte_size(&self) -> usize {
        self.values.len().div_ceil(8).saturating_add(self.validity.allocated_size())
    }

    fn finish(&mut self) -> Result<ArrayRef> {
        Ok(Arc::new(BooleanArray::new(self.values.finish(), self.validity.finish())))
    }
}
