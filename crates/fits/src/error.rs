use gaialink_table::{LimitError, Position, Warning, rows::RowError};
use std::io;

/// What went wrong with a FITS file, and where.
///
/// The text of the error is the place; [`Error::kind`], which is also its source, says what was found and expected.
#[derive(Debug, thiserror::Error)]
#[error("FITS{}", at.behind_name())]
pub struct Error {
    at: Position,
    #[source]
    kind: Box<ErrorKind>,
}

/// What went wrong with a FITS file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The file does not start as a FITS file.
    #[error("the file starts with {found:?}; expected `SIMPLE  =`")]
    NotFits {
        /// The first bytes, as text.
        found: String,
    },
    /// A header card that is not what its place asks for.
    #[error("`{keyword}` is {found}; expected {expected}")]
    Card {
        /// The keyword.
        keyword: String,
        /// What was found.
        found: String,
        /// What was expected.
        expected: String,
    },
    /// A header card that has to be there.
    #[error("there is no card `{keyword}`")]
    MissingCard {
        /// The keyword.
        keyword: String,
    },
    /// The file ends too early.
    #[error("the {what} ends at byte {expected}, the file at byte {found}")]
    Truncated {
        /// What is incomplete.
        what: &'static str,
        /// Where it ends, as the header says; for a header the end of the block that was begun.
        expected: u64,
        /// The length of the file.
        found: u64,
    },
    /// NAXIS1 is not the width of the columns.
    #[error("the row width lies: NAXIS1 is {claimed}, but the columns take {columns} bytes")]
    RowWidth {
        /// NAXIS1.
        claimed: u64,
        /// The sum over the TFORMs.
        columns: u64,
    },
    /// A claim of the file beyond a limit.
    #[error(transparent)]
    Limit(#[from] LimitError),
    /// The table that was asked for is not there.
    #[error("there is no table {wanted}; the file has {found}")]
    NoTable {
        /// What was asked for.
        wanted: String,
        /// What there is.
        found: String,
    },
    /// A column that was asked for is not there.
    #[error("no column is named `{name}`")]
    NoColumn {
        /// The name asked for.
        name: String,
    },
    /// Something legal that is not read or written here.
    #[error("{0}")]
    Unsupported(String),
    /// An oddity, in strict mode.
    #[error("strict: {0}")]
    Strict(Box<Warning>),
    /// A sum that is not what its card says.
    #[error("{0} (FITS 4.0, 4.4.2.7)")]
    Checksum(String),
    /// More in the heap than 32-bit descriptors reach, and rows that have them are already written.
    #[error("the heap goes beyond the {limit} bytes that 32-bit descriptors reach; `WriteOptions::wide_heap` gives 64-bit ones")]
    HeapTooLarge {
        /// How far they reach.
        limit: u64,
    },
    /// cfitsio refused.
    #[error("cfitsio cannot {what}: {text} (status {status})")]
    Library {
        /// What it was asked to do.
        what: &'static str,
        /// cfitsio's status.
        status: i32,
        /// cfitsio's text for it.
        text: String,
    },
    /// Rows and columns.
    #[error(transparent)]
    Row(#[from] RowError),
    /// The table model.
    #[error(transparent)]
    Table(#[from] gaialink_table::Error),
    /// The file could not be read or written.
    #[error("cannot read or write the file")]
    Io(#[from] io::Error),
}

impl Error {
    pub(crate) fn new(at: Position, kind: impl Into<ErrorKind>) -> Self {
        Self { at, kind: Box::new(kind.into()) }
    }

    pub(crate) fn card(at: Position, keyword: &str, found: impl Into<String>, expected: impl Into<String>) -> Self {
        let (keyword, found, expected) = (keyword.to_owned(), found.into(), expected.into());
        Self::new(at, ErrorKind::Card { keyword, found, expected })
    }

    /// Where it went wrong.
    pub fn position(&self) -> &Position {
        &self.at
    }

    /// What went wrong.
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }

    /// The same error at another place.
    #[must_use]
    pub(crate) fn at(mut self, at: Position) -> Self {
        self.at = at;
        self
    }
}

impl<E: Into<ErrorKind>> From<E> for Error {
    fn from(kind: E) -> Self {
        Self::new(Position::default(), kind)
    }
}

/// The result of reading or writing FITS.
pub type Result<T> = std::result::Result<T, Error>;
