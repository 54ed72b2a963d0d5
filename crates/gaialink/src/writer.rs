//! A writer of any format, with the facade's error.

#[cfg(feature = "arrow-ipc")]
mod arrow_ipc;
#[cfg(feature = "ecsv")]
mod csv;
#[cfg(feature = "fits")]
mod fits_plus;
#[cfg(feature = "parquet")]
pub(crate) mod parquet;
mod wrapped;

#[cfg(any(feature = "votable", feature = "ecsv", feature = "fits"))]
use self::wrapped::Wrapped;
use crate::{Error, Format, Result, Style, Target, sink::Sink, survey::Survey};
use gaialink_table::{Schema, TableWriter};

/// A writer of any format.
pub type BoxWriter = Box<dyn TableWriter<Error = Error> + Send>;

/// What is written, and in which style.
#[derive(Clone, Copy)]
pub(crate) struct Kind {
    pub(crate) target: Target,
    pub(crate) fits_style: Style,
    pub(crate) fits_checksum: bool,
    pub(crate) csv_style: Style,
    #[cfg(feature = "votable")]
    pub(crate) votable_version: Option<gaialink_votable::Version>,
}

/// Begins a table in the target.
pub(crate) fn open(kind: Kind, sink: Sink, schema: &Schema, survey: &Survey) -> Result<BoxWriter> {
    let target = kind.target;
    match target {
        #[cfg(feature = "votable")]
        Target::Votable | Target::VotableTabledata | Target::VotableBinary => votable(kind, sink, schema, survey),
        #[cfg(feature = "ecsv")]
        Target::Ecsv => {
            let mut options = gaialink_ecsv::ecsv::WriteOptions::default();
            options.header.clone_from(&survey.header);
            let writer = gaialink_ecsv::ecsv::Writer::try_new(sink, schema, options);
            Ok(Box::new(Wrapped::new(writer.map_err(Error::writing(Format::Ecsv))?, Format::Ecsv)))
        }
        #[cfg(feature = "ecsv")]
        Target::Csv => csv::open(sink, schema, kind.csv_style),
        #[cfg(feature = "arrow-ipc")]
        Target::Arrow => Ok(Box::new(arrow_ipc::Writer::file(sink, schema)?)),
        #[cfg(feature = "arrow-ipc")]
        Target::ArrowStream => Ok(Box::new(arrow_ipc::Writer::stream(sink, schema)?)),
        #[cfg(feature = "parquet")]
        Target::Parquet => Ok(Box::new(parquet::Writer::try_new(sink, schema)?)),
        #[cfg(feature = "fits")]
        Target::Fits => fits(kind, sink, schema, survey, FitsPlace::Only),
        #[cfg(not(all(feature = "votable", feature = "fits", feature = "ecsv", feature = "arrow-ipc", feature = "parquet")))]
        other => {
            let _ = (sink, schema, survey, kind);
            Err(crate::reader::feature_off(other.format()))
        }
    }
}

#[cfg(feature = "votable")]
fn votable(kind: Kind, sink: Sink, schema: &Schema, survey: &Survey) -> Result<BoxWriter> {
    let mut options = votable_options(kind);
    tell_votable(&mut options, schema, survey);
    let schema = without_file_cards(schema);
    let writer = gaialink_votable::Writer::try_new(sink, &schema, options).map_err(Error::writing(Format::Votable))?;
    Ok(Box::new(Wrapped::new(writer, Format::Votable)))
}

/// How a VOTable is written, whatever the table.
#[cfg(feature = "votable")]
pub(crate) fn votable_options(kind: Kind) -> gaialink_votable::WriteOptions {
    use gaialink_votable::{Serialization, WriteOptions};
    let mut options = WriteOptions::default();
    options.serialization = match kind.target {
        Target::VotableTabledata => Serialization::TableData,
        Target::VotableBinary => Serialization::Binary,
        _ => Serialization::Binary2,
    };
    options.version = kind.votable_version.unwrap_or_default();
    options
}

/// Tells what is known of the rows of a table.
#[cfg(feature = "votable")]
pub(crate) fn tell_votable(options: &mut gaialink_votable::WriteOptions, schema: &Schema, survey: &Survey) {
    options.string_lengths.clear();
    options.nulls.clear();
    // Of columns with the same name, the longest strings count.
    for (field, length) in schema.fields.iter().zip(&survey.lengths) {
        let known = options.string_lengths.get(&field.name).copied();
        options.string_lengths.extend((*length).max(known).map(|length| (field.name.clone(), length)));
    }
    let nulls = schema.fields.iter().zip(&survey.nulls);
    options.nulls.extend(nulls.filter_map(|(field, null)| null.map(|null| (field.name.clone(), null))));
}

/// The schema without the cards that told of a FITS file and not of its table; that they have no place elsewhere is no loss.
#[cfg(feature = "votable")]
fn without_file_cards(schema: &Schema) -> Schema {
    let mut schema = schema.clone();
    #[cfg(feature = "fits")]
    schema.extras.retain(|extra| !gaialink_fits::extras::is_of_file(extra));
    schema
}

/// Where a table stands in a FITS file.
#[cfg(feature = "fits")]
#[derive(Clone, Copy)]
pub(crate) enum FitsPlace {
    /// It is the only one, which the primary HDU may describe.
    Only,
    /// It is the first of several.
    First,
    /// It follows another one.
    Behind,
}

/// Begins a table of a FITS file.
#[cfg(feature = "fits")]
pub(crate) fn fits(kind: Kind, sink: Sink, schema: &Schema, survey: &Survey, place: FitsPlace) -> Result<BoxWriter> {
    use gaialink_fits::{Primary, WriteOptions, Writer};
    let mut options = WriteOptions::default();
    options.checksums = kind.fits_checksum;
    options.style = kind.fits_style.into();
    options.primary = match place {
        FitsPlace::Only if kind.fits_style == Style::Standard => fits_plus::primary(schema, survey),
        FitsPlace::Only | FitsPlace::First => Primary::Empty,
        FitsPlace::Behind => Primary::None,
    };
    let widths = survey.lengths.iter().enumerate();
    options.string_widths.extend(widths.filter_map(|(place, length)| length.map(|length| (place, length))));
    let nulls = survey.nulls.iter().enumerate();
    options.nulls.extend(nulls.filter_map(|(place, null)| null.map(|null| (place, null))));
    let writer = match sink.is_file() {
        true => Writer::try_new(sink, schema, options),
        false => Writer::spooled(sink, schema, options),
    };
    Ok(Box::new(Wrapped::new(writer.map_err(Error::writing(Format::Fits))?, Format::Fits)))
}

/// What stands behind the rows, as JSON for a file's footer; `None` where there is nothing.
#[cfg(any(feature = "arrow-ipc", feature = "parquet"))]
fn footer(trailer: &gaialink_table::Trailer) -> Result<Option<String>> {
    if trailer.infos.is_empty() && trailer.extras.is_empty() {
        return Ok(None);
    }
    let mut kept = trailer.clone();
    kept.warnings.clear();
    Ok(Some(serde_json::to_string(&kept).map_err(gaialink_table::Error::SchemaJson)?))
}
