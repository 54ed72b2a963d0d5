use super::{BUFFER, Stream};
use gaialink_table::LimitError;
use std::io::{self, BufReader, Read};

/// A stream that fails where it is longer than it may be.
struct Bounded {
    inner: Stream,
    given: u64,
    limit: u64,
}

/// The stream, of which so many bytes may be copied.
pub(super) fn bounded(inner: Stream, limit: u64) -> Stream {
    Box::new(BufReader::with_capacity(BUFFER, Bounded { inner, given: 0, limit }))
}

impl Read for Bounded {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let taken = self.inner.read(buf)?;
        self.given = self.given.saturating_add(u64::try_from(taken).unwrap_or(u64::MAX));
        if self.given > self.limit {
            let what = "bytes of a stream that has to be copied".to_owned();
            return Err(io::Error::other(LimitError { what, found: self.given, limit: self.limit }));
        }
        Ok(taken)
    }
}
