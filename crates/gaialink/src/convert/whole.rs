//! Documents with all their tables: VOTable to VOTable, and VOTable to one HDU a table.

mod document;
#[cfg(feature = "fits")]
mod hdus;
mod pieces;

use self::{
    document::Document,
    pieces::{Piece, Pieces},
};
use super::{
    Destination, Report,
    output::Output,
    pipeline::Pipeline,
    writing::{check, is_about_heap, is_about_nulls},
};
use crate::{
    Format, OpenOptions, Result, Source, TableChoice, Target,
    input::Input,
    reader,
    survey::{self, Survey, Surveyor},
    writer::Kind,
};
use gaialink_table::LossReport;
use gaialink_votable::Part;
use std::ops::ControlFlow;

/// Whether a file is converted with all its tables: where none is chosen, nor columns or rows.
pub(super) fn is_for(source: &Source, format: Format, target: Target) -> bool {
    let options = source.options();
    let is_whole = options.table == TableChoice::First && options.columns.is_none() && options.rows.is_none();
    let takes_many = target.format() == Format::Votable || cfg!(feature = "fits") && target.format() == Format::Fits;
    is_whole && format == Format::Votable && takes_many
}

/// A document on its way into one output.
pub(super) struct Whole<'a> {
    pub(super) input: &'a Input,
    pub(super) options: &'a OpenOptions,
    pub(super) kind: Kind,
    pub(super) strict: bool,
    pub(super) pipeline: Pipeline,
}

/// How many bytes at the end of a document are looked at before it is read.
#[cfg(feature = "fits")]
const TAIL: u64 = 64 << 10;

/// What is known of the tables before they are written.
#[derive(Default)]
struct Known {
    /// What their rows hold, in order; `None` where nobody has looked.
    surveys: Option<Vec<Survey>>,
    /// Whether the numbers of rows that the document claims are taken for true.
    trusted: bool,
    /// Whether the heap of a FITS file goes beyond what 32-bit descriptors reach.
    wide_heap: bool,
    /// The document without its rows, where a FITS file may have it.
    #[cfg(feature = "fits")]
    description: Option<gaialink_fits::Description>,
}

/// Where the pieces of a document go.
trait Drain: Send {
    /// Takes the next piece; breaks off before a table whose rows have to be looked at first.
    fn take(&mut self, piece: Piece) -> Result<ControlFlow<()>>;

    /// Completes the output.
    fn finish(self: Box<Self>) -> Result<LossReport>;
}

