//! CSV through `gaialink-ecsv`, typed by the products' registry where it knows the columns, by the rows otherwise.

use super::{Opened, only_table, wrapped::Wrapped};
use crate::{Error, Format, OpenOptions, Result, input::Input};
use gaialink_ecsv::csv::{InferRows, ReadOptions, Reader, SchemaResolver, infer};
use gaialink_table::{Schema, TableReader};
use std::sync::atomic::{AtomicBool, Ordering};

/// How the rows are read.
pub(crate) fn options(options: &OpenOptions) -> ReadOptions {
    let mut read = ReadOptions::default();
    read.limits = options.limits.clone();
    read.columns = options.columns.clone();
    read.strict = options.strict;
    read.delimiter = options.csv_delimiter.unwrap_or(read.delimiter);
    read.comment = options.csv_comment;
    read.infer_rows = options.infer_rows.map_or(InferRows::All, InferRows::First);
    read
}

pub(crate) fn open(input: &Input, chosen: &OpenOptions) -> Result<Opened> {
    let read = options(chosen);
    let known = match input.is_again() {
        true => None,
        false => known(&input.peek()?, &read),
    };
    let schema = match known {
        Some(schema) => schema,
        None => {
            again(input, chosen)?;
            infer(input.stream()?, &read, Some(&Registry::default())).map_err(Error::reading(Format::Csv))?
        }
    };
    let reader = Reader::try_new(input.stream()?, schema, read).map_err(Error::reading(Format::Csv))?;
    only_table(reader.schema(), chosen)?;
    Ok(Opened::plain(Box::new(Wrapped::new(reader, Format::Csv))))
}

/// Makes an input readable again and again, as far as it has a line of column names.
pub(super) fn again(input: &Input, chosen: &OpenOptions) -> Result<()> {
    let mut read = options(chosen);
    read.infer_rows = InferRows::First(0);
    input.again_after(|stream| infer(stream, &read, None).is_ok())
}

/// The schema of an input whose line of column names is among the first bytes and known to the registry, so that the rows
/// need not be looked at twice.
pub(crate) fn known(first: &[u8], read: &ReadOptions) -> Option<Schema> {
    let line = first.split_inclusive(|b| *b == b'\n').next().filter(|line| line.ends_with(b"\n"))?;
    let registry = Registry::default();
    let schema = infer(line, read, Some(&registry)).ok();
    schema.filter(|_| registry.knew.load(Ordering::Relaxed))
}

/// The products' registry as a resolver.
#[derive(Default)]
struct Registry {
    knew: AtomicBool,
}

impl SchemaResolver for Registry {
    fn resolve(&self, header: &[&str]) -> Option<Schema> {
        #[cfg(feature = "products")]
        let found = gaialink_products::registry::csv_schema(header);
        #[cfg(not(feature = "products"))]
        let found = header.is_empty().then(Schema::default);
        self.knew.store(found.is_some(), Ordering::Relaxed);
        found
    }
}
