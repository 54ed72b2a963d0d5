use bzip2::bufread::MultiBzDecoder;
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

impl<R: BufRead> Inflate<MultiBzDecoder<R>> {
    /// The content of bzip2 streams, one after the other.
    pub(crate) fn bzip2(inner: R, limit: Option<u64>) -> Self {
        Self::new(MultiBzDecoder::new(inner), limit)
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
    use bzip2::write::BzEncoder;
    use flate2::write::GzEncoder;
    use std::io::Write;

    type Packer = fn(&[u8]) -> Vec<u8>;
    type Reading = fn(&[u8], Option<u64>) -> io::Result<Vec<u8>>;

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn bzip2(text: &[u8]) -> Vec<u8> {
        let mut encoder = BzEncoder::new(Vec::new(), bzip2::Compression::fast());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn whole(mut stream: impl Read) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).map(|_| bytes)
    }

    const BOTH: [(Packer, Reading); 2] =
        [(gzip, |bytes, limit| whole(Inflate::gzip(bytes, limit))), (bzip2, |bytes, limit| whole(Inflate::bzip2(bytes, limit)))];

    #[test]
    fn members_follow_one_another() {
        for (pack, read) in BOTH {
            let both = [pack(b"one "), pack(b""), pack(b"two")].concat();
            assert_eq!(read(&both, None).unwrap(), b"one two");
        }
    }

    #[test]
    fn a_limit_holds() {
        for (pack, read) in BOTH {
            let bomb = pack(&[0; 100_000]);
            assert_eq!(read(&bomb, Some(100_000)).unwrap().len(), 100_000);
            let error = read(&bomb, Some(99_999)).unwrap_err();
            assert!(error.to_string().ends_with("is beyond the limit of 99999"), "{error}");
        }
    }

    #[test]
    fn damage_has_a_place() {
        // bzip2 gives nothing of a block whose end is wrong.
        for ((pack, read), (sum, of_wrong_sum)) in BOTH.into_iter().zip([(8, 9), (1, 0)]) {
            let whole = pack(b"some text");
            let mut wrong_sum = whole.clone();
            let sum = whole.len() - sum;
            wrong_sum[sum] ^= 0x80;
            let cases = [([&whole[..], b"junk"].concat(), 9), (whole[..whole.len() - 1].to_vec(), 9), (wrong_sum, of_wrong_sum)];
            for (bytes, given) in cases {
                let error = read(&bytes, None).unwrap_err();
                let want = format!(
                    "the compressed data are damaged, cut or followed by something else, behind {given} bytes of content"
                );
                assert_eq!(error.to_string(), want, "{bytes:?}");
            }
        }
        let error = BOTH[0].1(&[31, 139], None).unwrap_err();
        assert!(error.to_string().ends_with("behind 0 bytes of content"), "{error}");
    }

    #[test]
    fn every_truncation_is_an_error() {
        for (pack, read) in BOTH {
            let whole = pack(b"some text that is compressed");
            for cut in 1..whole.len() {
                assert!(read(&whole[..cut], None).is_err(), "cut at {cut}");
            }
        }
    }
}
