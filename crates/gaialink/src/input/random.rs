use super::{BUFFER, Stream};
use crate::{Error, Result, temporary::Temporary};
use std::{
    fs::File,
    io::{self, BufWriter, Cursor, Read, Seek, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

/// What can be read in any order.
pub(crate) trait ReadSeek: Read + Seek + Send {}

impl<T: Read + Seek + Send> ReadSeek for T {}

/// The largest copy that is held in memory; a larger one goes to a temporary file.
pub(super) const IN_MEMORY: u64 = 16 << 20;

/// Bytes that can be read in any order and as often as needed.
#[derive(Clone)]
pub(crate) enum Random {
    /// The user's own file.
    Path(PathBuf),
    /// A small copy.
    Bytes(Arc<[u8]>),
    /// A large copy, deleted with its last user.
    Temp(Arc<Temporary>),
}

impl Random {
    /// Copies a stream: to memory while it is small, to a temporary file otherwise.
    pub(crate) fn copy(stream: Stream) -> Result<Self> {
        Self::copy_within(stream, IN_MEMORY).map_err(|e| Error::io("copy the stream", e))
    }

    fn copy_within(mut stream: Stream, in_memory: u64) -> io::Result<Self> {
        let mut bytes = Vec::new();
        stream.by_ref().take(in_memory).read_to_end(&mut bytes)?;
        if stream.fill_buf()?.is_empty() {
            return Ok(Self::Bytes(bytes.into()));
        }
        let temporary = Temporary::make()?;
        let mut file = BufWriter::with_capacity(BUFFER, temporary.open()?);
        file.write_all(&bytes)?;
        drop(bytes);
        io::copy(&mut stream, &mut file)?;
        file.flush()?;
        Ok(Self::Temp(Arc::new(temporary)))
    }

    /// Opens it at its start.
    pub(crate) fn open(&self) -> Result<Box<dyn ReadSeek>> {
        let file = |path: &Path| File::open(path).map_err(|e| Error::io("open the file", e));
        Ok(match self {
            Self::Path(path) => Box::new(file(path)?),
            Self::Temp(temporary) => Box::new(file(temporary.path())?),
            Self::Bytes(bytes) => Box::new(Cursor::new(Arc::clone(bytes))),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_in_memory_large_on_disk() {
        for (limit, in_memory) in [(11, true), (10, false), (1, false)] {
            let copy = Random::copy_within(Box::new(&b"hello world"[..]), limit).unwrap();
            assert_eq!(matches!(copy, Random::Bytes(_)), in_memory, "{limit}");
            for _ in 0..2 {
                let mut text = String::new();
                copy.open().unwrap().read_to_string(&mut text).unwrap();
                assert_eq!(text, "hello world");
            }
            if let Random::Temp(temporary) = &copy {
                let path = temporary.path().to_owned();
                drop(copy);
                assert!(!path.exists());
            }
        }
    }
}
