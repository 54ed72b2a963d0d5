//! Where bytes come from: a file, memory, a stream that can be read once, a member of an archive; inflated on the way.

mod bounded;
#[cfg(any(feature = "ecsv", feature = "votable"))]
mod copying;
mod inflate;
mod once;
mod random;
mod spool;

use self::bounded::bounded;
#[cfg(any(feature = "zip", feature = "arrow-ipc"))]
pub(crate) use self::random::ReadSeek;
pub(crate) use self::{inflate::Inflate, once::Once, random::Random, spool::Spool};

use crate::{
    Error, ErrorKind, Format, Result,
    detect::{Compression, PREFIX},
};
use gaialink_table::Limits;
use std::{
    fs::{self, File},
    io::{BufRead, BufReader, Cursor, Read},
    path::{Path, PathBuf},
    sync::Arc,
};

/// The bytes of an input, from their start.
pub(crate) type Stream = Box<dyn BufRead + Send>;

/// How many bytes are read at once.
pub(crate) const BUFFER: usize = 128 << 10;

/// Layers of compression that are taken off.
const MAX_LAYERS: usize = 4;

/// An input: its name, where its bytes lie, and the compression around them.
#[derive(Clone)]
pub(crate) struct Input {
    name: String,
    origin: Origin,
    /// The outermost first.
    layers: Vec<Compression>,
    limits: Limits,
}

#[derive(Clone)]
enum Origin {
    File(PathBuf),
    Once(Arc<Once>),
    Memory(Arc<[u8]>),
    #[cfg(feature = "zip")]
    Member(Arc<dyn Content>),
}

/// What lies in something else, such as a member of an archive.
#[cfg(feature = "zip")]
pub(crate) trait Content: Send + Sync {
    /// Its name there.
    fn name(&self) -> &str;

    /// Its bytes from the start.
    fn stream(&self) -> Result<Stream>;
}

impl Input {
    pub(crate) fn file(path: &Path, limits: &Limits) -> Self {
        Self::new(path.display().to_string(), Origin::File(path.to_owned()), limits)
    }

