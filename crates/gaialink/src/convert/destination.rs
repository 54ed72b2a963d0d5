use crate::{ErrorKind, Result, Target};
use std::{
    fmt,
    io::Write,
    path::{Path, PathBuf},
};

/// Where a conversion writes to.
#[non_exhaustive]
pub enum Destination {
    /// A file, compressed where its name ends in `.gz`.
    File(PathBuf),
    /// A stream, such as the standard output.
    Stream(Box<dyn Write + Send>),
}

impl Destination {
    /// A stream.
    pub fn stream(stream: impl Write + Send + 'static) -> Self {
        Self::Stream(Box::new(stream))
    }

    /// What messages call it.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Stream(_) => "the output stream".to_owned(),
        }
    }

    /// What its name asks for.
    pub(crate) fn target(&self) -> Result<Target> {
        match self {
            Self::File(path) => Target::from_path(path),
            Self::Stream(_) => {
                let expected = Target::all().map(Target::name).collect::<Vec<_>>().join(", ");
                Err(ErrorKind::UnknownName { found: String::new(), expected }.into())
            }
        }
    }
}

impl fmt::Debug for Destination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}

impl From<PathBuf> for Destination {
    fn from(path: PathBuf) -> Self {
        Self::File(path)
    }
}

impl From<&Path> for Destination {
    fn from(path: &Path) -> Self {
        Self::File(path.to_owned())
    }
}

impl From<&PathBuf> for Destination {
    fn from(path: &PathBuf) -> Self {
        Self::File(path.clone())
    }
}

impl From<&str> for Destination {
    fn from(path: &str) -> Self {
        Self::File(path.into())
    }
}
