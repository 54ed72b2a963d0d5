mod ascii;
mod choose;
mod delimited;
mod described;
mod filled;
mod heap;
mod job;
mod options;
mod raw;
mod rows;
mod scaled;
mod shape;
mod template;

use self::{
    choose::Chosen,
    described::Described,
    job::{Decoder, Job},
    rows::Rows,
};
pub use self::{
    options::{ReadOptions, TableChoice},
    raw::raw_rows,
    template::{Filled, Template},
};
use crate::{Error, Result, error::ErrorKind, source::Source, validate};
use gaialink_table::{
    Limits, Schema, TableReader, Trailer, Warning,
    arrow::{array::RecordBatch, datatypes::SchemaRef},
    schema::{Extra, arrow::to_arrow},
};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::{collections::VecDeque, path::Path, sync::Arc};

/// The most threads that decode at once: memory stays bounded.
const MOST_AT_ONCE: usize = 8;

/// The batches that each of several threads is given at once, so that they seldom wait for each other.
const EACH: usize = 4;

/// The most bytes of rows of a batch: they and what they become stay in the cache of a core, which takes a quarter less time than what does not.
const IN_CACHE: u64 = 512 << 10;

/// Reads one table of a FITS file: a binary or an ASCII table.
///
/// The file is checked before cfitsio sees it; its name is taken literally. Batches are decoded on rayon's threads.
///
/// ```
/// use gaialink_fits::{ReadOptions, Reader};
/// use gaialink_table::{Table, TableReader};
/// # let mut file = Vec::new();
/// # for cards in [
/// #     vec!["SIMPLE  =                    T", "BITPIX  =                    8", "NAXIS   =                    0", "END"],
/// #     vec!["XTENSION= 'BINTABLE'", "BITPIX  =                    8", "NAXIS   =                    2", "NAXIS1  =                    2",
/// #          "NAXIS2  =                    3", "PCOUNT  =                    0", "GCOUNT  =                    1",
/// #          "TFIELDS =                    1", "TTYPE1  = 'n'", "TFORM1  = 'I'", "TUNIT1  = 'mag'", "END"],
/// # ] {
/// #     let text: String = cards.iter().map(|card| format!("{card:<80}")).collect();
/// #     file.extend_from_slice(format!("{text:<2880}").as_bytes());
/// # }
/// # file.extend_from_slice(&[0, 1, 0, 2, 0, 3]);
/// # file.resize(3 * 2880, 0);
/// let mut reader = Reader::from_bytes(file, ReadOptions::default())?;
/// assert_eq!(reader.schema().num_rows, Some(3));
/// let table = Table::collect(&mut reader)?;
/// assert_eq!(table.column("n").and_then(|n| n.field().unit.as_deref()), Some("mag"));
/// # Ok::<_, gaialink_fits::Error>(())
/// ```
#[derive(Debug)]
pub struct Reader {
    source: Source,
    rows: Rows,
    decoder: Decoder,
    schema: Arc<Schema>,
    arrow_schema: SchemaRef,
    limits: Limits,
    strict: bool,
    place: String,
    jobs: VecDeque<Job>,
    batches: VecDeque<Result<RecordBatch>>,
    /// What stands behind the rows: what a VOTable in the primary HDU says there, and the warnings.
    trailer: Trailer,
}

impl Reader {
    /// Opens a file by its literal name.
    ///
    /// # Errors
    ///
    /// [`Error`] where the file cannot be read, is no FITS file, lies about its structure, or has no such table or column.
    pub fn open(path: &Path, options: ReadOptions) -> Result<Self> {
        Self::new(Source::open(path)?, options)
    }

    /// Reads a file in memory.
    ///
    /// # Errors
    ///
    /// Those of [`Reader::open`].
    pub fn from_bytes(bytes: impl Into<Arc<[u8]>>, options: ReadOptions) -> Result<Self> {
        Self::new(Source::Memory(bytes.into()), options)
    }

    fn new(source: Source, options: ReadOptions) -> Result<Self> {
        let chosen = choose::choose(&source, &options)?;
        let at = |e: Error| e.at(chosen.position());
        if options.checksums {
            validate::verify(&source, &chosen.hdu).map_err(at)?;
        }
        let wanted = chosen.project(options.columns.as_deref()).map_err(at)?;
        let schema = chosen.interpreted.schema.project(&wanted);
        let arrow_schema = Arc::new(to_arrow(&schema).map_err(|e| at(e.into()))?);
        let decoder = Decoder::try_new(&chosen, &wanted, &options.limits).map_err(at)?;
        let place = chosen.hdu.place();
        let Chosen { size, hdu, mut warnings, interpreted, trailer, .. } = chosen;
        warnings.extend(interpreted.warnings);
        let rows = Rows::new(&hdu, size);
        let mut reader = Self {
            source,
            rows,
            decoder,
            schema: Arc::new(schema),
            arrow_schema,
            limits: options.limits,
            strict: options.strict,
            place,
            jobs: VecDeque::new(),
            batches: VecDeque::new(),
            trailer,
        };
        warnings.into_iter().try_for_each(|warning| reader.warn(warning))?;
        Ok(reader)
    }