    /// What lies at a path: a file, or a pipe or device that can be read once.
    pub(crate) fn path(path: &Path, limits: &Limits) -> Result<Self> {
        let is_stream = fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir());
        if !is_stream {
            return Ok(Self::file(path, limits));
        }
        let name = path.display().to_string();
        let stream = open(path).map_err(|e| e.at(&name))?;
        Ok(Self::once(&name, Box::new(BufReader::with_capacity(BUFFER, stream)), limits))
    }

    pub(crate) fn once(name: &str, stream: Stream, limits: &Limits) -> Self {
        Self::new(name.to_owned(), Origin::Once(Arc::new(Once::new(stream))), limits)
    }

    /// Bytes in memory.
    pub(crate) fn memory(name: &str, bytes: Vec<u8>, limits: &Limits) -> Self {
        Self::new(name.to_owned(), Origin::Memory(bytes.into()), limits)
    }

    #[cfg(feature = "zip")]
    pub(crate) fn member(archive: &str, content: impl Content + 'static, limits: &Limits) -> Self {
        Self::new(format!("{archive}: {}", content.name()), Origin::Member(Arc::new(content)), limits)
    }

    fn new(name: String, origin: Origin, limits: &Limits) -> Self {
        Self { name, origin, layers: Vec::new(), limits: limits.clone() }
    }

    /// What messages call it.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The last part of its name, which may tell a release.
    pub(crate) fn file_name(&self) -> &str {
        let whole = match &self.origin {
            #[cfg(feature = "zip")]
            Origin::Member(content) => content.name(),
            _ => &self.name,
        };
        whole.rsplit(['/', '\\']).next().unwrap_or(whole)
    }

    /// The directory in which it lies, of a file.
    pub(crate) fn directory(&self) -> Option<PathBuf> {
        let Origin::File(path) = &self.origin else { return None };
        let parent = path.parent()?;
        Some(if parent.as_os_str().is_empty() { PathBuf::from(".") } else { parent.to_owned() })
    }

    /// The format that its name promises.
    pub(crate) fn extension(&self) -> Option<Format> {
        Format::from_path(&self.name)
    }

    /// The first bytes, without taking them.
    pub(crate) fn peek(&self) -> Result<Vec<u8>> {
        if let Origin::Once(once) = &self.origin {
            return once.peek().map_err(|e| e.at(&self.name));
        }
        prefix(&mut self.stream()?).map_err(|e| e.at(&self.name))
    }

    /// The same input without the compression around it.
    pub(crate) fn inflated(mut self, layer: Compression) -> Result<Self> {
        if self.layers.len() >= MAX_LAYERS {
            return Err(Error::from(ErrorKind::Nested(self.layers.len() + 1, MAX_LAYERS)).at(&self.name));
        }
        self.layers.push(layer);
        if let Origin::Once(once) = &self.origin {
            once.wrap(|stream| inflate(stream, layer, &self.limits)).map_err(|e| e.at(&self.name))?;
        }
        Ok(self)
    }

    /// The bytes from the start, inflated. A stream that can be read once is gone after it.
    pub(crate) fn stream(&self) -> Result<Stream> {
        self.open().map_err(|e| e.at(&self.name))
    }

    fn open(&self) -> Result<Stream> {
        let mut stream: Stream = match &self.origin {
            Origin::File(path) => Box::new(BufReader::with_capacity(BUFFER, open(path)?)),
            Origin::Memory(bytes) => Box::new(Cursor::new(Arc::clone(bytes))),
            #[cfg(feature = "zip")]
            Origin::Member(content) => content.stream()?,
            // Its layers were taken off as they were found.
            Origin::Once(once) => return once.stream(),
        };
        for layer in &self.layers {
            stream = inflate(stream, *layer, &self.limits);
        }
        Ok(stream)
    }

    /// The bytes where they can be read in any order: the file itself, or a copy in memory or in a temporary file.
    pub(crate) fn random(&self) -> Result<Random> {
        self.to_random().map_err(|e| e.at(&self.name))
    }

    fn to_random(&self) -> Result<Random> {
        match &self.origin {
            Origin::File(path) if self.layers.is_empty() => {
                // A file that cannot be opened is told here, whatever its format makes of it.
                open(path)?;
                Ok(Random::Path(path.clone()))
            }
            Origin::Once(once) => once.copy(self.limits.max_copied),
            Origin::Memory(bytes) if self.layers.is_empty() => Ok(Random::Bytes(Arc::clone(bytes))),
            _ => Random::copy(bounded(self.open()?, self.limits.max_copied)),
        }
    }

    /// The last bytes of what lies open before us; none of a stream, and of what is compressed.
    #[cfg(all(feature = "votable", feature = "fits"))]
    pub(crate) fn tail(&self, most: u64) -> Vec<u8> {
        let is_open = match &self.origin {
            Origin::File(_) | Origin::Memory(_) => self.layers.is_empty(),
            Origin::Once(once) => once.is_copied(),
            #[cfg(feature = "zip")]
            Origin::Member(_) => false,
        };
        let read = || {
            let mut source = self.random().ok()?.open().ok()?;
            let len = source.seek(std::io::SeekFrom::End(0)).ok()?;
            source.seek(std::io::SeekFrom::Start(len.saturating_sub(most))).ok()?;
            let mut bytes = Vec::new();
            source.take(most).read_to_end(&mut bytes).ok()?;
            Some(bytes)
        };
        is_open.then(read).flatten().unwrap_or_default()
    }

    /// Whether it can be read more than once.
    pub(crate) fn is_again(&self) -> bool {
        match &self.origin {
            Origin::Once(once) => once.is_copied(),
            _ => true,
        }
    }

    /// Makes it readable again and again: a stream is copied.
    pub(crate) fn again(&self) -> Result<()> {
        match &self.origin {
            Origin::Once(once) => once.copy(self.limits.max_copied).map(drop).map_err(|e| e.at(&self.name)),
            _ => Ok(()),
        }
    }

    /// The same, after a look at its beginning, which tells whether the rest is wanted. Where it is not, what was looked at is all
    /// that is copied: a stream whose beginning is refused may never end.
    #[cfg(any(feature = "ecsv", feature = "votable"))]
    pub(crate) fn again_after(&self, look: impl FnOnce(Stream) -> bool) -> Result<()> {
        match &self.origin {
            Origin::Once(once) => once.copy_after(look, self.limits.max_copied).map_err(|e| e.at(&self.name)),
            _ => Ok(()),
        }
    }
}

fn open(path: &Path) -> Result<File> {
    File::open(path).map_err(|e| Error::io("open the file", e))
}

fn inflate(stream: Stream, layer: Compression, limits: &Limits) -> Stream {
    let limit = limits.max_inflated;
    match layer {
        Compression::Gzip => Box::new(BufReader::with_capacity(BUFFER, Inflate::gzip(stream, limit))),
        Compression::Bzip2 => Box::new(BufReader::with_capacity(BUFFER, Inflate::bzip2(stream, limit))),
    }
}

/// Reads the first bytes of a stream.
fn prefix(stream: &mut Stream) -> Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(PREFIX);
    let limit = u64::try_from(PREFIX).unwrap_or(u64::MAX);
    stream.take(limit).read_to_end(&mut bytes).map_err(|e| Error::io("read the file", e))?;
    Ok(bytes)
}
