//! CSV through `gaialink-ecsv`, typed by the products' registry where it knows the columns, by the rows otherwise.

use super::{Opened, only_table, wrapped::Wrapped};
use crate::{Error, Format, OpenOptions, Result, input::Input};
use gaialink_ecsv::csv::{InferRows, ReadOptions, Reader, SchemaResolver, infer};
use gaialink_table::{Schema, TableReader};
use std::sync::atomic::{AtomicBool, Ordering};

pub(crate) fn open(input: &Input, options: &OpenOptions) -> Result<Opened> {
    let mut read = ReadOptions::default();
    read.limits = options.limits.clone();
    read.columns = options.columns.clone();
    read.strict = options.strict;
    read.delimiter = options.csv_delimiter.unwrap_or(read.delimiter);
    read.comment = options.csv_comment;
    read.infer_rows = options.infer_rows.map_or(InferRows::All, InferRows::First);
    let known = match input.is_again() {
        true => None,
        false => by_first_bytes(input, &read)?,
    };
    let schema = match known {
        Some(schema) => schema,
        None => {
            input.again()?;
            infer(input.stream()?, &read, Some(&Registry::default())).map_err(Error::reading(Format::Csv))?
        }
    };
    let reader = Reader::try_new(input.stream()?, schema, read).map_err(Error::reading(Format::Csv))?;
    only_table(reader.schema(), options)?;
    Ok(Opened::plain(Box::new(Wrapped::new(reader, Format::Csv))))
}

/// The schema of a stream whose line of column names is among the first bytes and known to the registry, so that the rows
/// need not be looked at twice.
fn by_first_bytes(input: &Input, read: &ReadOptions) -> Result<Option<Schema>> {
    let first = input.peek()?;
    let Some(line) = first.split_inclusive(|b| *b == b'\n').next().filter(|line| line.ends_with(b"\n")) else {
        return Ok(None);
    };
    let registry = Registry::default();
    let schema = infer(line, read, Some(&registry)).ok();
    Ok(schema.filter(|_| registry.knew.load(Ordering::Relaxed)))
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
