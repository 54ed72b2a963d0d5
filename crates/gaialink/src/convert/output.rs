use super::Destination;
use crate::{
    Error, Result,
    format::is_gz,
    sink::Sink,
    temporary::{Listed, Unfinished},
};
use std::{
    ffi::OsStr,
    fs::{self, OpenOptions},
    io::{self, Seek, Write},
    mem,
    path::{Path, PathBuf},
};
use tempfile::NamedTempFile;

/// An output that appears only as a whole.
pub(crate) struct Output {
    sink: Sink,
    end: End,
    gzip: bool,
}

/// What turns the written bytes into the output.
enum End {
    /// The temporary file takes the place of the path.
    Rename(Unfinished, PathBuf),
    /// The temporary file's bytes are copied to the stream.
    Copy(NamedTempFile, Listed, Box<dyn Write + Send>),
    /// The bytes are where they belong.
    There,
}

impl Output {
    /// Prepares the output; a stream that must stay untouched on failure is filled at the end, from a temporary file.
    pub(crate) fn create(to: &mut Destination, whole: bool) -> Result<Self> {
        let output = match to {
            Destination::File(path) => Self::file(path, whole),
            Destination::Stream(stream) => Self::stream(mem::replace(stream, Box::new(io::sink())), false, whole),
        };
        output.map_err(|e| Error::io("create the output", e))
    }

    fn file(path: &Path, whole: bool) -> io::Result<Self> {
        let gzip = path.extension().and_then(OsStr::to_str).is_some_and(is_gz);
        let existing = fs::metadata(path).ok();
        if existing.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "the output is a directory"));
        }
        if existing.as_ref().is_some_and(|e| !e.is_file()) {
            // A device or a pipe, which cannot be replaced by a file.
            return Self::stream(Box::new(OpenOptions::new().write(true).open(path)?), gzip, whole);
        }
        // Through a link, the file it points to is replaced, not the link.
        let path = if existing.is_some() { fs::canonicalize(path)? } else { path.to_owned() };
        let temp = beside(&path, existing.as_ref())?;
        Ok(Self { sink: sink(temp.path(), gzip)?, end: End::Rename(temp, path), gzip })
    }

    fn stream(stream: Box<dyn Write + Send>, gzip: bool, whole: bool) -> io::Result<Self> {
        if whole {
            let (temp, listed) = Listed::make(NamedTempFile::new, |temp| temp.path().to_owned())?;
            return Ok(Self { sink: sink(temp.path(), gzip)?, end: End::Copy(temp, listed, stream), gzip });
        }
        let sink = if gzip { Sink::gzip(stream) } else { Sink::stream(stream) };
        Ok(Self { sink, end: End::There, gzip })
    }

    /// Where a writer writes to.
    pub(crate) fn sink(&self) -> &Sink {
        &self.sink
    }

    /// Whether all that was written can be forgotten.
    pub(crate) fn can_restart(&self) -> bool {
        !matches!(self.end, End::There)
    }

    /// Forgets what was written, as far as it is not out yet.
    pub(crate) fn restart(&mut self) -> Result<()> {
        let fault = |e| Error::io("write the output", e);
        let (path, file) = match &self.end {
            End::Rename(temp, _) => (temp.path(), temp.file()),
            End::Copy(temp, ..) => (temp.path(), temp.as_file()),
            End::There => return Ok(()),
        };
        self.sink.complete()?;
        file.set_len(0).map_err(fault)?;
        self.sink = sink(path, self.gzip).map_err(fault)?;
        Ok(())
    }

    /// Makes the output appear. Without it nothing is left of a file.
    pub(crate) fn commit(self) -> Result<()> {
        self.sink.complete()?;
        match self.end {
            End::There => Ok(()),
            End::Rename(temp, path) => temp.persist(&path).map_err(|e| Error::io("put the output in its place", e)),
            End::Copy(mut temp, _listed, mut stream) => {
                let file = temp.as_file_mut();
                let copied = file.rewind().and_then(|()| io::copy(file, &mut stream)).and_then(|_| stream.flush());
                copied.map_err(|e| Error::io("write the output", e))
            }
        }
    }
}

fn sink(path: &Path, gzip: bool) -> io::Result<Sink> {
    let file = OpenOptions::new().read(true).write(true).open(path)?;
    Ok(if gzip { Sink::gzip(Box::new(file)) } else { Sink::file(file) })
}

/// A temporary file in the same directory, with the permissions of the file that it will replace or of a new one.
fn beside(path: &Path, existing: Option<&fs::Metadata>) -> io::Result<Unfinished> {
    let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let temp = Unfinished::create_in(parent, ".gaialink-")?;
    if let Some(existing) = existing {
        temp.file().set_permissions(existing.permissions())?;
    }
    Ok(temp)
}
