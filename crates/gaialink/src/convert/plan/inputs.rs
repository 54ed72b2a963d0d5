#[cfg(feature = "zip")]
use super::name;
use crate::{Error, ErrorKind, OpenOptions, Result, Source};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// The sources among the inputs, with their paths below the output's directory.
#[derive(Default)]
pub(super) struct Found {
    pub(super) sources: Vec<(Source, PathBuf)>,
    pub(super) skipped: Vec<Error>,
}

impl Found {
    /// Adds a file, an archive's members or a directory's files.
    pub(super) fn add(&mut self, input: &Path, open: &OpenOptions) -> Result<()> {
        if input.is_dir() {
            return self.add_directory(input, Path::new(""), open);
        }
        let name = input.file_name().map(PathBuf::from).unwrap_or_default();
        self.add_source(open.open(input)?, name, open)
    }

    fn add_source(&mut self, source: Source, relative: PathBuf, open: &OpenOptions) -> Result<()> {
        #[cfg(feature = "zip")]
        if source.format().is_none() {
            return self.add_members(&source, relative.parent().unwrap_or(Path::new("")));
        }
        #[cfg(feature = "zip")]
        if let Some(member) = &open.member {
            self.sources.push((source, name::relative(member)?));
            return Ok(());
        }
        let _ = open;
        self.sources.push((source, relative));
        Ok(())
    }

    #[cfg(feature = "zip")]
    fn add_members(&mut self, archive: &Source, below: &Path) -> Result<()> {
        for member in archive.members() {
            let relative = name::relative(&member.name).map_err(|e| e.at(archive.name()))?;
            match archive.member(&member.name) {
                Ok(source) => self.sources.push((source, below.join(relative))),
                Err(error) => self.skip(error)?,
            }
        }
        Ok(())
    }

    fn add_directory(&mut self, directory: &Path, below: &Path, open: &OpenOptions) -> Result<()> {
        let fault = |e: io::Error| Error::io("list the directory", e).at(&directory.display().to_string());
        let entries = fs::read_dir(directory).map_err(fault)?;
        let mut entries: Vec<fs::DirEntry> = entries.collect::<io::Result<_>>().map_err(fault)?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let relative = below.join(entry.file_name());
            if entry.file_type().map_err(fault)?.is_dir() {
                self.add_directory(&entry.path(), &relative, open)?;
                continue;
            }
            if !entry.path().is_file() {
                let error = Error::io("read what is no regular file", io::ErrorKind::InvalidInput.into());
                self.skipped.push(error.at(&entry.path().display().to_string()));
                continue;
            }
            match open.open(entry.path()) {
                Ok(source) => self.add_source(source, relative, open)?,
                Err(error) => self.skip(error)?,
            }
        }
        Ok(())
    }

    /// Passes over what has no known format; anything else that is wrong is told.
    fn skip(&mut self, error: Error) -> Result<()> {
        match error.kind() {
            ErrorKind::UnknownFormat { .. } | ErrorKind::Packed { .. } | ErrorKind::Empty => {
                self.skipped.push(error);
                Ok(())
            }
            _ => Err(error),
        }
    }
}
