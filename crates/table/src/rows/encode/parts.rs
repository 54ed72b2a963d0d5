use crate::{
    LimitError, Limits,
    rows::{
        RowError,
        layout::{Column, Layout, Shape, number},
    },
};
use arrow::array::{Array, ArrayRef, AsArray, ListArray};
use std::ops::Range;

/// Cuts rows so that each part takes no more than `budget` bytes when it is packed, or is one row.
///
/// What counts is what the arrays themselves do not show: fields of a fixed size, and strings that are filled up to one length.
pub(in crate::rows) fn parts(
    layout: &Layout,
    limits: &Limits,
    arrays: &[ArrayRef],
    budget: usize,
) -> Result<Vec<Range<usize>>, RowError> {
    let rows = arrays.first().map_or(0, |array| array.len());
    let padded = Padded::all(layout, arrays);
    if padded.is_empty() {
        let step = budget.checked_div(layout.min_row_len).unwrap_or(rows).max(1);
        return Ok((0..rows).step_by(step).map(|start| start..start.saturating_add(step).min(rows)).collect());
    }
    let (mut parts, mut start, mut size) = (Vec::new(), 0, 0_usize);
    for row in 0..rows {
        let len = row_len(layout, limits, &padded, row)?;
        if size.saturating_add(len) > budget && start < row {
            parts.push(start..row);
            (start, size) = (row, 0);
        }
        size = size.saturating_add(len);
    }
    parts.extend((start < rows).then_some(start..rows));
    Ok(parts)
}

/// Refuses cells and rows that are beyond the limits once their strings are filled up.
pub(super) fn check(layout: &Layout, limits: &Limits, arrays: &[ArrayRef]) -> Result<(), RowError> {
    let padded = Padded::all(layout, arrays);
    let rows = padded.first().map_or(0, |column| column.lists.len());
    (0..rows).try_for_each(|row| row_len(layout, limits, &padded, row).map(|_| ()))
}

/// The bytes of a row.
fn row_len(layout: &Layout, limits: &Limits, padded: &[Padded<'_>], row: usize) -> Result<usize, RowError> {
    let mut len = layout.min_row_len;
    for column in padded {
        len = len.saturating_add(column.cell(row, limits)?);
    }
    let claim = Limits::claim("a row", u64::try_from(len).unwrap_or(u64::MAX), 1, limits.max_row);
    claim.map_err(|limit| RowError::Limit { column: String::new(), row: Some(number(row)), limit })
}

/// A column of any number of strings, each filled up to one length.
struct Padded<'a> {
    column: &'a Column,
    lists: &'a ListArray,
    /// The units of each string.
    unit: usize,
}

impl<'a> Padded<'a> {
    fn all(layout: &'a Layout, arrays: &'a [ArrayRef]) -> Vec<Self> {
        let padded = |(column, array): (&'a Column, &'a ArrayRef)| match column.shape {
            Shape::Variable { unit: unit @ 2.., .. } => Some(Self { column, lists: array.as_list_opt()?, unit }),
            _ => None,
        };
        layout.columns.iter().zip(arrays).filter_map(padded).collect()
    }

    /// The bytes of a cell.
    fn cell(&self, row: usize, limits: &Limits) -> Result<usize, RowError> {
        if self.lists.is_null(row) {
            return Ok(0);
        }
        let strings = usize::try_from(self.lists.value_length(row)).unwrap_or(0);
        let claim = self.column.cell_bytes(strings.saturating_mul(self.unit), limits);
        claim.map_err(|source: LimitError| self.column.limit(row, source))
    }
}
