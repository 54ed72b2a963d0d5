//! The null mask at the start of a BINARY2 row: one bit a field, most significant first (VOTable 1.5, 5.4).

use super::{RowError, block::Rows, block_mut::RowsMut, layout::Layout, place::Place};
use arrow::buffer::NullBuffer;

fn place(index: usize) -> (Place, u8) {
    (Place { after: 0, offset: index / 8 }, 0x80 >> (index % 8))
}

/// The masks of a block of rows.
#[derive(Debug)]
pub(super) struct Mask<'a, 'b> {
    rows: &'b Rows<'a>,
    /// The bits that are set in any row.
    any: Vec<u8>,
}

impl<'a, 'b> Mask<'a, 'b> {
    /// Looks at the masks of a block.
    pub(super) fn read(layout: &Layout, rows: &'b Rows<'a>) -> Result<Self, RowError> {
        let mut any = vec![0; layout.mask_len];
        let masked_rows = if any.is_empty() { 0 } else { rows.count };
        for row in 0..masked_rows {
            let mask = rows.cell(row, Place::default(), layout.mask_len).ok_or(RowError::Scan)?;
            any.iter_mut().zip(mask).for_each(|(any, byte)| *any |= byte);
        }
        Ok(Self { rows, any })
    }

    /// Fills `valid` with one answer a row, and says whether any cell of the field is null; `valid` is left alone otherwise.
    pub(super) fn field(&self, index: usize, valid: &mut Vec<bool>) -> Result<bool, RowError> {
        let (place, bit) = place(index);
        if self.any.get(place.offset).is_none_or(|any| any & bit == 0) {
            return Ok(false);
        }
        valid.clear();
        self.rows.extend(valid, place, |[byte]: &[u8; 1]| byte & bit == 0)?;
        Ok(true)
    }
}

/// Sets the bits of the null cells of a field.
pub(super) fn write(rows: &mut RowsMut<'_>, index: usize, nulls: &NullBuffer) {
    let (place, bit) = place(index);
    for row in rows.rows() {
        if nulls.is_null(row) {
            rows.cell(row, place, 1).iter_mut().for_each(|byte| *byte |= bit);
        }
    }
}
