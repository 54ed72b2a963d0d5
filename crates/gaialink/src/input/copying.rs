use super::{BUFFER, Random, Spool, Stream};
use crate::{Error, Result};
use std::{
    io::{self, BufReader, Read, Write},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// A stream of which all that is read is kept.
#[derive(Clone)]
pub(super) struct Copying(Arc<Mutex<State>>);

struct State {
    stream: Stream,
    spool: Spool,
    /// What ended the stream, as the caller is to be told of it.
    failed: Option<io::Error>,
}

impl Copying {
    pub(super) fn new(stream: Stream) -> Self {
        Self(Arc::new(Mutex::new(State { stream, spool: Spool::default(), failed: None })))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The stream from where it is now.
    pub(super) fn stream(&self) -> Stream {
        Box::new(BufReader::with_capacity(BUFFER, self.clone()))
    }

    /// What was read, and all that follows where it is wanted.
    pub(super) fn finish(self, is_rest_wanted: bool) -> Result<Random> {
        let fail = |error| Error::io("copy the stream", error);
        let mut state = self.state();
        let State { stream, spool, failed } = &mut *state;
        if let Some(error) = failed.take() {
            return Err(fail(error));
        }
        if is_rest_wanted {
            io::copy(stream, spool).map_err(fail)?;
        }
        std::mem::take(spool).into_random()
    }
}

impl Read for Copying {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        self.state().read(buf)
    }
}

impl State {
    fn copy(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let taken = self.stream.read(buf)?;
        self.spool.write_all(buf.get(..taken).unwrap_or_default())?;
        Ok(taken)
    }

    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        self.copy(buf).map_err(|error| match error.kind() {
            io::ErrorKind::Interrupted => error,
            kind => {
                let told = io::Error::new(kind, error.to_string());
                self.failed = Some(error);
                told
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(random: &Random) -> String {
        let mut text = String::new();
        random.open().unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn what_was_read_is_kept_and_the_rest_where_it_is_wanted() {
        for (is_rest_wanted, want) in [(true, "looked at, and more"), (false, "looked at")] {
            let stream = (&b"looked at"[..]).chain(&b", and more"[..]);
            let copying = Copying::new(Box::new(BufReader::new(stream)));
            copying.stream().read_exact(&mut [0; 3]).unwrap();
            assert_eq!(text(&copying.finish(is_rest_wanted).unwrap()), want);
        }
    }

    #[test]
    fn an_error_met_by_the_look_is_told() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::new(io::ErrorKind::TimedOut, "gone"))
            }
        }
        let copying = Copying::new(Box::new(BufReader::new((&b"start"[..]).chain(Broken))));
        assert!(copying.stream().read_to_end(&mut Vec::new()).is_err());
        let error = copying.finish(false).err().unwrap();
        assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "gone");
    }
}
