//! Arrow IPC, the file and the stream (Arrow columnar format, "Serialization and Interprocess Communication").

use super::{
    Opened,
    foreign::{self, Foreign},
    guard::guard,
    only_table,
};
use crate::{
    Error, Format, OpenOptions, Result,
    input::{Input, ReadSeek, Stream},
};
use arrow::{
    array::RecordBatch,
    error::ArrowError,
    ipc::reader::{FileReader, StreamReader},
};
use gaialink_table::{Position, Schema, TableReader, Trailer, Warning, schema};
use std::{
    io::{self, BufReader, Read},
    sync::Arc,
};

/// What stands at the end of a stream: a continuation marker and a length of zero.
const END: [u8; 8] = [0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0];

pub(crate) fn open(input: &Input, options: &OpenOptions) -> Result<Opened> {
    let fault = Error::reading::<ArrowError>(Format::ArrowIpc);
    let (mut inner, schema, behind) = if input.peek()?.starts_with(b"ARROW1") {
        let file = FileReader::try_new(BufReader::new(input.random()?.open()?), None).map_err(fault)?;
        let behind = file.custom_metadata().get(schema::arrow::TRAILER_KEY).cloned();
        let schema = file.schema();
        (Inner::File(file), schema, behind)
    } else {
        let tail = Tail { inner: input.stream()?, last: [0; 8] };
        let stream = StreamReader::try_new(tail, None).map_err(fault)?;
        let schema = stream.schema();
        (Inner::Stream(stream), schema, None)
    };
    let trailer = foreign::trailer(behind.as_ref())?;
    let foreign = Foreign::try_new(&schema, None, options, || inner.batch())?;
    only_table(foreign.schema(), options)?;
    Ok(Opened::plain(Box::new(Reader { inner, foreign, trailer, ended: false })))
}

/// A reader of an IPC file or stream.
pub(crate) struct Reader {
    inner: Inner,
    foreign: Foreign,
    trailer: Trailer,
    ended: bool,
}

enum Inner {
    File(FileReader<BufReader<Box<dyn ReadSeek>>>),
    Stream(StreamReader<Tail>),
}

impl Inner {
    fn batch(&mut self) -> Result<Option<RecordBatch>> {
        let next = match self {
            Self::File(file) => file.next(),
            Self::Stream(stream) => stream.next(),
        };
        next.transpose().map_err(Error::reading(Format::ArrowIpc))
    }
}

impl TableReader for Reader {
    type Error = Error;

    fn schema(&self) -> &Arc<Schema> {
        self.foreign.schema()
    }

    fn next_batch(&mut self) -> Result<Option<RecordBatch>> {
        loop {
            if let Some(batch) = self.foreign.take() {
                return Ok(Some(batch));
            }
            if self.ended {
                return Ok(None);
            }
            self.ended = true;
            if let Some(batch) = guard(Format::ArrowIpc, || self.inner.batch())? {
                self.foreign.put(&batch)?;
                self.ended = false;
            }
        }
    }

    fn finish(mut self: Box<Self>) -> Result<Trailer> {
        while self.next_batch()?.is_some() {}
        if let Inner::Stream(stream) = &self.inner
            && stream.get_ref().last != END
        {
            let message = "the stream ends without its end marker; it may have been cut between two batches";
            self.trailer.warnings.push(Warning::new("W-ARROW-END", Position::default(), message));
        }
        Ok(self.trailer)
    }
}

/// A stream that remembers its last eight bytes.
struct Tail {
    inner: Stream,
    last: [u8; 8],
}

impl Read for Tail {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let taken = self.inner.read(buf)?;
        let new = buf.get(..taken).unwrap_or_default();
        let gone = new.len().min(self.last.len());
        self.last.rotate_left(gone);
        for (to, from) in self.last.iter_mut().rev().zip(new.iter().rev()) {
            *to = *from;
        }
        Ok(taken)
    }
}
