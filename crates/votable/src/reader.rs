//! A document into the rows of one of its tables.

mod attributes;
mod coosys;
mod document;
mod failure;
mod field;
mod group;
mod info;
mod known;
mod link;
mod list;
mod options;
mod param;
mod parts;
mod projection;
mod root;
mod rows;
pub(crate) mod scope;
pub(crate) mod table;
mod text;
mod timesys;
mod values;

pub use self::{
    list::{TableSummary, list},
    options::{ReadOptions, TableChoice},
    parts::DocumentReader,
    rows::RowFile,
};

use self::{document::Document, rows::TableRows};
use crate::{
    Error, ErrorKind, Result, Serialization,
    validate::elements::is_element,
    xml::{events::Events, tag::Tag},
};
use gaialink_table::{
    Schema, TableReader, Trailer,
    arrow::{array::RecordBatch, datatypes::SchemaRef},
};
use std::{
    fmt,
    io::{BufRead, Write},
    sync::Arc,
};

/// Reads one TABLE of a VOTable, batch by batch.
///
/// All versions from 1.0 to 1.5 are read, with any namespace prefix or none, in UTF-8, UTF-16 and the encodings of
/// `encoding_rs`. The rows may be TABLEDATA, BINARY or BINARY2 (VOTable 1.5, 5); memory is needed for a few batches, not for the
/// table. Rows that are a file in another format are given as that, by [`Reader::copy_file`].
///
/// ```
/// use gaialink_table::Table;
/// use gaialink_votable::{ReadOptions, Reader};
/// let document = br#"<VOTABLE version="1.4"><RESOURCE><TABLE>
///   <FIELD name="source_id" datatype="long"/>
///   <DATA><TABLEDATA><TR><TD>5937083312263887616</TD></TR></TABLEDATA></DATA>
/// </TABLE></RESOURCE></VOTABLE>"#;
/// let mut reader = Reader::try_new(&document[..], ReadOptions::default())?;
/// let table = Table::collect(&mut reader)?;
/// assert_eq!((table.num_rows(), reader.version()), (1, Some("1.4")));
/// # Ok::<_, gaialink_votable::Error>(())
/// ```
pub struct Reader<R> {
    document: Document<R>,
    rows: TableRows,
    /// Whether the TABLE was to be the only one; its name then.
    only: Option<String>,
}

impl<R> fmt::Debug for Reader<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").field("rows", &self.rows).finish_non_exhaustive()
    }
}

impl<R: BufRead + Send> Reader<R> {
    /// Reads up to the rows of the chosen TABLE.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotVotable`] or [`ErrorKind::Xml`] where the input is something else, [`ErrorKind::NoTable`] where the TABLE is not
    /// there, [`ErrorKind::Unsupported`] where its rows are kept elsewhere, and others where the document is wrong.
    pub fn try_new(inner: R, options: ReadOptions) -> Result<Self> {
        let ReadOptions { limits, table, columns, strict, base } = options;
        let mut document = Document::try_new(inner, &limits, strict, false)?;
        let mut index = 0_usize;
        let mut head = loop {
            let Some(head) = document.next_table()? else {
                let (wanted, found) = (table.describe(), document.found(index));
                return Err(document.events.error(ErrorKind::NoTable { wanted, found }));
            };
            if table.takes(index, &head.schema) {
                break head;
            }
            document.skip_rows(&head)?;
            index = index.saturating_add(1);
        };
        head.schema.scopes = document.around(&head.schema);
        document.choose();
        let only = (table == TableChoice::Only).then(|| label(&head.schema));
        let projection = projection::places(&head.schema, columns.as_deref())?;
        let rows = TableRows::try_new(&mut document.events, head, projection.as_deref(), base.as_deref(), &limits)?;
        Ok(Self { document, rows, only })
    }

    /// How the rows are written down; `None` for a TABLE without DATA, which has no rows.
    pub fn serialization(&self) -> Option<Serialization> {
        self.rows.serialization
    }

