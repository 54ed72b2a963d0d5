//! Columns to rows.

mod bit;
mod boolean;
mod cells;
mod complex;
mod divided;
mod elements;
mod encoder;
mod list;
mod parts;
mod primitive;
mod scalar;
mod starts;
mod text;

pub(super) use self::parts::parts;

use self::{
    elements::{Cells, HeapOut, Input},
    encoder::encoder,
    starts::RowStarts,
};
use super::{Encoded, RowError, RowOptions, block::ranges, block_mut::RowsMut, layout::Layout, mask, text_rule::TextRule};
use crate::{Limits, LossReport, schema::arrow::equal_types};
use arrow::array::{Array, ArrayRef};

/// Encodes columns behind what `out` holds.
pub(super) fn encode(
    layout: &Layout,
    options: &RowOptions,
    limits: &Limits,
    arrays: &[ArrayRef],
    out: &mut Encoded,
) -> Result<(), RowError> {
    let rows = check(layout, arrays)?;
    parts::check(layout, limits, arrays)?;
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
