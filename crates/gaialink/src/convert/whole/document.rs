use super::{Drain, Known, pieces::Piece};
use crate::{
    Error, Format, Result,
    sink::Sink,
    survey,
    writer::{self, Kind},
};
use gaialink_table::{LossReport, Schema};
use gaialink_votable::{DocumentWriter, Part, Version};
use std::{collections::HashMap, ops::ControlFlow};

/// A document that is written again.
pub(super) struct Document<'a> {
    writer: DocumentWriter<Sink>,
    kind: Kind,
    known: &'a Known,
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
        let writer = DocumentWriter::try_new(sink, options).map_err(Error::writing(Format::Votable))?;
        Ok(Self { writer, kind, known, tables: 0, named: HashMap::new() })
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
        if let Some(id) = &schema.id {
            self.named.insert(id.clone(), Schema::from_fields(schema.fields.clone()));
        }
        ControlFlow::Continue(())
    }
}

impl Drain for Document<'_> {
    fn take(&mut self, piece: Piece) -> Result<ControlFlow<()>> {
        let written = match piece {
            Piece::Batch(batch) => self.writer.write_batch(&batch),
            Piece::Part(mut part, _) => {
                if let Part::Table { schema, .. } = &mut part
                    && self.prepare(schema).is_break()
                {
                    return Ok(ControlFlow::Break(()));
                }
                self.writer.write(&part)
            }
        };
        written.map_err(Error::writing(Format::Votable))?;
        Ok(ControlFlow::Continue(()))
    }

    fn finish(self: Box<Self>) -> Result<LossReport> {
        let (_, losses) = self.writer.finish().map_err(Error::writing(Format::Votable))?;
        Ok(losses)
    }
}
