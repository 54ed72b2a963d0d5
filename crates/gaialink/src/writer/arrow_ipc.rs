//! Arrow IPC, the file and the stream, with what is said of the table in the schema's metadata.

use super::footer;
use crate::{Error, Format, Result, sink::Sink};
use arrow::{
    array::{RecordBatch, RecordBatchOptions},
    datatypes::SchemaRef,
    error::ArrowError,
    ipc::writer::{FileWriter, StreamWriter},
};
use gaialink_table::{LossKind, LossReport, Schema, TableWriter, Trailer, schema};
use std::sync::Arc;

/// A writer of an IPC file or stream. It keeps everything but the INFOs behind the rows of a stream.
pub(crate) struct Writer {
    inner: Inner,
    arrow_schema: SchemaRef,
}

enum Inner {
    File(FileWriter<Sink>),
    Stream(StreamWriter<Sink>),
}

impl Writer {
    pub(crate) fn file(sink: Sink, schema: &Schema) -> Result<Self> {
        let arrow_schema = Arc::new(schema::arrow::to_arrow(schema)?);
        let inner = FileWriter::try_new(sink, &arrow_schema).map_err(fault())?;
        Ok(Self { inner: Inner::File(inner), arrow_schema })
    }

    pub(crate) fn stream(sink: Sink, schema: &Schema) -> Result<Self> {
        let arrow_schema = Arc::new(schema::arrow::to_arrow(schema)?);
        let inner = StreamWriter::try_new(sink, &arrow_schema).map_err(fault())?;
        Ok(Self { inner: Inner::Stream(inner), arrow_schema })
    }
}

fn fault() -> impl Fn(ArrowError) -> Error {
    Error::writing(Format::ArrowIpc)
}

impl TableWriter for Writer {
    type Error = Error;

    fn write_batch(&mut self, batch: &RecordBatch) -> Result<()> {
        let options = RecordBatchOptions::new().with_match_field_names(false).with_row_count(Some(batch.num_rows()));
        let columns = batch.columns().to_vec();
        let batch = RecordBatch::try_new_with_options(Arc::clone(&self.arrow_schema), columns, &options).map_err(fault())?;
        match &mut self.inner {
            Inner::File(file) => file.write(&batch),
            Inner::Stream(stream) => stream.write(&batch),
        }
        .map_err(fault())
    }

    fn finish(mut self: Box<Self>, trailer: &Trailer) -> Result<LossReport> {
        let mut losses = LossReport::default();
        match &mut self.inner {
            Inner::File(file) => {
                if let Some(json) = footer(trailer)? {
                    file.write_metadata(schema::arrow::TRAILER_KEY, json);
                }
                file.finish().map_err(fault())?;
            }
            Inner::Stream(stream) => {
                for info in &trailer.infos {
                    let name = info.name.as_deref().unwrap_or("INFO");
                    losses.add(LossKind::Metadata, name, "an Arrow stream has no place for an INFO behind the rows");
                }
                for extra in &trailer.extras {
                    losses.add(LossKind::Metadata, &extra.kind, "an Arrow stream has no place for it behind the rows");
                }
                stream.finish().map_err(fault())?;
            }
        }
        Ok(losses)
    }
}
