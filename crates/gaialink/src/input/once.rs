use super::{BUFFER, Stream, prefix};
use crate::{Error, ErrorKind, Result};
use std::{
    io::{BufReader, Cursor, Read},
    sync::{Mutex, PoisonError},
};

/// A stream that can be read once, such as the standard input.
pub(crate) struct Once(Mutex<Option<Stream>>);

impl Once {
    pub(crate) fn new(stream: Stream) -> Self {
        Self(Mutex::new(Some(stream)))
    }

    /// The stream; the next call fails.
    pub(crate) fn stream(&self) -> Result<Stream> {
        let mut slot = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        slot.take().ok_or_else(|| Error::from(ErrorKind::ReadTwice))
    }

    /// Replaces the stream by what is made of it.
    pub(crate) fn wrap(&self, make: impl FnOnce(Stream) -> Stream) -> Result<()> {
        let stream = make(self.stream()?);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(stream);
        Ok(())
    }

    /// The first bytes, which stay in the stream.
    pub(crate) fn peek(&self) -> Result<Vec<u8>> {
        let mut stream = self.stream()?;
        let bytes = prefix(&mut stream)?;
        let whole = Cursor::new(bytes.clone()).chain(stream);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(BufReader::with_capacity(BUFFER, whole)));
        Ok(bytes)
    }
}
