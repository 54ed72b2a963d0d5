//! Where the cells of a column are collected, one kind a file.

mod array;
mod scalar;
mod text;

pub(super) use self::{array::Arrays, scalar::Scalars, text::Texts};

use super::{
    CellSpans,
    fault::{Fault, Odd},
};
use crate::Result;
use arrow::array::ArrayRef;
use std::fmt;

/// A growing array of cells that takes them from text.
pub(super) trait Cells: fmt::Debug + Send + Sync {
    /// Takes a cell, or changes nothing.
    fn append(&mut self, cell: &[u8]) -> std::result::Result<(), Fault>;

    /// Takes cells as long as they are numbers in a plain spelling, or absent, and says how many it took.
    fn append_numbers(&mut self, _cells: &CellSpans<'_>) -> usize {
        0
    }

    /// Takes a null.
    fn append_null(&mut self);

    /// Takes the empty string or array, or a null where there is none.
    fn append_empty(&mut self);

    /// How many cells there are.
    fn len(&self) -> usize;

    /// Forgets cells behind the first `len`.
    fn truncate(&mut self, len: usize);

    /// About how many bytes the array will take.
    fn byte_size(&self) -> usize;

    /// Gives the array and starts anew.
    fn finish(&mut self) -> Result<ArrayRef>;

    /// Gives what was read all the same. To be called before [`Cells::finish`].
    fn take_odd(&mut self) -> Option<Odd>;
}
