//! Reads and writes ECSV 1.0 and CSV as Arrow tables.
#![allow(dead_code, unused_imports, reason="wip")]

pub mod csv;
mod dialect;
pub mod ecsv;
mod error;
mod rows;
mod select;
mod wire;
mod yaml;

pub use self::error::{Error, ErrorKind, Result};
