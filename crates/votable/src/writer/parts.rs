use super::{FileColumns, WriteOptions, body::Body, check, info, out::Out, scope, table};
use crate::{ErrorKind, Part, Result, Version, extras};
use gaialink_table::{
    Field, LossReport, Schema,
    arrow::array::RecordBatch,
    schema::{Extra, Info, Scope, ScopeKind},
};
use std::{
    collections::HashMap,
    io::{Read, Write},
};

/// Writes a whole document, part by part, with the rows of every TABLE in it.
///
/// What holds for the rows of a TABLE is told by the options in force when it starts: [`DocumentWriter::options`]. An example that
/// copies a document stands at [`crate::DocumentReader`]; this one makes a document.
///
/// ```
/// use gaialink_table::{Datatype, Field, Schema, Table, arrow::array::Float64Array, schema::Scope};
/// use gaialink_votable::{DocumentWriter, Part, WriteOptions};
/// use std::sync::Arc;
/// let mut schema = Schema::from_fields(vec![Field::new("ra", Datatype::Double)]);
/// schema.fields[0].unit = Some("deg".to_owned());
/// let table = Table::from_columns(schema, vec![Arc::new(Float64Array::from(vec![180.0, 181.5]))])?;
///
/// let mut writer = DocumentWriter::try_new(Vec::new(), WriteOptions::default())?;
/// writer.write(&Part::Start(Box::new(Scope::document())))?;
/// writer.write(&Part::Start(Box::new(Scope::resource("results"))))?;
/// writer.write_table(&table)?;
/// writer.write(&Part::End)?;
/// writer.write(&Part::End)?;
/// let (document, losses) = writer.finish()?;
/// assert!(losses.is_empty() && gaialink_votable::detect(&document));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct DocumentWriter<W> {
    inner: W,
    out: Out,
    options: WriteOptions,
    /// VOTABLE and the RESOURCEs that are open.
    open: Vec<Open>,
    table: Option<Table>,
    /// The columns of the TABLEs with an ID, which others may borrow.
    known: HashMap<String, Vec<Field>>,
    ended: bool,
}

/// A file of rows, where no TABLE can have one.
const NO_DATA: ErrorKind = ErrorKind::Part { expected: "a TABLE with DATA", found: "a file of rows" };

/// How many bytes are written at once.
const ENOUGH: usize = 64 << 10;

/// An element that is open.
#[derive(Debug)]
struct Open {
    /// What is to stand at its end.
    rest: Scope,
    /// Where its text starts in the output that is held back, as long as no TABLE is in it.
    held: Option<usize>,
    /// The RESOURCEs without a TABLE that wait for its end, or for one with a TABLE.
    late: Vec<Extra>,
    /// Whether a RESOURCE with a TABLE stands in it.
    has_resource: bool,
}

/// The TABLE that is open.
#[derive(Debug)]
struct Table {
    body: Body,
    has_data: bool,
    /// Whether a RESOURCE was put around it.
    is_wrapped: bool,
}

impl<W: Write + Send> DocumentWriter<W> {
    /// Makes ready to write a document.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] for a serialization that cannot be written, or not in that version.
    pub fn try_new(inner: W, options: WriteOptions) -> Result<Self> {
        check(&options)?;
        let out = Out::new(Some(options.version));
        Ok(Self { inner, out, options, open: Vec::new(), table: None, known: HashMap::new(), ended: false })
    }

    /// What holds for the rows of the TABLEs that follow, their serialization too. The version stays that of the document.
    pub fn options(&mut self) -> &mut WriteOptions {
        &mut self.options
    }

    /// Writes a part.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Part`] for one that cannot stand there, [`ErrorKind::Unwritable`] for a column that has no form in a VOTable
    /// or another number of rows than was announced, and [`ErrorKind::Io`] where the output failed.
    pub fn write(&mut self, part: &Part) -> Result<()> {
        self.check(part)?;
        match part {
            Part::Start(scope) => self.start(scope),
            Part::Content(scope) => self.content(scope),
            Part::Table { schema, has_data } => self.start_table(schema, *has_data)?,
            Part::TableEnd { infos, extras } => self.end_table(infos, extras)?,
            Part::End => self.end(),
        }
        // Rows go straight to the output, behind all that stands before them.
        match matches!(part, Part::Table { .. }) || self.out.bytes.len() >= ENOUGH {
            true => self.flush(),
            false => Ok(()),
        }
    }

