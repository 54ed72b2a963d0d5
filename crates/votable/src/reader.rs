//! A document into the rows of one of its tables.

mod attributes;
mod coosys;
mod document;
mod field;
mod group;
mod info;
mod link;
mod list;
mod options;
mod param;
mod projection;
pub(crate) mod scope;
pub(crate) mod table;
mod timesys;
mod values;

pub use self::{
    list::{TableSummary, list},
    options::{ReadOptions, TableChoice},
};

use self::document::Document;
use crate::{
    Error, ErrorKind, Result, Serialization,
    data::Data,
    xml::{events::Events, tag::Tag},
};
use gaialink_table::{
    Schema, TableReader, Trailer,
    arrow::{array::RecordBatch, datatypes::SchemaRef},
    schema,
};
use std::{fmt, io::BufRead, sync::Arc};

/// Reads one TABLE of a VOTable, batch by batch.
///
/// All versions from 1.0 to 1.5 are read, with any namespace prefix or none, in UTF-8, UTF-16 and the encodings of
/// `encoding_rs`. The rows may be TABLEDATA, BINARY or BINARY2 (VOTable 1.5, 5); memory is needed for a few batches, not for the
/// table.
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
    schema: Arc<Schema>,
    arrow: SchemaRef,
    serialization: Option<Serialization>,
    data: Data,
    claimed: Option<u64>,
    depth: usize,
    rows: u64,
    state: State,
}

impl<R> fmt::Debug for Reader<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { schema, serialization, rows, state, .. } = self;
        let mut debug = f.debug_struct("Reader");
        debug.field("schema", schema).field("serialization", serialization).field("rows", rows).field("state", state);
        debug.finish_non_exhaustive()
    }
}

/// How far a reader has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Rows,
    /// The rows are read, and what follows them is not.
    Behind,
    Done,
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
        let mut document = Document::try_new(inner, &limits, strict)?;
        let mut index = 0_usize;
        let head = loop {
            let Some(head) = document.next_table()? else {
                let (wanted, found) = (table.describe(), format!("{index} of them"));
                return Err(document.events.error(ErrorKind::NoTable { wanted, found }));
            };
            if table.takes(index, &head.schema) {
                break head;
            }
            document.skip_rows(&head)?;
            index = index.saturating_add(1);
        };
        if let Some(element) = &head.unknown {
            let what = format!("a TABLE whose rows are in {element}");
            return Err(document.events.error(ErrorKind::Unsupported { what }));
        }
        let mut schema = head.schema;
        schema.scopes = document.around(&schema);
        document.choose();
        let projection = projection::places(&schema, columns.as_deref())?;
        let (rows, places) = (head.rows.as_ref(), projection.as_deref());
        let data = Data::try_new(&mut document.events, rows, &schema, places, base.as_deref(), &limits)?;
        if let Some(places) = &projection {
            schema = schema.project(places);
        }
        schema.num_rows = head.rows.is_none().then_some(0);
        let arrow = Arc::new(schema::arrow::to_arrow(&schema)?);
        Ok(Self {
            document,
            schema: Arc::new(schema),
            arrow,
            serialization: head.rows.as_ref().map(|rows| rows.serialization),
            data,
            claimed: head.claimed,
            depth: head.depth,
            rows: 0,
            state: State::Rows,
        })
    }

    /// How the rows are written down; `None` for a TABLE without DATA, which has no rows.
    pub fn serialization(&self) -> Option<Serialization> {
        self.serialization
    }

    /// The `version` attribute of the VOTABLE, as it was written.
    pub fn version(&self) -> Option<&str> {
        self.document.version.as_deref()
    }

    /// Reads what stands behind the rows.
    fn read_behind(&mut self) -> Result<()> {
        let events = &mut self.document.events;
        if let Some(claimed) = self.claimed.filter(|claimed| *claimed != self.rows) {
            let message = format!("nrows is {claimed}, but the TABLE has {} rows", self.rows);
            events.warn("W-NROWS", message)?;
        }
        self.document.finish_table(self.depth)?;
        let tables = self.document.tables;
        while let Some(head) = self.document.next_table()? {
            self.document.skip_rows(&head)?;
        }
        if self.document.events.source().malformed() {
            let message = "some bytes are none of the encoding of the document and were read as U+FFFD";
            self.document.events.warn("W-ENCODING", message)?;
        }
        let more = self.document.tables.saturating_sub(tables);
        if more > 0 {
            let message = format!("{more} more TABLEs follow the one that was read");
            self.document.events.warnings.note("N-TABLES", message);
        }
        Ok(())
    }
}

impl<R: BufRead + Send> TableReader for Reader<R> {
    type Error = Error;

    fn schema(&self) -> &Arc<Schema> {
        &self.schema
    }

    fn next_batch(&mut self) -> Result<Option<RecordBatch>> {
        if self.state != State::Rows {
            return Ok(None);
        }
        self.state = State::Done;
        let Some(decoded) = self.data.next(&mut self.document.events, self.rows)? else {
            self.state = State::Behind;
            return Ok(None);
        };
        let batch = decoded.into_batch(&self.arrow)?;
        self.rows = self.rows.saturating_add(batch.num_rows() as u64);
        self.state = State::Rows;
        Ok(Some(batch))
    }

    fn finish(mut self: Box<Self>) -> Result<Trailer> {
        while self.state == State::Rows && self.next_batch()?.is_some() {}
        if self.state == State::Behind {
            self.state = State::Done;
            self.read_behind()?;
        }
        let mut trailer = std::mem::take(&mut self.document.trailer);
        trailer.warnings = std::mem::take(&mut self.document.events.warnings).finish();
        Ok(trailer)
    }
}

/// Reads a DESCRIPTION; a second one is joined to the first.
fn description<R: BufRead>(events: &mut Events<R>, description: &mut Option<String>) -> Result<()> {
    let text = events.content("DESCRIPTION")?;
    match description {
        Some(first) => {
            first.push('\n');
            first.push_str(&text);
            events.warn("W-DESCRIPTION", "a second DESCRIPTION is joined to the first")
        }
        None => {
            *description = Some(text).filter(|text| !text.is_empty());
            Ok(())
        }
    }
}

/// Passes over an element for which there is no place.
fn unknown<R: BufRead>(events: &mut Events<R>, tag: &Tag, within: &str) -> Result<()> {
    events.warn("W-ELEMENT", format!("the element {} inside {within} is left out", tag.qualified))?;
    events.skip()
}
