use crate::{
    ConvertOptions, Error, ErrorKind, Report, Result, Source, Target,
    arrange::{Portions, fault},
    convert::save_inline,
    info::ReleaseInfo,
    outside::Outside,
    reader,
};
use gaialink_datalink::file_name::{Content, FileName};
use gaialink_products::{Designation, FlagDecoder, ProductKind, Release, SourceId, recognise_table, restructure};
use gaialink_table::{
    LossReport, Position, Table, Warning,
    arrow::{
        array::AsArray,
        compute::cast,
        datatypes::{DataType, Int64Type},
    },
};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::{
    collections::{HashMap, HashSet},
    fs,
    ops::Range,
    path::{Path, PathBuf},
    sync::Arc,
};

/// The only release that has products of DR3's names and is public.
const RELEASE: Release = Release::Dr3;

/// What splitting a file did.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct SplitReport {
    /// The files written, in the order of their sources.
    pub files: Vec<PathBuf>,
    /// The rows written, losses and warnings of all of them.
    pub report: Report,
}

/// Writes one file a source into a directory, each named as the archive names it: `XP_SAMPLED-Gaia DR3 5937083312263887616.xml`.
///
/// The chosen table is a product that is known, RAW or flat, of however many sources. It is read a few sources at a time; where
/// the rows of a source do not stand together, as a whole. Each file has the form that `options` ask for, or the one that the
/// table has; its format is that of `options`, or the table's own. The release is that of the table, the one that
/// the source was opened with, or Gaia DR3, which is a warning (`W-RELEASE`).
///
/// Files that exist are replaced. A failure leaves the files that were complete before it.
///
/// # Errors
///
/// [`ErrorKind::Product`] where the table is no product or may be several; [`ErrorKind::Collision`] where a source has two rows in
/// RAW, or a file would replace the input; those of [`convert`](crate::convert).
///
/// ```no_run
/// use gaialink::{ConvertOptions, Target, open, products::Form, split};
/// let mut options = ConvertOptions::default();
/// (options.to, options.form) = (Some(Target::Votable), Some(Form::Individual));
/// let done = split(&open("XP_SAMPLED_RAW.fits")?, "spectra", &options)?;
/// println!("{} files", done.files.len());
/// # Ok::<_, gaialink::Error>(())
/// ```
pub fn split(source: &Source, into: impl AsRef<Path>, options: &ConvertOptions) -> Result<SplitReport> {
    let into = into.as_ref();
    fs::create_dir_all(into).map_err(|e| Error::io("create the directory", e).at(&into.display().to_string()))?;
    let (input, format) = source.input()?;
    reader::again(&input, format, source.options())?;
    let options = ConvertOptions {
        to: Some(options.to.unwrap_or(Target::of(format))),
        strict: options.strict || source.options().strict,
        ..options.clone()
    };
    let run = |whole| Splitting::new(source, into, &options).run(Portions::new(source.reader()?, whole));
    match run(false) {
        Err(error) if matches!(error.kind(), ErrorKind::Scattered { .. }) => run(true),
        done => done,
    }
    .map_err(|error| error.at(source.name()))
}

struct Splitting<'a> {
    source: &'a Source,
    into: &'a Path,
    options: &'a ConvertOptions,
    target: Target,
    outside: Outside,
    named: Option<(ProductKind, Release)>,
    taken: HashSet<PathBuf>,
    done: SplitReport,
}

impl<'a> Splitting<'a> {
    fn new(source: &'a Source, into: &'a Path, options: &'a ConvertOptions) -> Self {
        let (target, done) = (options.to.unwrap_or(Target::Votable), SplitReport::default());
        Self { source, into, options, target, outside: Outside::of(source), named: None, taken: HashSet::new(), done }
    }

    fn run(mut self, mut portions: Portions) -> Result<SplitReport> {
        while let Some(portion) = portions.next()? {
            if portion.num_rows() == 0 && self.named.is_some() {
                continue;
            }
            self.portion(&portion)?;
        }
        self.done.report.warnings.extend(portions.finish()?.warnings);
        Ok(self.done)
    }

