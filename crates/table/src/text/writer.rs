use super::TextStyle;
use crate::{Field, LossReport, Result};
use arrow::array::Array;

/// Gives the text of the cells of an Arrow array.
#[derive(Debug)]
pub struct CellWriter<'a> {
    array: &'a dyn Array,
    field: &'a Field,
    style: &'a TextStyle,
}

impl<'a> CellWriter<'a> {
    /// A writer of the cells of one column's array.
    ///
    /// # Errors
    ///
    /// [`crate::Error::Mismatch`] where the array is not of the field's type.
    pub fn try_new(array: &'a dyn Array, field: &'a Field, style: &'a TextStyle) -> Result<Self> {
        Ok(Self { array, field, style })
    }

    /// Whether the cell is null, so that the format writes its own null in place of calling [`CellWriter::write`].
    pub fn is_null(&self, row: usize) -> bool {
        self.array.is_null(row)
    }

    /// Appends the text of a cell that is not null, unquoted and unescaped. What the style cannot spell (a null element, an empty
    /// string among blanks) is counted.
    pub fn write(&self, row: usize, out: &mut Vec<u8>, losses: &mut LossReport) {
        unimplemented!("{:?}", (row, out, losses, self.field, self.style))
    }
}
