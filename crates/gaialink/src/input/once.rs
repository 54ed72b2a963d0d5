#[cfg(any(feature = "ecsv", feature = "votable"))]
use super::copying::Copying;
use super::{BUFFER, Random, Stream, bounded, prefix};
use crate::{ErrorKind, Result};
use std::{
    io::{BufReader, Cursor, Read},
    mem,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// A stream that can be read once, such as the standard input, unless it was copied before.
pub(crate) struct Once(Mutex<State>);

enum State {
    Fresh(Stream),
    Copied(Random),
    Gone,
}

impl Once {
    pub(crate) fn new(stream: Stream) -> Self {
        Self(Mutex::new(State::Fresh(stream)))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The stream from its start; without a copy, the next call fails.
    pub(crate) fn stream(&self) -> Result<Stream> {
        let mut state = self.state();
        match mem::replace(&mut *state, State::Gone) {
            State::Fresh(stream) => Ok(stream),
            State::Copied(random) => {
                let stream = Box::new(BufReader::with_capacity(BUFFER, random.open()?));
                *state = State::Copied(random);
                Ok(stream)
            }
            State::Gone => Err(ErrorKind::ReadTwice.into()),
        }
    }

    /// A copy of the stream, made at the first call, of so many bytes at most.
    pub(crate) fn copy(&self, limit: u64) -> Result<Random> {
        if let State::Copied(random) = &*self.state() {
            return Ok(random.clone());
        }
        let random = Random::copy(bounded(self.stream()?, limit))?;
        *self.state() = State::Copied(random.clone());
        Ok(random)
    }

    /// A copy, unless there is one: of all, where a look at the beginning wants the rest, otherwise of what was looked at.
    #[cfg(any(feature = "ecsv", feature = "votable"))]
    pub(crate) fn copy_after(&self, look: impl FnOnce(Stream) -> bool, limit: u64) -> Result<()> {
        if self.is_copied() {
            return Ok(());
        }
        let copying = Copying::new(bounded(self.stream()?, limit));
        let is_rest_wanted = look(copying.stream());
        *self.state() = State::Copied(copying.finish(is_rest_wanted)?);
        Ok(())
    }

    /// Whether it was copied, so that it can be read more than once.
    pub(crate) fn is_copied(&self) -> bool {
        matches!(*self.state(), State::Copied(_))
    }

    /// Replaces the stream by what is made of it.
    pub(crate) fn wrap(&self, make: impl FnOnce(Stream) -> Stream) -> Result<()> {
        let stream = make(self.stream()?);
        *self.state() = State::Fresh(stream);
        Ok(())
    }

    /// The first bytes, which stay in the stream.
    pub(crate) fn peek(&self) -> Result<Vec<u8>> {
        let mut stream = self.stream()?;
        let bytes = prefix(&mut stream)?;
        let whole = Cursor::new(bytes.clone()).chain(stream);
        *self.state() = State::Fresh(Box::new(BufReader::with_capacity(BUFFER, whole)));
        Ok(bytes)
    }
}