    /// Writes a TABLE with all its rows; what surrounds it, the scopes of its schema, is left to the parts.
    ///
    /// # Errors
    ///
    /// Those of [`DocumentWriter::write`] and [`DocumentWriter::write_batch`].
    pub fn write_table(&mut self, table: &gaialink_table::Table) -> Result<()> {
        let mut schema = Box::new(table.schema().as_ref().clone());
        schema.num_rows = u64::try_from(table.num_rows()).ok();
        self.write(&Part::Table { schema, has_data: true })?;
        table.batches().iter().try_for_each(|batch| self.write_batch(batch))?;
        self.write(&Part::TableEnd { infos: Vec::new(), extras: Vec::new() })
    }

    /// Writes rows of the TABLE that is open; the batches of one that borrows its columns have the columns of the other.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Part`] where no TABLE is open, or one without DATA; those of [`crate::Writer`] about rows.
    pub fn write_batch(&mut self, batch: &RecordBatch) -> Result<()> {
        match &mut self.table {
            Some(table) if table.has_data => table.body.write_batch(&mut self.inner, batch, &mut self.out.losses),
            _ => Err(ErrorKind::Part { expected: "a TABLE with DATA", found: "a batch of rows" }.into()),
        }
    }

    /// The columns that the file of the rows of the TABLE that is open has to have; see [`crate::Writer::file_columns`].
    ///
    /// # Errors
    ///
    /// As there, and [`ErrorKind::Part`] where no TABLE is open, or one without DATA.
    pub fn file_columns(&self) -> Result<FileColumns> {
        match &self.table {
            Some(table) if table.has_data => table.body.file_columns(),
            _ => Err(NO_DATA.into()),
        }
    }

    /// Writes the rows of the TABLE that is open as a whole file in another format; see [`crate::Writer::write_file`].
    ///
    /// # Errors
    ///
    /// As there, and those of [`DocumentWriter::file_columns`].
    pub fn write_file(&mut self, file: &mut dyn Read, rows: u64) -> Result<()> {
        match &mut self.table {
            Some(table) if table.has_data => table.body.write_file(&mut self.inner, file, rows),
            _ => Err(NO_DATA.into()),
        }
    }

    /// Completes the document; gives the output back, and what could not be kept.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Part`] where the VOTABLE has not ended, [`ErrorKind::Io`] where the output failed.
    pub fn finish(mut self) -> Result<(W, LossReport)> {
        if !self.ended {
            return Err(ErrorKind::Part { expected: "the end of VOTABLE", found: "the end of the document" }.into());
        }
        self.flush()?;
        self.inner.flush()?;
        Ok((self.inner, self.out.losses))
    }

    /// Refuses parts in an order that makes no document.
    fn check(&self, part: &Part) -> Result<()> {
        let (expected, found) = match part {
            Part::Start(scope) if self.open.is_empty() && !self.ended => match scope.element {
                ScopeKind::Document => return Ok(()),
                _ => ("the start of VOTABLE", "a RESOURCE"),
            },
            _ if self.open.is_empty() => ("the start of VOTABLE", "another part"),
            Part::TableEnd { .. } if self.table.is_none() => ("a TABLE", "the end of a TABLE"),
            Part::TableEnd { .. } => return Ok(()),
            _ if self.table.is_some() => ("the end of TABLE", "another part"),
            Part::Start(scope) if scope.element == ScopeKind::Document => ("one VOTABLE", "a second one"),
            _ => return Ok(()),
        };
        Err(ErrorKind::Part { expected, found }.into())
    }

    fn start(&mut self, scope: &Scope) {
        // In 1.1, RESOURCEs stand behind TABLEs.
        let is_late = self.open.len() > 1 && !self.out.since(Version::V1_2);
        let held = is_late.then_some(self.out.bytes.len());
        match scope.element {
            ScopeKind::Document => scope::open_document(&mut self.out, self.options.version, Some(scope)),
            _ => scope::open(&mut self.out, scope),
        }
        let mut rest = Scope::default();
        rest.element = scope.element;
        rest.extras.clone_from(&scope.extras);
        self.open.push(Open { rest, held, late: Vec::new(), has_resource: false });
    }

    /// More of an element, behind a RESOURCE or TABLE in it.
    fn content(&mut self, scope: &Scope) {
        scope::more(&mut self.out, scope);
        if let Some(open) = self.open.last_mut() {
            open.rest.extras.extend_from_slice(&scope.extras);
        }
    }

