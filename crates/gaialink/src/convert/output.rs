use super::Destination;
use crate::{Error, Result, format::ends_in_gz, sink::Sink};
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Seek, Write},
    mem,
    path::{Path, PathBuf},
};
use tempfile::NamedTempFile;

/// An output that appears only as a whole.
pub(crate) struct Output {
    sink: Sink,
    end: End,
}

/// What turns the written bytes into the output.
enum End {
    /// The temporary file takes the place of the path.
    Rename(NamedTempFile, PathBuf),
    /// The temporary file's bytes are copied to the stream.
    Copy(NamedTempFile, Box<dyn Write + Send>),
    /// The bytes are where they belong.
    There,
}

impl Output {
    /// Prepares the output; a stream that must stay untouched on failure is filled at the end, from a temporary file.
    pub(crate) fn create(to: &mut Destination, whole: bool) -> Result<Self> {
        let fault = |e| Error::io("create the output", e);
        match to {
            Destination::File(path) => Self::file(path).map_err(fault),
            Destination::Stream(stream) => {
                let stream = mem::replace(stream, Box::new(io::sink()));
                if !whole {
                    return Ok(Self { sink: Sink::stream(stream), end: End::There });
                }
                let temp = NamedTempFile::new().map_err(fault)?;
                let sink = Sink::file(temp.reopen().map_err(fault)?);
                Ok(Self { sink, end: End::Copy(temp, stream) })
            }
        }
    }

    fn file(path: &Path) -> io::Result<Self> {
        let existing = fs::metadata(path).ok();
        if existing.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "the output is a directory"));
        }
        if existing.as_ref().is_some_and(|e| !e.is_file()) {
            // A device or a pipe, which cannot be replaced by a file.
            let stream = Box::new(OpenOptions::new().write(true).open(path)?);
            let sink = if ends_in_gz(path) { Sink::gzip(stream) } else { Sink::stream(stream) };
            return Ok(Self { sink, end: End::There });
        }
        // Through a link, the file it points to is replaced, not the link.
        let path = if existing.is_some() { fs::canonicalize(path)? } else { path.to_owned() };
        let temp = beside(&path, existing.as_ref())?;
        let file = temp.reopen()?;
        let sink = if ends_in_gz(&path) { Sink::gzip(Box::new(file)) } else { Sink::file(file) };
        Ok(Self { sink, end: End::Rename(temp, path) })
    }

    /// Where a writer writes to.
    pub(crate) fn sink(&self) -> &Sink {
        &self.sink
    }

    /// Makes the output appear. Without it nothing is left of a file.
    pub(crate) fn commit(self) -> Result<()> {
        self.sink.complete()?;
        match self.end {
            End::There => Ok(()),
            End::Rename(temp, path) => {
                let renamed = temp.persist(&path).map_err(|e| Error::io("put the output in its place", e.error));
                renamed.map(|_: File| ())
            }
            End::Copy(mut temp, mut stream) => {
                let file = temp.as_file_mut();
                let copied = file.rewind().and_then(|()| io::copy(file, &mut stream)).and_then(|_| stream.flush());
                copied.map_err(|e| Error::io("write the output", e))
            }
        }
    }
}

/// A temporary file in the same directory, with the permissions of the file that it will replace or of a new one.
fn beside(path: &Path, existing: Option<&fs::Metadata>) -> io::Result<NamedTempFile> {
    let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".gaialink-").suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What a new file would get; the process's mask is taken off by the system.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let temp = builder.tempfile_in(parent)?;
    if let Some(existing) = existing {
        temp.as_file().set_permissions(existing.permissions())?;
    }
    Ok(temp)
}
