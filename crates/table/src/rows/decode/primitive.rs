use super::{Block, Elements, End, Size};
use crate::{
    LimitError,
    rows::{RowError, layout::Column, word::Word},
    schema::arrow::element_type,
};
use arrow::{
    array::{ArrayData, ArrayRef, make_array},
    buffer::{BooleanBuffer, Buffer, NullBuffer},
    datatypes::DataType,
};

/// Integers and floats.
pub(super) struct Primitives<W> {
    words: Vec<W>,
    /// What the bits of a stored number are changed by.
    flip: W,
    /// The number that stands for null.
    null: Option<W>,
}

impl<W: Word> Primitives<W> {
    pub(super) fn new(column: &Column) -> Self {
        Self { words: Vec::new(), flip: column.flip(), null: column.null_word() }
    }
}

/// An Arrow array of numbers.
pub(super) fn array<W: Word>(data_type: DataType, words: Vec<W>, nulls: Option<NullBuffer>) -> Result<ArrayRef, RowError> {
    let len = words.len();
    let data = ArrayData::builder(data_type).len(len).add_buffer(Buffer::from_vec(words)).nulls(nulls).build()?;
    Ok(make_array(data))
}

impl<W: Word> Elements for Primitives<W> {
    fn reserve(&mut self, size: Size) {
        self.words.reserve_exact(size.bytes / W::SIZE);
    }

    fn len(&self) -> usize {
        self.words.len()
    }

    fn take(&mut self, bytes: &[u8], _count: usize) -> Result<(), LimitError> {
        W::extend(&mut self.words, bytes, self.flip);
        Ok(())
    }

    fn take_rows(&mut self, block: &Block<'_>) -> Result<(), RowError> {
        W::extend_rows(&mut self.words, block.rows, block.column.place, self.flip)
    }

    fn finish(mut self, end: End<'_>) -> Result<ArrayRef, RowError> {
        let datatype = end.column.datatype();
        let mut nulls = end.missing;
        if datatype.is_floating()
            && let Some(nulls) = &nulls
        {
            put_nan(&mut self.words, nulls, 1);
        }
        if let Some(null) = self.null.filter(|null| self.words.contains(null)) {
            let valid: BooleanBuffer = self.words.iter().map(|word| *word != null).collect();
            nulls = NullBuffer::union(nulls.as_ref(), Some(&NullBuffer::new(valid)));
        }
        array(element_type(datatype), self.words, nulls)
    }
}

/// Puts NaN under nulls, each of which is so many words.
pub(super) fn put_nan<W: Word>(words: &mut [W], nulls: &NullBuffer, len: usize) {
    for (words, valid) in words.chunks_mut(len).zip(nulls) {
        if !valid {
            words.fill(W::NAN);
        }
    }
}
