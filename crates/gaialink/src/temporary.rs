//! Temporary files, which are gone whatever ends the program.

use crate::{Error, Result};
use std::{
    collections::HashSet,
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};
use tempfile::{NamedTempFile, TempPath};

/// The temporary files and folders that there are now; `None` once the program is being ended.
static LIVE: Mutex<Option<HashSet<PathBuf>>> = Mutex::new(None);
/// Whether no more may be made.
static ENDED: Mutex<bool> = Mutex::new(false);

/// Removes everything that is not complete: the temporary files of outputs, and copies of inputs.
///
/// For the handler of a signal that ends the program: what was being written is left as it was before, and nothing can be
/// completed after the call, so that the program should end.
pub fn abandon() {
    let mut ended = ENDED.lock().unwrap_or_else(PoisonError::into_inner);
    *ended = true;
    let live = LIVE.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_default();
    for path in live {
        // Nothing can be done about one that stays.
        let _ = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
    }
}

/// A temporary file or folder in the list of those that there are.
#[derive(Debug)]
pub(crate) struct Listed(PathBuf);

impl Listed {
    /// Makes it and lists it, unless the program is being ended.
    pub(crate) fn make<T>(make: impl FnOnce() -> io::Result<T>, path: impl FnOnce(&T) -> PathBuf) -> io::Result<(T, Self)> {
        let ended = ENDED.lock().unwrap_or_else(PoisonError::into_inner);
        if *ended {
            return Err(io::Error::new(io::ErrorKind::Interrupted, "the program is being ended"));
        }
        let made = make()?;
        let path = path(&made);
        LIVE.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_default().insert(path.clone());
        Ok((made, Self(path)))
    }

    /// Completes what it is the temporary form of, unless the program is being ended.
    pub(crate) fn complete<T>(self, complete: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        let ended = ENDED.lock().unwrap_or_else(PoisonError::into_inner);
        if *ended {
            return Err(io::Error::new(io::ErrorKind::Interrupted, "the program is being ended"));
        }
        let done = complete();
        drop(self);
        done
    }
}

impl Drop for Listed {
    fn drop(&mut self) {
        if let Some(live) = LIVE.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            live.remove(&self.0);
        }
    }
}

/// A file that is written beside the place it is for, and is gone unless it is put there: when it is dropped, and on [`abandon`].
///
/// ```
/// use gaialink::Unfinished;
/// use std::io::Write;
/// # let directory = std::env::temp_dir().join(format!("gaialink-unfinished-{}", std::process::id()));
/// # std::fs::create_dir_all(&directory)?;
/// let mut file = Unfinished::create_in(&directory, ".list-")?;
/// file.write_all(b"5937083312263887616")?;
/// file.persist(&directory.join("list.txt"))?;
/// assert_eq!(std::fs::read_to_string(directory.join("list.txt"))?, "5937083312263887616");
/// # std::fs::remove_dir_all(&directory)?;
/// # Ok::<_, std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Unfinished {
    file: NamedTempFile,
    listed: Listed,
}

impl Unfinished {
    /// A new one in a directory, whose name begins with the prefix and ends in `.part`, with the permissions of a new file.
    ///
    /// # Errors
    ///
    /// Those of making it; and after [`abandon`].
    pub fn create_in(directory: &Path, prefix: &str) -> io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(prefix).suffix(".part");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // What a new file would get; the process's mask is taken off by the system.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let (file, listed) = Listed::make(|| builder.tempfile_in(directory), |file| file.path().to_owned())?;
        Ok(Self { file, listed })
    }

    /// Where it is written.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// The open file.
    pub fn file(&self) -> &File {
        self.file.as_file()
    }

    /// Puts it in its place, where it replaces what is there.
    ///
    /// # Errors
    ///
    /// Those of the rename; and after [`abandon`].
    pub fn persist(self, to: &Path) -> io::Result<()> {
        let Self { file, listed } = self;
        listed.complete(|| file.persist(to).map(drop).map_err(|error| error.error))
    }
}

impl Write for Unfinished {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        self.file.write(buf)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// A temporary file that is gone with its last user.
#[derive(Debug)]
pub(crate) struct Temporary {
    path: TempPath,
    _listed: Listed,
}

impl Temporary {
    /// A new one, in the system's folder for them.
    pub(crate) fn new() -> Result<Self> {
        Self::make().map_err(|e| Error::io("make a temporary file", e))
    }

    pub(crate) fn make() -> io::Result<Self> {
        let (file, listed) = Listed::make(NamedTempFile::new, |file| file.path().to_owned())?;
        Ok(Self { path: file.into_temp_path(), _listed: listed })
    }

    /// Where it lies.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Opens it at its start.
    pub(crate) fn reopen(&self) -> Result<File> {
        self.open().map_err(|e| Error::io("open a temporary file", e))
    }

    pub(crate) fn open(&self) -> io::Result<File> {
        fs::OpenOptions::new().read(true).write(true).open(&self.path)
    }
}
