mod array;
mod boolean;
mod complex;
mod primitive;
mod sheet;
mod string;

use self::{
    array::Arrays,
    boolean::Booleans,
    complex::Complexes,
    primitive::{Floats, Integers},
    sheet::Sheet,
    string::{Strings, Texts},
};
use super::{TextStyle, shape::Shape};
use crate::{Datatype, Error, Field, LossReport, Result, schema};
use arrow::{
    array::{Array, AsArray},
    buffer::NullBuffer,
    datatypes::{
        DataType, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type,
        UInt64Type,
    },
};
use std::{fmt, ops::Range};

/// Gives the text of the cells of an Arrow array.
///
/// What is written reads back through a [`super::CellBuilder`] of the same field and style, but for what is counted as lost.
pub struct CellWriter<'a> {
    array: &'a dyn Array,
    rows: usize,
    /// Which cells are null, where any is.
    nulls: Option<&'a NullBuffer>,
    field: &'a Field,
    style: &'a TextStyle,
    cells: Box<dyn Spell + 'a>,
}

/// An array whose values can be spelled.
trait Spell {
    /// Whether there is a null at this place.
    fn is_null(&self, index: usize) -> bool;

    /// Appends the text of the value at this place, which is not null.
    fn spell(&self, index: usize, sheet: &mut Sheet<'_>);

    /// Appends what stands for a null among blanks, and counts it where it is lost.
    fn spell_null(&self, sheet: &mut Sheet<'_>);

    /// Appends the style's word for a null element, where it has one.
    fn spell_word(&self, sheet: &mut Sheet<'_>) -> bool {
        sheet.word_for_null()
    }

    /// Whether values stand side by side where nothing but blanks could separate them.
    fn touch(&self) -> bool {
        false
    }

    /// Appends the values of a cell's range, separated and bracketed.
    fn spell_all(&self, range: Range<usize>, shape: &Shape, sheet: &mut Sheet<'_>) {
        for (count, index) in range.enumerate() {
            sheet.before(count, shape, self.touch());
            match self.is_null(index) {
                false => self.spell(index, sheet),
                true if self.spell_word(sheet) => {}
                true => self.spell_null(sheet),
            }
            sheet.after(count, shape);
        }
    }
}

impl fmt::Debug for CellWriter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (array, field, style) = (self.array.data_type(), self.field, self.style);
        f.debug_struct("CellWriter").field("array", array).field("field", field).field("style", style).finish_non_exhaustive()
    }
}

impl<'a> CellWriter<'a> {
    /// A writer of the cells of one column's array.
    ///
    /// # Errors
    ///
    /// [`crate::Error::Mismatch`] where the array is not of the field's type.
    pub fn try_new(array: &'a dyn Array, field: &'a Field, style: &'a TextStyle) -> Result<Self> {
        let mismatch = |expected: &DataType| Error::Mismatch {
            column: field.name.clone(),
            expected: expected.to_string(),
            found: array.data_type().to_string(),
        };
        let expected = schema::arrow::data_type(field)?;
        if !schema::arrow::equal_types(&expected, array.data_type()) {
            return Err(mismatch(&expected));
        }
        let cells = match Shape::of(field) {
            None => elements(array, field, true),
            Some(shape) => Arrays::boxed(array, shape, |child| elements(child, field, false)),
        };
        let cells = cells.ok_or_else(|| mismatch(&expected))?;
        let nulls = array.nulls().filter(|nulls| nulls.null_count() > 0);
        Ok(Self { array, rows: array.len(), nulls, field, style, cells })
    }

    /// Whether the cell is null, so that the format writes its own null in place of calling [`CellWriter::write`].
    #[inline]
    pub fn is_null(&self, row: usize) -> bool {
        self.nulls.is_some_and(|nulls| row < nulls.len() && nulls.is_null(row))
    }

    /// Appends the text of a cell that is not null, unquoted and unescaped. What the style cannot spell (a null element, an empty
    /// string among blanks) is counted. A row beyond the array is as one that is null: nothing is written.
    #[inline]
    pub fn write(&self, row: usize, out: &mut Vec<u8>, losses: &mut LossReport) {
        if row < self.rows && !self.is_null(row) {
            self.cells.spell(row, &mut Sheet { out, losses, field: self.field, style: self.style, bracketed: false });
        }
    }
}

/// The speller of a column's elements.
fn elements<'a>(array: &'a dyn Array, field: &'a Field, alone: bool) -> Option<Box<dyn Spell + 'a>> {
    let null = field.null_text();
    Some(match field.datatype {
        Datatype::Boolean => Box::new(Booleans::new(array.as_boolean_opt()?, false)),
        Datatype::Bit => Box::new(Booleans::new(array.as_boolean_opt()?, true)),
        Datatype::SignedByte => Box::new(Integers::new(array.as_primitive_opt::<Int8Type>()?, null)),
        Datatype::UnsignedByte => Box::new(Integers::new(array.as_primitive_opt::<UInt8Type>()?, null)),
        Datatype::Short => Box::new(Integers::new(array.as_primitive_opt::<Int16Type>()?, null)),
        Datatype::UnsignedShort => Box::new(Integers::new(array.as_primitive_opt::<UInt16Type>()?, null)),
        Datatype::Int => Box::new(Integers::new(array.as_primitive_opt::<Int32Type>()?, null)),
        Datatype::UnsignedInt => Box::new(Integers::new(array.as_primitive_opt::<UInt32Type>()?, null)),
        Datatype::Long => Box::new(Integers::new(array.as_primitive_opt::<Int64Type>()?, null)),
        Datatype::UnsignedLong => Box::new(Integers::new(array.as_primitive_opt::<UInt64Type>()?, null)),
        Datatype::Float => Box::new(Floats(array.as_primitive_opt::<Float32Type>()?)),
        Datatype::Double => Box::new(Floats(array.as_primitive_opt::<Float64Type>()?)),
        Datatype::FloatComplex => Box::new(Complexes::<Float32Type>::try_new(array)?),
        Datatype::DoubleComplex => Box::new(Complexes::<Float64Type>::try_new(array)?),
        Datatype::Char | Datatype::UnicodeChar if alone => Box::new(Texts(array.as_string_opt()?)),
        Datatype::Char | Datatype::UnicodeChar => Box::new(Strings::new(array.as_string_opt()?, field)),
    })
}
