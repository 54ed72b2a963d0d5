//! What each format tells of itself.

use super::ValidateOptions;
use crate::{Format, OpenOptions, Result, input::Input};
use gaialink_table::Finding;

/// Whether a format has a validation of its own, which tells everything that its reader would.
pub(super) fn tells_all(format: Format) -> bool {
    match format {
        Format::Votable => cfg!(feature = "votable"),
        Format::Ecsv | Format::Csv => cfg!(feature = "ecsv"),
        Format::Fits | Format::ArrowIpc | Format::Parquet => false,
    }
}

/// The findings of the format's own validation; none where it has none, and its reader tells what is wrong. That of FITS looks at headers
/// and sums, its reader at rows.
pub(super) fn validate(input: &Input, format: Format, open: &OpenOptions, options: &ValidateOptions) -> Result<Vec<Finding>> {
    let found: Result<Vec<Finding>> = match format {
        #[cfg(feature = "votable")]
        Format::Votable => votable(input, options),
        #[cfg(feature = "ecsv")]
        Format::Ecsv => ecsv(input, options),
        #[cfg(feature = "ecsv")]
        Format::Csv => csv(input, open, options),
        #[cfg(feature = "fits")]
        Format::Fits => fits(input, options),
        _ => Ok(Vec::new()),
    };
    let _ = (open, options);
    found.map_err(|error| error.at(input.name()))
}

#[cfg(feature = "votable")]
fn votable(input: &Input, options: &ValidateOptions) -> Result<Vec<Finding>> {
    let mut inner = gaialink_votable::ValidateOptions::default();
    inner.limits = options.limits.clone();
    inner.per_code = options.per_code;
    inner.base = input.directory();
    gaialink_votable::validate(input.stream()?, &inner).map_err(crate::Error::reading(Format::Votable))
}

#[cfg(feature = "ecsv")]
fn ecsv_options(options: &ValidateOptions) -> gaialink_ecsv::ValidateOptions {
    let mut inner = gaialink_ecsv::ValidateOptions::default();
    inner.limits = options.limits.clone();
    inner.per_code = options.per_code;
    inner
}

#[cfg(feature = "ecsv")]
fn ecsv(input: &Input, options: &ValidateOptions) -> Result<Vec<Finding>> {
    gaialink_ecsv::validate(input.stream()?, &ecsv_options(options)).map_err(crate::Error::reading(Format::Ecsv))
}

/// The types of the columns are those that the reader finds.
#[cfg(feature = "ecsv")]
fn csv(input: &Input, open: &OpenOptions, options: &ValidateOptions) -> Result<Vec<Finding>> {
    let schema = match crate::reader::open(input, Format::Csv, open) {
        Ok(opened) => std::sync::Arc::clone(opened.reader.schema()),
        Err(error) if matches!(error.kind(), crate::ErrorKind::Io { .. }) => return Err(error),
        Err(error) => return Ok(vec![super::unread::finding("E-READ", &error)]),
    };
    let read = crate::reader::csv::options(open);
    let mut inner = ecsv_options(options);
    (inner.delimiter, inner.comment) = (read.delimiter, read.comment);
    let found = gaialink_ecsv::validate_csv(input.stream()?, &schema, &inner);
    found.map_err(crate::Error::reading(Format::Csv))
}

#[cfg(feature = "fits")]
fn fits(input: &Input, options: &ValidateOptions) -> Result<Vec<Finding>> {
    use crate::input::Random;
    let mut inner = gaialink_fits::ValidateOptions::default();
    inner.limits = options.limits.clone();
    inner.per_code = options.per_code;
    let found = match input.random()? {
        Random::Path(path) => gaialink_fits::validate(&path, &inner),
        Random::Temp(temporary) => gaialink_fits::validate(temporary.path(), &inner),
        Random::Bytes(bytes) => gaialink_fits::validate_bytes(bytes, &inner),
    };
    // What is odd about columns, and a structure that is broken, its reader tells as well.
    let is_told = |code: &str| code.starts_with("W-FITS") && code != "W-FITS-TRAILING";
    let is_own = |found: &Finding| !is_told(&found.code) && found.code != "E-STRUCTURE" && found.code != "E-HEAP";
    Ok(found.map_err(crate::Error::reading(Format::Fits))?.into_iter().filter(is_own).collect())
}
