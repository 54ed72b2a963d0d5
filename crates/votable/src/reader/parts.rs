use super::{
    ReadOptions,
    document::{Document, Step},
    rows::{RowFile, TableRows},
    table::Head,
};
use crate::{Part, Result, Serialization};
use gaialink_table::{LimitError, Schema, Warning, arrow::array::RecordBatch};
use std::{
    collections::VecDeque,
    fmt,
    io::{BufRead, Write},
    mem,
    sync::Arc,
};

/// Reads a whole document, part by part, with the rows of every TABLE in it.
///
/// Texts that have blanks around them, and a DESCRIPTION with elements in it, have an extra that says so ([`crate::extras::TEXT`]).
/// Rows that nobody asks for are passed over. Memory is needed for a few batches and for what surrounds the tables. Of
/// [`ReadOptions`], the choices of a table and of columns do not count.
///
/// ```
/// use gaialink_votable::{DocumentReader, DocumentWriter, Part, ReadOptions, WriteOptions};
/// let document = br#"<VOTABLE version="1.4"><RESOURCE>
///   <TABLE name="a"><FIELD name="x" datatype="int"/><DATA><TABLEDATA><TR><TD>1</TD></TR></TABLEDATA></DATA></TABLE>
///   <RESOURCE name="inner"><TABLE name="b"><FIELD name="y" datatype="int"/></TABLE></RESOURCE>
/// </RESOURCE></VOTABLE>"#;
/// let mut reader = DocumentReader::try_new(&document[..], ReadOptions::default())?;
/// let mut writer = DocumentWriter::try_new(Vec::new(), WriteOptions::default())?;
/// while let Some(part) = reader.next_part()? {
///     writer.write(&part)?;
///     if matches!(part, Part::Table { .. }) {
///         while let Some(batch) = reader.next_batch()? {
///             writer.write_batch(&batch)?;
///         }
///     }
/// }
/// let (copy, losses) = writer.finish()?;
/// assert!(losses.is_empty());
/// assert_eq!(gaialink_votable::list(&copy[..], &ReadOptions::default())?.len(), 2);
/// # Ok::<_, gaialink_votable::Error>(())
/// ```
pub struct DocumentReader<R> {
    document: Document<R>,
    options: ReadOptions,
    /// The TABLE that was met, and whose part was not yet given.
    met: Option<Box<Head>>,
    /// The one that was given last.
    table: Option<Current>,
    /// The bytes of what surrounds tables that were copied for them.
    copied: u64,
    done: bool,
}

/// The TABLE that was given last.
enum Current {
    /// Nobody has asked for its rows.
    Head(Box<Head>),
    Rows(Box<TableRows>),
    /// An error stopped it.
    Lost,
}

impl<R> fmt::Debug for DocumentReader<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DocumentReader").field("options", &self.options).finish_non_exhaustive()
    }
}

impl<R: BufRead + Send> DocumentReader<R> {
    /// Reads up to the VOTABLE.
    ///
    /// # Errors
    ///
    /// [`crate::ErrorKind::NotVotable`] or [`crate::ErrorKind::Xml`] where the input is something else.
    pub fn try_new(inner: R, options: ReadOptions) -> Result<Self> {
        let mut document = Document::try_new(inner, &options.limits, options.strict, true)?;
        document.parts = Some(VecDeque::new());
        Ok(Self { document, options, met: None, table: None, copied: 0, done: false })
    }

    /// Leaves out the blanks around texts, as [`crate::Reader`] does, and says nothing of comments: for a target that is no VOTable.
    #[must_use]
    pub fn without_blanks(mut self) -> Self {
        self.document.events.is_exact = false;
        self.document.events.warnings.forget_asides();
        self
    }

    /// The `version` attribute of the VOTABLE, as it was written.
    pub fn version(&self) -> Option<&str> {
        self.document.version.as_deref()
    }

