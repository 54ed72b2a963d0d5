use crate::{Description, KeywordMap};
use gaialink_table::{Schema, Trailer};
use std::{collections::BTreeMap, sync::Arc};

/// How a FITS file is written.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct WriteOptions {
    /// How the cards are spelled. Default: the standard style.
    pub style: Style,
    /// What stands before the table. Default: an empty primary HDU.
    pub primary: Primary,
    /// The lengths in bytes of the strings of columns, by the place of the column, counted from 0: such a column is written as `rA` in
    /// the row, others of no declared length as variable arrays in the heap. A longer string is an error. Default: none.
    pub string_widths: BTreeMap<usize, u64>,
    /// The null values of integer columns that declare none, by the place of the column, counted from 0. A column that holds its value is an
    /// error; one beyond its type is passed over. Default: none, and a value is looked for as rows come.
    pub nulls: BTreeMap<usize, i64>,
    /// Whether variable arrays lie behind 64-bit descriptors (`Q`) from the first row on, which a heap beyond 2 GiB needs in an output
    /// that can seek. Default: no, `P`.
    pub wide_heap: bool,
    /// The bytes of heap that 32-bit descriptors are used for. Default: 2 147 483 647, the most that they reach (FITS 4.0, 7.3.5).
    pub narrow_heap: u64,
    /// Whether every HDU gets CHECKSUM and DATASUM (FITS 4.0, 4.4.2.7). Default: no.
    pub checksums: bool,
    /// The keywords of PARAMs. Default: the archive's map.
    pub keywords: Option<Arc<KeywordMap>>,
}

impl Default for WriteOptions {
    fn default() -> Self {
        let keywords = Some(Arc::new(KeywordMap::gaia().clone()));
        Self {
            style: Style::Standard,
            primary: Primary::Empty,
            string_widths: BTreeMap::new(),
            nulls: BTreeMap::new(),
            wide_heap: false,
            narrow_heap: i32::MAX.unsigned_abs().into(),
            checksums: false,
            keywords,
        }
    }
}

/// What stands before a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Primary {
    /// A primary HDU without data.
    #[default]
    Empty,
    /// A VOTable that describes the table (FITS-plus), where the cards of the table do not say all that it says; otherwise a
    /// primary HDU without data.
    Described(Box<Description>),
    /// Nothing: the table follows what the output already holds, in whole blocks.
    None,
    /// Nothing, as with [`Primary::None`]: the primary HDU that is already there has a VOTable ([`Description`]), which says this of the table
    /// and behind it.
    Before(Box<(Schema, Trailer)>),
}

/// How the cards of a header are spelled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Style {
    /// Valid for every reader, and nothing cut: long strings go on in CONTINUE cards, units stand as they are.
    #[default]
    Standard,
    /// Card for card as the Gaia archive writes a product, but for the cards that say when and by what software a file was written
    /// (DATE-HDU, STILVERS, STILCLAS), which are left out.
    ///
    /// What is said of a column and does not fit one card is cut, and the quotes in a unit are doubled twice. Both are told in the
    /// report: without STILCLAS a reader has no way to know that such a unit has to be repaired.
    Archive,
}
