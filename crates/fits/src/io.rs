//! Reading and writing files.

mod reader;
mod writer;

pub use self::{
    reader::{Filled, ReadOptions, Reader, TableChoice, Template, list, list_bytes, raw_rows},
    writer::{Primary, Style, WriteOptions, Writer},
};
