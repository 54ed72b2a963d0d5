use crate::{BoxReader, Error, Result, Source, arrange::fault, info::ReleaseInfo, outside::Outside};
use gaialink_products::FlagDecoder;
use gaialink_table::{Schema, Table, TableReader, Trailer, arrow::array::RecordBatch};
use std::sync::Arc;

/// A reader of light curves whose flags get columns of their own.
pub(crate) struct Decoded {
    reader: BoxReader,
    decoder: FlagDecoder,
    /// The first rows, which were read to tell the release.
    first: Option<RecordBatch>,
}

impl Decoded {
    /// The reader of a table of that source.
    pub(crate) fn try_new(mut reader: BoxReader, source: &Source) -> Result<Self> {
        let schema = Arc::clone(reader.schema());
        let first = reader.next_batch()?;
        let table = Table::try_new(Arc::clone(&schema), first.iter().cloned().collect())?;
        let release = ReleaseInfo::of(&table, &Outside::of(source)).map(|found| found.release);
        let decoder = FlagDecoder::of_release(&schema, release.as_ref()).map_err(fault)?;
        Ok(Self { reader, decoder, first })
    }
}

impl TableReader for Decoded {
    type Error = Error;

    fn schema(&self) -> &Arc<Schema> {
        self.decoder.schema()
    }

    fn next_batch(&mut self) -> Result<Option<RecordBatch>> {
        let batch = match self.first.take() {
            Some(first) => Some(first),
            None => self.reader.next_batch()?,
        };
        batch.map(|batch| self.decoder.decode(&batch).map_err(fault)).transpose()
    }

    fn finish(self: Box<Self>) -> Result<Trailer> {
        Box::new(self.reader).finish()
    }
}
