use crate::{Describe, KeywordMap};
use gaialink_table::Limits;
use std::{fmt, sync::Arc};

/// How a FITS file is read.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ReadOptions {
    /// Caps on what the file may claim. Default: [`Limits::default`].
    pub limits: Limits,
    /// Which table is read. Default: the first one.
    pub table: TableChoice,
    /// The columns to read, by name and in this order. Default: all.
    pub columns: Option<Vec<String>>,
    /// Whether oddities are errors. Default: no, they are warnings.
    pub strict: bool,
    /// Whether CHECKSUM and DATASUM of the table's HDU are verified where it has them, which reads the whole of it once more; a sum that is
    /// wrong is an error. Default: no.
    pub checksums: bool,
    /// What cards with 8-letter names stand for. Default: the archive's map.
    pub keywords: Option<Arc<KeywordMap>>,
    /// How the VOTable in the primary HDU of a FITS-plus file is read; it adds what the cards cannot say. Default: none, and it is
    /// passed over.
    pub describe: Option<Describe>,
}

impl Default for ReadOptions {
    fn default() -> Self {
        let keywords = Some(Arc::new(KeywordMap::gaia().clone()));
        Self {
            limits: Limits::default(),
            table: TableChoice::First,
            columns: None,
            strict: false,
            checksums: false,
            keywords,
            describe: None,
        }
    }
}

/// Which table of a file, binary or ASCII; images do not count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum TableChoice {
    /// The first one.
    #[default]
    First,
    /// By its place among the tables, counted from 0.
    Index(usize),
    /// The first one of that EXTNAME.
    Name(String),
    /// The one in an HDU, counted from 0 for the primary one.
    Hdu(u64),
}

impl fmt::Display for TableChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::First => f.write_str("at all"),
            Self::Index(index) => write!(f, "of index {index}"),
            Self::Name(name) => write!(f, "named `{name}`"),
            Self::Hdu(number) => write!(f, "in HDU {number}, counted from 0"),
        }
    }
}
