//! The dimensions of cells in the heap, which their elements have to bear out.

use crate::{
    Result,
    convert::to_table::Interpreted,
    preflight::{Hdu, TableSize},
    source::Source,
};
use gaialink_table::{Position, Warning, rows::Length};

/// Bytes of rows that are looked at at once.
const AT_ONCE: u64 = 1 << 20;

/// Looks at the descriptors of the columns to which the cards give dimensions, and takes the dimensions away, with a warning, where a cell has
/// another number of elements than some of the last dimension's steps.
pub(super) fn check(source: &Source, hdu: &Hdu, size: TableSize, interpreted: &mut Interpreted) -> Result<()> {
    let mut claims = claims(interpreted);
    let row_len = size.row_len as u64;
    let per_chunk = (AT_ONCE / row_len.max(1)).max(1);
    let mut next = 0;
    while next < size.rows && claims.iter().any(|claim| claim.holds) {
        let rows = per_chunk.min(size.rows - next);
        let mut bytes = vec![0; usize::try_from(rows.saturating_mul(row_len)).unwrap_or(usize::MAX)];
        source.read_at(hdu.data_start.saturating_add(next.saturating_mul(row_len)), &mut bytes)?;
        for claim in &mut claims {
            claim.holds &= bytes.chunks_exact(size.row_len.max(1)).all(|row| claim.is_borne_out(row));
        }
        next += rows;
    }
    let place = Position::at_byte(hdu.start).in_element(&hdu.place());
    claims.iter().filter(|claim| !claim.holds).for_each(|claim| drop_shape(interpreted, claim.column, &place));
    Ok(())
}

/// What the cards claim of the cells of a column.
struct Claim {
    column: usize,
    /// Where the descriptor lies in a row, and whether its numbers have 64 bits.
    offset: usize,
    wide: bool,
    /// What the number of elements is a multiple of.
    step: u64,
    holds: bool,
}

impl Claim {
    fn is_borne_out(&self, row: &[u8]) -> bool {
        let cell = row.get(self.offset..).unwrap_or_default();
        let count = match self.wide {
            true => cell.first_chunk().map(|bytes| u64::from_be_bytes(*bytes)),
            false => cell.first_chunk().map(|bytes| u32::from_be_bytes(*bytes).into()),
        };
        count.is_some_and(|count| count == 0 || count.checked_rem(self.step) == Some(0))
    }
}

fn claims(interpreted: &Interpreted) -> Vec<Claim> {
    let mut offset = 0_usize;
    let mut claims = Vec::new();
    for (column, stored) in interpreted.columns.iter().enumerate() {
        let packed = &stored.packed;
        let width = match packed.length {
            Length::Descriptor32 => 8,
            Length::Descriptor64 => 16,
            Length::Fixed(len) => packed.field.datatype.packed_size().map_or(len.div_ceil(8), |size| len.saturating_mul(size)),
            Length::Inline => 0,
        };
        if stored.flat.is_some() {
            let (wide, step) = (width == 16, packed.field.arraysize.inner_len());
            claims.push(Claim { column, offset, wide, step, holds: true });
        }
        offset = offset.saturating_add(width);
    }
    claims
}

/// Gives a column the shape that it has without dimensions.
fn drop_shape(interpreted: &mut Interpreted, place: usize, at: &Position) {
    let Some(column) = interpreted.columns.get_mut(place) else { return };
    let Some(flat) = column.flat.take() else { return };
    let message = "the dimensions of its cells are not those of their elements and were passed over".to_owned();
    interpreted.warnings.push(Warning::new("W-FITS-TDIM", at.clone().in_column(&column.field.name), message));
    column.packed.field.arraysize = flat.clone();
    column.field.arraysize = flat.clone();
    if let Some(field) = interpreted.schema.fields.get_mut(place) {
        field.arraysize = flat;
    }
}
