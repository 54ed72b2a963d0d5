use crate::Format;
use gaialink_table::{LimitError, LossReport, Warning};
use std::{any::Any, fmt, io};

/// What went wrong, and in which input or output.
///
/// The place inside a file (element, line, byte, row, column) is told by the format's own error, which is the
/// [source](std::error::Error::source) of this one.
#[derive(Debug)]
pub struct Error {
    place: Option<String>,
    kind: Box<ErrorKind>,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Some(place) => write!(f, "{place}: {}", self.kind),
            None => self.kind.fmt(f),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.kind.source()
    }
}

/// What can go wrong with a file of any format.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file could not be opened, read, written or renamed.
    #[error("cannot {action}")]
    Io {
        /// What was tried, such as `open the file`.
        action: &'static str,
        /// Why not.
        #[source]
        source: io::Error,
    },
    /// A format's reader or writer gave up; the source says where and why.
    #[error("cannot {action} {format}")]
    Format {
        /// `read` or `write`.
        action: &'static str,
        /// The format.
        format: Format,
        /// The format's own error.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The first bytes are of no format that is known.
    #[error(
        "unknown format: the file begins with {found}; expected VOTable (`<?xml` or `<VOTABLE`), FITS (`SIMPLE  =`), ECSV (`# %ECSV`), \
         CSV (a line of column names), Arrow IPC (`ARROW1`), Parquet (`PAR1`), gzip, bzip2 or zip"
    )]
    UnknownFormat {
        /// The first bytes, escaped, and what they are where that is known.
        found: String,
    },
    /// The file is packed in a way that is not read.
    #[error(
        "the file is packed by {by}, which is not read; unpack it, and name what comes out (only gzip, bzip2 and zip are looked through)"
    )]
    Packed {
        /// The program, or the format, such as `tar`.
        by: &'static str,
    },
    /// The file is empty.
    #[error("the file is empty; expected a table")]
    Empty,
    /// The name of a format or target is none of the known ones.
    #[error("`{found}` is no format; expected {expected}")]
    UnknownName {
        /// The name that was given.
        found: String,
        /// The names that are known.
        expected: String,
    },
    /// An output's name has no extension that tells a format.
    #[error("the extension does not tell the format; name it, or use one of {expected}")]
    UnknownExtension {
        /// The extensions that are known.
        expected: String,
    },
    /// The format is known, but this build leaves it out.
    #[error("{format} is not part of this build (feature `{feature}`)")]
    FeatureOff {
        /// The format.
        format: String,
        /// The feature that brings it.
        feature: &'static str,
    },
    /// A table was asked for that the file does not have.
    #[error("no table {wanted}; the file has {found}")]
    NoTable {
        /// The table asked for.
        wanted: String,
        /// What there is.
        found: String,
    },
    /// A TABLE of a VOTable whose rows are a table in another format with another number of columns.
    #[error("the TABLE has {expected} FIELDs, its rows in a {format} file have {found} columns")]
    InFile {
        /// The number of FIELDs.
        expected: usize,
        /// The number of columns of the table there.
        found: usize,
        /// The format of the file.
        format: &'static str,
    },
    /// A column was asked for that the table does not have.
    #[error("no column is named `{wanted}`; the columns are {found}")]
    NoColumn {
        /// The name asked for.
        wanted: String,
        /// What there is.
        found: String,
    },
    /// A zip archive holds several files and none was chosen.
    #[error("a zip archive of {count} files; choose a member: {found}")]
    ChooseMember {
        /// How many there are.
        count: usize,
        /// Their names, the first ones.
        found: String,
    },
    /// A member was asked for that the archive does not have.
    #[error("no member `{wanted}`; the archive has {found}")]
    NoMember {
        /// The name asked for.
        wanted: String,
        /// What there is.
        found: String,
    },
    /// A member was asked for, but the file is no archive.
    #[error("no zip archive, so it has no member `{wanted}`")]
    NotAnArchive {
        /// The name asked for.
        wanted: String,
    },
    /// A zip archive, or a member of it, cannot be read.
    #[error("cannot read the zip archive: {reason}")]
    Archive {
        /// What is wrong with it.
        reason: String,
    },
    /// A compressed stream is nested too deep: how many layers there are at least, and how many are taken off at most.
    #[error("{0} layers of compression; the limit is {1}")]
    Nested(usize, usize),
    /// A stream that can be read once was asked for twice.
    #[error("a stream can be read only once, and it has been read")]
    ReadTwice,
    /// A claim of the file goes beyond a limit.
    #[error(transparent)]
    Limit(#[from] LimitError),
    /// The model refused.
    #[error("the table does not hold together")]
    Table(#[from] gaialink_table::Error),
    /// `strict` was asked for and the output would lose something.
    #[error("strict: {} would be lost: {}", .0.total(), some(.0.iter()))]
    Lossy(LossReport),
    /// `strict` was asked for and the input is odd.
    #[error("strict: {} warnings: {}", .0.len(), some(.0.iter()))]
    Odd(Vec<Warning>),
    /// An output's name that is not safe to use as a path.
    #[error("the name `{name}` is not used as a path: {reason}")]
    UnsafeName {
        /// The name, as the archive has it.
        name: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Two inputs would be written to the same output.
    #[error("two inputs would both become `{output}`: {first} and {second}")]
    Collision {
        /// The output.
        output: String,
        /// The one input.
        first: String,
        /// The other.
        second: String,
    },
    /// The rows of a source do not stand together.
    #[error("the rows of source {source_id} do not stand together")]
    Scattered {
        /// The source.
        source_id: i64,
    },
    /// The products of later rows need other columns than those of the first.
    #[error("the columns differ from product to product")]
    Uneven,
    /// A table of several sources is to become one of a single source.
    #[error("a table of several sources, where the form `individual` is of one: splitting writes a file for each")]
    SeveralSources,
    /// A table is no product, or a damaged one.
    #[error("cannot take the table as a product")]
    Product(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A list of sources is none, or a damaged one.
    #[error("cannot read the list of sources")]
    SourceList(#[from] gaialink_datalink::source_list::Error),
    /// A list of sources that has to be held in memory is too long.
    #[error("the list of sources has more than {limit} bytes")]
    SourceListSize {
        /// How many bytes it may have.
        limit: u64,
    },
    /// A product cannot be made into another structure.
    #[error("{reason}")]
    Restructure {
        /// What and why.
        reason: String,
    },
    /// One source is there twice, which was to be an error.
    #[error("source {source_id} is there twice")]
    Duplicate {
        /// The source.
        source_id: i64,
    },
    /// Several products were to become one file.
    #[error("holds {first} and {second}; name a directory, or put {{product}} into the name, for a file a product")]
    SeveralProducts {
        /// The one product.
        first: String,
        /// The other.
        second: String,
    },
    /// A directory of parts cannot be written in the target.
    #[error("a partition cannot be written as {target}, whose parts need more than one look at the rows; use parquet")]
    Partition {
        /// The target.
        target: String,
    },
    /// A word is none of those that may be chosen.
    #[error("`{found}` is no {what}; expected {expected}")]
    Choice {
        /// What is chosen.
        what: &'static str,
        /// The word.
        found: String,
        /// The words that are known.
        expected: String,
    },
    /// A thread pool could not be made, or a thread died.
    #[error("{0}")]
    Threads(String),
}

/// The result of the facade's own operations.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// What went wrong.
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }

    /// The input or output it went wrong in, with the member of an archive.
    pub fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }

    /// The same error, in the given file, unless it already says which.
    #[must_use]
    pub fn at(mut self, place: &str) -> Self {
        self.place.get_or_insert_with(|| place.to_owned());
        self
    }

    pub(crate) fn io(action: &'static str, source: io::Error) -> Self {
        ErrorKind::Io { action, source }.into()
    }

    pub(crate) fn reading<E: std::error::Error + Send + Sync + 'static>(format: Format) -> impl Fn(E) -> Self {
        move |source| ErrorKind::Format { action: "read", format, source: Box::new(source) }.into()
    }

    pub(crate) fn writing<E: std::error::Error + Send + Sync + 'static>(format: Format) -> impl Fn(E) -> Self {
        move |source| ErrorKind::Format { action: "write", format, source: Box::new(source) }.into()
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self { place: None, kind: Box::new(kind) }
    }
}

impl From<gaialink_table::Error> for Error {
    fn from(error: gaialink_table::Error) -> Self {
        ErrorKind::Table(error).into()
    }
}

impl From<gaialink_datalink::source_list::Error> for Error {
    fn from(error: gaialink_datalink::source_list::Error) -> Self {
        ErrorKind::SourceList(error).into()
    }
}

impl From<LimitError> for Error {
    fn from(error: LimitError) -> Self {
        ErrorKind::Limit(error).into()
    }
}

/// The error that a panic was.
pub(crate) fn died(payload: Box<dyn Any + Send>) -> Error {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("nothing is known");
    ErrorKind::Threads(format!("a thread died: {text}")).into()
}

/// The first few of many, joined for a message.
pub(crate) fn some<T: fmt::Display>(items: impl Iterator<Item = T>) -> String {
    const SHOWN: usize = 5;
    let mut items = items.fuse();
    let mut shown: Vec<String> = items.by_ref().take(SHOWN).map(|item| item.to_string()).collect();
    match items.count() {
        0 => {}
        more => shown.push(format!("and {more} more")),
    }
    shown.join("; ")
}
