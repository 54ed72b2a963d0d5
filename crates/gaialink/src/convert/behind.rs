use crate::{BoxReader, Error, Result};
use gaialink_table::{Schema, TableReader, Trailer, arrow::array::RecordBatch, schema::Info};
use std::sync::{Arc, Mutex, PoisonError};

/// The INFOs that stood behind rows.
#[derive(Clone, Default)]
pub(super) struct Behind(Arc<Mutex<Vec<Info>>>);

impl Behind {
    /// A reader that gives what another gives, and whose INFOs are kept.
    pub(super) fn of(&self, reader: BoxReader) -> BoxReader {
        Box::new(Noting { reader, noted: self.clone() })
    }

    /// Takes what was kept.
    pub(super) fn take(&self) -> Vec<Info> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

struct Noting {
    reader: BoxReader,
    noted: Behind,
}

impl TableReader for Noting {
    type Error = Error;

    fn schema(&self) -> &Arc<Schema> {
        self.reader.schema()
    }

    fn next_batch(&mut self) -> Result<Option<RecordBatch>> {
        self.reader.next_batch()
    }

    fn finish(self: Box<Self>) -> Result<Trailer> {
        let trailer = self.reader.finish()?;
        *self.noted.0.lock().unwrap_or_else(PoisonError::into_inner) = trailer.infos.clone();
        Ok(trailer)
    }
}
