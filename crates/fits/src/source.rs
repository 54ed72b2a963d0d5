use std::{
    fs::File,
    io,
    os::unix::fs::FileExt,
    path::{Path, PathBuf},
    sync::Arc,
};

/// Where the bytes of a FITS file come from: read at any place, by any number of threads.
#[derive(Debug)]
pub(crate) enum Source {
    /// A file on disk, with its path and its length when it was opened.
    Disk { file: File, path: PathBuf, len: u64 },
    /// A file in memory.
    Memory(Arc<[u8]>),
}

impl Source {
    /// Opens a regular file by its literal name.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let metadata = file.metadata()?;
        if !metadata.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
        }
        let path = std::path::absolute(path)?;
        Ok(Self::Disk { file, path, len: metadata.len() })
    }

    pub(crate) fn len(&self) -> u64 {
        match self {
            Self::Disk { len, .. } => *len,
            Self::Memory(bytes) => bytes.len() as u64,
        }
    }

    /// Fills `buf` from the byte `offset` on.
    pub(crate) fn read_at(&self, offset: u64, buf: &mut [u8]) -> io::Result<()> {
        match self {
            Self::Disk { file, .. } => file.read_exact_at(buf, offset),
            Self::Memory(bytes) => {
                let found = slice(bytes, offset, buf.len()).ok_or(io::ErrorKind::UnexpectedEof)?;
                buf.copy_from_slice(found);
                Ok(())
            }
        }
    }

    /// The bytes themselves, where they are in memory.
    pub(crate) fn slice(&self, offset: u64, len: usize) -> Option<&[u8]> {
        match self {
            Self::Disk { .. } => None,
            Self::Memory(bytes) => slice(bytes, offset, len),
        }
    }
}

fn slice(bytes: &[u8], offset: u64, len: usize) -> Option<&[u8]> {
    bytes.get(usize::try_from(offset).ok()?..)?.get(..len)
}
