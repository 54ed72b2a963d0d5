//! Reading and writing files.

mod reader;

pub use self::reader::{ReadOptions, Reader, TableChoice, list, list_bytes};
