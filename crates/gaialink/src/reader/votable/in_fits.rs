//! Rows of a VOTable that are a FITS file (VOTable 1.5, 5.2).

use crate::{
    Error, ErrorKind, Format, OpenOptions, Result,
    input::{Random, Spool},
};
use fits::{ReadOptions, Reader, TableChoice};
use gaialink_fits as fits;
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

/// The rows, under what the VOTable says of them.
pub(crate) struct InFits {
    reader: Reader,
    schema: Arc<Schema>,
    arrow: SchemaRef,
    /// The places of the columns that are wanted.
    places: Vec<usize>,
    warnings: Vec<Warning>,
    /// Keeps a temporary copy alive.
    _copy: Random,
}

impl InFits {
    /// Opens the table, which has as many columns as the TABLE has FIELDs; one without FIELDs has the columns of the FITS file.
    pub(crate) fn open(copy: Spool, fits: &votable::Fits, table: &Schema, options: &OpenOptions) -> Result<Self> {
        let copy = copy.into_random()?;
        let reader = open(&copy, fits, options)?;
        let found = reader.schema().fields.len();
        let places = match fits.columns {
            0 => (0..found).collect(),
            expected if expected != found => {
                return Err(ErrorKind::InFits { expected, found }.into());
            }
            _ => fits.places.clone(),
        };
        let stored = places.iter().filter_map(|place| reader.schema().fields.get(*place));
        let (mut joined, mut warnings) = (table.clone(), Vec::new());
        joined.fields = match fits.columns {
            0 => stored.cloned().collect(),
            _ => table.fields.iter().zip(stored).map(|(said, stored)| join(said, stored, &mut warnings)).collect(),
        };
        joined.num_rows = reader.schema().num_rows;
        let arrow = Arc::new(schema::arrow::to_arrow(&joined)?);
        Ok(Self { reader, schema: Arc::new(joined), arrow, places, warnings, _copy: copy })
    }

    pub(crate) fn schema(&self) -> &Arc<Schema> {
        &self.schema
    }

    pub(crate) fn next_batch(&mut self) -> Result<Option<RecordBatch>> {
        let Some(batch) = self.reader.next_batch().map_err(Error::reading(Format::Fits))? else { return Ok(None) };
        let columns = self.places.iter().filter_map(|place| batch.columns().get(*place)).cloned().collect();
        let options = RecordBatchOptions::new().with_match_field_names(false).with_row_count(Some(batch.num_rows()));
        let batch = RecordBatch::try_new_with_options(Arc::clone(&self.arrow), columns, &options);
        Ok(Some(batch.map_err(gaialink_table::Error::from)?))
    }

    /// The warnings of the FITS file.
    pub(crate) fn finish(self) -> Result<Vec<Warning>> {
        let trailer = Box::new(self.reader).finish().map_err(Error::reading(Format::Fits))?;
        Ok(self.warnings.into_iter().chain(trailer.warnings).collect())
    }
}

fn open(copy: &Random, fits: &votable::Fits, options: &OpenOptions) -> Result<Reader> {
    let mut read = ReadOptions::default();
    read.limits = options.limits.clone();
    read.strict = options.strict;
    if let Some(number) = fits.extnum {
        read.table = TableChoice::Hdu(number);
    }
    let reader = match copy {
        Random::Path(path) => Reader::open(path, read),
        Random::Temp(temporary) => Reader::open(temporary.path(), read),
        Random::Bytes(bytes) => Reader::from_bytes(Arc::clone(bytes), read),
    };
    reader.map_err(Error::reading(Format::Fits))
}

/// The FIELD; where the FITS column has another type, with that.
fn join(said: &Field, stored: &Field, warnings: &mut Vec<Warning>) -> Field {
    let type_of = |field: &Field| schema::arrow::data_type(field).ok();
    if type_of(said) == type_of(stored) && said.datatype == stored.datatype {
        return said.clone();
    }
    let spelled = |field: &Field| format!("{} {}", field.datatype, field.arraysize).trim_end().to_owned();
    if !(said.datatype.is_text() && stored.datatype.is_text()) {
        let message = format!("FIELD `{}` is {}, its column in the FITS file is {}", said.name, spelled(said), spelled(stored));
        warnings.push(Warning::new("W-FITS-TYPE", Position::default(), message));
    }
    let mut field = said.clone();
    field.datatype = stored.datatype;
    field.arraysize = stored.arraysize.clone();
    field
}

/// A VOTable reader whose rows are in a FITS file.
pub(super) struct Joined<R> {
    votable: votable::Reader<R>,
    rows: InFits,
}

impl<R: BufRead + Send> Joined<R> {
    pub(super) fn open(mut votable: votable::Reader<R>, options: &OpenOptions) -> Result<Self> {
        let mut copy = Spool::default();
        let fits = votable.copy_fits(&mut copy).map_err(Error::reading(Format::Votable))?.unwrap_or_default();
        let rows = InFits::open(copy, &fits, votable.schema(), options)?;
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