    /// The `version` attribute of the VOTABLE, as it was written.
    pub fn version(&self) -> Option<&str> {
        self.document.version.as_deref()
    }

    /// Copies the rows of a TABLE that are a whole file in another format ([`Serialization::is_file`]), and tells which table of it they are; `None` for any other TABLE. Nothing is left to be read by [`TableReader::next_batch`] then.
    ///
    /// # Errors
    ///
    /// Those of reading a STREAM; [`ErrorKind::Attribute`] where `extnum` is no number; [`ErrorKind::Io`] where `out` fails.
    pub fn copy_file(&mut self, out: &mut dyn Write) -> Result<Option<RowFile>> {
        self.rows.copy_file(&mut self.document.events, out)
    }

    /// Reads what stands behind the TABLE.
    fn read_behind(&mut self) -> Result<()> {
        let tables = self.document.tables;
        while let Some(head) = self.document.next_table()? {
            if let Some(names) = &mut self.only {
                names.push_str(", ");
                names.push_str(&label(&head.schema));
            }
            self.document.skip_rows(&head)?;
        }
        self.document.check_encoding()?;
        let more = self.document.tables.saturating_sub(tables);
        match self.only.take() {
            _ if more == 0 => {}
            Some(names) => {
                let count = more.saturating_add(1);
                return Err(self.document.events.error(ErrorKind::ManyTables { count, names }));
            }
            None => {
                let message = format!("{more} more TABLEs follow the one that was read");
                self.document.events.warnings.note("N-TABLES", message);
            }
        }
        Ok(())
    }
}

impl<R: BufRead + Send> TableReader for Reader<R> {
    type Error = Error;

    fn schema(&self) -> &Arc<Schema> {
        &self.rows.schema
    }

    fn arrow_schema(&self) -> Option<&SchemaRef> {
        Some(&self.rows.arrow)
    }

    fn next_batch(&mut self) -> Result<Option<RecordBatch>> {
        self.rows.next_batch(&mut self.document.events)
    }

    fn finish(mut self: Box<Self>) -> Result<Trailer> {
        if self.rows.finish(&mut self.document)? {
            self.read_behind()?;
        }
        let mut trailer = std::mem::take(&mut self.document.trailer);
        trailer.warnings = std::mem::take(&mut self.document.events.warnings).finish();
        Ok(trailer)
    }
}

/// What a TABLE is called in a list of them.
fn label(schema: &Schema) -> String {
    match schema.name.as_ref().or(schema.id.as_ref()) {
        Some(name) => format!("`{name}`"),
        None => "one without a name".to_owned(),
    }
}

/// Reads what stands in an element in which nothing may stand.
fn nothing<R: BufRead>(events: &mut Events<R>, within: &str) -> Result<()> {
    while let Some(tag) = events.child(within)? {
        unknown(events, &tag, within)?;
    }
    Ok(())
}

/// Warns of the attributes of an element that has none, which are left out.
fn without_attributes<R: BufRead>(events: &mut Events<R>, tag: &Tag) -> Result<()> {
    if tag.attributes.is_empty() {
        return Ok(());
    }
    match attributes::rest(tag.clone()).first() {
        Some(first) => events.warn("W-ATTRIBUTE", format!("the attribute {} of {} is left out", first.text, tag.name())),
        None => Ok(()),
    }
}

/// Warns of an element of VOTable where it has no meaning; it is kept as it is.
fn misplaced<R: BufRead>(events: &mut Events<R>, tag: &Tag, within: &str) -> Result<()> {
    match is_element(tag.votable()) {
        true => events.warn("W-ELEMENT", format!("the element {} inside {within} is kept as it is", tag.qualified)),
        false => Ok(()),
    }
}

/// Passes over an element for which there is no place.
fn unknown<R: BufRead>(events: &mut Events<R>, tag: &Tag, within: &str) -> Result<()> {
    events.warn("W-ELEMENT", format!("the element {} inside {within} is left out", tag.qualified))?;
    events.skip()
}
