use super::{Drain, Known, pieces::Piece};
use crate::{
    Error, Format, Result, Target,
    sink::Sink,
    survey::{self, Survey},
    writer::{self, Kind, in_file::InFile},
};
use gaialink_table::{LossReport, Schema, arrow::array::RecordBatch};
use gaialink_votable::{DocumentWriter, Part, Version};
use std::{collections::HashMap, ops::ControlFlow};

/// A document that is written again.
pub(super) struct Document<'a> {
    writer: DocumentWriter<Sink>,
    sink: Sink,
    /// The rows of the TABLE that is open, where they are a file of their own.
    rows: Option<InFile>,
    /// What was lost of such rows.
    losses: LossReport,
    kind: Kind,
    known: &'a Known,
    /// What is known of the rows of the last TABLE.
    survey: Survey,
    tables: usize,
    /// The TABLEs with an ID, whose columns others may borrow.
    named: HashMap<String, Schema>,
}

impl<'a> Document<'a> {
    /// A document in the version that is asked for, or else in its own where that is later than the usual one.
    pub(super) fn try_new(kind: Kind, own: Option<Version>, sink: Sink, known: &'a Known) -> Result<Self> {
        let mut options = writer::votable_options(kind);
        if kind.votable_version.is_none() {
            options.version = options.version.max(own.unwrap_or_default());
        }
        let writer = DocumentWriter::try_new(sink.clone(), options).map_err(Error::writing(Format::Votable))?;
        let (rows, losses, survey) = (None, LossReport::default(), Survey::default());
        Ok(Self { writer, sink, rows, losses, kind, known, survey, tables: 0, named: HashMap::new() })
    }

    /// Tells the writer what is known of the rows of a table; breaks off where that is not enough.
    fn prepare(&mut self, schema: &mut Schema) -> ControlFlow<()> {
        if !self.known.trusted {
            schema.num_rows = None;
        }
        let borrowed = schema.reference.as_ref().filter(|_| schema.fields.is_empty()).and_then(|id| self.named.get(id));
        let columns = borrowed.unwrap_or(schema);
        let is_needed = survey::is_needed(self.kind.target, columns);
        let Some(survey) = self.known.of(self.tables, is_needed) else { return ControlFlow::Break(()) };
        writer::known::tell_votable(self.writer.options(), columns, &survey);
        self.tables = self.tables.saturating_add(1);
        self.survey = survey;
        if let Some(id) = &schema.id {
            self.named.insert(id.clone(), Schema::from_fields(schema.fields.clone()));
        }
        ControlFlow::Continue(())
    }
}

impl Document<'_> {
    fn part(&mut self, part: &Part) -> Result<()> {
        let fault = Error::writing(Format::Votable);
        if let (Part::TableEnd { .. }, Some(rows)) = (part, self.rows.take()) {
            self.losses.merge(&rows.finish(|file, count| self.writer.write_file(file, count))?);
        }
        self.writer.write(part).map_err(&fault)?;
        if matches!(part, Part::Table { has_data: true, .. }) && self.kind.target == Target::VotableFits {
            let columns = self.writer.file_columns().map_err(&fault)?;
            self.rows = Some(InFile::open(columns, self.kind, &self.sink, &self.survey)?);
        }
        Ok(())
    }

    fn batch(&mut self, batch: &RecordBatch) -> Result<()> {
        match &mut self.rows {
            Some(rows) => rows.write_batch(batch),
            None => self.writer.write_batch(batch).map_err(Error::writing(Format::Votable)),
        }
    }
}

impl Drain for Document<'_> {
    fn take(&mut self, piece: Piece) -> Result<ControlFlow<()>> {
        match piece {
            Piece::Batch(batch) => self.batch(&batch)?,
            Piece::Part(mut part, _) => {
                if let Part::Table { schema, .. } = &mut part
                    && self.prepare(schema).is_break()
                {
                    return Ok(ControlFlow::Break(()));
                }
                self.part(&part)?;
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn finish(self: Box<Self>) -> Result<LossReport> {
        let (_, mut losses) = self.writer.finish().map_err(Error::writing(Format::Votable))?;
        losses.merge(&self.losses);
        Ok(losses)
    }
}
