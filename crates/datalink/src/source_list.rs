//! Lists of sources: whose products are wanted.

mod builder;
mod cells;
mod text;

pub use self::builder::SourceListBuilder;

use crate::RetrievalType;
use gaialink_products::{ParseDesignationError, Release, SourceId, SourceIdError};
use gaialink_table::Table;

/// A source that is wanted, and the release that its number is of, as far as that is known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Wanted {
    /// The number of the source.
    pub source_id: SourceId,
    /// The release that the number is of.
    pub release: Option<Release>,
}

/// Sources that are wanted, in the order in which they came, and what their table says of their products.
///
/// A list is read from a table of any format, such as the result of a query, or from plain text.
///
/// ```
/// use gaialink_datalink::SourceList;
/// let list: SourceList = "source_id\n5937083312263887616\nGaia DR2 3373085521202437632\n".parse()?;
/// let numbers: Vec<i64> = list.sources().iter().map(|wanted| wanted.source_id.get()).collect();
/// assert_eq!(numbers, [5_937_083_312_263_887_616, 3_373_085_521_202_437_632]);
/// assert_eq!(list.sources()[1].release, Some("Gaia DR2".into()));
/// # Ok::<_, gaialink_datalink::source_list::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceList {
    sources: Vec<Wanted>,
    blank: usize,
    flags: Vec<Flag>,
}

/// What a column says of the products of the sources.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Flag {
    /// The column, in small letters.
    name: &'static str,
    /// One a source: whether it is true.
    values: Vec<bool>,
}

/// Why something is no list of sources.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The column that was named is not there.
    #[error("no column is named `{wanted}`; the columns are {found}")]
    NoColumn {
        /// The name.
        wanted: String,
        /// The names that there are.
        found: String,
    },
    /// No column has a name that ids are known to have.
    #[error("no column is named `source_id` or `designation`; the columns are {found}")]
    NoIds {
        /// The names that there are.
        found: String,
    },
    /// The column holds what cannot be ids.
    #[error("column `{column}` is of type {found}; expected whole numbers or text")]
    Type {
        /// The column.
        column: String,
        /// Its type.
        found: String,
    },
    /// A number or text is no source id.
    #[error("row {row}: column `{column}`")]
    Cell {
        /// The row, counted from 0.
        row: usize,
        /// The column.
        column: String,
        /// What is wrong with it.
        #[source]
        source: CellError,
    },
    /// A line of plain text is no id.
    #[error("line {line}")]
    Line {
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it.
        #[source]
        source: CellError,
    },
    /// A column is of another type than its schema says.
    #[error("the table does not hold together")]
    Table(#[from] gaialink_table::Error),
}

/// Why a cell names no source.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CellError {
    /// It is no number of a source.
    #[error(transparent)]
    SourceId(#[from] SourceIdError),
    /// It begins as a designation and is none.
    #[error(transparent)]
    Designation(#[from] ParseDesignationError),
}

impl SourceList {
    /// The list in a table: its column of that name, or else the first called `source_id` or `designation`, in small or
    /// capital letters. The table's own `RELEASE`, or else the designations beside the numbers, tell the release.
    ///
    /// # Errors
    ///
    /// [`Error`] where there is no such column, or where a cell of it is neither null nor an id.
    pub fn from_table(table: &Table, column: Option<&str>) -> Result<Self, Error> {
        let mut builder = SourceListBuilder::try_new(table.schema(), column)?;
        for batch in table.batches() {
            builder.push(batch)?;
        }
        Ok(builder.finish())
    }

    /// The sources, as they came.
    pub fn sources(&self) -> &[Wanted] {
        &self.sources
    }

    /// How many rows have no id.
    pub fn blank(&self) -> usize {
        self.blank
    }

    /// The sources that may have a product: all, but for those of which the table says that they have none.
    ///
    /// The column `has_…` of the product tells it for Gaia EDR3, DR3 and FPR, and where the release is unknown; for Gaia DR2
    /// it is `phot_variable_flag`, which must be `VARIABLE`. Null is no.
    pub fn having<'a>(&'a self, kind: &RetrievalType) -> impl Iterator<Item = &'a Wanted> + use<'a> {
        let dr3 = kind.flag().and_then(|name| self.flag(name));
        let dr2 = if kind.name() == "EPOCH_PHOTOMETRY" { self.flag(VARIABLE) } else { None };
        let of = move |wanted: &Wanted| match wanted.release {
            None | Some(Release::Dr3 | Release::Edr3 | Release::Fpr) => dr3,
            Some(Release::Dr2) => dr2,
            _ => None,
        };
        let numbered = self.sources.iter().enumerate();
        numbered.filter(move |(at, wanted)| of(wanted).is_none_or(|flag| flag.get(*at) == Some(&true))).map(|(_, wanted)| wanted)
    }

    fn flag(&self, name: &str) -> Option<&[bool]> {
        self.flags.iter().find(|flag| flag.name == name).map(|flag| &*flag.values)
    }
}

/// The column of Gaia DR2 that tells which sources have a light curve.
const VARIABLE: &str = "phot_variable_flag";

/// The release whose products are served for the sources of a release: Gaia EDR3 and Gaia FPR share the numbers of Gaia DR3
/// and have no products of their own.
///
/// ```
/// use gaialink_datalink::source_list::served_as;
/// use gaialink_products::Release;
/// assert_eq!(served_as(Release::Edr3), Release::Dr3);
/// assert_eq!(served_as(Release::Dr2), Release::Dr2);
/// ```
pub fn served_as(release: Release) -> Release {
    match release {
        Release::Edr3 | Release::Fpr => Release::Dr3,
        other => other,
    }
}
