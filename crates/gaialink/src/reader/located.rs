use super::BoxReader;
use crate::{Error, Result};
use gaialink_table::{
    Schema, TableReader, Trailer,
    arrow::{array::RecordBatch, datatypes::SchemaRef},
};
use std::sync::Arc;

/// A reader whose errors say which input they are about.
pub(crate) struct Located {
    inner: BoxReader,
    name: String,
}

impl Located {
    pub(crate) fn new(inner: BoxReader, name: &str) -> Self {
        Self { inner, name: name.to_owned() }
    }
}

impl TableReader for Located {
    type Error = Error;

    fn schema(&self) -> &Arc<Schema> {
        self.inner.schema()
    }

    fn arrow_schema(&self) -> Option<&SchemaRef> {
        self.inner.arrow_schema()
    }

    fn next_batch(&mut self) -> Result<Option<RecordBatch>> {
        self.inner.next_batch().map_err(|e| e.at(&self.name))
    }

    fn finish(self: Box<Self>) -> Result<Trailer> {
        self.inner.finish().map_err(|e| e.at(&self.name))
    }
}
