//! ECSV 1.0 (astropy's APE 6): a header in YAML behind `#`, a line of column names, and rows of delimited text.

pub(crate) mod header;
mod options;
mod reader;
mod template;
mod writer;

pub use self::{
    options::{ReadOptions, WriteOptions},
    reader::Reader,
    template::{Filled, Template},
    writer::Writer,
};
