//! Reads and writes ECSV 1.0 and CSV as Arrow tables.

pub mod csv;
mod detect;
mod dialect;
pub mod ecsv;
mod error;
mod rows;
mod select;
mod wire;
mod yaml;

pub use self::{
    detect::{detect_csv, detect_ecsv},
    error::{Error, ErrorKind, Result},
};
