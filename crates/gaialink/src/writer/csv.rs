//! CSV, in the archive's style and of products with the archive's columns.

#[cfg(feature = "products")]
mod arrangement;

use super::{BoxWriter, Kind, wrapped::Wrapped};
#[cfg(feature = "products")]
use crate::Style;
use crate::{Error, Format, Result, sink::Sink};
use gaialink_ecsv::csv::{WriteOptions, Writer};
use gaialink_table::Schema;

/// Begins a CSV file.
pub(super) fn open(sink: Sink, schema: &Schema, kind: Kind) -> Result<BoxWriter> {
    let mut options = WriteOptions::default();
    options.style = kind.csv_style.into();
    let begin = |schema: &Schema| {
        let writer = Writer::try_new(sink, schema, options).map_err(Error::writing(Format::Csv))?;
        Result::Ok(Wrapped::new(writer, Format::Csv))
    };
    #[cfg(feature = "products")]
    if (kind.is_product || kind.csv_style == Style::Archive)
        && let Some(arrangement) = arrangement::Arrangement::of(schema)
    {
        let writer = begin(arrangement.schema())?;
        return Ok(Box::new(arrangement::Arranged::new(writer, arrangement)));
    }
    Ok(Box::new(begin(schema)?))
}
