use crate::{
    Error, Format, OpenOptions, Result,
    input::{Input, Spool, Stream},
    reader::votable::{InFile, is_read, read_options},
};
use gaialink_table::{Schema, Warning, arrow::array::RecordBatch};
use gaialink_votable::{self as votable, DocumentReader, Part};
use std::sync::Arc;

/// A piece of a document.
pub(super) enum Piece {
    /// A part; of a TABLE also its schema with all that surrounds it, where that was asked for.
    Part(Part, Option<Arc<Schema>>),
    /// Rows of the last TABLE.
    Batch(RecordBatch),
}

/// A document as pieces.
pub(super) struct Pieces {
    document: DocumentReader<Stream>,
    options: OpenOptions,
    needs_schema: bool,
    /// Whether rows of the last TABLE come next.
    in_rows: bool,
    /// Where they are a file in another format.
    in_file: Option<InFile>,
    warnings: Vec<Warning>,
}

impl Pieces {
    pub(super) fn open(input: &Input, options: &OpenOptions, needs_schema: bool) -> Result<Self> {
        let mut read = read_options(options);
        read.base = input.directory();
        let mut document = DocumentReader::try_new(input.stream()?, read).map_err(Error::reading(Format::Votable))?;
        if needs_schema {
            document = document.without_blanks();
        }
        Ok(Self { document, options: options.clone(), needs_schema, in_rows: false, in_file: None, warnings: Vec::new() })
    }

    /// The version of the document.
    pub(super) fn version(&self) -> Option<votable::Version> {
        self.document.version().and_then(|text| text.trim().parse().ok())
    }

    /// The schema of the last TABLE, with all that surrounds it.
    pub(super) fn schema(&mut self) -> Result<Arc<Schema>> {
        if let Some(rows) = &self.in_file {
            return Ok(Arc::clone(rows.schema()));
        }
        let schema = self.document.schema().map_err(Error::reading(Format::Votable))?;
        Ok(schema.unwrap_or_default())
    }

    /// Passes over the rows of the last TABLE.
    pub(super) fn skip_rows(&mut self) {
        self.in_rows = false;
    }

    pub(super) fn next(&mut self) -> Result<Option<Piece>> {
        if self.in_rows {
            if let Some(batch) = self.next_batch()? {
                return Ok(Some(Piece::Batch(batch)));
            }
            self.in_rows = false;
        }
        self.end_rows()?;
        let Some(mut part) = self.document.next_part().map_err(Error::reading(Format::Votable))? else { return Ok(None) };
        let mut whole = None;
        if let Part::Table { schema, has_data } = &mut part {
            self.in_rows = *has_data;
            self.open_rows(schema)?;
            if self.needs_schema {
                whole = Some(self.schema()?);
            }
        }
        Ok(Some(Piece::Part(part, whole)))
    }

    /// The warnings of the whole document.
    pub(super) fn finish(mut self) -> Vec<Warning> {
        self.warnings.extend(self.document.take_warnings());
        self.warnings
    }

    /// Where the rows are a file in another format, opens that; the columns that are said of it may have other types then.
    fn open_rows(&mut self, said: &mut Schema) -> Result<()> {
        let serialization = self.document.serialization();
        if !is_read(serialization) {
            return Ok(());
        }
        let schema = self.document.schema().map_err(Error::reading(Format::Votable))?.unwrap_or_default();
        let mut copy = Spool::default();
        let file = self.document.copy_file(&mut copy).map_err(Error::reading(Format::Votable))?;
        let rows = InFile::open(copy, &file.unwrap_or_default(), serialization, &schema, &self.options)?;
        said.num_rows = rows.schema().num_rows;
        if said.reference.is_none() || !said.fields.is_empty() {
            said.fields.clone_from(&rows.schema().fields);
        }
        self.in_file = Some(rows);
        Ok(())
    }

    fn next_batch(&mut self) -> Result<Option<RecordBatch>> {
        if let Some(rows) = &mut self.in_file {
            return rows.next_batch();
        }
        self.document.next_batch().map_err(Error::reading(Format::Votable))
    }

    fn end_rows(&mut self) -> Result<()> {
        if let Some(rows) = self.in_file.take() {
            self.warnings.extend(rows.finish()?);
        }
        Ok(())
    }
}
