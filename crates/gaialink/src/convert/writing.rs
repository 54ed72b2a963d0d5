use super::{Destination, Report, behind::Behind, output::Output, pipeline::Pipeline};
use crate::{BoxReader, Error, ErrorKind, Result, survey, survey::Survey, writer::Kind};
use gaialink_table::{LossKind, LossReport, TableReader};
use std::sync::{Mutex, OnceLock, PoisonError};

/// One table on its way into one output.
pub(crate) struct Writing<'a> {
    /// Opens the input.
    pub(crate) open: &'a dyn Fn() -> Result<BoxReader>,
    /// Makes it openable more than once.
    pub(crate) again: &'a dyn Fn() -> Result<()>,
    pub(crate) kind: Kind,
    pub(crate) strict: bool,
    pub(crate) pipeline: Pipeline,
    /// What was lost before the writer, known once all rows were read.
    pub(crate) lost: &'a Mutex<LossReport>,
    /// The lines of the header of an ECSV file, known once the input was opened.
    pub(crate) header: &'a OnceLock<String>,
}

impl Writing<'_> {
    /// Writes the table; where a null value or the length of strings has to be known beforehand, finds it and writes the table again.
    pub(crate) fn run(&self, to: &mut Destination) -> Result<Report> {
        let name = to.name();
        if survey::is_for(self.kind.target) {
            (self.again)()?;
        }
        let mut reader = (self.open)()?;
        let schema = reader.schema().clone();
        let mut survey = Survey { header: self.header.get().cloned(), ..Survey::default() };
        if survey::is_needed(self.kind.target, &schema) {
            survey = Survey::of(reader, self.kind.target)?;
            reader = (self.open)()?;
        }
        // A stream cannot be taken back, so what may have to be written twice waits in a temporary file.
        let helps = survey::may_help(self.kind.target, &schema) || survey::may_widen(self.kind.target, &schema);
        let may_help = survey.is_empty() && helps;
        let mut output = Output::create(to, self.strict || may_help).map_err(|e| e.at(&name))?;
        let noted = Behind::default();
        let write =
            |reader, survey: &Survey, output: &Output| self.pipeline.run(noted.of(reader), self.kind, survey, output, &name);
        let mut written = write(reader, &survey, &output);
        let mut may_look = may_help;
        while output.can_restart() {
            match &written {
                Err(error) if is_about_heap(error) && !survey.wide_heap => survey.wide_heap = true,
                written if may_look && is_about_nulls(written.as_ref()) => {
                    may_look = false;
                    let found = Survey::of((self.open)()?, self.kind.target)?;
                    if found.is_empty() {
                        break;
                    }
                    (survey.lengths, survey.nulls) = (found.lengths, found.nulls);
                }
                Ok(_) if survey.behind.is_empty() && self.kind.describes() => {
                    survey.behind = noted.take();
                    if survey.behind.is_empty() {
                        break;
                    }
                }
                _ => break,
            }
            output.restart().map_err(|e| e.at(&name))?;
            written = write((self.open)()?, &survey, &output);
        }
        let mut report = written?;
        let mut losses = self.lost.lock().unwrap_or_else(PoisonError::into_inner).clone();
        losses.merge(&report.losses);
        report.losses = losses;
        if self.strict {
            check(&report).map_err(|e| e.at(&name))?;
        }
        output.commit().map_err(|e| e.at(&name))?;
        Ok(report)
    }
}

/// Whether the heap of a FITS file turned out to be beyond what 32-bit descriptors reach.
pub(super) fn is_about_heap(error: &Error) -> bool {
    #[cfg(feature = "fits")]
    if let ErrorKind::Format { source, .. } = error.kind()
        && let Some(error) = source.downcast_ref::<gaialink_fits::Error>()
    {
        return matches!(error.kind(), gaialink_fits::ErrorKind::HeapTooLarge { .. });
    }
    let _ = error;
    false
}

/// Whether a null value or a greater width may mend it: writing failed, or nulls were lost.
pub(super) fn is_about_nulls(written: std::result::Result<&Report, &Error>) -> bool {
    match written {
        Ok(report) => report.losses.iter().any(|loss| loss.kind == LossKind::Null),
        Err(error) => matches!(error.kind(), ErrorKind::Format { action: "write", .. }),
    }
}

/// Refuses what strictness refuses. Notes, whose codes begin with `N-`, are nothing odd.
pub(crate) fn check(report: &Report) -> Result<()> {
    if !report.losses.is_empty() {
        return Err(ErrorKind::Lossy(report.losses.clone()).into());
    }
    let odd: Vec<_> = report.warnings.iter().filter(|warning| !warning.code.starts_with("N-")).cloned().collect();
    if !odd.is_empty() {
        return Err(Error::from(ErrorKind::Odd(odd)));
    }
    Ok(())
}
