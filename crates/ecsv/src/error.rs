use crate::yaml::YamlError;
use gaialink_table::{LimitError, Position, Warning, text::CellError};
use std::{fmt, io};

/// What can go wrong with an ECSV or CSV file, and where.
///
/// The message gives the place; [`std::error::Error::source`] gives the reason, an [`ErrorKind`], and below it the cause.
#[derive(Debug, thiserror::Error)]
#[error("{format}{}", at.behind_name())]
pub struct Error {
    format: Format,
    at: Box<Position>,
    #[source]
    kind: Box<ErrorKind>,
}

/// The result of reading and writing ECSV and CSV.
pub type Result<T> = std::result::Result<T, Error>;

/// Which of the two formats is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Ecsv,
    Csv,
    /// Either: what the table model itself refuses.
    Either,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ecsv => "ECSV",
            Self::Csv => "CSV",
            Self::Either => "ECSV or CSV",
        })
    }
}

impl Format {
    /// An error of this format.
    pub(crate) fn error(self, at: Position, kind: impl Into<ErrorKind>) -> Error {
        Error { format: self, at: Box::new(at), kind: Box::new(kind.into()) }
    }
}

impl Error {
    /// Where it happened, as far as it is known.
    pub fn position(&self) -> &Position {
        &self.at
    }

    /// What happened.
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }
}

impl From<gaialink_table::Error> for Error {
    fn from(error: gaialink_table::Error) -> Self {
        Format::Either.error(Position::default(), error)
    }
}

/// Why an ECSV or CSV file could not be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input could not be read or the output not be written.
    #[error("the input or output failed")]
    Io(#[from] io::Error),
    /// The input does not begin as an ECSV file does.
    #[error("expected a first line `# %ECSV 1.0`, found `{found}`")]
    NotEcsv {
        /// What stands in its place.
        found: String,
    },
    /// The version of ECSV is none of those that are known.
    #[error("expected version 0.9 or 1.0 of ECSV, found `{found}`")]
    Version {
        /// The version of the file.
        found: String,
    },
    /// The header is no YAML.
    #[error("the header is no valid YAML")]
    Yaml(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A key of the header that must be there is not.
    #[error("the header has no key `{key}`")]
    MissingKey {
        /// The key.
        key: &'static str,
    },
    /// A key of the header has another value than it may have.
    #[error("the header's `{key}` is {found}, expected {expected}")]
    Header {
        /// The key.
        key: String,
        /// What it may be.
        expected: &'static str,
        /// What was found.
        found: String,
    },
    /// A datatype that ECSV does not have or the model cannot hold.
    #[error("the datatype `{found}` is none of {expected}")]
    Datatype {
        /// The datatype of the file.
        found: String,
        /// Those that are known.
        expected: &'static str,
    },
    /// A subtype that is none.
    #[error(
        "the subtype `{found}` is none; expected `json` or a datatype and a shape, such as `float64[3,2]` or `float64[null]`"
    )]
    Subtype {
        /// The subtype of the file.
        found: String,
    },
    /// The input ends before the line of column names.
    #[error("the input ends before the line of column names")]
    NoHeader,
    /// The only column has a name of blanks.
    #[error("the line of column names is blank")]
    BlankHeader,
    /// A table of no columns: a line of text cannot tell its rows.
    #[error("a table without columns has no rows that a line of text could hold")]
    NoColumns,
    /// The line of column names is another than the header or the schema says.
    #[error("expected the column names {expected}, found {found}")]
    ColumnNames {
        /// The names of the header or schema.
        expected: String,
        /// The names of the line.
        found: String,
    },
    /// Two columns of one name.
    #[error("the column name `{name}` occurs twice")]
    DuplicateName {
        /// The name.
        name: String,
    },
    /// A column that was asked for is not in the file.
    #[error("no column is named `{name}`")]
    NoColumn {
        /// The name.
        name: String,
    },
    /// A delimiter that could be part of a number or of the quoting.
    #[error("`{found}` cannot part cells; expected {expected}")]
    Delimiter {
        /// The delimiter.
        found: char,
        /// Those that can.
        expected: &'static str,
    },
    /// A row with another number of cells than there are columns.
    #[error("expected {expected} cells, found {found}{hint}")]
    CellCount {
        /// The number of columns.
        expected: usize,
        /// The number of cells.
        found: usize,
        /// What may help to read it, or nothing.
        hint: &'static str,
    },
    /// The input ends inside quotes that were opened here.
    #[error("the quotes that are opened here are never closed")]
    OpenQuote,
    /// Text behind a closing quote (RFC 4180, 2.5).
    #[error("expected a delimiter or the end of the line behind the closing quote, found `{found}`")]
    BehindQuote {
        /// The character found.
        found: char,
    },
    /// A carriage return without a line feed, outside of quotes.
    #[error("a carriage return without a line feed; lines must end in a line feed, or in both")]
    CarriageReturn,
    /// A byte of value zero.
    #[error("a NUL byte")]
    Nul,
    /// Bytes that are no UTF-8.
    #[error("bytes that are no UTF-8")]
    Utf8(#[source] std::str::Utf8Error),
    /// A cell whose text is no value of its column.
    #[error("the cell does not fit the column")]
    Cell(#[from] CellError),
    /// A cell that does not fit the type inferred from the rows before it.
    #[error(
        "`{found}` is no {inferred}, which the first {rows} rows let expect; infer the types from all rows (`--infer-rows all`)"
    )]
    Inferred {
        /// What was found, cut where it is long.
        found: String,
        /// The type inferred.
        inferred: String,
        /// From how many rows it was inferred.
        rows: u64,
    },
    /// A claim or an input beyond a limit.
    #[error("a limit is exceeded")]
    Limit(#[from] LimitError),
    /// Something that is read with a warning unless `strict` is asked for.
    #[error("{0}")]
    Strict(Box<Warning>),
    /// The table model refused.
    #[error("the table cannot be built")]
    Table(#[from] gaialink_table::Error),
}

impl From<YamlError> for ErrorKind {
    fn from(error: YamlError) -> Self {
        Self::Yaml(Box::new(error))
    }
}