    /// Keeps a warning; in strict mode it is an error.
    fn warn(&mut self, warning: Warning) -> Result<()> {
        if self.strict {
            return Err(Error::new(warning.at.clone(), ErrorKind::Strict(Box::new(warning))));
        }
        self.trailer.warnings.push(warning);
        Ok(())
    }

    /// Reads rows and decodes the next few batches at once.
    fn fill(&mut self) -> Result<()> {
        let most = match rayon::current_num_threads() {
            0 | 1 => 1,
            threads => threads.min(MOST_AT_ONCE) * EACH,
        };
        let bytes = self.limits.batch_bytes.min(IN_CACHE);
        while self.jobs.len() < most && !self.rows.is_done() {
            let chunk = self.rows.next_chunk(bytes);
            let jobs = self.decoder.split(chunk, &self.source, bytes);
            self.jobs.extend(jobs.map_err(|e| e.placed(&self.place))?);
        }
        let jobs: Vec<Job> = self.jobs.drain(..most.min(self.jobs.len())).collect();
        let (decoder, source, schema) = (&self.decoder, &self.source, &self.arrow_schema);
        let decoded: Vec<_> = jobs.into_par_iter().map(|job| decoder.decode(&job, source, schema)).collect();
        for result in decoded {
            let batch = match result {
                Ok((batch, warnings)) => warnings.into_iter().try_for_each(|w| self.warn(w.placed(&self.place))).map(|()| batch),
                Err(error) => Err(error.placed(&self.place)),
            };
            let failed = batch.is_err();
            self.batches.push_back(batch);
            if failed {
                self.rows.stop();
                self.jobs.clear();
                break;
            }
        }
        Ok(())
    }
}

/// Things with a place get the HDU added to it.
trait Placed {
    fn placed(self, element: &str) -> Self;
}

impl Placed for Warning {
    fn placed(mut self, element: &str) -> Self {
        self.at = self.at.in_element(element);
        self
    }
}

impl Placed for Error {
    fn placed(self, element: &str) -> Self {
        let at = self.position().clone().in_element(element);
        self.at(at)
    }
}

impl TableReader for Reader {
    type Error = Error;

    fn schema(&self) -> &Arc<Schema> {
        &self.schema
    }

    fn next_batch(&mut self) -> Result<Option<RecordBatch>> {
        if self.batches.is_empty() {
            let filled = self.fill();
            if filled.is_err() {
                self.rows.stop();
                self.jobs.clear();
            }
            filled?;
        }
        self.batches.pop_front().transpose()
    }

    fn finish(self: Box<Self>) -> Result<Trailer> {
        Ok(self.trailer)
    }
}

/// Lists the tables of a file, binary and ASCII: their schemas, with the numbers of rows. Of the options, which table and which columns do not
/// count.
///
/// # Errors
///
/// [`Error`] where the file cannot be read, is no FITS file, or lies about its structure.
pub fn list(path: &Path, options: &ReadOptions) -> Result<Vec<Schema>> {
    list_source(&Source::open(path)?, options)
}

/// Lists the tables of a file in memory.
///
/// # Errors
///
/// Those of [`list`].
pub fn list_bytes(bytes: &[u8], options: &ReadOptions) -> Result<Vec<Schema>> {
    list_source(&Source::Memory(bytes.into()), options)
}

fn list_source(source: &Source, options: &ReadOptions) -> Result<Vec<Schema>> {
    let mut described = Described::default();
    let mut walk = crate::preflight::Walk::new(source, &options.limits);
    let (mut schemas, mut notes) = (Vec::new(), Vec::new());
    while let Some(hdu) = walk.next()? {
        notes.extend(hdu.primary.iter().map(|text| Extra::new("fits.primary", text.clone())));
        described.look(source, &hdu, options)?;
        if let Some(size) = hdu.table() {
            let (_, mut interpreted) = choose::open(source, &hdu, false, options)?;
            shape::check(source, &hdu, size, &mut interpreted)?;
            described.join(&mut interpreted, schemas.len(), &hdu, options);
            let mut schema = interpreted.schema;
            schema.num_rows = Some(size.rows);
            schema.extras.splice(0..0, notes.iter().cloned());
            schemas.push(schema);
        }
    }
    Ok(schemas)
}
