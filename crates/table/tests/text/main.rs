//! Text cells to Arrow arrays and back: tables of cases for each datatype, shape and style.
#![expect(clippy::unwrap_used, reason = "tests")]

mod arrays;
mod cell;
mod nulls;
mod scalars;
mod whole;
mod write;
