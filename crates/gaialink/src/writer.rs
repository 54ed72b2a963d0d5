//! A writer of any format, with the facade's error.

#[cfg(feature = "arrow-ipc")]
mod arrow_ipc;
#[cfg(feature = "parquet")]
mod parquet;

use crate::{Error, Result, Target, sink::Sink};
use gaialink_table::{Schema, TableWriter};

/// A writer of any format.
pub type BoxWriter = Box<dyn TableWriter<Error = Error> + Send>;

/// Begins a table in the target.
pub(crate) fn open(target: Target, sink: Sink, schema: &Schema) -> Result<BoxWriter> {
    match target {
        #[cfg(feature = "arrow-ipc")]
        Target::Arrow => Ok(Box::new(arrow_ipc::Writer::file(sink, schema)?)),
        #[cfg(feature = "arrow-ipc")]
        Target::ArrowStream => Ok(Box::new(arrow_ipc::Writer::stream(sink, schema)?)),
        #[cfg(feature = "parquet")]
        Target::Parquet => Ok(Box::new(parquet::Writer::try_new(sink, schema)?)),
        other => Err(crate::reader::feature_off(other.format())),
    }
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
