//! A reader of any format, with the facade's error.

mod located;
mod slice;
mod wrapped;

#[cfg(feature = "arrow-ipc")]
mod arrow_ipc;
#[cfg(feature = "ecsv")]
pub(crate) mod csv;
#[cfg(feature = "ecsv")]
mod ecsv;
#[cfg(feature = "fits")]
pub(crate) mod fits;
#[cfg(any(feature = "arrow-ipc", feature = "parquet"))]
mod foreign;
#[cfg(any(feature = "arrow-ipc", feature = "parquet"))]
mod guard;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "votable")]
pub(crate) mod votable;

use self::{located::Located, slice::Slice};
use crate::{Error, ErrorKind, Format, OpenOptions, Result, TableChoice, TableSummary, input::Input};
use gaialink_table::{Schema, TableReader};

/// A reader of any format.
pub type BoxReader = Box<dyn TableReader<Error = Error>>;

/// A reader, and how its rows are written down where the format has several ways.
pub(crate) struct Opened {
    pub(crate) reader: BoxReader,
    pub(crate) serialization: Option<String>,
    /// The lines of the header of an ECSV file.
    pub(crate) header: Option<String>,
}

impl Opened {
    /// A reader whose errors already say which input they are about.
    fn plain(reader: BoxReader) -> Self {
        Self { reader, serialization: None, header: None }
    }
}

/// Opens the chosen table, columns and rows; where none is chosen, the first one.
pub(crate) fn open(input: &Input, format: Format, options: &OpenOptions) -> Result<Opened> {
    open_part(input, format, options, false)
}

/// The same; where none is chosen and a VOTable holds several, that is an error in the end, which names them.
pub(crate) fn open_only(input: &Input, format: Format, options: &OpenOptions) -> Result<Opened> {
    open_part(input, format, options, true)
}

fn open_part(input: &Input, format: Format, options: &OpenOptions, only: bool) -> Result<Opened> {
    let Opened { reader, serialization, header } = open_format(input, format, options, only).map_err(|e| e.at(input.name()))?;
    let reader: BoxReader = Box::new(Located::new(reader, input.name()));
    let reader = match options.rows.clone() {
        Some(rows) => Box::new(Slice::new(reader, rows)),
        None => reader,
    };
    Ok(Opened { reader, serialization, header })
}

fn open_format(input: &Input, format: Format, options: &OpenOptions, only: bool) -> Result<Opened> {
    let _ = only;
    match format {
        #[cfg(feature = "votable")]
        Format::Votable => votable::open(input, options, only),
        #[cfg(feature = "fits")]
        Format::Fits => fits::open(input, options),
        #[cfg(feature = "ecsv")]
        Format::Ecsv => ecsv::open(input, options),
        #[cfg(feature = "ecsv")]
        Format::Csv => csv::open(input, options),
        #[cfg(feature = "arrow-ipc")]
        Format::ArrowIpc => guard::guard(format, || arrow_ipc::open(input, options)),
        #[cfg(feature = "parquet")]
        Format::Parquet => guard::guard(format, || parquet::open(input, options)),
        #[cfg(not(all(feature = "votable", feature = "fits", feature = "ecsv", feature = "arrow-ipc", feature = "parquet")))]
        other => {
            let _ = (input, options);
            Err(feature_off(other))
        }
    }
}

/// Makes an input readable again and again: a stream is copied. Of one whose beginning cannot be read, no more is copied than the
/// reader needs to say so.
pub(crate) fn again(input: &Input, format: Format, options: &OpenOptions) -> Result<()> {
    let _ = options;
    match format {
        #[cfg(feature = "votable")]
        Format::Votable => votable::again(input, options),
        #[cfg(feature = "ecsv")]
        Format::Ecsv => ecsv::again(input, options),
        #[cfg(feature = "ecsv")]
        Format::Csv => csv::again(input, options),
        _ => input.again(),
    }
}

/// All tables of an input.
pub(crate) fn list(input: &Input, format: Format, options: &OpenOptions) -> Result<Vec<TableSummary>> {
    let list = match format {
        #[cfg(feature = "votable")]
        Format::Votable => votable::list(input, options),
        #[cfg(feature = "fits")]
        Format::Fits => fits::list(input, options),
        _ => single(input, format, options),
    };
    list.map_err(|e| e.at(input.name()))
}

/// The one table of a format that has no more.
fn single(input: &Input, format: Format, options: &OpenOptions) -> Result<Vec<TableSummary>> {
    let options = OpenOptions { table: TableChoice::First, columns: None, ..options.clone() };
    let Opened { reader, serialization, .. } = open_format(input, format, &options, false)?;
    Ok(vec![TableSummary { schema: Schema::clone(reader.schema()), serialization }])
}

/// Refuses to look for another table where there is only one.
fn only_table(schema: &Schema, options: &OpenOptions) -> Result<()> {
    let wanted = match &options.table {
        TableChoice::First | TableChoice::Index(0) => return Ok(()),
        TableChoice::Name(name) if schema.name.as_ref() == Some(name) || schema.id.as_ref() == Some(name) => return Ok(()),
        TableChoice::Name(name) => format!("is named `{name}`"),
        TableChoice::Index(index) => format!("has the place {index}, counted from 0"),
    };
    let found = schema.name.as_ref().map_or_else(|| "one without a name".to_owned(), |name| format!("one, `{name}`"));
    Err(ErrorKind::NoTable { wanted, found }.into())
}

/// What is said of a format that was left out of the build.
#[cfg(not(all(feature = "votable", feature = "fits", feature = "ecsv", feature = "arrow-ipc", feature = "parquet")))]
pub(crate) fn feature_off(format: Format) -> Error {
    ErrorKind::FeatureOff { format: format.to_string(), feature: format.feature() }.into()
}
