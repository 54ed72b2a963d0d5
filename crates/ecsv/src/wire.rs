//! How a column's cells are spelled in a file, where that is not just the model's own shape.

mod fold;
mod multiple;

pub(crate) use self::fold::Fold;

use gaialink_table::{
    Datatype, Error as TableError, Field,
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
    /// How the arrays are nested that the model has flat.
    fold: Option<Fold>,
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
        Self { field: wire, multiple: if is_flat { inner } else { 1 }, fold: None }
    }

    /// The same with nested arrays.
    pub(crate) fn with_fold(self, fold: Option<Fold>) -> Self {
        Self { fold, ..self }
    }

    /// What the cells are read and written as.
    pub(crate) fn field(&self) -> &Field {
        &self.field
    }

    /// Whether a cell is one string.
    pub(crate) fn is_text(&self) -> bool {
        self.field.datatype.is_text() && self.field.cell_shape().is_scalar()
    }

    /// Whether arrays are nested that the model has flat.
    pub(crate) fn is_folded(&self) -> bool {
        self.fold.is_some()
    }

    /// Takes the text of a cell.
    pub(crate) fn append(&self, builder: &mut CellBuilder, text: &[u8], scratch: &mut Vec<u8>) -> Result<(), CellError> {
        let Some(fold) = &self.fold else { return builder.append(text) };
        scratch.clear();
        match fold.flatten(text, scratch) {
            Some(()) => builder.append(scratch),
            None if text.trim_ascii() == b"null" => builder.append(text),
            None => Err(self.misshapen(text)),
        }
    }

    /// The array as the model has it, or the first row that does not fit and why.
    pub(crate) fn to_model(&self, array: ArrayRef, field: &Field) -> Result<ArrayRef, (usize, CellError)> {
        match self.multiple {
            0 | 1 => Ok(array),
            multiple => multiple::check(&array, multiple, &field.name).map(|()| array),
        }
    }

    /// Nests the array whose flat text begins at `start`.
    pub(crate) fn nest(&self, out: &mut Vec<u8>, start: usize) -> Result<(), TableError> {
        let Some(fold) = &self.fold else { return Ok(()) };
        let flat = out.split_off(start);
        fold.nest(&flat, out).ok_or_else(|| TableError::Cell(self.misshapen(&flat)))
    }

    #[cold]
    fn misshapen(&self, text: &[u8]) -> CellError {
        /// The most characters of a cell that an error shows.
        const SHOWN: usize = 40;
        CellError::Value {
            column: self.field.name.clone(),
            found: String::from_utf8_lossy(text).chars().take(SHOWN).collect(),
            expected: format!("array of equal arrays of {}, as many as the subtype says", self.field.datatype),
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
