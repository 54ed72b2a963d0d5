use crate::{
    Schema, Warning,
    schema::{Extra, Info},
};
use arrow::{array::RecordBatch, datatypes::SchemaRef};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What stands after the rows, and what the reader noticed on the way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Trailer {
    /// INFOs after the data, such as `QUERY_STATUS` `OVERFLOW` (DALI 1.1, 4.4.1).
    pub infos: Vec<Info>,
    /// What a format says behind the rows beyond the model, kept as it came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extras: Vec<Extra>,
    /// Oddities that were read all the same.
    pub warnings: Vec<Warning>,
}

/// A stream of record batches under one schema: what every format's reader is.
///
/// Batches are bounded by bytes ([`crate::Limits::batch_bytes`]), keep the order of the file, and carry the Arrow form of
/// [`TableReader::schema`].
pub trait TableReader: Send {
    /// The format's error.
    type Error: std::error::Error + Send + Sync + 'static;

    /// The schema of the batches, known before the first one.
    fn schema(&self) -> &Arc<Schema>;

    /// The Arrow form of the schema, where the reader has made it; it is made anew for who needs it otherwise.
    fn arrow_schema(&self) -> Option<&SchemaRef> {
        None
    }

    /// The next batch, or `None` after the last one.
    ///
    /// # Errors
    ///
    /// The format's error, with the place in the file. After an error the reader gives no more batches.
    fn next_batch(&mut self) -> Result<Option<RecordBatch>, Self::Error>;

    /// Reads what is left behind the rows and gives it with the warnings. Rows that were not asked for are skipped.
    ///
    /// # Errors
    ///
    /// The format's error, with the place in the file.
    fn finish(self: Box<Self>) -> Result<Trailer, Self::Error>;
}

impl<R: TableReader + ?Sized> TableReader for Box<R> {
    type Error = R::Error;

    fn schema(&self) -> &Arc<Schema> {
        (**self).schema()
    }

    fn arrow_schema(&self) -> Option<&SchemaRef> {
        (**self).arrow_schema()
    }

    fn next_batch(&mut self) -> Result<Option<RecordBatch>, Self::Error> {
        (**self).next_batch()
    }

    fn finish(self: Box<Self>) -> Result<Trailer, Self::Error> {
        (*self).finish()
    }
}
