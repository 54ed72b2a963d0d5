//! Reading and writing files.

mod reader;
mod writer;

pub use self::{
    reader::{ReadOptions, Reader, TableChoice, list, list_bytes, raw_rows},
    writer::{Primary, Style, WriteOptions, Writer},
};
