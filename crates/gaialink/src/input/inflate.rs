use flate2::bufread::MultiGzDecoder;
use gaialink_table::LimitError;
use std::io::{self, BufRead, Read};

/// A decompressed stream that stops where it becomes larger than allowed.
pub(crate) struct Inflate<R> {
    inner: R,
    given: u64,
    limit: Option<u64>,
}

impl<R: BufRead> Inflate<MultiGzDecoder<R>> {
    /// The content of a gzip stream, of all its members one after the other (RFC 1952, 2.2).
    pub(crate) fn gzip(inner: R, limit: Option<u64>) -> Self {
        Self::new(MultiGzDecoder::new(inner), limit)
    }
}

impl<R: Read> Inflate<R> {
    /// Any decompressed stream.
    pub(crate) fn new(inner: R, limit: Option<u64>) -> Self {
        Self { inner, given: 0, limit }
    }
}

/// What is compressed is no more what it was.
#[derive(Debug, thiserror::Error)]
#[error("the compressed data are damaged, cut or followed by something else, behind {given} bytes of content")]
struct Damaged {
    given: u64,
    source: io::Error,
}

impl<R> Inflate<R> {
    /// Says where the decoder gave up; what else went wrong stays as it is.
    fn fault(&self, error: io::Error) -> io::Error {
        match error.kind() {
            kind @ (io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof) => {
                io::Error::new(kind, Damaged { given: self.given, source: error })
            }
            _ => error,
        }
    }
}

impl<R: Read> Read for Inflate<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let taken = self.inner.read(buf).map_err(|error| self.fault(error))?;
        self.given = self.given.saturating_add(u64::try_from(taken).unwrap_or(u64::MAX));
        match self.limit {
            Some(limit) if self.given > limit => {
                let error = LimitError { what: "bytes of the inflated content".to_owned(), found: self.given, limit };
                Err(io::Error::other(error))
            }
            _ => Ok(taken),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn members_follow_one_another() {
        let both = [gzip(b"one "), gzip(b"two")].concat();
        let mut text = String::new();
        Inflate::gzip(&both[..], None).read_to_string(&mut text).unwrap();
        assert_eq!(text, "one two");
    }

    #[test]
    fn a_limit_holds() {
        let bomb = gzip(&[0; 100_000]);
        let read = |limit| Inflate::gzip(&bomb[..], limit).read_to_end(&mut Vec::new());
        assert_eq!(read(Some(100_000)).unwrap(), 100_000);
        let error = read(Some(99_999)).unwrap_err();
        assert!(error.to_string().ends_with("is beyond the limit of 99999"), "{error}");
    }

    #[test]
    fn damage_has_a_place() {
        let whole = gzip(b"some text");
        let mut wrong_sum = whole.clone();
        let sum = whole.len() - 8;
        wrong_sum[sum] ^= 1;
        let cases =
            [([&whole[..], b"junk"].concat(), 9), (whole[..whole.len() - 1].to_vec(), 9), (wrong_sum, 9), (vec![31, 139], 0)];
        for (bytes, given) in cases {
            let error = Inflate::gzip(&bytes[..], None).read_to_end(&mut Vec::new()).unwrap_err();
            let want =
                format!("the compressed data are damaged, cut or followed by something else, behind {given} bytes of content");
            assert_eq!(error.to_string(), want, "{bytes:?}");
        }
    }

    #[test]
    fn every_truncation_is_an_error() {
        let whole = gzip(b"some text that is compressed");
        for cut in 1..whole.len() {
            let read = Inflate::gzip(&whole[..cut], None).read_to_end(&mut Vec::new());
            assert!(read.is_err(), "cut at {cut}");
        }
    }
}
