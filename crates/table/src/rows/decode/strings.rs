use super::{Size, list::too_many};
use crate::{LimitError, rows::RowError};
use arrow::{
    array::{ArrayRef, NullBufferBuilder, StringArray},
    buffer::{Buffer, NullBuffer, OffsetBuffer},
};
use std::sync::Arc;

/// Strings as they are taken.
pub(super) struct Strings {
    pub(super) bytes: Vec<u8>,
    pub(super) offsets: Vec<i32>,
    pub(super) valid: NullBufferBuilder,
}

impl Strings {
    pub(super) fn new() -> Self {
        Self { bytes: Vec::new(), offsets: vec![0], valid: NullBufferBuilder::new(0) }
    }

    pub(super) fn len(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    pub(super) fn reserve(&mut self, size: Size) {
        self.bytes.reserve(size.bytes);
        self.offsets.reserve(size.elements);
    }

    pub(super) fn end_string(&mut self, valid: bool) -> Result<(), LimitError> {
        let len = self.bytes.len();
        self.offsets.push(i32::try_from(len).map_err(|_| too_many(len))?);
        self.valid.append(valid);
        Ok(())
    }

    pub(super) fn is_utf8(&self) -> bool {
        let offset = |end: &i32| usize::try_from(*end).unwrap_or(usize::MAX);
        let whole = |text: &str| self.offsets.iter().all(|end| text.is_char_boundary(offset(end)));
        self.bytes.is_ascii() || std::str::from_utf8(&self.bytes).is_ok_and(whole)
    }

    pub(super) fn finish(mut self, missing: Option<NullBuffer>) -> Result<ArrayRef, RowError> {
        let nulls = NullBuffer::union(missing.as_ref(), self.valid.finish().as_ref());
        let offsets = OffsetBuffer::new(self.offsets.into());
        Ok(Arc::new(StringArray::try_new(offsets, Buffer::from_vec(self.bytes), nulls)?))
    }
}

/// Cuts the bytes of an array of strings into equal parts.
pub(super) fn in_parts(
    bytes: &[u8],
    count: usize,
    mut take: impl FnMut(&[u8]) -> Result<(), LimitError>,
) -> Result<(), LimitError> {
    let len = bytes.len().checked_div(count).unwrap_or(0);
    (0..count).try_for_each(|at| take(bytes.get(at * len..).and_then(|rest| rest.get(..len)).unwrap_or_default()))
}
