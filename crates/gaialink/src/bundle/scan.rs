use super::{
    BundleLimits,
    entry::{Entry, Origin},
};
use crate::{Error, ErrorKind, OpenOptions, Result, archive::Archive, detect::is_bzip2, input::Input};
use flate2::read::GzDecoder;
use std::{
    collections::HashSet,
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
    sync::Arc,
};

/// How much of a file is looked at.
const PREFIX: u64 = 1024;

/// What the inputs hold.
#[derive(Default)]
pub(super) struct Scan {
    pub(super) entries: Vec<Entry>,
    /// What is passed over: no product can be in it.
    pub(super) skipped: Vec<Error>,
    /// What cannot be read.
    pub(super) failed: Vec<Error>,
}

impl Scan {
    /// Looks through inputs: files, directories with all that is below them, and zip archives.
    pub(super) fn of(inputs: &[impl AsRef<Path>], options: &OpenOptions, limits: &BundleLimits) -> Self {
        let mut scan = Self::default();
        for input in inputs {
            let input = input.as_ref();
            let added = match fs::metadata(input) {
                Ok(found) if found.is_dir() => scan.directory(input, options, limits, &mut HashSet::new()),
                Ok(found) if found.is_file() => scan.file(input.to_owned(), found.len(), options, limits),
                Ok(_) => scan.stream(input, options, limits),
                Err(error) => Err(Error::io("open the file", error).at(&input.display().to_string())),
            };
            if let Err(error) = added {
                scan.failed.push(error);
            }
        }
        scan
    }

    fn file(&mut self, path: PathBuf, size: u64, options: &OpenOptions, limits: &BundleLimits) -> Result<()> {
        match Packing::of(&path)? {
            Packing::None => {}
            Packing::Zip => return self.archive(Archive::open(Input::file(&path, &options.limits), &options.limits)?, limits),
            Packing::Compressed => {
                if let Some(archive) = options.open(&path)?.archive() {
                    return self.archive(archive.clone(), limits);
                }
            }
        }
        self.entries.push(Entry::file(path, size));
        Ok(())
    }

    /// A pipe or device, which can be read once.
    fn stream(&mut self, path: &Path, options: &OpenOptions, limits: &BundleLimits) -> Result<()> {
        let source = options.open(path)?;
        match source.archive() {
            Some(archive) => self.archive(archive.clone(), limits)?,
            None => self.entries.push(Entry::source(source)),
        }
        Ok(())
    }

    fn archive(&mut self, archive: Archive, limits: &BundleLimits) -> Result<()> {
        limits.archive(&archive)?;
        let archive = Arc::new(archive);
        for name in archive.links() {
            let reason = "neither a file nor a directory; links are not followed".to_owned();
            self.skipped.push(Error::from(ErrorKind::Archive { reason }).at(&format!("{}: {name}", archive.name())));
        }
        for at in 0..archive.members().len() {
            let Some(entry) = Entry::member(&archive, at) else { continue };
            match limits.member(archive.packed_size(at), entry.size) {
                Ok(()) => self.entries.push(entry),
                Err(error) => self.failed.push(error.at(&entry.name)),
            }
        }
        Ok(())
    }

    /// All files below a directory, in the order of their names. A directory that links lead to twice is looked into once.
    fn directory(
        &mut self,
        directory: &Path,
        options: &OpenOptions,
        limits: &BundleLimits,
        seen: &mut HashSet<PathBuf>,
    ) -> Result<()> {
        let fault = |e: io::Error| Error::io("list the directory", e).at(&directory.display().to_string());
        if !seen.insert(fs::canonicalize(directory).map_err(fault)?) {
            return Ok(());
        }
        let mut paths = fs::read_dir(directory)
            .map_err(fault)?
            .map(|e| e.map(|e| e.path()))
            .collect::<io::Result<Vec<_>>>()
            .map_err(fault)?;
        paths.sort();
        for path in paths {
            let found = fs::metadata(&path);
            let added = match found {
                Ok(found) if found.is_dir() => self.directory(&path, options, limits, seen),
                Ok(found) if found.is_file() => self.file(path, found.len(), options, limits),
                Ok(_) => {
                    let error = Error::io("read what is no regular file", io::ErrorKind::InvalidInput.into());
                    self.skipped.push(error.at(&path.display().to_string()));
                    Ok(())
                }
                Err(error) => Err(Error::io("open the file", error).at(&path.display().to_string())),
            };
            if let Err(error) = added {
                self.failed.push(error);
            }
        }
        Ok(())
    }
}

/// What there is around the content of a file.
#[derive(Debug, PartialEq, Eq)]
enum Packing {
    None,
    Zip,
    /// A compressed stream of a zip archive, or of another compressed one.
    Compressed,
}

impl Packing {
    fn of(path: &Path) -> Result<Self> {
        let mut bytes = Vec::new();
        let read = File::open(path).and_then(|file| file.take(PREFIX).read_to_end(&mut bytes));
        read.map_err(|e| Error::io("open the file", e).at(&path.display().to_string()))?;
        Ok(match Self::magic(&bytes) {
            // The first block of bzip2 is longer than what was read.
            Self::Compressed if !is_bzip2(&bytes) => {
                let mut inner = Vec::new();
                // What is damaged is told when it is read.
                let _ = GzDecoder::new(bytes.as_slice()).take(10).read_to_end(&mut inner);
                if Self::magic(&inner) == Self::None { Self::None } else { Self::Compressed }
            }
            other => other,
        })
    }

    fn magic(bytes: &[u8]) -> Self {
        match bytes {
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] | [b'P', b'K', 7, 8, ..] => Self::Zip,
            [0x1f, 0x8b, ..] => Self::Compressed,
            _ if is_bzip2(bytes) => Self::Compressed,
            _ => Self::None,
        }
    }
}

impl Entry {
    /// Whether it can be read more than once.
    pub(super) fn is_again(&self) -> bool {
        !matches!(self.origin, Origin::Source(_))
    }

    /// Whether its content may be many times as large as it is.
    pub(super) fn is_packed(&self) -> bool {
        let name = self.name.to_ascii_lowercase();
        [".gz", ".bz2", ".parquet", ".arrow"].iter().any(|extension| name.ends_with(extension))
    }
}
