//! Rows of ASCII tables into columns (FITS 4.0, 7.2.5).

mod number;

use crate::{
    ascii::AsciiKind,
    convert::to_table::{AsciiColumn, Scale},
};
use gaialink_table::{
    Datatype, Position, Warning,
    arrow::{
        array::{ArrayRef, ArrowPrimitiveType, PrimitiveBuilder, StringBuilder},
        datatypes::{Float64Type, Int16Type, Int32Type, Int64Type},
    },
    rows::RowError,
};
use std::sync::Arc;

/// The cells of a column, and what is odd about one of them.
type Decoded = (ArrayRef, Option<Warning>);

/// Gives the cells of a column, and what is odd about the first odd one. Rows are counted from 1.
pub(super) fn column(column: &AsciiColumn, bytes: &[u8], (rows, row_len): (usize, usize)) -> Result<Decoded, RowError> {
    let cells = (0..rows).map(|row| {
        let row = bytes.get(row.saturating_mul(row_len)..).and_then(|rest| rest.get(..row_len)).unwrap_or_default();
        let cell = row.get(column.start..).and_then(|rest| rest.get(..column.form.width));
        let cell = cell.unwrap_or_default();
        (cell, column.null.as_ref().is_some_and(|null| cell.trim_ascii() == null.as_bytes()))
    });
    match (column.form.kind, column.field.datatype) {
        (AsciiKind::Text, _) => Ok((text(cells), None)),
        (AsciiKind::Real(decimals), _) => {
            let scale = column.scale.unwrap_or(Scale::NONE);
            numbers::<Float64Type>(column, cells, "number", |cell| {
                number::real(cell, decimals).map(|value| value.map(|value| scale.apply(value)))
            })
        }
        (AsciiKind::Integer, Datatype::Double) => {
            let scale = column.scale.unwrap_or(Scale::NONE);
            numbers::<Float64Type>(column, cells, "whole number", |cell| Some(Some(scale.apply(number::integer::<f64>(cell)?))))
        }
        (AsciiKind::Integer, Datatype::Short) => {
            numbers::<Int16Type>(column, cells, "whole number", |cell| number::integer(cell).map(Some))
        }
        (AsciiKind::Integer, Datatype::Int) => {
            numbers::<Int32Type>(column, cells, "whole number", |cell| number::integer(cell).map(Some))
        }
        (AsciiKind::Integer, _) => {
            numbers::<Int64Type>(column, cells, "whole number of 64 bits", |cell| number::integer(cell).map(Some))
        }
    }
}

/// Strings: blanks at the end are no part of them, and a NUL ends one. Bytes that are no UTF-8 are Latin-1.
fn text<'a>(cells: impl Iterator<Item = (&'a [u8], bool)>) -> ArrayRef {
    let mut builder = StringBuilder::new();
    let mut latin = String::new();
    for (cell, is_null) in cells {
        let cell = cell.split(|b| *b == 0).next().unwrap_or_default();
        let cell = cell.get(..cell.iter().rposition(|b| *b != b' ').map_or(0, |last| last + 1)).unwrap_or_default();
        if is_null {
            builder.append_null();
        } else if let Ok(text) = std::str::from_utf8(cell) {
            builder.append_value(text);
        } else {
            latin.clear();
            latin.extend(cell.iter().map(|b| char::from(*b)));
            builder.append_value(&latin);
        }
    }
    Arc::new(builder.finish())
}

fn numbers<'a, T: ArrowPrimitiveType>(
    column: &AsciiColumn,
    cells: impl Iterator<Item = (&'a [u8], bool)>,
    expected: &'static str,
    parse: impl Fn(&[u8]) -> Option<Option<T::Native>>,
) -> Result<Decoded, RowError> {
    let (mut builder, mut odd) = (PrimitiveBuilder::<T>::new(), None);
    for (row, (cell, is_null)) in (1_u64..).zip(cells) {
        if is_null {
            builder.append_null();
            continue;
        }
        let apart = || {
            let value = parse(&number::without_blanks_behind_sign(cell)?)?;
            odd.get_or_insert_with(|| blanks_behind_sign(column, cell, row));
            Some(value)
        };
        let value = parse(cell).or_else(apart).ok_or_else(|| {
            let found = format!("{:?}", String::from_utf8_lossy(cell));
            RowError::Cell { column: column.field.name.clone(), row, found, expected }
        })?;
        builder.append_option(value);
    }
    Ok((Arc::new(builder.finish()), odd))
}

/// What is told of a number whose sign stands apart, which cfitsio and STIL read as well.
fn blanks_behind_sign(column: &AsciiColumn, cell: &[u8], row: u64) -> Warning {
    let message = format!("blanks behind the sign of {:?} are passed over", String::from_utf8_lossy(cell.trim_ascii()));
    Warning::new("W-FITS-SIGN", Position::at_row(row).in_column(&column.field.name), message)
}
