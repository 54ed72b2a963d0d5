//! From any format to any other, as a stream.

mod arrangement;
mod behind;
mod destination;
mod output;
mod pipeline;
mod plan;
#[cfg(feature = "votable")]
mod whole;
mod writing;

pub use self::{
    destination::Destination,
    plan::{Job, Plan},
};

use self::arrangement::Arrangement;
#[cfg(feature = "bundle")]
pub(crate) use self::output::Output;
#[cfg(feature = "products")]
pub(crate) use self::writing::check;
pub(crate) use self::{pipeline::Pipeline, writing::Writing};
use crate::{BoxReader, Error, Result, Source, Style, Target, reader, writer::Kind};
use gaialink_table::{LossReport, Schema, Table, TableReader, Trailer, Warning, arrow::array::RecordBatch};
use serde::{Deserialize, Serialize};
use std::{
    num::NonZeroUsize,
    path::Path,
    sync::{Arc, Mutex, OnceLock},
    vec,
};

/// How a table is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ConvertOptions {
    /// What to write. Default: none, the extension of the output tells.
    pub to: Option<Target>,
    /// Whether a loss or a warning is an error, and the output then not written. Default: no.
    pub strict: bool,
    /// How many threads work. Default: none, which is as many as rayon's global pool has.
    pub threads: Option<NonZeroUsize>,
    /// How the header of a FITS file is spelled; of no meaning for other targets. Default: the standard style.
    pub fits_style: Style,
    /// Whether a FITS file gets CHECKSUM and DATASUM; of no meaning for other targets. Default: no.
    pub fits_checksum: bool,
    /// How a CSV file is laid out and spelled; of no meaning for other targets. Default: the standard style, where a product whose
    /// form is asked for has the archive's columns too.
    pub csv_style: Style,
    /// The form that a product is brought into; with [`Form::Individual`](gaialink_products::Form::Individual) the table has to
    /// be of one source, [`split`](crate::split) takes several. Default: none, the table stays as it is.
    #[cfg(feature = "products")]
    pub form: Option<gaialink_products::Form>,
    /// Whether the masks of light curves get a column of truth values for each flag
    /// ([`FlagDecoder`](gaialink_products::FlagDecoder)). Default: no.
    #[cfg(feature = "products")]
    pub decode_flags: bool,
    /// The version of a VOTable; of no meaning for other targets. Default: none, which is 1.4, or the version of the VOTable
    /// that is converted where that is later.
    #[cfg(feature = "votable")]
    pub votable_version: Option<gaialink_votable::Version>,
    /// Whether a row of a VOTable in TABLEDATA stands on one line; of no meaning for other targets. Default: no, one cell a line.
    #[cfg(feature = "votable")]
    pub votable_compact: bool,
}

/// What a conversion did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Report {
    /// The rows written.
    pub rows: u64,
    /// What the target could not hold.
    pub losses: LossReport,
    /// What the reader found odd.
    pub warnings: Vec<Warning>,
}

impl Report {
    /// Adds what another conversion did.
    #[cfg(feature = "products")]
    pub(crate) fn add(&mut self, other: &Self) {
        self.rows = self.rows.saturating_add(other.rows);
        self.losses.merge(&other.losses);
        self.warnings.extend(other.warnings.iter().cloned());
    }
}

/// Converts the chosen table of a file, row batch by row batch, in memory for a few of them.
///
/// A file is written beside its final name and takes the place of an older one only as a whole, after success; it is
/// compressed where its name ends in `.gz`.
///
/// # Errors
///
/// Those of [`Source::reader`]; [`ErrorKind::UnknownExtension`](crate::ErrorKind::UnknownExtension) where neither the options nor
/// the output's name tell the format; [`ErrorKind::Lossy`](crate::ErrorKind::Lossy) or [`ErrorKind::Odd`](crate::ErrorKind::Odd)
/// where `strict` was asked for; [`ErrorKind::Format`](crate::ErrorKind::Format) where reading or writing fails.
///
/// ```no_run
/// use gaialink::{ConvertOptions, convert, open};
/// let mut options = ConvertOptions::default();
/// options.strict = true;
/// let report = convert(&open("XP_SAMPLED-Gaia DR3 5937083312263887616.xml")?, "spectrum.fits", &options)?;
/// println!("{} rows", report.rows);
/// # Ok::<_, gaialink::Error>(())
/// ```
pub fn convert(source: &Source, to: impl Into<Destination>, options: &ConvertOptions) -> Result<Report> {
    convert_by(source, to.into(), options, Pipeline::new(options)?)
}

