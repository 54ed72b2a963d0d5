//! Packed big-endian rows: what VOTable BINARY and BINARY2 streams and FITS binary tables are made of.
//!
//! A [`RowPlan`] is compiled once from the fields. A reader finds whole rows in its buffer with [`RowPlan::scan`] and turns
//! them into columns with [`RowPlan::decode`], column by column; a writer turns columns into rows with
//! [`RowPlan::encode`]. Variable arrays lie inline behind a count (VOTable) or in a heap behind a descriptor (FITS).

mod block;
mod decode;
mod encode;
mod error;
mod field;
mod heap;
mod layout;
mod mask;
mod measure;
mod plan;
mod scan;
mod text_rule;
mod word;

pub use self::{
    error::RowError,
    field::{Length, PackedField},
    heap::{Heap, NoHeap},
    measure::Measure,
    plan::{Decoded, Encoded, RowOptions, RowPlan, Scan},
};
