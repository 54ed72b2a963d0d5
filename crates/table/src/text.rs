//! Text cells: what VOTable TABLEDATA, ECSV and CSV are made of.
//!
//! A [`CellBuilder`] takes the text of one cell after the other into an Arrow array; a [`CellWriter`] gives the text of the
//! cells of an Arrow array. [`TextStyle`] says how a format spells arrays, booleans, numbers and nulls.

mod builder;
mod error;
mod style;
mod writer;

pub use self::{
    builder::CellBuilder,
    error::CellError,
    style::{ArrayStyle, BooleanStyle, NumberStyle, TextStyle},
    writer::CellWriter,
};
