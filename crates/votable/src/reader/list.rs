use super::{ReadOptions, document::Document};
use crate::{Result, Serialization};
use gaialink_table::{LimitError, Schema};
use std::io::BufRead;

/// A TABLE of a document, without its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TableSummary {
    /// What is said of it and around it. The number of rows is the one that `nrows` claims, where it does.
    pub schema: Schema,
    /// How its rows are written down; `None` for a TABLE without DATA.
    pub serialization: Option<Serialization>,
}

/// Gives every TABLE of a document, in order. Rows are passed over without being read; of the options, only the limits and
/// the strictness count.
///
/// # Errors
///
/// As those of [`crate::Reader::try_new`]; a document without a TABLE gives an empty list.
///
/// ```
/// use gaialink_votable::{ReadOptions, list};
/// let document = br#"<VOTABLE><RESOURCE><TABLE name="a"/><TABLE name="b"/></RESOURCE></VOTABLE>"#;
/// let tables = list(&document[..], &ReadOptions::default())?;
/// assert_eq!(tables.len(), 2);
/// assert_eq!(tables[1].schema.name.as_deref(), Some("b"));
/// # Ok::<_, gaialink_votable::Error>(())
/// ```
pub fn list<R: BufRead>(inner: R, options: &ReadOptions) -> Result<Vec<TableSummary>> {
    let mut document = Document::try_new(inner, &options.limits, options.strict, false)?;
    let mut tables = Vec::new();
    let mut copied = 0_u64;
    while let Some(head) = document.next_table()? {
        document.skip_rows(&head)?;
        let rows = head.known_rows();
        let mut schema = head.schema;
        // What surrounds the tables is copied for each of them.
        copied = copied.saturating_add(document.bytes_around());
        let limit = options.limits.max_metadata;
        if copied > limit {
            let what = "metadata around all tables".to_owned();
            return Err(document.events.error(LimitError { what, found: copied, limit }));
        }
        schema.scopes = document.around(&schema);
        schema.num_rows = rows;
        let serialization = head.rows.map(|rows| rows.serialization);
        tables.push(TableSummary { schema, serialization });
    }
    Ok(tables)
}
