use crate::{Error, Format, Result, input::Random};
use gaialink_table::{
    Schema, TableReader, Trailer, Warning,
    arrow::{array::RecordBatch, datatypes::SchemaRef},
};
use std::sync::Arc;

/// A format's own reader, whose errors become the facade's.
pub(crate) struct Wrapped<R> {
    inner: R,
    format: Format,
    /// What is worth knowing of the input beside what the reader tells.
    notes: Vec<Warning>,
    /// Keeps a temporary copy alive.
    _random: Option<Random>,
}

impl<R> Wrapped<R> {
    pub(crate) fn new(inner: R, format: Format) -> Self {
        Self { inner, format, notes: Vec::new(), _random: None }
    }

    pub(crate) fn of_copy(inner: R, format: Format, random: Random, notes: Vec<Warning>) -> Self {
        Self { inner, format, notes, _random: Some(random) }
    }
}

impl<R: TableReader> TableReader for Wrapped<R> {
    type Error = Error;

    fn schema(&self) -> &Arc<Schema> {
        self.inner.schema()
    }

    fn arrow_schema(&self) -> Option<&SchemaRef> {
        self.inner.arrow_schema()
    }

    fn next_batch(&mut self) -> Result<Option<RecordBatch>> {
        self.inner.next_batch().map_err(Error::reading(self.format))
    }

    fn finish(self: Box<Self>) -> Result<Trailer> {
        let format = self.format;
        let mut trailer = Box::new(self.inner).finish().map_err(Error::reading(format))?;
        trailer.warnings.extend(self.notes);
        Ok(trailer)
    }
}
