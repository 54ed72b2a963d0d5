use crate::{BoxReader, Error, Result, arrange::fault};
use gaialink_products::FlagDecoder;
use gaialink_table::{Schema, TableReader, Trailer, arrow::array::RecordBatch};
use std::sync::Arc;

/// A reader of light curves whose flags get columns of their own.
pub(crate) struct Decoded {
    reader: BoxReader,
    decoder: FlagDecoder,
}

impl Decoded {
    pub(crate) fn try_new(reader: BoxReader) -> Result<Self> {
        let decoder = FlagDecoder::try_new(reader.schema()).map_err(fault)?;
        Ok(Self { reader, decoder })
    }
}

impl TableReader for Decoded {
    type Error = Error;

    fn schema(&self) -> &Arc<Schema> {
        self.decoder.schema()
    }

    fn next_batch(&mut self) -> Result<Option<RecordBatch>> {
        let batch = self.reader.next_batch()?;
        batch.map(|batch| self.decoder.decode(&batch).map_err(fault)).transpose()
    }

    fn finish(self: Box<Self>) -> Result<Trailer> {
        Box::new(self.reader).finish()
    }
}