    /// The next part, or `None` behind the end of the document.
    ///
    /// # Errors
    ///
    /// [`crate::Error`] where the document is wrong, with the place in it.
    pub fn next_part(&mut self) -> Result<Option<Part>> {
        if let Some(table) = self.table.take() {
            return self.end(table);
        }
        loop {
            if let Some(part) = self.document.parts.as_mut().and_then(VecDeque::pop_front) {
                if matches!(part, Part::Table { .. }) {
                    self.table = self.met.take().map(Current::Head);
                }
                return Ok(Some(part));
            }
            if self.done {
                return Ok(None);
            }
            match self.document.step()? {
                Step::Table(head) => self.met = Some(head),
                Step::Other => {}
                Step::Eof => {
                    self.done = true;
                    self.document.check_encoding()?;
                }
            }
        }
    }

    /// The TABLE that was given last, as [`crate::Reader`] has it: with what surrounds it and the columns that it borrows.
    /// `None` where the last part was something else.
    ///
    /// # Errors
    ///
    /// [`crate::ErrorKind::Unsupported`] where its rows are kept elsewhere, [`crate::ErrorKind::Limit`] where what surrounds many tables
    /// would have to be copied too often.
    pub fn schema(&mut self) -> Result<Option<Arc<Schema>>> {
        if let Some(Current::Head(head)) = &mut self.table {
            self.copied = self.copied.saturating_add(self.document.bytes_around());
            let limit = self.options.limits.max_metadata;
            if self.copied > limit {
                let what = "metadata around all tables".to_owned();
                return Err(self.document.events.error(LimitError { what, found: self.copied, limit }));
            }
            head.schema.scopes = self.document.around(&head.schema);
        }
        Ok(self.rows()?.map(|(rows, _)| Arc::clone(&rows.schema)))
    }

    /// How the rows of the TABLE that was given last are written down; `None` for one without DATA.
    pub fn serialization(&self) -> Option<Serialization> {
        match &self.table {
            Some(Current::Head(head)) => head.rows.as_ref().map(|rows| rows.serialization),
            Some(Current::Rows(rows)) => rows.serialization,
            Some(Current::Lost) | None => None,
        }
    }

    /// The next rows of the TABLE that was given last, or `None` behind its last ones.
    ///
    /// # Errors
    ///
    /// [`crate::Error`] with the place in the document; [`crate::ErrorKind::Unsupported`] where the rows are kept elsewhere.
    pub fn next_batch(&mut self) -> Result<Option<RecordBatch>> {
        match self.rows()? {
            Some((rows, document)) => rows.next_batch(&mut document.events),
            None => Ok(None),
        }
    }

    /// Copies the rows of the TABLE that was given last where they are a file in another format; see [`crate::Reader::copy_file`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn copy_file(&mut self, out: &mut dyn Write) -> Result<Option<RowFile>> {
        match self.rows()? {
            Some((rows, document)) => rows.copy_file(&mut document.events, out),
            None => Ok(None),
        }
    }

    /// The warnings since the last call, or all.
    pub fn take_warnings(&mut self) -> Vec<Warning> {
        self.document.events.warnings.take()
    }

    /// The rows of the TABLE that was given last.
    fn rows(&mut self) -> Result<Option<(&mut TableRows, &mut Document<R>)>> {
        let Some(current) = &mut self.table else { return Ok(None) };
        if matches!(current, Current::Head(_))
            && let Current::Head(head) = mem::replace(current, Current::Lost)
        {
            let (base, limits) = (self.options.base.as_deref(), &self.options.limits);
            let rows = TableRows::try_new(&mut self.document.events, *head, None, base, limits)?;
            *current = Current::Rows(Box::new(rows));
        }
        match current {
            Current::Rows(rows) => Ok(Some((rows, &mut self.document))),
            _ => Ok(None),
        }
    }

    /// Reads up to the end of a TABLE. Where an error stopped its rows, there is nothing more.
    fn end(&mut self, table: Current) -> Result<Option<Part>> {
        let is_whole = match table {
            Current::Head(head) => self.document.pass_over(&head).map(|()| true)?,
            Current::Rows(mut rows) => rows.finish(&mut self.document)?,
            Current::Lost => false,
        };
        if !is_whole {
            self.done = true;
            return Ok(None);
        }
        let trailer = mem::take(&mut self.document.trailer);
        Ok(Some(Part::TableEnd { infos: trailer.infos, extras: trailer.extras }))
    }
}
