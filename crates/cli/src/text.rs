//! Aligned text for people.

mod cell;
mod columns;

pub(crate) use self::{cell::Cells, columns::Columns};
