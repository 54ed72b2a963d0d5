//! Columns to rows.

mod bit;
mod block;
mod boolean;
mod cells;
mod complex;
mod list;
mod primitive;
mod scalar;
mod starts;
mod text;

pub(super) use self::block::RowsMut;
use self::{
    cells::Division,
    list::{FixedLists, VariableLists},
    primitive::Words,
    scalar::Scalars,
    starts::RowStarts,
};
use super::{
    Encoded, RowError, RowOptions,
    block::{Place, ranges},
    layout::{Column, Layout, Shape},
    mask,
    text_rule::TextRule,
    word::Word,
};
use crate::{Datatype, LossReport, schema::arrow::equal_types};
use arrow::array::{Array, ArrayRef};
use std::ops::Range;

/// Encodes columns behind what `out` holds.
pub(super) fn encode(layout: &Layout, options: &RowOptions, arrays: &[ArrayRef], out: &mut Encoded) -> Result<(), RowError> {
    let rows = check(layout, arrays)?;
    let mut losses = LossReport::default();
    let mut encoders = Vec::new();
    for (column, array) in layout.columns.iter().zip(arrays) {
        let input = Input { column, array, masked: options.null_mask, rule: TextRule::new(column, options) };
        encoders.push(encoder(&input, &mut losses)?);
    }
    let starts = RowStarts::new(layout, &encoders, rows);
    let (rows_before, heap_before) = (out.rows.len(), out.heap.len());
    let done = fill(layout, arrays, &encoders, &starts, out);
    match done {
        Ok(()) => out.losses.merge(&losses),
        Err(_) => {
            out.rows.truncate(rows_before);
            out.heap.truncate(heap_before);
        }
    }
    done
}

/// Checks that the columns are those of the fields, and gives the number of rows.
fn check(layout: &Layout, arrays: &[ArrayRef]) -> Result<usize, RowError> {
    let refuse = |column: &str, reason: String| Err(RowError::Field { column: column.to_owned(), reason });
    let (expected, found) = (layout.columns.len(), arrays.len());
    if expected != found {
        return refuse("", format!("expected {expected} columns, found {found}"));
    }
    let rows = arrays.first().map_or(0, |array| array.len());
    for (column, array) in layout.columns.iter().zip(arrays) {
        if !equal_types(&column.data_type, array.data_type()) {
            return refuse(column.name(), format!("expected {}, found {}", column.data_type, array.data_type()));
        }
        if array.len() != rows {
            return refuse(column.name(), format!("expected {rows} rows, found {}", array.len()));
        }
    }
    Ok(rows)
}

fn fill(
    layout: &Layout,
    arrays: &[ArrayRef],
    encoders: &[Box<dyn Cells>],
    starts: &RowStarts,
    out: &mut Encoded,
) -> Result<(), RowError> {
    let before = out.rows.len();
    out.rows.resize(before.saturating_add(starts.bytes), 0);
    let bytes = out.rows.get_mut(before..).unwrap_or_default();
    let mut heap = HeapOut { bytes: &mut out.heap, base: out.heap_base };
    for range in ranges(starts.rows, starts.bytes) {
        let mut rows = RowsMut::new(&mut *bytes, starts.ends(), range);
        for (column, encoder) in layout.columns.iter().zip(encoders) {
            encoder.put(column, &mut rows, &mut heap)?;
        }
        if layout.mask_len > 0 {
            for (index, array) in arrays.iter().enumerate() {
                array.nulls().into_iter().for_each(|nulls| mask::write(&mut rows, index, nulls));
            }
        }
    }
    Ok(())
}

/// The heap as it grows.
struct HeapOut<'a> {
    bytes: &'a mut Vec<u8>,
    base: u64,
}

/// One column to encode.
struct Input<'a> {
    column: &'a Column,
    array: &'a ArrayRef,
    /// Whether rows have a null mask.
    masked: bool,
    rule: TextRule,
}

impl Input<'_> {
    /// A value that cannot be stored; the row is counted from 0.
    fn unpackable(&self, row: usize, reason: impl Into<String>) -> RowError {
        self.column.unpackable(row, reason.into())
    }
}

/// Gives the cells of one column, block after block.
trait Cells {
    /// The bytes of each cell's elements, where they lie inline behind a count.
    fn lens(&self) -> Vec<usize> {
        Vec::new()
    }

    /// Writes the cells of a block.
    fn put(&self, column: &Column, rows: &mut RowsMut<'_>, heap: &mut HeapOut<'_>) -> Result<(), RowError>;
}

/// Gives elements of one datatype. What it writes to is zero.
trait Elements {
    /// The bytes of so many elements.
    fn bytes(&self, count: usize) -> usize;

    /// The packed units of so many elements.
    fn units(&self, count: usize) -> usize {
        count
    }

    /// Writes the elements of one cell.
    fn put(&self, elements: Range<usize>, out: &mut [u8]);

    /// Writes what stands in a null cell in place of elements.
    fn put_null(&self, out: &mut [u8]);

    /// Writes one element to each row.
    fn put_rows(&self, rows: &mut RowsMut<'_>, place: Place) {
        put_each(self, rows, place);
    }
}

/// Writes one element to each row, one by one.
fn put_each<E: Elements + ?Sized>(elements: &E, rows: &mut RowsMut<'_>, place: Place) {
    let bytes = elements.bytes(1);
    for row in rows.rows() {
        elements.put(row..row + 1, rows.cell(row, place, bytes));
    }
}

fn encoder(input: &Input<'_>, losses: &mut LossReport) -> Result<Box<dyn Cells>, RowError> {
    let (values, division) = Division::of(input, losses)?;
    let values = &values;
    match input.column.datatype() {
        Datatype::Boolean => Ok(cells(input, division, boolean::words(input, values))),
        Datatype::Bit if input.column.shape == Shape::One => Ok(cells(input, division, bit::words(input, values, losses))),
        Datatype::Bit => {
            let bits = bit::Bits::new(input, values, &division, losses);
            Ok(cells(input, division, bits))
        }
        Datatype::SignedByte | Datatype::UnsignedByte => numbers::<u8>(input, values, division, losses),
        Datatype::Short | Datatype::UnsignedShort => numbers::<u16>(input, values, division, losses),
        Datatype::Int | Datatype::UnsignedInt | Datatype::Float => numbers::<u32>(input, values, division, losses),
        Datatype::Long | Datatype::UnsignedLong | Datatype::Double => numbers::<u64>(input, values, division, losses),
        Datatype::FloatComplex => Ok(cells(input, division, complex::words::<u32>(values))),
        Datatype::DoubleComplex => Ok(cells(input, division, complex::words::<u64>(values))),
        Datatype::Char | Datatype::UnicodeChar => text::encoder(input, values, division, losses),
    }
}

fn numbers<W: Word>(
    input: &Input<'_>,
    values: &ArrayRef,
    division: Division,
    losses: &mut LossReport,
) -> Result<Box<dyn Cells>, RowError> {
    let words = Words::<W>::new(input, values, &division, losses)?;
    Ok(cells(input, division, words))
}

fn cells<E: Elements + 'static>(input: &Input<'_>, division: Division, elements: E) -> Box<dyn Cells> {
    match division {
        Division::One(_) => Box::new(Scalars::new(elements)),
        Division::Fixed { len, nulls } => Box::new(FixedLists::new(elements, len, nulls)),
        Division::Variable { offsets, nulls } => Box::new(VariableLists::new(elements, input.column, offsets, nulls)),
    }
}
