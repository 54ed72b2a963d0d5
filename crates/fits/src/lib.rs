//! Reads and writes FITS binary tables as Arrow tables, with the Gaia archive's keyword map.
//!
//! | part | what it does |
//! |---|---|
//! | [`Reader`], [`ReadOptions`], [`TableChoice`] | one table of a file, on disk or in memory, as record batches |
//! | [`Template`], [`Filled`] | many small files that are alike, read by what one of them taught |
//! | [`list`], [`list_bytes`] | the tables of a file |
//! | [`Writer`], [`WriteOptions`], [`Style`], [`Primary`] | record batches to a binary table, with a report of what FITS cannot hold |
//! | [`Describe`], [`Description`] | FITS-plus: a VOTable in the primary HDU, which the caller reads and writes |
//! | [`KeywordMap`], [`KeywordEntry`] | what the archive's 8-letter cards stand for |
//! | [`validate()`], [`validate_bytes`], [`ValidateOptions`], [`codes`] | everything in a file that goes against the standard |
//! | [`detect`] | whether a file is FITS |
//! | [`extras`] | what the model does not know and FITS gets back |
//! | [`Error`], [`ErrorKind`] | where and why it went wrong |
//!
//! A file is checked in safe Rust before cfitsio reads its header and rows; its name is taken literally.

mod ascii;
mod block;
mod card;
mod checksum;
mod convert;
mod date;
mod error;
pub mod extras;
mod ffi;
mod header;
mod io;
mod keyword;
mod plus;
mod preflight;
mod source;
mod tdim;
mod tdisp;
mod tform;
mod validate;
mod wide;

pub use self::{
    error::{Error, ErrorKind, Result},
    io::{Filled, Primary, ReadOptions, Reader, Style, TableChoice, Template, WriteOptions, Writer, list, list_bytes, raw_rows},
    keyword::{KeywordEntry, KeywordMap, ParseKeywordMapError},
    plus::{Describe, Description},
    validate::{ValidateOptions, codes, validate, validate_bytes},
};

/// Whether a file that starts so is a FITS file: `SIMPLE  =` and, as far as it is there, `T` or `F` behind it (FITS 4.0, 4.4.1.1).
///
/// ```
/// assert!(gaialink_fits::detect(b"SIMPLE  =                    T"));
/// assert!(!gaialink_fits::detect(b"<?xml version='1.0'?>"));
/// ```
pub fn detect(prefix: &[u8]) -> bool {
    prefix.starts_with(b"SIMPLE  =")
}
