use gaialink_table::{LimitError, Position, schema::ParamError};
use std::io;

/// What can go wrong with a VOTable, and where.
///
/// The message gives the place; [`std::error::Error::source`] gives the reason, an [`ErrorKind`], and below it the cause.
#[derive(Debug, thiserror::Error)]
#[error("VOTable{}", at.behind_name())]
pub struct Error {
    at: Position,
    #[source]
    kind: Box<ErrorKind>,
}

/// Why a VOTable could not be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input is no well-formed XML.
    #[error("the document is not well-formed XML")]
    Xml(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The input ends inside the document.
    #[error("the document ends inside {open}")]
    Truncated {
        /// The elements that are still open, outermost first.
        open: String,
    },
    /// The input is XML but no VOTable, or no XML at all.
    #[error("expected a VOTABLE element, found {found}")]
    NotVotable {
        /// What stands in its place.
        found: String,
    },
    /// An entity that neither XML nor the document itself defines as a short text; external DTDs are not followed (XML 1.0, 4.1).
    #[error("the entity `&{name};` is not defined")]
    Entity {
        /// Its name.
        name: String,
    },
    /// An element where another one is expected.
    #[error("expected {expected}, found {found}")]
    Structure {
        /// What was expected.
        expected: String,
        /// What was found.
        found: String,
    },
    /// An attribute whose value is wrong.
    #[error("the attribute `{attribute}` of {element} is `{value}`")]
    Attribute {
        /// The element.
        element: String,
        /// The attribute.
        attribute: &'static str,
        /// Its value.
        value: String,
        /// What is wrong with it.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// An attribute that must be there is not.
    #[error("{element} has no attribute `{attribute}`")]
    MissingAttribute {
        /// The element.
        element: String,
        /// The attribute.
        attribute: &'static str,
    },
    /// A TABLE that is not in the document.
    #[error("no TABLE {wanted} in the document, which has {found}")]
    NoTable {
        /// What was asked for.
        wanted: String,
        /// What there is.
        found: String,
    },
    /// Several TABLEs where the only one was asked for.
    #[error("the document has {count} TABLEs, choose one: {names}")]
    ManyTables {
        /// How many there are.
        count: usize,
        /// Their names or IDs, in order.
        names: String,
    },
    /// A row with another number of cells than there are columns.
    #[error("expected {expected} TD elements, found {found}")]
    CellCount {
        /// The number of columns.
        expected: usize,
        /// The number of cells.
        found: usize,
    },
    /// A byte that is no base64.
    #[error("the STREAM is no valid base64: {reason}")]
    Base64 {
        /// What is wrong.
        reason: String,
    },
    /// A BINARY or BINARY2 stream that ends inside a row.
    #[error("the STREAM ends inside a row, {left} bytes after the last whole one")]
    PartialRow {
        /// The bytes behind the last whole row.
        left: usize,
    },
    /// A STREAM with an `href` that is not followed or cannot be read (VOTable 1.5, 5.7).
    #[error("the STREAM at `{href}` cannot be read")]
    Href {
        /// Where it is said to lie.
        href: String,
        /// Why it is not read.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// Something that VOTable allows and this crate does not read or write.
    #[error("{what} cannot be handled")]
    Unsupported {
        /// What it is.
        what: String,
    },
    /// In strict reading: an oddity that is a warning otherwise.
    #[error("{code}: {message}")]
    Strict {
        /// The code of the warning.
        code: String,
        /// Its text.
        message: String,
    },
    /// Parts of a document in an order that makes none.
    #[error("{found} cannot stand here; expected {expected}")]
    Part {
        /// What can stand there.
        expected: &'static str,
        /// What was given.
        found: &'static str,
    },
    /// A batch that does not fit the schema of the writer.
    #[error("the batch has {found} columns, the schema {expected}")]
    ColumnCount {
        /// The columns of the schema.
        expected: usize,
        /// The columns of the batch.
        found: usize,
    },
    /// A value that the chosen serialization cannot take.
    #[error("{reason}")]
    Unwritable {
        /// Why it cannot.
        reason: String,
    },
    /// A PARAM whose value is not what its datatype says.
    #[error(transparent)]
    Param(#[from] ParamError),
    /// A claim beyond a limit.
    #[error(transparent)]
    Limit(#[from] LimitError),
    /// A cell or column that the model refuses.
    #[error(transparent)]
    Table(#[from] gaialink_table::Error),
    /// The input could not be read or the output not be written.
    #[error("the stream failed")]
    Io(#[source] io::Error),
}

/// The result of reading or writing a VOTable.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error of a kind, at a place.
    pub(crate) fn new(kind: impl Into<ErrorKind>, mut at: Position) -> Self {
        let mut kind = kind.into();
        kind.texts().into_iter().chain(&mut at.element).chain(&mut at.column).for_each(shorten);
        Self { at, kind: Box::new(kind) }
    }

    /// Where it happened, as far as it is known.
    pub fn position(&self) -> &Position {
        &self.at
    }

    /// Why it happened.
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }
}

/// The longest text of a file that a message repeats, in bytes.
const LONGEST: usize = 1_000;

/// What the parser says, where it repeats too much of the document.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Shortened(String);

/// Cuts a text that is too long for a message.
pub(crate) fn shorten(text: &mut String) {
    if text.len() > LONGEST {
        let end = (0..=LONGEST).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
        text.truncate(end);
        text.push('…');
    }
}

impl ErrorKind {
    /// The texts that come from the file.
    fn texts(&mut self) -> Vec<&mut String> {
        match self {
            Self::Truncated { open: text }
            | Self::NotVotable { found: text }
            | Self::Entity { name: text }
            | Self::Structure { found: text, .. }
            | Self::MissingAttribute { element: text, .. }
            | Self::NoTable { found: text, .. }
            | Self::ManyTables { names: text, .. }
            | Self::Href { href: text, .. }
            | Self::Unsupported { what: text }
            | Self::Strict { message: text, .. } => vec![text],
            Self::Attribute { element, value, .. } => vec![element, value],
            _ => Vec::new(),
        }
    }

    /// The kind for what quick-xml says; what wraps its reason only repeats it.
    pub(crate) fn xml(error: quick_xml::Error) -> Self {
        let mut text = error.to_string();
        if text.len() > LONGEST {
            shorten(&mut text);
            return Self::Xml(Box::new(Shortened(text)));
        }
        Self::Xml(match error {
            quick_xml::Error::Syntax(error) => Box::new(error),
            quick_xml::Error::IllFormed(error) => Box::new(error),
            quick_xml::Error::InvalidAttr(error) => Box::new(error),
            quick_xml::Error::Escape(error) => Box::new(error),
            other => Box::new(other),
        })
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self::new(kind, Position::default())
    }
}

impl From<io::Error> for ErrorKind {
    fn from(error: io::Error) -> Self {
        match error.get_ref().and_then(|inner| inner.downcast_ref::<LimitError>()) {
            Some(limit) => Self::Limit(limit.clone()),
            None => Self::Io(error),
        }
    }
}

impl From<gaialink_table::Error> for Error {
    fn from(error: gaialink_table::Error) -> Self {
        ErrorKind::from(error).into()
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        ErrorKind::from(error).into()
    }
}
