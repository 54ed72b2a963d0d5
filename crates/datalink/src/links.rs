//! The {links} table of DataLink 1.1: what there is of a thing, and where.
//!
//! [`Links::findings`] has these codes:
//!
//! | code | severity | meaning |
//! |---|---|---|
//! | `E-LINKS-COLUMN` | error | a column that every {links} table has is not there |
//! | `E-LINKS-TARGET` | error | not exactly one of access_url, service_def and error_message is there |
//! | `E-LINKS-VALUE` | error | ID or semantics is empty |
//! | `E-LINKS-LENGTH` | error | content_length is no number of bytes |
//! | `E-LINKS-AUTH` | error | link_auth is none of its three words |
//! | `W-LINKS-DATATYPE` | warning | a column has another datatype |
//! | `W-LINKS-UCD` | warning | a column has another UCD |
//! | `W-LINKS-ORDER` | warning | the rows of an ID do not stand together |
//! | `W-LINKS-URL` | warning | access_url is no absolute URL |
//! | `W-LINKS-FAULT` | warning | error_message does not begin with a word of the standard |
//! | `W-LINKS-SEMANTICS` | warning | semantics is neither a core term nor a URL |

mod check;
mod columns;
mod link;
mod link_auth;

pub use self::{
    link::{Link, Target, TargetError},
    link_auth::LinkAuth,
};

use self::columns::Columns;
use gaialink_table::{Column, Finding, Schema, Table};

/// A {links} table: a row for each file, service or error that belongs to an id (DataLink 1.1, 3.2).
///
/// It is read from a table of any format. Columns that the standard does not know are kept in [`Links::table`].
///
/// ```
/// use gaialink_datalink::{Links, links::Target};
/// # use gaialink_table::{Field, Schema, Table, arrow::array::{ArrayRef, StringArray}};
/// # use std::sync::Arc;
/// # let cells = [("ID", "Gaia DR2 7"), ("access_url", "https://example.org/data?ID=7"), ("semantics", "#this")];
/// # let schema = Schema::from_fields(cells.map(|(name, _)| Field::text(name)).to_vec());
/// # let columns = cells.map(|(_, text)| Arc::new(StringArray::from(vec![text])) as ArrayRef);
/// # let table = Table::from_columns(schema, columns.to_vec())?;
/// let links = Links::from_table(table)?;
/// let link = &links.links()[0];
/// assert_eq!(link.id.as_deref(), Some("Gaia DR2 7"));
/// assert_eq!(link.target(), Ok(Target::AccessUrl("https://example.org/data?ID=7")));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Links {
    table: Table,
    columns: Columns,
    links: Vec<Link>,
}

/// Why a table is no {links} table.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A column without which there are no links is not there.
    #[error("no {{links}} table: no column is named `{missing}`; the columns are {found}")]
    NoColumn {
        /// The column.
        missing: &'static str,
        /// The names that there are.
        found: String,
    },
    /// A column is of another type than its schema says.
    #[error("the table does not hold together")]
    Table(#[from] gaialink_table::Error),
}

impl Links {
    /// The links of a table. What goes against the standard is read all the same: see [`Links::findings`].
    ///
    /// # Errors
    ///
    /// [`Error::NoColumn`] where the table has no column `ID` or none `access_url`.
    pub fn from_table(table: Table) -> Result<Self, Error> {
        let columns = Columns::find(table.schema());
        if let Some(missing) = columns.necessary_missing() {
            let found = table.schema().fields.iter().map(|field| format!("`{}`", field.name)).collect::<Vec<_>>().join(", ");
            return Err(Error::NoColumn { missing, found });
        }
        let links = columns.read(&table)?;
        Ok(Self { table, columns, links })
    }

    /// Whether a table is a {links} table: whether it has columns `ID`, `access_url` and `semantics`.
    pub fn is_links(schema: &Schema) -> bool {
        Columns::find(schema).is_links()
    }

    /// The links, one a row.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// The table they were read from.
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// The columns that the standard does not know.
    pub fn local_columns(&self) -> impl Iterator<Item = Column<'_>> {
        self.table.columns().filter(|column| !self.columns.has(column.index()))
    }

    /// Everything that goes against DataLink 1.1, in the order of the rows; columns first.
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = self.columns.findings(self.table.schema());
        check::rows(&self.links, &mut findings);
        findings
    }
}
