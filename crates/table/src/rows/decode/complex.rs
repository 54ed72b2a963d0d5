use super::{
    Elements, End, Size,
    primitive::{array, put_nan},
};
use crate::{
    LimitError,
    rows::{RowError, word::Word},
    schema::arrow::element_type,
};
use arrow::{
    array::{ArrayRef, FixedSizeListArray},
    datatypes::DataType,
};
use std::sync::Arc;

/// Pairs of floats.
#[derive(Default)]
pub(super) struct Complexes<W> {
    words: Vec<W>,
}

impl<W: Word> Elements for Complexes<W> {
    fn reserve(&mut self, size: Size) {
        self.words.reserve_exact(size.bytes / W::SIZE);
    }

    fn len(&self) -> usize {
        self.words.len() / 2
    }

    fn take(&mut self, bytes: &[u8], _count: usize) -> Result<(), LimitError> {
        W::extend(&mut self.words, bytes, W::default());
        Ok(())
    }

    fn finish(mut self, end: End<'_>) -> Result<ArrayRef, RowError> {
        if let Some(nulls) = &end.missing {
            put_nan(&mut self.words, nulls, 2);
        }
        let DataType::FixedSizeList(part, size) = element_type(end.column.datatype()) else {
            return Err(end.column.bad_cell(0, end.column.datatype().to_string(), "complex number"));
        };
        let parts = array(part.data_type().clone(), self.words, None)?;
        Ok(Arc::new(FixedSizeListArray::try_new(part, size, parts, end.missing)?))
    }
}