/// Converts by the given means.
fn convert_by(source: &Source, mut to: Destination, options: &ConvertOptions, pipeline: Pipeline) -> Result<Report> {
    let target = target(&to, options)?;
    let strict = options.strict || source.options().strict;
    let (input, format) = source.input()?;
    let arrangement = Arrangement::new(source, options, &to);
    #[cfg(feature = "votable")]
    if !arrangement.is_asked_for() && whole::is_for(source, format, target) {
        let (kind, options) = (kind(target, options), source.options());
        return whole::Whole { input: &input, options, kind, strict, pipeline }.run(&mut to);
    }
    let header = OnceLock::new();
    let open = || {
        let opened = reader::open_only(&input, format, source.options())?;
        opened.header.map(|lines| header.set(lines));
        arrangement.of(opened.reader)
    };
    let again = || reader::again(&input, format, source.options());
    if arrangement.is_asked_for() {
        again()?;
    }
    let kind = kind(target, options);
    let writing = Writing { open: &open, again: &again, kind, strict, pipeline, lost: arrangement.losses(), header: &header };
    match writing.run(&mut to) {
        Err(error) if arrangement.may_mend(&error) => writing.run(&mut to),
        done => done,
    }
}

/// Writes a table that is in memory.
///
/// # Errors
///
/// Those of [`convert`].
///
/// ```
/// # #[cfg(feature = "parquet")] {
/// use gaialink::{ConvertOptions, Datatype, Field, Schema, Table, arrow::array::Float64Array, open, save};
/// use std::sync::Arc;
///
/// let schema = Schema::from_fields(vec![Field::new("flux", Datatype::Double)]);
/// let table = Table::from_columns(schema, vec![Arc::new(Float64Array::from(vec![1.5, 2.5]))])?;
/// let dir = tempfile::tempdir()?;
/// let path = dir.path().join("flux.parquet");
/// save(&table, &*path, &ConvertOptions::default())?;
/// assert_eq!(open(&path)?.table()?.num_rows(), 2);
/// # }
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
pub fn save(table: &Table, to: impl Into<Destination>, options: &ConvertOptions) -> Result<Report> {
    let to = to.into();
    let kind = kind(target(&to, options)?, options);
    save_by(table, to, (kind, options.strict), Pipeline::new(options)?, LossReport::default())
}

/// Writes a product of which something was lost before, on the caller's thread.
#[cfg(feature = "products")]
pub(crate) fn save_inline(table: &Table, to: &Path, options: &ConvertOptions, lost: LossReport) -> Result<Report> {
    let to = to.into();
    let kind = Kind { is_product: true, ..kind(target(&to, options)?, options) };
    save_by(table, to, (kind, options.strict), Pipeline::Inline, lost)
}

fn save_by(
    table: &Table,
    mut to: Destination,
    (kind, strict): (Kind, bool),
    pipeline: Pipeline,
    lost: LossReport,
) -> Result<Report> {
    let mut schema = Schema::clone(table.schema());
    schema.num_rows = u64::try_from(table.num_rows()).ok();
    let schema = Arc::new(schema);
    let open = || {
        let batches = table.batches().to_vec().into_iter();
        Ok(Box::new(Collected { schema: Arc::clone(&schema), batches }) as BoxReader)
    };
    let lost = &Mutex::new(lost);
    Writing { open: &open, again: &|| Ok(()), kind, strict, pipeline, lost, header: &OnceLock::new() }.run(&mut to)
}

fn target(to: &Destination, options: &ConvertOptions) -> Result<Target> {
    match options.to {
        Some(target) => Ok(target),
        None => to.target(),
    }
}

fn kind(target: Target, options: &ConvertOptions) -> Kind {
    Kind {
        target,
        fits_style: options.fits_style,
        fits_checksum: options.fits_checksum,
        csv_style: options.csv_style,
        #[cfg(feature = "products")]
        is_product: options.form.is_some() || options.decode_flags,
        #[cfg(feature = "votable")]
        votable_version: options.votable_version,
        #[cfg(feature = "votable")]
        votable_compact: options.votable_compact,
    }
}

/// A table in memory as a reader.
struct Collected {
    schema: Arc<Schema>,
    batches: vec::IntoIter<RecordBatch>,
}

impl TableReader for Collected {
    type Error = Error;

    fn schema(&self) -> &Arc<Schema> {
        &self.schema
    }

    fn next_batch(&mut self) -> Result<Option<RecordBatch>> {
        Ok(self.batches.next())
    }

    fn finish(self: Box<Self>) -> Result<Trailer> {
        Ok(Trailer::default())
    }
}
