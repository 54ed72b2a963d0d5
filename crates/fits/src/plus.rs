//! FITS-plus, the convention of STILTS and TOPCAT: the primary HDU holds, as an image of bytes, a VOTable without rows that describes
//! the tables behind it. This crate carries the document and joins what it says with the columns; it does not read VOTables.

mod column;
mod merge;
mod params;
mod primary;
mod text;

pub(crate) use self::{
    column::precision,
    merge::{merge, nests_plainly},
    primary::{cards, is_boilerplate, is_plus},
};
use gaialink_table::{Schema, Trailer};
use std::{fmt, sync::Arc};

/// How the VOTable of a FITS-plus file is read: what it says of its TABLEs in order and behind each of them, or a text that says why not.
///
/// ```
/// use gaialink_fits::{Describe, ReadOptions};
/// use gaialink_table::{Schema, Trailer};
/// let mut options = ReadOptions::default();
/// options.describe = Some(Describe::new(|document| match document.starts_with(b"<") {
///     true => Ok(vec![(Schema::default(), Trailer::default())]),
///     false => Err("no XML".to_owned()),
/// }));
/// ```
#[derive(Clone)]
pub struct Describe(Arc<ReadDocument>);

type ReadDocument = dyn Fn(&[u8]) -> Result<Vec<(Schema, Trailer)>, String> + Send + Sync;

impl Describe {
    /// Takes the function that reads a document.
    pub fn new(read: impl Fn(&[u8]) -> Result<Vec<(Schema, Trailer)>, String> + Send + Sync + 'static) -> Self {
        Self(Arc::new(read))
    }

    pub(crate) fn read(&self, document: &[u8]) -> Result<Vec<(Schema, Trailer)>, String> {
        (self.0)(document)
    }
}

impl fmt::Debug for Describe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Describe")
    }
}

/// A VOTable document for the primary HDU, and what it says of the tables when it is read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Description {
    /// The document: UTF-8, its TABLEs without DATA.
    pub document: Vec<u8>,
    /// What it says of each TABLE and behind it, as it is read back. The first one is the table that follows, the others come in the HDUs
    /// behind that ([`crate::Primary::Before`]).
    pub tables: Vec<(Schema, Trailer)>,
}
