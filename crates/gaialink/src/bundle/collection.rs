//! The products of many files, one by one.

use super::{BundleLimits, ahead::Ahead, entry::Entry, members::Members, scan::Scan};
use crate::{Error, ErrorKind, OpenOptions, Result, datalink::RetrievalType};
use gaialink_products::{Designation, Product};
use gaialink_table::Table;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt, path::Path};

/// What a file's name says that it holds: the product of one source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Key {
    /// The retrieval type, such as `XP_SAMPLED`.
    pub retrieval_type: String,
    /// The source.
    pub designation: Designation,
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.retrieval_type, self.designation)
    }
}

/// Files and archives of products, by the names that the archive gives them.
///
/// ```no_run
/// use gaialink::{bundle::Bundle, datalink::RetrievalType};
/// let mut bundle = Bundle::open(&["chunk_1.zip"])?;
/// bundle.extend(Bundle::open(&["chunk_2.zip"])?);
/// for (member, product) in bundle.products() {
///     match product {
///         Ok(product) => println!("{member}: {} of {}", product.kind(), product.source_id()),
///         Err(error) => eprintln!("{member}: {error}"),
///     }
/// }
/// let one = bundle.get(&RetrievalType::from(gaialink::ProductKind::Rvs), &"Gaia DR3 5937083312263887616".parse()?);
/// println!("{}", one.is_some());
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Default)]
pub struct Bundle {
    entries: Vec<Entry>,
    by_key: BTreeMap<Key, usize>,
    skipped: Vec<Error>,
    options: OpenOptions,
    members: Members,
}

impl Bundle {
    /// Looks through files, directories and zip archives.
    ///
    /// # Errors
    ///
    /// Those of the first input that cannot be opened.
    pub fn open(inputs: &[impl AsRef<Path>]) -> Result<Self> {
        Self::open_with(inputs, &OpenOptions::default(), &BundleLimits::default())
    }

    /// Looks through inputs that are opened in a way of their own.
    ///
    /// # Errors
    ///
    /// Those of the first input that cannot be opened.
    pub fn open_with(inputs: &[impl AsRef<Path>], options: &OpenOptions, limits: &BundleLimits) -> Result<Self> {
        let mut options = options.clone();
        options.limits.max_inflated = options.limits.max_inflated.or(Some(limits.max_member));
        let Scan { entries, skipped, failed } = Scan::of(inputs, &options, limits);
        if let Some(error) = failed.into_iter().next() {
            return Err(error);
        }
        let mut bundle = Self { options, skipped, ..Self::default() };
        entries.into_iter().for_each(|entry| bundle.push(entry));
        Ok(bundle)
    }

    fn push(&mut self, entry: Entry) {
        if let Some(key) = &entry.key {
            self.by_key.entry(key.clone()).or_insert(self.entries.len());
        }
        self.entries.push(entry);
    }

    /// Takes the files of another bundle behind its own. Of two files of the same key, the first one stays the one of that key.
    pub fn extend(&mut self, other: Self) {
        other.entries.into_iter().for_each(|entry| self.push(entry));
        self.skipped.extend(other.skipped);
    }

    /// How many files and members there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The products of single sources, as the names of the files tell them, in order.
    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        self.by_key.keys()
    }

    /// What was passed over, and why: links in archives.
    pub fn skipped(&self) -> &[Error] {
        &self.skipped
    }

    /// The product of a source, by the name of its file; `None` where no file has that name.
    pub fn get(&self, retrieval_type: &RetrievalType, designation: &Designation) -> Option<Result<Product>> {
        let key = Key { retrieval_type: retrieval_type.name().to_owned(), designation: designation.clone() };
        let entry = self.by_key.get(&key).and_then(|at| self.entries.get(*at))?;
        let found = self.members.products(entry, &self.options).and_then(|products| {
            let mut of_source = products.into_iter().filter(|product| product.source_id() == designation.source_id);
            of_source.next().ok_or_else(|| {
                let reason = format!("holds no product of source {}, which it is named after", designation.source_id);
                Error::from(ErrorKind::Restructure { reason }).at(&entry.name)
            })
        });
        Some(found)
    }

    /// All products with the names of the files or members that they are in, file after file; a file that cannot be read gives
    /// its error.
    ///
    /// Small files are read ahead on the threads of rayon's pool, some at first and then more, so that memory is needed for a few
    /// hundred of them. Of those that differ in nothing but the values of PARAMs and their rows, the header is
    /// parsed once.
    pub fn products(&self) -> impl Iterator<Item = (&str, Result<Product>)> {
        let each = Ahead::new(&self.entries, |entry: &Entry| self.members.products(entry, &self.options));
        each.flat_map(|(entry, found)| {
            let found: Vec<Result<Product>> = match found {
                Ok(products) => products.into_iter().map(Ok).collect(),
                Err(error) => vec![Err(error)],
            };
            found.into_iter().map(|product| (entry.name.as_str(), product))
        })
    }

    /// The table of every file or member, whatever it is, with its name; read as [`Bundle::products`] reads.
    pub fn tables(&self) -> impl Iterator<Item = (&str, Result<Table>)> {
        let each = Ahead::new(&self.entries, |entry: &Entry| self.members.table(entry, &self.options));
        each.map(|(entry, table)| (entry.name.as_str(), table))
    }
}

impl fmt::Debug for Bundle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bundle").field("members", &self.entries.len()).field("keys", &self.by_key.len()).finish_non_exhaustive()
    }
}