impl Whole<'_> {
    /// Writes the document; where the rows have to be known beforehand, looks at them and writes it again.
    pub(super) fn run(&self, to: &mut Destination) -> Result<Report> {
        let name = to.name();
        reader::again(self.input, Format::Votable, self.options)?;
        let mut output = Output::create(to, self.strict).map_err(|e| e.at(&name))?;
        let trusted = output.can_restart();
        let is_known = !trusted || self.may_have_infos_behind();
        let mut known = if is_known { self.survey()? } else { Known { trusted, ..Known::default() } };
        let mut written = self.write(&known, &output, &name);
        while output.can_restart() {
            match &written {
                Err(error) if is_about_heap(error) && !known.wide_heap => known.wide_heap = true,
                _ if known.trusted && is_about_rows(&written) => known = Known { wide_heap: known.wide_heap, ..self.survey()? },
                _ => break,
            }
            output.restart().map_err(|e| e.at(&name))?;
            written = self.write(&known, &output, &name);
        }
        let report = written?.unwrap_or_default();
        if self.strict {
            check(&report).map_err(|e| e.at(&name))?;
        }
        output.commit().map_err(|e| e.at(&name))?;
        Ok(report)
    }

    /// Whether the end of the document looks as if INFOs stood behind its rows. They have a place in front of them in a FITS file, which is
    /// written twice where nobody has looked.
    #[cfg(feature = "fits")]
    fn may_have_infos_behind(&self) -> bool {
        let tail = if self.kind.describes() { self.input.tail(TAIL) } else { Vec::new() };
        let end = b"DATA>";
        let behind = tail.windows(end.len()).rposition(|bytes| bytes == end).unwrap_or(0);
        tail.windows(5).skip(behind).any(|bytes| bytes == b"<INFO" || bytes == b":INFO")
    }

    #[cfg(not(feature = "fits"))]
    fn may_have_infos_behind(&self) -> bool {
        false
    }

    fn pieces(&self) -> Result<Pieces> {
        let needs_schema = self.kind.target.format() == Format::Fits;
        Pieces::open(self.input, self.options, needs_schema).map_err(|e| e.at(self.input.name()))
    }

    /// Writes the document; `None` where it was broken off before a table whose rows have to be looked at.
    fn write(&self, known: &Known, output: &Output, name: &str) -> Result<Option<Report>> {
        let mut pieces = self.pieces()?;
        let mut drain = self.drain(&pieces, known, output).map_err(|e| e.at(name))?;
        let mut report = Report::default();
        let next = || pieces.next().map_err(|e| e.at(self.input.name()));
        let take = |piece: Piece| {
            if let Piece::Batch(batch) = &piece {
                report.count(batch);
            }
            drain.take(piece).map_err(|e| e.at(name))
        };
        if self.pipeline.pump(next, take)?.is_break() {
            return Ok(None);
        }
        report.losses = drain.finish().map_err(|e| e.at(name))?;
        report.warnings = pieces.finish();
        Ok(Some(report))
    }

    fn drain<'k>(&self, pieces: &Pieces, known: &'k Known, output: &Output) -> Result<Box<dyn Drain + 'k>> {
        #[cfg(feature = "fits")]
        if self.kind.target.format() == Format::Fits {
            return Ok(Box::new(hdus::Hdus::new(self.kind, output.sink().clone(), known)));
        }
        Ok(Box::new(Document::try_new(self.kind, pieces.version(), output.sink().clone(), known)?))
    }

    /// Looks at the rows of the tables of which the target may want to know something.
    fn survey(&self) -> Result<Known> {
        let target = self.kind.target;
        let mut pieces = self.pieces()?;
        let (mut surveys, mut surveyor) = (Vec::new(), None::<Surveyor>);
        let mut parts = Vec::new();
        while let Some(piece) = pieces.next().map_err(|e| e.at(self.input.name()))? {
            if let Piece::Part(part, _) = &piece
                && self.kind.describes()
            {
                parts.push(part.clone());
            }
            match piece {
                Piece::Batch(batch) => {
                    if let Some(surveyor) = &mut surveyor {
                        surveyor.look(&batch)?;
                    }
                }
                Piece::Part(Part::Table { .. }, _) => {
                    let schema = pieces.schema()?;
                    let may_help = survey::may_help(target, &schema) || survey::may_widen(target, &schema);
                    if survey::is_needed(target, &schema) || may_help {
                        surveyor = Some(Surveyor::new(&schema, target));
                    } else {
                        pieces.skip_rows();
                    }
                }
                Piece::Part(Part::TableEnd { .. }, _) => {
                    surveys.push(surveyor.take().map(Surveyor::finish).unwrap_or_default());
                }
                Piece::Part(..) => {}
            }
        }
        #[cfg(feature = "fits")]
        let description = match surveys.len() > 1 || has_infos_behind(&parts) {
            true => crate::fits_plus::of_parts(parts, &surveys),
            false => None,
        };
        Ok(Known {
            surveys: Some(surveys),
            #[cfg(feature = "fits")]
            description,
            ..Known::default()
        })
    }
}

/// Whether INFOs stand behind a table.
#[cfg(feature = "fits")]
fn has_infos_behind(parts: &[Part]) -> bool {
    let behind = parts.iter().skip_while(|part| !matches!(part, Part::Table { .. }));
    behind.into_iter().any(|part| match part {
        Part::TableEnd { infos, .. } => !infos.is_empty(),
        Part::Content(scope) => !scope.infos.is_empty(),
        _ => false,
    })
}

impl Known {
    /// What is known of the rows of a table, by its place; `None` where they have to be looked at first.
    fn of(&self, place: usize, is_needed: bool) -> Option<Survey> {
        let survey = match &self.surveys {
            Some(surveys) => surveys.get(place).cloned().unwrap_or_default(),
            None if is_needed => return None,
            None => Survey::default(),
        };
        Some(Survey { wide_heap: self.wide_heap, ..survey })
    }
}

/// Whether a look at the rows may mend it: it was broken off for that, their number was not the one claimed, writing failed, or nulls
/// were lost.
fn is_about_rows(written: &Result<Option<Report>>) -> bool {
    match written {
        Ok(None) => true,
        Ok(Some(report)) => is_about_nulls(Ok(report)),
        Err(error) => is_about_nulls(Err(error)),
    }
}
