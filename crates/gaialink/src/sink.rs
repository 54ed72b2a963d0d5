//! Where bytes go: a file, a stream, memory; compressed on the way.

use crate::{Error, Result, input::BUFFER};
use flate2::{Compression, write::GzEncoder};
use std::{
    fs::File,
    io::{self, BufWriter, Seek, SeekFrom, Write},
    sync::{Arc, Mutex, PoisonError},
};

/// A sink that its writer and its owner share, so that the owner can complete it and see that this went well.
#[derive(Clone)]
pub(crate) struct Sink(Arc<Mutex<Option<Inner>>>);

enum Inner {
    File(BufWriter<File>),
    Stream(Box<dyn Write + Send>),
    Gzip(Box<GzEncoder<Box<dyn Write + Send>>>),
}

impl Sink {
    /// A file, which can be written in any order.
    pub(crate) fn file(file: File) -> Self {
        Self::new(Inner::File(BufWriter::with_capacity(BUFFER, file)))
    }

    /// A stream.
    pub(crate) fn stream(stream: Box<dyn Write + Send>) -> Self {
        Self::new(Inner::Stream(Box::new(BufWriter::with_capacity(BUFFER, stream))))
    }

    /// A stream, compressed; no name and no time are put into its header.
    pub(crate) fn gzip(stream: Box<dyn Write + Send>) -> Self {
        let stream: Box<dyn Write + Send> = Box::new(BufWriter::with_capacity(BUFFER, stream));
        Self::new(Inner::Gzip(Box::new(GzEncoder::new(stream, Compression::default()))))
    }

    fn new(inner: Inner) -> Self {
        Self(Arc::new(Mutex::new(Some(inner))))
    }

    /// Whether it can be written in any order.
    pub(crate) fn is_file(&self) -> bool {
        matches!(*self.0.lock().unwrap_or_else(PoisonError::into_inner), Some(Inner::File(_)))
    }

    /// Writes out all that is held back.
    pub(crate) fn complete(&self) -> Result<()> {
        let inner = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        inner.map_or(Ok(()), Inner::complete).map_err(|e| Error::io("write the output", e))
    }

    fn with<T>(&self, act: impl FnOnce(&mut Inner) -> io::Result<T>) -> io::Result<T> {
        let mut slot = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        slot.as_mut().map_or_else(|| Err(io::Error::other("the output is complete already")), act)
    }
}

impl Inner {
    fn complete(self) -> io::Result<()> {
        match self {
            Self::File(mut file) => file.flush(),
            Self::Stream(mut stream) => stream.flush(),
            Self::Gzip(encoder) => encoder.finish()?.flush(),
        }
    }

    fn write(&mut self) -> &mut dyn Write {
        match self {
            Self::File(file) => file,
            Self::Stream(stream) => stream,
            Self::Gzip(encoder) => encoder,
        }
    }
}

impl Write for Sink {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        self.with(|inner| inner.write().write(buf))
    }

    fn write_all(&mut self, buf: &[u8]) -> io::Result<()> {
        self.with(|inner| inner.write().write_all(buf))
    }

    /// Nothing: a flush in the middle would only make the output slower or, compressed, larger.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seek for Sink {
    fn seek(&mut self, pos: SeekFrom) -> io::Result<u64> {
        self.with(|inner| match inner {
            Inner::File(file) => file.seek(pos),
            _ => Err(io::Error::new(io::ErrorKind::Unsupported, "a stream cannot be written out of order")),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::GzDecoder;
    use std::{fs, io::Read};

    #[test]
    fn what_is_written_arrives_when_complete() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("out");
        let file = || File::create(&path).unwrap();
        for (mut sink, gzip) in
            [(Sink::file(file()), false), (Sink::stream(Box::new(file())), false), (Sink::gzip(Box::new(file())), true)]
        {
            file();
            sink.write_all(b"hello ").unwrap();
            sink.clone().write_all(b"world").unwrap();
            assert_eq!(sink.is_file(), sink.stream_position().is_ok());
            sink.complete().unwrap();
            let mut bytes = fs::read(&path).unwrap();
            if gzip {
                let packed = std::mem::take(&mut bytes);
                GzDecoder::new(&packed[..]).read_to_end(&mut bytes).unwrap();
            }
            assert_eq!(bytes, b"hello world");
            assert!(sink.write_all(b"more").is_err());
        }
    }
}
