//! Reads and writes ECSV 1.0 and CSV as Arrow tables.
//!
//! | part | what it is |
//! |---|---|
//! | [`ecsv`] | ECSV 1.0: a typed header in YAML, then delimited rows |
//! | [`csv`] | CSV, typed by a [`csv::SchemaResolver`] or by [`csv::infer()`] |
//! | [`ecsv::Template`], [`csv::Template`] | many small files that are alike, read by what one of them taught |
//! | [`detect_ecsv`], [`detect_csv`] | what a file is, by its first bytes |
//! | [`validate()`], [`validate_csv`] | all that is wrong with a file, with stable [`codes`] |
//! | [`Error`], [`ErrorKind`] | what can go wrong, and where |
//!
//! The readers are [`gaialink_table::TableReader`]s and the writers [`gaialink_table::TableWriter`]s. Both formats share their rows:
//! they are found and decoded in the same way, and differ in how cells are spelled.

pub mod csv;
mod detect;
mod dialect;
pub mod ecsv;
mod error;
mod rows;
mod select;
mod validate;
mod wire;
mod yaml;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

pub use self::{
    detect::{detect_csv, detect_ecsv},
    error::{Error, ErrorKind, Result},
    validate::{ValidateOptions, codes, validate, validate_csv},
};
