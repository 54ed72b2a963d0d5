use super::{Drain, Known, pieces::Piece};
use crate::{
    BoxWriter, ErrorKind, Result,
    sink::Sink,
    survey,
    writer::{self, FitsPlace, Kind},
};
use gaialink_table::{
    LossKind, LossReport, Schema, TableWriter, Trailer,
    schema::{Extra, Info, Scope},
};
use gaialink_votable::Part;
use std::{ops::ControlFlow, sync::Arc};

/// The tables of a document as the HDUs of a FITS file.
pub(super) struct Hdus<'a> {
    kind: Kind,
    sink: Sink,
    known: &'a Known,
    tables: usize,
    writer: Option<BoxWriter>,
    losses: LossReport,
    /// The RESOURCEs that are open, and whether a table is in them.
    open: Vec<(String, bool)>,
    /// Those without a table that ended behind the last one; what ends before a table is told with it.
    behind: Vec<String>,
}

impl<'a> Hdus<'a> {
    pub(super) fn new(kind: Kind, sink: Sink, known: &'a Known) -> Self {
        let (open, behind, losses) = (Vec::new(), Vec::new(), LossReport::default());
        Self { kind, sink, known, tables: 0, writer: None, losses, open, behind }
    }

    fn part(&mut self, part: Part, schema: Option<Arc<Schema>>) -> Result<ControlFlow<()>> {
        match part {
            Part::Start(scope) => self.open.push((scope.name.unwrap_or_else(|| "RESOURCE".to_owned()), false)),
            Part::Content(scope) if self.must_look(&scope.infos) => return Ok(ControlFlow::Break(())),
            Part::Content(scope) => self.content(&scope),
            Part::Table { .. } => return self.table(&schema.unwrap_or_default()),
            Part::TableEnd { infos, .. } if self.must_look(&infos) => return Ok(ControlFlow::Break(())),
            Part::TableEnd { infos, extras } => self.end_table(infos, extras)?,
            _ => self.end(),
        }
        Ok(ControlFlow::Continue(()))
    }

    fn table(&mut self, schema: &Schema) -> Result<ControlFlow<()>> {
        let is_needed = survey::is_needed(self.kind.target, schema);
        let Some(survey) = self.known.of(self.tables, is_needed) else { return Ok(ControlFlow::Break(())) };
        let said = || self.known.description.as_ref().and_then(|all| all.tables.get(self.tables).cloned().map(Box::new));
        let place = match (self.tables, &self.known.surveys) {
            (0, Some(surveys)) if surveys.len() > 1 || self.known.description.is_some() => {
                FitsPlace::First(self.known.description.clone())
            }
            (0, _) => FitsPlace::Only,
            // The first one was taken for the only one.
            (_, None) => return Ok(ControlFlow::Break(())),
            (_, Some(_)) => FitsPlace::Behind(said()),
        };
        self.writer = Some(writer::fits(self.kind, self.sink.clone(), schema, &survey, place)?);
        self.tables = self.tables.saturating_add(1);
        self.behind.clear();
        self.open.iter_mut().for_each(|(_, has_table)| *has_table = true);
        Ok(ControlFlow::Continue(()))
    }

    fn end_table(&mut self, infos: Vec<Info>, extras: Vec<Extra>) -> Result<()> {
        let mut trailer = Trailer::default();
        trailer.infos = infos;
        if let Some(writer) = self.writer.take() {
            self.losses.merge(&writer.finish(&trailer)?);
        }
        self.lose("TABLE", "an element behind its rows", extras.len());
        Ok(())
    }

    /// Whether INFOs have a place in the primary HDU, if only they are known beforehand.
    fn must_look(&self, infos: &[Info]) -> bool {
        !infos.is_empty() && self.tables > 0 && self.known.surveys.is_none() && self.kind.describes()
    }

    /// What stands behind a table has no place but in the primary HDU, which has one for INFOs.
    fn content(&mut self, scope: &Scope) {
        let described = self.known.description.iter().flat_map(|all| &all.tables).flat_map(|(_, behind)| &behind.infos);
        let lost: Vec<&Info> = scope.infos.iter().filter(|info| !described.clone().any(|said| said == *info)).collect();
        for info in lost {
            self.lose(info.name.as_deref().unwrap_or("INFO"), "an INFO", 1);
        }
        let rest = [scope.coosys.len(), scope.timesys.len(), scope.groups.len(), scope.params.len(), scope.links.len()];
        let name = self.open.last().map_or_else(String::new, |(name, _)| name.clone());
        self.lose(&name, "an element behind a table", rest.iter().sum::<usize>().saturating_add(scope.extras.len()));
    }

    fn end(&mut self) {
        match self.open.pop() {
            Some((name, false)) if !self.open.is_empty() => self.behind.push(name),
            _ => {}
        }
    }

    fn lose(&mut self, subject: &str, what: &str, count: usize) {
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        self.losses.add_many(LossKind::Metadata, subject, &format!("{what} has no place in FITS"), count);
    }
}

impl Drain for Hdus<'_> {
    fn take(&mut self, piece: Piece) -> Result<ControlFlow<()>> {
        match (piece, &mut self.writer) {
            (Piece::Part(part, schema), _) => self.part(part, schema),
            (Piece::Batch(batch), Some(writer)) => writer.write_batch(&batch).map(ControlFlow::Continue),
            (Piece::Batch(_), None) => Ok(ControlFlow::Continue(())),
        }
    }

    fn finish(mut self: Box<Self>) -> Result<LossReport> {
        if self.tables == 0 {
            let (wanted, found) = ("at all".to_owned(), "none".to_owned());
            return Err(ErrorKind::NoTable { wanted, found }.into());
        }
        for name in std::mem::take(&mut self.behind) {
            self.lose(&name, "a RESOURCE without a table", 1);
        }
        Ok(self.losses)
    }
}
