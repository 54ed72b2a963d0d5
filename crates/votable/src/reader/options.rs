use gaialink_table::Limits;
use std::path::PathBuf;

/// How a VOTable is read.
///
/// ```
/// use gaialink_votable::{ReadOptions, TableChoice};
/// let mut options = ReadOptions::default();
/// options.table = TableChoice::Name("results".to_owned());
/// options.columns = Some(vec!["source_id".to_owned(), "flux".to_owned()]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadOptions {
    /// Caps on what the document may make the reader allocate or follow. Default: [`Limits::default`].
    pub limits: Limits,
    /// Which TABLE to read. Default: the first one.
    pub table: TableChoice,
    /// The names (or IDs) of the columns to read, in the order wanted. Default: all, in the order of the document.
    pub columns: Option<Vec<String>>,
    /// Whether anything that would be a warning is an error. Default: no.
    pub strict: bool,
    /// The directory in which the document lies. A STREAM may have its bytes in a file there (`href`); without the directory, that
    /// is an error. URLs of hosts, absolute paths and those that lead out of the directory are never followed. Default: none.
    pub base: Option<PathBuf>,
}

/// Which TABLE of a document to read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum TableChoice {
    /// The first one.
    #[default]
    First,
    /// The only one: that there are others is an error that names them all, at the end of the document.
    Only,
    /// The one at a place, counted from 0 in the order of the document.
    Index(usize),
    /// The first one of an ID.
    Id(String),
    /// The first one of a name.
    Name(String),
}

impl TableChoice {
    /// Whether a TABLE is the one, by its place and what is said of it.
    pub(super) fn takes(&self, index: usize, schema: &gaialink_table::Schema) -> bool {
        match self {
            Self::First | Self::Only => index == 0,
            Self::Index(wanted) => index == *wanted,
            Self::Id(wanted) => schema.id.as_ref() == Some(wanted),
            Self::Name(wanted) => schema.name.as_ref() == Some(wanted),
        }
    }

    /// The choice, for people.
    pub(super) fn describe(&self) -> String {
        match self {
            Self::First | Self::Only => "at all".to_owned(),
            Self::Index(index) => format!("number {} (counted from 0)", index),
            Self::Id(id) => format!("with the ID `{id}`"),
            Self::Name(name) => format!("named `{name}`"),
        }
    }
}
