//! Packed big-endian rows: what VOTable BINARY and BINARY2 streams and FITS binary tables are made of.
//!
//! A [`RowPlan`] is compiled once from the fields. A reader finds whole rows in its buffer with [`RowPlan::scan`] and turns
//! them into columns with [`RowPlan::decode`], column by column; a writer turns columns into rows with
//! [`RowPlan::encode`]. Variable arrays lie inline behind a count (VOTable) or in a heap behind a descriptor (FITS).
//!
//! Three layouts differ in their [`RowOptions`]:
//!
//! | | null cell | empty array | empty text | text of fixed length | null boolean |
//! |---|---|---|---|---|---|
//! | BINARY | a null integer, no elements, NULs; NaN for a float | read as null | read as null | ends at the first NUL | `?` |
//! | BINARY2 (`null_mask`) | a bit of the mask | kept | kept | ends at the first NUL | the mask, `?` for an element |
//! | FITS (`nul_is_null`) | as BINARY | read as null | blanks | ends at the first NUL; blanks at its end are no part of it | NUL |
//!
//! In FITS the text rule holds for text in the heap as well, so the empty string is one blank there. A string of an array
//! has no null of its own in VOTable: one without characters is read as null.
//!
//! ```
//! use gaialink_table::{Datatype, Field, Limits, arrow::array::{ArrayRef, Int64Array, StringArray}};
//! use gaialink_table::rows::{Encoded, NoHeap, PackedField, RowOptions, RowPlan};
//! use std::sync::Arc;
//!
//! let id = PackedField::inline(Field::new("source_id", Datatype::Long))?;
//! let name = PackedField::inline(Field::text("designation"))?;
//! let binary2 = RowOptions { null_mask: true, ..RowOptions::default() };
//! let plan = RowPlan::try_new(vec![id, name], binary2, Limits::default())?;
//!
//! let ids: ArrayRef = Arc::new(Int64Array::from(vec![Some(258), None]));
//! let names: ArrayRef = Arc::new(StringArray::from(vec![Some("Gaia"), Some("")]));
//! let mut out = Encoded::default();
//! plan.encode(&[Arc::clone(&ids), Arc::clone(&names)], &mut out)?;
//! let (first, second) = out.rows.split_at(1 + 8 + 4 + 4);
//! assert_eq!(first, b"\0\0\0\0\0\0\0\x01\x02\0\0\0\x04Gaia");
//! assert_eq!(second, b"\x80\0\0\0\0\0\0\0\0\0\0\0\0");
//!
//! let scan = plan.scan(&out.rows, usize::MAX)?;
//! assert_eq!(plan.decode(&out.rows, &scan, &NoHeap)?.columns, [ids, names]);
//! # Ok::<_, gaialink_table::rows::RowError>(())
//! ```

mod block;
mod block_mut;
mod column_word;
mod decode;
mod encode;
mod error;
mod field;
mod heap;
mod layout;
mod mask;
mod measure;
mod place;
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
