use super::{layout::Column, word::Word};
use crate::schema;
use arrow::datatypes::DataType;

impl Column {
    /// What the bits of a number are changed by on storage.
    pub(super) fn flip<W: Word>(&self) -> W {
        if self.field.flip_sign { W::SIGN } else { W::default() }
    }

    /// The number that stands for null, as it is in the column.
    pub(super) fn null_word<W: Word>(&self) -> Option<W> {
        let integer = |t: &DataType| matches!(t, DataType::Int8 | DataType::Int16 | DataType::Int32 | DataType::Int64);
        let signed = integer(&schema::arrow::element_type(self.datatype()));
        let stored = self.field.null.filter(|_| self.datatype().is_integer())?;
        Some(W::of_integer(stored, signed != self.field.flip_sign)? ^ self.flip())
    }
}
