//! Rows of a table into a document.

mod binary;
mod body;
mod column;
mod coosys;
mod describe;
mod field;
mod file;
mod group;
mod info;
mod link;
mod options;
mod out;
mod param;
mod parts;
mod piece;
mod rows;
mod scope;
mod table;
mod tabledata;
mod text;
mod timesys;
mod values;

pub use self::{describe::describe, file::FileColumns, options::WriteOptions, parts::DocumentWriter};

use self::{body::Body, out::Out};
use crate::{Error, ErrorKind, Result, Serialization, Version, closed::Closed, extras};
use gaialink_table::{LossReport, Schema, TableWriter, Trailer, arrow::array::RecordBatch, schema::Scope};
use std::io::{Read, Write};

/// Writes one table as a VOTable, batch by batch; the number of rows need not be known.
///
/// The document has the elements of [`Schema::scopes`], or one RESOURCE where there are none. What VOTable has no place for, or
/// not in the version that is written, is counted in the loss report.
///
/// * Integers without sign are written as the next wider ones, 64-bit ones as digits.
/// * `char` is written as UTF-8, as other writers do, though only ASCII is in the standard (VOTable 1.5, 2.1); it reads back the
///   same.
/// * A text beyond the length that its column declares is an error in BINARY and BINARY2.
///
/// The rows of a batch are written by the threads of rayon's pool in turns, which is why the output is `Send`.
///
/// ```
/// use gaialink_table::{Datatype, Field, Schema, Table, TableWriter, Trailer};
/// use gaialink_table::arrow::array::Int64Array;
/// use gaialink_votable::{WriteOptions, Writer};
/// use std::sync::Arc;
/// let schema = Schema::from_fields(vec![Field::new("source_id", Datatype::Long)]);
/// let table = Table::from_columns(schema, vec![Arc::new(Int64Array::from(vec![5937083312263887616]))])?;
/// let mut document = Vec::new();
/// let mut writer = Writer::try_new(&mut document, table.schema(), WriteOptions::default())?;
/// for batch in table.batches() {
///     writer.write_batch(batch)?;
/// }
/// let losses = Box::new(writer).finish(&Trailer::default())?;
/// assert!(losses.is_empty());
/// assert!(gaialink_votable::detect(&document));
/// # Ok::<_, gaialink_votable::Error>(())
/// ```
#[derive(Debug)]
pub struct Writer<W> {
    inner: W,
    out: Out,
    body: Body,
    document: Option<Scope>,
    /// The RESOURCEs around the table, outermost first.
    resources: Vec<Scope>,
}

impl<W: Write> Writer<W> {
    /// Writes what stands before the rows.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] for a serialization that cannot be written, or not in that version,
    /// [`ErrorKind::Unwritable`] for a column that has no form in a VOTable, and [`ErrorKind::Io`] where the output failed.
    pub fn try_new(inner: W, schema: &Schema, options: WriteOptions) -> Result<Self> {
        check(&options)?;
        let mut out = Out::new(Some(options.version));
        let (document, resources) = scope::split(&schema.scopes);
        let body = Body::try_new(&mut out, schema, &schema.fields, &options)?;
        out.set_columns(body.fields());
        scope::open_document(&mut out, options.version, document.as_ref());
        resources.iter().for_each(|resource| scope::open(&mut out, resource));
        table::open(&mut out, schema, body.fields());
        body.open(&mut out, schema);
        let mut writer = Self { inner, out, body, document, resources };
        writer.flush()?;
        Ok(writer)
    }

    /// The columns that the file of rows has to have, which [`Writer::write_file`] takes.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Part`] for a serialization that is no file ([`Serialization::is_file`]).
    pub fn file_columns(&self) -> Result<FileColumns> {
        self.body.file_columns()
    }

    /// Writes the rows as a whole file in another format, as [`crate::Reader::copy_file`] gives them. It has so many rows; a FITS file has them
    /// in the HDU behind the primary one (VOTable 1.5, 5.2), in the columns of [`Writer::file_columns`]. What is
    /// in the file is not looked at.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Part`] for another serialization or a second file; [`ErrorKind::Io`] where reading it or writing failed.
    ///
    /// ```
    /// use gaialink_table::{Datatype, Field, Schema, TableWriter, Trailer};
    /// use gaialink_votable::{ReadOptions, Reader, Serialization, WriteOptions, Writer};
    /// # let fits_file = [b' '; 2880];
    /// let schema = Schema::from_fields(vec![Field::new("flux", Datatype::Double)]);
    /// let mut options = WriteOptions::default();
    /// options.serialization = Serialization::Fits;
    /// let mut document = Vec::new();
    /// let mut writer = Writer::try_new(&mut document, &schema, options)?;
    /// writer.write_file(&mut &fits_file[..], 7)?;
    /// Box::new(writer).finish(&Trailer::default())?;
    /// let mut copy = Vec::new();
    /// Reader::try_new(&document[..], ReadOptions::default())?.copy_file(&mut copy)?;
    /// assert_eq!(copy, fits_file);
    /// # Ok::<_, gaialink_votable::Error>(())
    /// ```
    pub fn write_file(&mut self, file: &mut dyn Read, rows: u64) -> Result<()> {
        self.body.write_file(&mut self.inner, file, rows)
    }

    fn flush(&mut self) -> Result<()> {
        self.inner.write_all(&self.out.bytes)?;
        self.out.bytes.clear();
        Ok(())
    }

    /// Writes what stands behind the rows: INFOs where DALI looks for them (DALI 1.1, 4.4), then the rest.
    fn behind(&mut self, trailer: &Trailer) {
        let out = &mut self.out;
        self.body.close(out);
        out.end("TABLE");
        let of_kind = |kind: &'static str| trailer.extras.iter().filter(move |extra| extra.kind == kind);
        if !trailer.infos.is_empty() && out.since_or_loss(Version::V1_2, "INFO", "INFO behind the rows") {
            trailer.infos.iter().for_each(|i| info::info(out, i));
        }
        of_kind(extras::ELEMENT).for_each(|extra| out.verbatim(extra));
        self.resources.iter().rev().for_each(|resource| scope::close(out, resource));
        of_kind(extras::DOCUMENT_ELEMENT).for_each(|extra| out.verbatim(extra));
        out.foreign_extras("VOTABLE", &trailer.extras);
        scope::close_document(out, self.document.as_ref());
    }
}

impl<W: Write + Send> TableWriter for Writer<W> {
    type Error = Error;

    fn write_batch(&mut self, batch: &RecordBatch) -> Result<()> {
        self.body.write_batch(&mut self.inner, batch, &mut self.out.losses)
    }

    fn finish(mut self: Box<Self>, trailer: &Trailer) -> Result<LossReport> {
        self.body.finish(&mut self.inner, &mut self.out.losses)?;
        self.behind(trailer);
        self.flush()?;
        self.inner.flush()?;
        Ok(std::mem::take(&mut self.out.losses))
    }
}

fn check(options: &WriteOptions) -> Result<()> {
    let what = match (options.serialization, options.version) {
        (Serialization::Parquet, _) => "writing rows as a Parquet file".to_owned(),
        (Serialization::Binary2, Version::V1_1 | Version::V1_2) => format!("BINARY2 in VOTable {}", options.version),
        _ => return Ok(()),
    };
    Err(ErrorKind::Unsupported { what }.into())
}

/// A RESOURCE without tables, as an element.
pub(crate) fn resource_text(closed: &Closed) -> String {
    let mut out = Out::new(None);
    scope::closed(&mut out, closed);
    String::from_utf8_lossy(&out.bytes).trim_end().to_owned()
}
