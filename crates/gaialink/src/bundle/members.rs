use super::{
    entry::{Entry, Origin},
    templates::Templates,
    unpack::Unpacker,
};
use crate::{
    Error, ErrorKind, OpenOptions, Result,
    products_of::products_of,
    template::{format_of, is_plain},
};
use gaialink_products::Product;
use gaialink_table::{Table, Trailer};
use std::sync::{Mutex, PoisonError};

/// The largest entry that is read as a whole before its format is looked at.
const SMALL: u64 = 1 << 20;

/// Reads entries one by one; those that are alike by what the first of them taught.
#[derive(Default)]
pub(super) struct Members {
    templates: Templates<()>,
    /// Those that nobody uses now.
    unpackers: Mutex<Vec<Unpacker>>,
}

impl Members {
    /// The products of an entry.
    pub(super) fn products(&self, entry: &Entry, options: &OpenOptions) -> Result<Vec<Product>> {
        products_of(&self.table(entry, options)?, &entry.name, options, None)
    }

    /// The chosen table of an entry, which is read to its end.
    pub(super) fn table(&self, entry: &Entry, options: &OpenOptions) -> Result<Table> {
        let content = if entry.size <= SMALL { self.content(entry)? } else { None };
        let file = content.as_ref().and_then(|content| Some((content, format_of(content, &entry.name)?)));
        let read = |(content, format): (&Vec<u8>, _)| self.templates.find(|(template, ())| template.table(content, format));
        if let Some(table) = file.filter(|_| is_plain(options)).and_then(read) {
            return Ok(table);
        }
        let source = match (&content, &entry.origin) {
            (Some(content), Origin::Member(..)) => entry.open_bytes(content.clone(), options),
            // What a file says of files beside it needs its path.
            _ => entry.open(options),
        }?;
        if source.archive().is_some() {
            let reason = "a zip archive inside another one is not looked into; unpack it, and name it on its own".to_owned();
            return Err(Error::from(ErrorKind::Archive { reason }).at(&entry.name));
        }
        let mut reader = source.reader()?;
        let table = Table::collect(&mut reader)?;
        let trailer = reader.finish()?;
        if let Some((content, format)) = file.filter(|_| trailer == Trailer::default()) {
            self.templates.learn(content, format, options, |_| Some(()));
        }
        Ok(table)
    }

    fn content(&self, entry: &Entry) -> Result<Option<Vec<u8>>> {
        let unpackers = || self.unpackers.lock().unwrap_or_else(PoisonError::into_inner);
        let unpacker = unpackers().pop();
        let mut unpacker = unpacker.unwrap_or_default();
        let content = unpacker.content(entry);
        unpackers().push(unpacker);
        content
    }
}