    fn portion(&mut self, portion: &Table) -> Result<()> {
        let (product, release) = match &self.named {
            Some(named) => named.clone(),
            None => self.name(portion)?,
        };
        let mut parts = Vec::new();
        for (source_id, table) in by_source(portion, product)? {
            let designation = Designation { release: release.clone(), source_id };
            let path = self.path(product, designation)?;
            parts.push((path, table));
        }
        let (form, hints) = (self.options.form, self.outside.hints(Some(product)));
        let write = |(path, table): &(PathBuf, Table)| {
            let (table, losses) = match form {
                Some(form) => {
                    let made = restructure(table, hints, form).map_err(fault)?;
                    let found = made.tables.len();
                    let only = <[Table; 1]>::try_from(made.tables);
                    let [only] = only.map_err(|_| fault(gaialink_products::Error::Sources { product, found }))?;
                    (only, made.losses)
                }
                None => (table.clone(), LossReport::default()),
            };
            let table = match self.options.decode_flags {
                true => FlagDecoder::of_release(table.schema(), Some(&release))
                    .and_then(|decoder| decoder.decode_table(&table))
                    .map_err(fault)?,
                false => table,
            };
            save_inline(&table, path, self.options, losses)
        };
        let reports: Vec<Result<Report>> = parts.par_iter().map(write).collect();
        for ((path, _), report) in parts.into_iter().zip(reports) {
            self.done.report.add(&report?);
            self.done.files.push(path);
        }
        Ok(())
    }

    /// The product and the release, by the first rows.
    fn name(&mut self, portion: &Table) -> Result<(ProductKind, Release)> {
        let found = recognise_table(portion).ok_or_else(|| fault(gaialink_products::Error::Unrecognised))?;
        let candidates = || found.products().collect();
        let product = found.product().ok_or_else(|| fault(gaialink_products::Error::Ambiguous { candidates: candidates() }))?;
        let release = ReleaseInfo::of(portion, &self.outside).map(|found| found.release);
        let release = release.unwrap_or_else(|| {
            let message = format!("nothing tells the release; the files are named after {RELEASE}");
            self.done.report.warnings.push(Warning::new("W-RELEASE", Position::default(), message));
            RELEASE
        });
        self.named = Some((product, release.clone()));
        if self.options.strict {
            crate::convert::check(&self.done.report)?;
        }
        Ok((product, release))
    }

    /// The path of the file of a source.
    fn path(&mut self, product: ProductKind, designation: Designation) -> Result<PathBuf> {
        let extension = match self.target.format() {
            crate::Format::Votable => "xml",
            _ => self.target.extension(),
        };
        let release = designation.release.to_string();
        let name = FileName::try_new(product.name(), Content::Source(designation), extension);
        let name =
            name.map_err(|_| ErrorKind::UnsafeName { name: release, reason: "it is no release that a file can be named after" })?;
        let path = self.into.join(name.to_string());
        let real = |path: &Path| fs::canonicalize(path).ok();
        let is_input = real(&path).is_some_and(|path| Some(path) == real(Path::new(self.source.name())));
        if is_input || !self.taken.insert(path.clone()) {
            let input = self.source.name().to_owned();
            let kind = ErrorKind::Collision { output: path.display().to_string(), first: input.clone(), second: input };
            return Err(kind.into());
        }
        Ok(path)
    }
}

/// The rows of each source, in the order in which they come first.
fn by_source(portion: &Table, product: ProductKind) -> Result<Vec<(SourceId, Table)>> {
    let id = |id: i64| SourceId::try_from(id).map_err(|error| fault(gaialink_products::Error::SourceId { product, error }));
    let Some(column) = portion.schema().fields.iter().position(|field| field.name.eq_ignore_ascii_case("source_id")) else {
        let products = gaialink_products::products(portion, Some(product)).map_err(fault)?;
        return Ok(products.first().map(|only| (only.source_id(), portion.clone())).into_iter().collect());
    };
    let mut sources: Vec<(SourceId, Vec<_>)> = Vec::new();
    let mut places: HashMap<i64, usize> = HashMap::new();
    for batch in portion.batches() {
        let Some(ids) = batch.columns().get(column) else { continue };
        let ids = cast(ids, &DataType::Int64).map_err(gaialink_table::Error::from)?;
        let Some(ids) = ids.as_primitive_opt::<Int64Type>() else { continue };
        for (found, rows) in runs(ids.iter()) {
            let row = rows.start;
            let found = found.ok_or_else(|| fault(gaialink_products::Error::MissingSourceId { product, row }))?;
            let part = batch.slice(rows.start, rows.len());
            let place = *places.entry(found).or_insert(sources.len());
            match sources.get_mut(place) {
                Some((_, parts)) => parts.push(part),
                None => sources.push((id(found)?, vec![part])),
            }
        }
    }
    let table = |(source, parts)| Ok((source, Table::try_new(Arc::clone(portion.schema()), parts)?));
    sources.into_iter().map(table).collect()
}

/// Equal ids that follow each other, and their rows.
fn runs(ids: impl Iterator<Item = Option<i64>>) -> Vec<(Option<i64>, Range<usize>)> {
    let mut runs: Vec<(Option<i64>, Range<usize>)> = Vec::new();
    for (row, id) in ids.enumerate() {
        match runs.last_mut() {
            Some((last, rows)) if *last == id => rows.end = row + 1,
            _ => runs.push((id, row..row + 1)),
        }
    }
    runs
}
