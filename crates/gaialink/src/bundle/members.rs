#[cfg(feature = "votable")]
use super::templates::Templates;
use super::{
    entry::{Entry, Origin},
    unpack::Unpacker,
};
use crate::{Error, ErrorKind, OpenOptions, Result, products_of::products_of};
#[cfg(feature = "votable")]
use crate::{Format, TableChoice};
use gaialink_products::Product;
use gaialink_table::Table;
#[cfg(feature = "votable")]
use gaialink_table::Trailer;
use std::sync::{Mutex, PoisonError};

/// The largest entry that is read as a whole before its format is looked at.
const SMALL: u64 = 1 << 20;

/// Reads entries one by one; those that are alike by what the first of them taught.
#[derive(Default)]
pub(super) struct Members {
    #[cfg(feature = "votable")]
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
        #[cfg(feature = "votable")]
        let by_template = content.as_ref().filter(|_| is_whole(options));
        #[cfg(feature = "votable")]
        if let Some(table) = by_template.and_then(|content| self.templates.find(|(template, ())| template.table(content))) {
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
        #[cfg(feature = "votable")]
        if let (Some(content), Some(Format::Votable), true) = (by_template, source.format(), trailer == Trailer::default()) {
            self.templates.learn(content, &options.limits, |_| Some(()));
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

/// Whether nothing is chosen, so that a document is read as a whole and as what it is.
#[cfg(feature = "votable")]
fn is_whole(options: &OpenOptions) -> bool {
    let OpenOptions { format, table, member, columns, rows, .. } = options;
    *table == TableChoice::First && format.is_none() && member.is_none() && columns.is_none() && rows.is_none()
}
