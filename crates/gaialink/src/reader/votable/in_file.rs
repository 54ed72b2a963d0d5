//! Rows of a VOTable that are a file in another format: FITS (VOTable 1.5, 5.2), or Parquet as astropy writes it.

use crate::{
    Error, ErrorKind, Format, OpenOptions, Result,
    input::{Random, Spool},
    reader::BoxReader,
};
use gaialink_table::{
    Field, Position, Schema, TableReader, Trailer, Warning,
    arrow::{
        array::{RecordBatch, RecordBatchOptions},
        datatypes::SchemaRef,
    },
    schema,
};
use gaialink_votable as votable;
use std::{io::BufRead, sync::Arc};
use votable::{RowFile, Serialization};

/// Whether such files are read.
pub(crate) fn is_read(serialization: Option<Serialization>) -> bool {
    let is = |format| serialization == Some(format);
    (is(Serialization::Fits) && cfg!(feature = "fits")) || (is(Serialization::Parquet) && cfg!(feature = "parquet"))
}

/// The rows, under what the VOTable says of them.
pub(crate) struct InFile {
    reader: BoxReader,
    schema: Arc<Schema>,
    arrow: SchemaRef,
    /// The places of the columns that are wanted.
    places: Vec<usize>,
    warnings: Vec<Warning>,
    /// Keeps a temporary copy alive.
    _copy: Option<Random>,
}

impl InFile {
    /// Opens the table, which has as many columns as the TABLE has FIELDs; one without FIELDs has the columns of the file.
    pub(crate) fn open(
        copy: Spool,
        file: &RowFile,
        serialization: Option<Serialization>,
        table: &Schema,
        options: &OpenOptions,
    ) -> Result<Self> {
        let (reader, copy) = open(copy.into_random()?, file, serialization, options)?;
        let found = reader.schema().fields.len();
        let places = match file.columns {
            0 => (0..found).collect(),
            expected if expected != found => {
                let format = name(serialization);
                return Err(ErrorKind::InFile { expected, found, format }.into());
            }
            _ => file.places.clone(),
        };
        let stored = places.iter().filter_map(|place| reader.schema().fields.get(*place));
        let (mut joined, mut warnings) = (table.clone(), Vec::new());
        joined.fields = match file.columns {
            0 => stored.cloned().collect(),
            _ => table.fields.iter().zip(stored).map(|(said, stored)| join(said, stored, serialization, &mut warnings)).collect(),
        };
        joined.num_rows = reader.schema().num_rows;
        let arrow = Arc::new(schema::arrow::to_arrow(&joined)?);
        Ok(Self { reader, schema: Arc::new(joined), arrow, places, warnings, _copy: copy })
    }

    pub(crate) fn schema(&self) -> &Arc<Schema> {
        &self.schema
    }

    pub(crate) fn next_batch(&mut self) -> Result<Option<RecordBatch>> {
        let Some(batch) = self.reader.next_batch()? else { return Ok(None) };
        let columns = self.places.iter().filter_map(|place| batch.columns().get(*place)).cloned().collect();
        let options = RecordBatchOptions::new().with_match_field_names(false).with_row_count(Some(batch.num_rows()));
        let batch = RecordBatch::try_new_with_options(Arc::clone(&self.arrow), columns, &options);
        Ok(Some(batch.map_err(gaialink_table::Error::from)?))
    }

    /// The warnings of the file.
    pub(crate) fn finish(self) -> Result<Vec<Warning>> {
        let trailer = self.reader.finish()?;
        Ok(self.warnings.into_iter().chain(trailer.warnings).collect())
    }
}

fn name(serialization: Option<Serialization>) -> &'static str {
    if serialization == Some(Serialization::Parquet) { "Parquet" } else { "FITS" }
}

