use super::code;
use crate::{
    Result, block,
    checksum::Sum,
    convert::to_table::Column,
    preflight::{Hdu, Kind},
    source::Source,
};
use gaialink_table::{Findings, Position, rows::Length};

/// How many bytes are read at once.
const PIECE: usize = 1 << 18;

/// Adds up the data of an HDU, and looks at what fills up its last block.
pub(super) fn look(source: &Source, hdu: &Hdu, findings: &mut Findings) -> Result<Sum> {
    let mut sum = Sum::default();
    let mut buf = vec![0; PIECE];
    let end = block::padded(hdu.data_len).unwrap_or(hdu.data_len).min(source.len().saturating_sub(hdu.data_start));
    let mut place = 0_u64;
    while place < end {
        let len = usize::try_from(end.saturating_sub(place)).unwrap_or(PIECE).min(PIECE);
        let Some(piece) = buf.get_mut(..len) else { break };
        source.read_at(hdu.data_start.saturating_add(place), piece)?;
        sum.add(piece);
        let data = usize::try_from(hdu.data_len.saturating_sub(place)).unwrap_or(usize::MAX).min(len);
        let fill = if matches!(hdu.kind, Kind::Ascii(_)) { b' ' } else { 0 };
        if piece.get(data..).is_some_and(|rest| rest.iter().any(|b| *b != fill)) {
            let at = Position::at_byte(hdu.data_start.saturating_add(hdu.data_len)).in_element(&hdu.place());
            let want = if fill == 0 { "zeros" } else { "blanks" };
            findings.add(&code::FILL, at, format!("the last block of the data is not filled up with {want}"));
        }
        place = place.saturating_add(len as u64);
    }
    Ok(sum)
}

/// Looks at the descriptors of every row: their arrays have to lie within the heap.
pub(super) fn heap(source: &Source, hdu: &Hdu, columns: &[Column], findings: &mut Findings) -> Result<()> {
    let Some(size) = hdu.table() else { return Ok(()) };
    let in_heap = |column: &Column| !matches!(column.packed.length, Length::Fixed(_));
    if size.row_len == 0 || !columns.iter().any(in_heap) {
        return Ok(());
    }
    let at_once = (PIECE / size.row_len).max(1);
    let mut first = 0_u64;
    while first < size.rows {
        let rows = usize::try_from(size.rows.saturating_sub(first)).unwrap_or(at_once).min(at_once);
        let mut buf = vec![0; rows.saturating_mul(size.row_len)];
        source.read_at(hdu.data_start.saturating_add(first.saturating_mul(size.row_len as u64)), &mut buf)?;
        for (row, bytes) in (first.saturating_add(1)..).zip(buf.chunks_exact(size.row_len)) {
            for (column, len, offset) in descriptors(columns, bytes) {
                let elements =
                    column.packed.field.datatype.packed_size().map_or(len.div_ceil(8), |size| len.saturating_mul(size as u64));
                if len > 0 && offset.saturating_add(elements) > size.heap_len {
                    let at = Position::at_row(row).in_column(&column.field.name).in_element(&hdu.place());
                    let message = format!("{elements} bytes at {offset} end beyond the heap of {} bytes", size.heap_len);
                    findings.add(&code::HEAP, at, message);
                }
            }
        }
        first = first.saturating_add(rows as u64);
    }
    Ok(())
}

/// The descriptors in a row, with their columns: how many elements, and where they start in the heap.
fn descriptors<'a>(columns: &'a [Column], mut row: &[u8]) -> Vec<(&'a Column, u64, u64)> {
    let mut found = Vec::new();
    for column in columns {
        let width = match column.packed.length {
            Length::Descriptor32 => 8,
            Length::Descriptor64 => 16,
            Length::Fixed(len) => {
                column.packed.field.datatype.packed_size().map_or(len.div_ceil(8), |size| len.saturating_mul(size))
            }
            _ => 0,
        };
        let Some((cell, rest)) = row.split_at_checked(width) else { break };
        row = rest;
        if matches!(column.packed.length, Length::Fixed(_)) {
            continue;
        }
        let number = |bytes: &[u8]| bytes.iter().fold(0_u64, |number, b| (number << 8) | u64::from(*b));
        let (len, offset) = cell.split_at_checked(width / 2).unwrap_or_default();
        found.push((column, number(len), number(offset)));
    }
    found
}
