use super::HeapBlock;
use crate::rows::{
    Length,
    block::Rows,
    layout::{Column, Shape},
};

/// How much a column will be, so that its buffers need not grow.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    /// The rows.
    pub(super) rows: usize,
    /// The elements of Arrow.
    pub(super) elements: usize,
    /// The bytes of the elements in the rows or the heap.
    pub(super) bytes: usize,
}

/// Adds up the cells of a column.
pub(super) fn of(column: &Column, blocks: &[(usize, Rows<'_>)], heaps: &[HeapBlock<'_>]) -> Size {
    let rows = blocks.iter().map(|(_, rows)| rows.count).sum();
    let bytes = match column.field.length {
        Length::Fixed(len) => column.units_to_bytes(len).saturating_mul(rows),
        Length::Inline => blocks.iter().map(|(_, rows)| rows.inline_bytes(column.place)).fold(0, usize::saturating_add),
        Length::Descriptor32 | Length::Descriptor64 => heaps.iter().map(|heap| heap.bytes(column.index)).sum(),
    };
    let size = column.datatype().packed_size().unwrap_or(1);
    let elements = match column.shape {
        Shape::One => rows,
        Shape::Fixed(len) => rows.saturating_mul(len),
        Shape::Variable { unit, .. } => bytes.checked_div(unit.saturating_mul(size)).unwrap_or(0),
    };
    Size { rows, elements, bytes }
}
