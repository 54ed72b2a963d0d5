//! What a target needs to know of the rows before they are written, from a pass over them.

mod lengths;
mod nulls;

use self::{lengths::Longest, nulls::Absent};
use crate::{BoxReader, Format, Result, Target};
use gaialink_table::{
    Field, Schema, TableReader,
    arrow::array::{Array, ArrayRef, AsArray, RecordBatch},
    schema::Info,
};

/// What is known of the columns, by their places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Survey {
    /// The length of the longest string: bytes of `char`, 16-bit units of `unicodeChar`. Of columns that declare one, only a longer one.
    pub(crate) lengths: Vec<Option<u64>>,
    /// A value that does not occur, of integer columns that hold nulls.
    pub(crate) nulls: Vec<Option<i64>>,
    /// Whether the heap of a FITS file goes beyond what 32-bit descriptors reach.
    pub(crate) wide_heap: bool,
    /// What stands behind the rows, where the target has a place for it in front of them.
    pub(crate) behind: Vec<Info>,
    /// The lines of the header of the ECSV file that the rows come from, which needs no pass.
    pub(crate) header: Option<String>,
}

impl Survey {
    /// Whether nothing is known of the values.
    pub(crate) fn is_empty(&self) -> bool {
        self.lengths.iter().all(Option::is_none) && self.nulls.iter().all(Option::is_none)
    }

    /// Reads all rows.
    pub(crate) fn of(mut reader: BoxReader, target: Target) -> Result<Self> {
        let mut surveyor = Surveyor::new(reader.schema(), target);
        while let Some(batch) = reader.next_batch()? {
            surveyor.look(&batch)?;
        }
        Ok(surveyor.finish())
    }
}

/// Looks at the rows of a table.
pub(crate) struct Surveyor {
    lengths: Vec<Option<Longest>>,
    nulls: Vec<Option<Absent>>,
}

impl Surveyor {
    pub(crate) fn new(schema: &Schema, target: Target) -> Self {
        let wants = |want: fn(Target, &Field) -> bool| schema.fields.iter().map(move |field| want(target, field));
        let wants_text = |target, field: &Field| wants_length(target, field) || wants_width(target, field);
        let lengths = schema.fields.iter().zip(wants(wants_text)).map(|(f, want)| Longest::of(f, target, want)).collect();
        let nulls = schema.fields.iter().zip(wants(wants_null)).map(|(f, want)| Absent::of(f, target, want)).collect();
        Self { lengths, nulls }
    }

    pub(crate) fn look(&mut self, batch: &RecordBatch) -> Result<()> {
        for ((column, longest), absent) in batch.columns().iter().zip(&mut self.lengths).zip(&mut self.nulls) {
            let (elements, has_null) = elements(column);
            if let Some(longest) = longest {
                longest.look(&elements);
            }
            if let Some(absent) = absent {
                absent.look(&elements, has_null)?;
            }
        }
        Ok(())
    }

    pub(crate) fn finish(self) -> Survey {
        Survey {
            lengths: self.lengths.into_iter().map(|longest| longest.and_then(Longest::finish)).collect(),
            nulls: self.nulls.into_iter().map(|absent| absent.and_then(Absent::finish)).collect(),
            ..Survey::default()
        }
    }
}

/// Whether there is anything that the target may want to know.
pub(crate) fn is_for(target: Target) -> bool {
    matches!(target.format(), Format::Votable | Format::Fits)
}

/// Whether the target cannot be written well without a pass over the rows before.
pub(crate) fn is_needed(target: Target, schema: &Schema) -> bool {
    schema.fields.iter().any(|field| wants_length(target, field))
}

/// Whether a pass over the rows may turn a failure or a lost null into success.
pub(crate) fn may_help(target: Target, schema: &Schema) -> bool {
    schema.fields.iter().any(|field| wants_null(target, field))
}

/// Whether a pass over the rows may turn a failure at strings longer than their columns into success.
pub(crate) fn may_widen(target: Target, schema: &Schema) -> bool {
    schema.fields.iter().any(|field| wants_width(target, field))
}

/// Whether the target has no place for strings longer than their column declares, which readers of text keep whole.
fn wants_width(target: Target, field: &Field) -> bool {
    let is_declared = field.datatype.is_text() && declared_width(target, field) > 0;
    is_declared && (is_fits(target) || matches!(target, Target::Votable | Target::VotableBinary))
}

/// Whether the rows are written as FITS.
fn is_fits(target: Target) -> bool {
    matches!(target, Target::Fits | Target::VotableFits)
}

/// The length of strings that a column declares; 0 where it declares none.
fn declared_width(target: Target, field: &Field) -> u64 {
    match field.arraysize.is_scalar() {
        true => 1,
        false if lies_in_row(target, field) => 0,
        false => field.arraysize.string_len().unwrap_or(0),
    }
}

/// Whether strings of a variable length, bounded or not, are to lie in the row: STILTS reads no heap within a VOTable.
fn lies_in_row(target: Target, field: &Field) -> bool {
    target == Target::VotableFits && field.datatype.is_text() && field.cell_shape().is_scalar() && field.arraysize.is_variable()
}

/// Whether the target wants the length of the strings of a column that declares none: VOTable of arrays of strings
/// (VOTable 1.5, 2.2), FITS to keep strings in the row.
fn wants_length(target: Target, field: &Field) -> bool {
    let is_array = !field.cell_shape().is_scalar();
    let unknown = match field.arraysize.string_len() {
        Some(0) | None => field.datatype.is_text(),
        Some(_) => false,
    };
    unknown && (is_fits(target) || target.format() == Format::Votable && is_array) || lies_in_row(target, field)
}

/// Whether the target wants a null value for an integer column that declares none: BINARY and FITS of all, every VOTable of arrays.
fn wants_null(target: Target, field: &Field) -> bool {
    let is_array = !field.arraysize.is_scalar();
    let undeclared = field.datatype.is_integer() && field.null_text().is_none();
    undeclared && (is_fits(target) || target == Target::VotableBinary || target.format() == Format::Votable && is_array)
}

/// The elements of the cells, and whether one of them is null: a null cell of fixed shape is a cell of nulls, a variable one has no elements.
fn elements(column: &ArrayRef) -> (ArrayRef, bool) {
    let (inner, has_null) = match (column.as_fixed_size_list_opt(), column.as_list_opt::<i32>()) {
        (Some(list), _) => (list.values(), list.null_count() > 0),
        (_, Some(list)) => (list.values(), false),
        _ => return (ArrayRef::clone(column), column.null_count() > 0),
    };
    (ArrayRef::clone(inner), has_null || inner.null_count() > 0)
}
