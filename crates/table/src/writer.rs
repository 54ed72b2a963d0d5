use crate::{LossReport, Trailer};
use arrow::array::RecordBatch;

/// A sink of record batches: what every format's writer is. Its schema is given when it is made.
pub trait TableWriter {
    /// The format's error.
    type Error: std::error::Error + Send + Sync + 'static;

    /// Writes the rows of one batch, whose columns must be those of the schema, in order.
    ///
    /// # Errors
    ///
    /// The format's error: a value that the target cannot take, or the output failed.
    fn write_batch(&mut self, batch: &RecordBatch) -> Result<(), Self::Error>;

    /// Writes what stands after the rows and completes the output. A writer that is dropped without it leaves an
    /// incomplete file.
    ///
    /// # Errors
    ///
    /// The format's error: the output failed.
    fn finish(self: Box<Self>, trailer: &Trailer) -> Result<LossReport, Self::Error>;
}

impl<W: TableWriter + ?Sized> TableWriter for Box<W> {
    type Error = W::Error;

    fn write_batch(&mut self, batch: &RecordBatch) -> Result<(), Self::Error> {
        (**self).write_batch(batch)
    }

    fn finish(self: Box<Self>, trailer: &Trailer) -> Result<LossReport, Self::Error> {
        (*self).finish(trailer)
    }
}
