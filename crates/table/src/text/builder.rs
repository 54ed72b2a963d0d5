use super::{CellError, TextStyle};
use crate::{Field, Limits, Result, Warning};
use arrow::array::ArrayRef;

/// Takes the text of one cell after the other into an Arrow array.
#[derive(Debug)]
pub struct CellBuilder {
    field: Field,
    style: TextStyle,
    limits: Limits,
}

impl CellBuilder {
    /// A builder of the column's array.
    ///
    /// # Errors
    ///
    /// [`crate::Error::Limit`] where a cell of the column's shape goes beyond the limits.
    pub fn try_new(field: &Field, style: &TextStyle, limits: &Limits) -> Result<Self> {
        Ok(Self { field: field.clone(), style: style.clone(), limits: limits.clone() })
    }

    /// Takes the text of a cell, its entities and quotes undone. Empty text is null, but for strings that are quoted
    /// ([`CellBuilder::append_empty`]). An element that equals the declared null value becomes null.
    ///
    /// # Errors
    ///
    /// [`CellError`] where the text is no value of the column; the builder is then as it was before the call.
    pub fn append(&mut self, cell: &[u8]) -> std::result::Result<(), CellError> {
        unimplemented!("{:?}", (cell, &self.field, &self.style, &self.limits))
    }

    /// Takes a null.
    pub fn append_null(&mut self) {
        unimplemented!()
    }

    /// Takes the empty string or the empty array; a null where the column has neither.
    pub fn append_empty(&mut self) {
        unimplemented!()
    }

    /// How many cells were taken since the last [`CellBuilder::finish`].
    pub fn len(&self) -> usize {
        unimplemented!()
    }

    /// Whether no cell was taken.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// About how many bytes the array will take.
    pub fn byte_size(&self) -> usize {
        unimplemented!()
    }

    /// Forgets cells behind the first `len`, so that a row that failed half way can be taken again.
    pub fn truncate(&mut self, len: usize) {
        unimplemented!("{len}")
    }

    /// Gives the array of the cells taken and starts anew.
    ///
    /// # Errors
    ///
    /// [`crate::Error::Arrow`] where the array is larger than Arrow can index.
    pub fn finish(&mut self) -> Result<ArrayRef> {
        unimplemented!()
    }

    /// Gives what was odd and read all the same, such as text that is no UTF-8; rows are counted from 1 since the last call.
    pub fn take_warnings(&mut self) -> Vec<Warning> {
        Vec::new()
    }
}