    fn start_table(&mut self, schema: &Schema, has_data: bool) -> Result<()> {
        check(&self.options)?;
        self.settle();
        let is_wrapped = self.wrap(schema);
        let borrowed = schema.reference.as_ref().filter(|_| schema.fields.is_empty()).and_then(|id| self.known.get(id));
        let body = Body::try_new(&mut self.out, schema, borrowed.unwrap_or(&schema.fields), &self.options)?;
        match borrowed {
            // Few readers know of borrowed columns, and the schemas of 1.2 and later want columns in every TABLE.
            Some(_) => {
                let columns: Vec<Field> = body.fields().map(without_ids).collect();
                table::open(&mut self.out, schema, columns.iter());
            }
            None => table::open(&mut self.out, schema, body.fields()),
        }
        if has_data {
            body.open(&mut self.out, schema);
        }
        if let Some(id) = &schema.id {
            self.known.insert(id.clone(), schema.fields.clone());
        }
        self.table = Some(Table { body, has_data, is_wrapped });
        Ok(())
    }

    /// What was held back stays where it is, before a TABLE. What was put off comes behind it, or before the RESOURCE in which it stands.
    fn settle(&mut self) {
        let mut inner = None::<usize>;
        for open in self.open.iter_mut().rev() {
            match inner {
                Some(start) => {
                    let behind = self.out.bytes.split_off(start.min(self.out.bytes.len()));
                    open.late.drain(..).for_each(|extra| self.out.verbatim(&extra));
                    self.out.bytes.extend(behind);
                }
                None => {
                    scope::lose_places(&mut self.out, open.late.len() as u64);
                    open.rest.extras.append(&mut open.late);
                }
            }
            inner = open.held.take();
        }
    }

    /// Puts a RESOURCE around a TABLE that cannot stand where it does, such as in VOTABLE itself; tells whether it did.
    fn wrap(&mut self, schema: &Schema) -> bool {
        let in_resource = self.open.last().filter(|_| self.open.len() > 1);
        let is_late = !self.out.since(Version::V1_2) && in_resource.is_some_and(|open| open.has_resource);
        if is_late {
            let label = schema.name.as_deref().unwrap_or("TABLE");
            self.out.loss(label, "in VOTable 1.1 a TABLE behind a RESOURCE stands in one of its own");
        }
        let is_wrapped = is_late || in_resource.is_none();
        if is_wrapped {
            self.out.raw("<RESOURCE>\n");
        }
        is_wrapped
    }

    fn end_table(&mut self, infos: &[Info], extras: &[Extra]) -> Result<()> {
        let Some(mut table) = self.table.take() else { return Ok(()) };
        if table.has_data {
            table.body.finish(&mut self.inner, &mut self.out.losses)?;
            table.body.close(&mut self.out);
        }
        let out = &mut self.out;
        if !infos.is_empty() && out.since_or_loss(Version::V1_2, "INFO", "INFO behind the rows") {
            infos.iter().for_each(|i| info::info(out, i));
        }
        extras.iter().for_each(|extra| out.verbatim(extra));
        out.end("TABLE");
        if table.is_wrapped {
            out.end("RESOURCE");
        }
        let around = self.open.len().saturating_sub(1);
        self.open.iter_mut().take(around).for_each(|open| open.has_resource = true);
        Ok(())
    }

    fn end(&mut self) {
        let Some(Open { mut rest, held, mut late, .. }) = self.open.pop() else { return };
        rest.extras.append(&mut late);
        match rest.element {
            ScopeKind::Document => {
                scope::close_document(&mut self.out, Some(&rest));
                self.ended = true;
            }
            _ => scope::close(&mut self.out, &rest),
        }
        if let (Some(start), Some(outer)) = (held, self.open.last_mut()) {
            let text = self.out.bytes.split_off(start.min(self.out.bytes.len()));
            outer.late.push(Extra::new(extras::ELEMENT, String::from_utf8_lossy(&text).trim_end()));
        }
    }

    fn flush(&mut self) -> Result<()> {
        if self.open.iter().all(|open| open.held.is_none()) {
            self.inner.write_all(&self.out.bytes)?;
            self.out.bytes.clear();
        }
        Ok(())
    }
}

/// A column that is written once more: an ID stands in a document once.
fn without_ids(field: &Field) -> Field {
    let mut field = field.clone();
    field.id = None;
    field.values.iter_mut().for_each(|values| values.id = None);
    field.links.iter_mut().for_each(|link| link.id = None);
    field
}