/// A reader of all columns of the file, and the copy of it that is to be kept meanwhile.
fn open(
    copy: Random,
    file: &RowFile,
    serialization: Option<Serialization>,
    options: &OpenOptions,
) -> Result<(BoxReader, Option<Random>)> {
    match serialization {
        #[cfg(feature = "parquet")]
        Some(Serialization::Parquet) => {
            let mut all = OpenOptions::default();
            (all.limits, all.strict) = (options.limits.clone(), options.strict);
            Ok((crate::reader::parquet::open_random(copy, &all)?, None))
        }
        #[cfg(not(feature = "parquet"))]
        Some(Serialization::Parquet) => {
            Err(ErrorKind::FeatureOff { format: Format::Parquet.to_string(), feature: "parquet" }.into())
        }
        #[cfg(feature = "fits")]
        _ => Ok((in_fits(&copy, file, options)?, Some(copy))),
        #[cfg(not(feature = "fits"))]
        _ => Err(ErrorKind::FeatureOff { format: Format::Fits.to_string(), feature: "fits" }.into()),
    }
}

#[cfg(feature = "fits")]
fn in_fits(copy: &Random, file: &RowFile, options: &OpenOptions) -> Result<BoxReader> {
    use gaialink_fits::{ReadOptions, Reader, TableChoice};
    let mut read = ReadOptions::default();
    read.limits = options.limits.clone();
    read.strict = options.strict;
    if let Some(number) = file.extnum {
        read.table = TableChoice::Hdu(number);
    }
    let reader = match copy {
        Random::Path(path) => Reader::open(path, read),
        Random::Temp(temporary) => Reader::open(temporary.path(), read),
        Random::Bytes(bytes) => Reader::from_bytes(Arc::clone(bytes), read),
    };
    Ok(Box::new(crate::reader::wrapped::Wrapped::new(reader.map_err(Error::reading(Format::Fits))?, Format::Fits)))
}

/// The FIELD; where the column in the file has another type, with that.
fn join(said: &Field, stored: &Field, serialization: Option<Serialization>, warnings: &mut Vec<Warning>) -> Field {
    let type_of = |field: &Field| schema::arrow::data_type(field).ok();
    let are_texts = said.datatype.is_text() && stored.datatype.is_text();
    if type_of(said) == type_of(stored) && (said.datatype == stored.datatype || are_texts) {
        return said.clone();
    }
    let spelled = |field: &Field| format!("{} {}", field.datatype, field.arraysize).trim_end().to_owned();
    if !are_texts {
        let (format, code) = (name(serialization), format!("W-{}-TYPE", name(serialization).to_ascii_uppercase()));
        let message =
            format!("FIELD `{}` is {}, its column in the {format} file is {}", said.name, spelled(said), spelled(stored));
        warnings.push(Warning::new(&code, Position::default(), message));
    }
    let mut field = said.clone();
    field.datatype = stored.datatype;
    field.arraysize = stored.arraysize.clone();
    field
}

/// A VOTable reader whose rows are in a FITS file.
pub(super) struct Joined<R> {
    votable: votable::Reader<R>,
    rows: InFile,
}

impl<R: BufRead + Send> Joined<R> {
    pub(super) fn open(mut votable: votable::Reader<R>, options: &OpenOptions) -> Result<Self> {
        let mut copy = Spool::default();
        let file = votable.copy_file(&mut copy).map_err(Error::reading(Format::Votable))?.unwrap_or_default();
        let rows = InFile::open(copy, &file, votable.serialization(), votable.schema(), options)?;
        Ok(Self { votable, rows })
    }
}

impl<R: BufRead + Send> TableReader for Joined<R> {
    type Error = Error;

    fn schema(&self) -> &Arc<Schema> {
        self.rows.schema()
    }

    fn next_batch(&mut self) -> Result<Option<RecordBatch>> {
        self.rows.next_batch()
    }

    fn finish(self: Box<Self>) -> Result<Trailer> {
        let Self { votable, rows } = *self;
        let mut trailer = Box::new(votable).finish().map_err(Error::reading(Format::Votable))?;
        trailer.warnings.extend(rows.finish()?);
        Ok(trailer)
    }
}
