//! One table for every format: the model that gaialink's readers fill and its writers drain.
//!
//! A [`Table`] is a [`Schema`] (what the Virtual Observatory says of a table and its columns) and Arrow record batches.
//! Every cell lives in an Arrow array; null is Arrow validity at every level, and NaN is a value.
//!
//! | part | what it holds |
//! |---|---|
//! | [`schema`] | fields, params, infos, groups, links, values, coordinate and time systems; to and from Arrow metadata |
//! | [`Table`], [`Column`] | a collected table and its columns |
//! | [`TableReader`], [`TableWriter`] | what every format implements |
//! | [`rows`] | packed big-endian rows (VOTable BINARY and BINARY2, FITS BINTABLE) to columns and back |
//! | [`text`] | text cells (VOTable TABLEDATA, ECSV, CSV) to columns and back |
//! | [`turns`] | several threads on the pieces of one input or output |
//! | [`Limits`], [`Position`], [`Warning`], [`LossReport`] | what guards a read, where it is, what it noticed, what a write could not keep |
//! | [`Finding`], [`Findings`], [`Code`] | what a validation found, and what its codes mean |
//!
//! The crate knows no format. [`arrow`] is part of its public API and re-exported, so that callers need no second copy: a new
//! major version of arrow is a new minor version (0.x) of this crate.
//!
//! ```
//! use gaialink_table::{Datatype, Field, Schema, Table};
//! use gaialink_table::arrow::array::{ArrayRef, Int64Array};
//! use std::sync::Arc;
//!
//! let schema = Schema::from_fields(vec![Field::new("source_id", Datatype::Long)]);
//! let ids: ArrayRef = Arc::new(Int64Array::from(vec![5937083312263887616]));
//! let table = Table::from_columns(schema, vec![ids])?;
//! assert_eq!(table.num_rows(), 1);
//! assert_eq!(table.column("source_id").map(|c| c.field().datatype), Some(Datatype::Long));
//! # Ok::<_, gaialink_table::Error>(())
//! ```

pub use arrow;

mod column;
mod error;
mod finding;
mod limits;
mod loss;
mod position;
mod reader;
pub mod rows;
pub mod schema;
mod table;
pub mod text;
pub mod turns;
mod warning;
mod writer;

pub use self::{
    column::Column,
    error::{Error, Result},
    finding::{Code, Finding, Findings, Severity},
    limits::{LimitError, Limits},
    loss::{Loss, LossKind, LossReport},
    position::Position,
    reader::{TableReader, Trailer},
    schema::{ArraySize, Datatype, Field, Param, Schema},
    table::{Table, TablePattern},
    warning::Warning,
    writer::TableWriter,
};

/// The examples of the README, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
