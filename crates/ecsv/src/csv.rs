//! CSV (RFC 4180), typed by a schema that is known from elsewhere or inferred from the rows.

mod dialect;
pub(crate) mod infer;
mod losses;
mod opening;
mod options;
mod reader;
mod resolver;
mod style;
mod template;
mod writer;

pub(crate) use self::opening::Opening;
pub use self::{
    infer::infer,
    options::{InferRows, ReadOptions, WriteOptions},
    reader::Reader,
    resolver::SchemaResolver,
    style::Style,
    template::Template,
    writer::Writer,
};
