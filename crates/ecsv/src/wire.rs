//! How a column's cells are spelled in a file, where that is not just the model's own shape.

mod multiple;

use gaialink_table::{
    Datatype, Field,
    arrow::array::ArrayRef,
    schema,
    text::{CellBuilder, CellError},
};

/// The cells of one column in a file.
#[derive(Clone, Debug)]
pub(crate) struct Wire {
    /// What the cells are read and written as.
    field: Field,
    /// What the number of elements of a cell is a multiple of, although the file does not say so.
    multiple: u64,
}

impl Wire {
    /// The spelling of a field in a file that calls it `plain`: as that, where the model has both in the same arrays.
    pub(crate) fn new(field: &Field, plain: Field) -> Self {
        let same = |plain: &Field| {
            let types = (schema::arrow::data_type(field), schema::arrow::data_type(plain));
            matches!(types, (Ok(a), Ok(b)) if schema::arrow::equal_types(&a, &b))
        };
        let mut wire = if same(&plain) { plain } else { field.clone() };
        // A value that VOTable takes for null is a value here.
        wire.values.clear();
        let inner = field.cell_shape().inner_len();
        let is_flat = field.cell_shape().is_variable() && wire.cell_shape().inner_len() != inner;
        Self { field: wire, multiple: if is_flat { inner } else { 1 } }
    }

    /// What the cells are read and written as.
    pub(crate) fn field(&self) -> &Field {
        &self.field
    }

    /// Whether a cell is one string.
    pub(crate) fn is_text(&self) -> bool {
        self.field.datatype.is_text() && self.field.cell_shape().is_scalar()
    }

    /// Takes the text of a cell.
    pub(crate) fn append(&self, builder: &mut CellBuilder, text: &[u8]) -> Result<(), CellError> {
        builder.append(text)
    }

    /// The array as the model has it, or the first row that does not fit and why.
    pub(crate) fn to_model(&self, array: ArrayRef, field: &Field) -> Result<ArrayRef, (usize, CellError)> {
        match self.multiple {
            0 | 1 => Ok(array),
            multiple => multiple::check(&array, multiple, &field.name).map(|()| array),
        }
    }
}

/// The bytes that every cell of a column takes in memory, whatever its text.
pub(crate) fn fixed_size(field: &Field) -> u64 {
    let element = match field.datatype {
        Datatype::Char | Datatype::UnicodeChar => 4,
        other => other.packed_size().and_then(|size| u64::try_from(size).ok()).unwrap_or(1),
    };
    let count = field.cell_shape().fixed_len().unwrap_or(1);
    count.saturating_mul(element).max(4)
}
