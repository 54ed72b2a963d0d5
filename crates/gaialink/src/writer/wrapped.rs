use crate::{Error, Format, Result};
use gaialink_table::{LossReport, TableWriter, Trailer, arrow::array::RecordBatch};

/// A format's own writer, whose errors become the facade's.
pub(crate) struct Wrapped<W> {
    inner: W,
    format: Format,
}

impl<W> Wrapped<W> {
    pub(crate) fn new(inner: W, format: Format) -> Self {
        Self { inner, format }
    }
}

impl<W: TableWriter> TableWriter for Wrapped<W> {
    type Error = Error;

    fn write_batch(&mut self, batch: &RecordBatch) -> Result<()> {
        self.inner.write_batch(batch).map_err(Error::writing(self.format))
    }

    fn finish(self: Box<Self>, trailer: &Trailer) -> Result<LossReport> {
        let format = self.format;
        Box::new(self.inner).finish(trailer).map_err(Error::writing(format))
    }
}
