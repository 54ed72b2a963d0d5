//! Files that are alike but for the values of PARAMs and their rows, as the archive packs them by the thousand.

mod head;

use self::head::Head;
use super::{
    IN_CACHE, ReadOptions, TableChoice, choose,
    job::{Decoder, Job},
    rows::Place,
};
use crate::{
    block,
    preflight::{Hdu, Kind, Walk},
    source::Source,
};
use gaialink_table::{
    Limits, Schema, Trailer,
    arrow::{array::RecordBatch, datatypes::SchemaRef},
    schema::arrow::to_arrow,
};
use std::sync::Arc;

/// What many small files have in common, learned from one of them: everything but the values of the cards that are PARAMs, the number of
/// rows, and the rows.
///
/// A file that differs nowhere else is read without cfitsio, with the same result as [`Reader`](super::Reader)'s; any other file, and every
/// one that is odd or damaged, is left to the [`Reader`](super::Reader).
///
/// ```
/// use gaialink_fits::{ReadOptions, Template};
/// let file = |id: &str, flux: f32| {
///     let id = format!("SOURCE  = '{id}'");
///     let headers = [
///         vec!["SIMPLE  =                    T", "BITPIX  =                    8", "NAXIS   =                    0", "END"],
///         vec!["XTENSION= 'BINTABLE'", "BITPIX  =                    8", "NAXIS   =                    2",
///              "NAXIS1  =                    4", "NAXIS2  =                    1", "PCOUNT  =                    0",
///              "GCOUNT  =                    1", "TFIELDS =                    1", "TTYPE1  = 'flux'", "TFORM1  = 'E'", &id, "END"],
///     ];
///     let block = |cards: &Vec<&str>| format!("{:<2880}", cards.iter().map(|card| format!("{card:<80}")).collect::<String>());
///     let mut bytes: Vec<u8> = headers.iter().map(block).collect::<String>().into_bytes();
///     bytes.extend(flux.to_be_bytes());
///     bytes.resize(3 * 2880, 0);
///     bytes
/// };
/// let template = Template::learn(&file("7", 1.5), &ReadOptions::default()).ok_or("not a simple file")?;
/// let read = template.read(&file("11", 2.5)).ok_or("another file")?;
/// assert_eq!(read.values, ["11"]);
/// assert_eq!(read.batch.num_rows(), 1);
/// # Ok::<_, &str>(())
/// ```
#[derive(Debug)]
pub struct Template {
    head: Head,
    decoder: Decoder,
    row_len: u64,
    /// Several rows of more bytes would be several batches.
    most: u64,
    schema: Arc<Schema>,
    arrow: SchemaRef,
    /// There is no heap to read.
    nowhere: Source,
}

/// A file read by a [`Template`].
#[derive(Debug)]
#[non_exhaustive]
pub struct Filled {
    /// The values of the PARAMs, in the order of [`Schema::params`] of the template.
    pub values: Vec<String>,
    /// The rows.
    pub batch: RecordBatch,
}

impl Template {
    /// Learns from a whole file in memory; nothing where it is not simple: one binary table without a heap behind an empty primary HDU,
    /// with nothing odd in it and nothing behind it. Options that choose a table, columns or the checking of checksums are not taken.
    pub fn learn(file: &[u8], options: &ReadOptions) -> Option<Self> {
        if options.table != TableChoice::First || options.columns.is_some() || options.checksums {
            return None;
        }
        let source = Source::Memory(file.into());
        let chosen = choose::choose(&source, options).ok()?;
        let size = chosen.size;
        let is_plain = chosen.warnings.is_empty()
            && chosen.interpreted.warnings.is_empty()
            && chosen.trailer == Trailer::default()
            && matches!(chosen.hdu.kind, Kind::Table(_))
            && size.heap_len == 0
            && size.row_len > 0;
        if !is_plain || !is_alone(&source, &chosen.hdu, &options.limits) {
            return None;
        }
        let (start, data) = (usize::try_from(chosen.hdu.start).ok()?, usize::try_from(chosen.hdu.data_start).ok()?);
        let head = Head::try_new(file.get(..data)?, start, &chosen.interpreted.schema, options.keywords.clone())?;
        let wanted = chosen.project(None).ok()?;
        let decoder = Decoder::try_new(&chosen, &wanted, &options.limits).ok()?;
        let schema = Arc::new(chosen.interpreted.schema.project(&wanted));
        let arrow = Arc::new(to_arrow(&schema).ok()?);
        let most = options.limits.batch_bytes.min(IN_CACHE);
        let nowhere = Source::Memory([].into());
        Some(Self { head, decoder, row_len: size.row_len as u64, most, schema, arrow, nowhere })
    }

    /// What is said of the table; the values of the PARAMs and the number of rows are those of the file that was learned from.
    pub fn schema(&self) -> &Arc<Schema> {
        &self.schema
    }

    /// Reads a file that differs in nothing but the values of PARAMs and the rows; nothing where it differs in more, or where something in
    /// it is wrong or odd: a [`Reader`](super::Reader) tells what.
    pub fn read(&self, file: &[u8]) -> Option<Filled> {
        let (values, rows) = self.head.matches(file)?;
        let data = file.get(self.head.len()..)?;
        let len = rows.checked_mul(self.row_len).filter(|len| rows <= 1 || *len <= self.most)?;
        if u64::try_from(data.len()).ok() != block::padded(len) {
            return None;
        }
        let (rows, len) = (usize::try_from(rows).ok()?, usize::try_from(len).ok()?);
        let job = Job { first: 0, rows, place: Place::Read(Vec::new()) };
        let (batch, warnings) = self.decoder.decode_bytes(&job, data.get(..len)?, &self.nowhere, &self.arrow).ok()?;
        warnings.is_empty().then_some(Filled { values, batch })
    }
}

/// Whether there is nothing but an empty primary HDU before the table, and nothing behind it.
fn is_alone(source: &Source, table: &Hdu, limits: &Limits) -> bool {
    let mut walk = Walk::new(source, limits);
    let primary = walk.next().ok().flatten();
    let end = block::padded(table.data_len).and_then(|len| table.data_start.checked_add(len));
    table.number == 2 && primary.is_some_and(|hdu| hdu.data_start == table.start) && end == Some(source.len())
}
