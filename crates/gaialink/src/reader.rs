//! A reader of any format, with the facade's error.

mod located;
mod project;
mod slice;

#[cfg(feature = "arrow-ipc")]
mod arrow_ipc;
#[cfg(any(feature = "arrow-ipc", feature = "parquet"))]
mod foreign;
#[cfg(any(feature = "arrow-ipc", feature = "parquet"))]
mod guard;
#[cfg(feature = "parquet")]
mod parquet;

use self::{located::Located, project::Project, slice::Slice};
use crate::{Error, ErrorKind, Format, OpenOptions, Result, input::Input};
use gaialink_table::TableReader;

/// A reader of any format.
pub type BoxReader = Box<dyn TableReader<Error = Error>>;

/// Opens the chosen table, columns and rows.
pub(crate) fn open(input: &Input, format: Format, options: &OpenOptions) -> Result<BoxReader> {
    let reader = open_format(input, format, options).map_err(|e| e.at(input.name()))?;
    let reader: BoxReader = Box::new(Located::new(reader, input.name()));
    Ok(match options.rows.clone() {
        Some(rows) => Box::new(Slice::new(reader, rows)),
        None => reader,
    })
}

fn open_format(input: &Input, format: Format, options: &OpenOptions) -> Result<BoxReader> {
    match format {
        #[cfg(feature = "arrow-ipc")]
        Format::ArrowIpc => Ok(Box::new(guard::guard(format, || arrow_ipc::open(input, options))?)),
        #[cfg(feature = "parquet")]
        Format::Parquet => Ok(Box::new(guard::guard(format, || parquet::open(input, options))?)),
        other => Err(feature_off(other)),
    }
}

/// The chosen columns of a reader that gives others as well, or gives them in another order.
fn project(reader: BoxReader, options: &OpenOptions) -> Result<BoxReader> {
    match &options.columns {
        Some(columns) => Ok(Box::new(Project::try_new(reader, columns)?)),
        None => Ok(reader),
    }
}

pub(crate) fn feature_off(format: Format) -> Error {
    ErrorKind::FeatureOff { format: format.to_string(), feature: format.feature() }.into()
}
