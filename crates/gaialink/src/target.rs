use crate::{
    Error, ErrorKind, Format, Result,
    format::{extension, is_gz},
};
use serde::{Deserialize, Serialize};
use std::{fmt, path::Path, str::FromStr};

/// What a table is written as: a format, and for VOTable the serialization.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Target {
    /// VOTable in BINARY2, which keeps every null.
    Votable,
    /// VOTable in TABLEDATA, which people can read.
    VotableTabledata,
    /// VOTable in BINARY.
    VotableBinary,
    /// VOTable whose rows are a FITS file within the document.
    VotableFits,
    /// FITS with a binary table.
    Fits,
    /// Enhanced CSV.
    Ecsv,
    /// Plain CSV.
    Csv,
    /// The Arrow IPC file format (Feather 2).
    Arrow,
    /// The Arrow IPC stream.
    ArrowStream,
    /// Apache Parquet, compressed with zstd.
    Parquet,
}

/// The targets with their names and the extensions that ask for them; the first one is given to new files.
const TARGETS: [(Target, &str, &[&str]); 10] = [
    (Target::Votable, "votable", &["vot", "xml", "votable"]),
    (Target::VotableTabledata, "votable-tabledata", &[]),
    (Target::VotableBinary, "votable-binary", &[]),
    (Target::VotableFits, "votable-fits", &[]),
    (Target::Fits, "fits", &["fits", "fit", "fts"]),
    (Target::Ecsv, "ecsv", &["ecsv"]),
    (Target::Csv, "csv", &["csv"]),
    (Target::Arrow, "arrow", &["arrow", "feather", "ipc"]),
    (Target::ArrowStream, "arrow-stream", &["arrows"]),
    (Target::Parquet, "parquet", &["parquet", "pq"]),
];

impl Target {
    /// Every target.
    pub fn all() -> impl Iterator<Item = Self> {
        TARGETS.into_iter().map(|(target, ..)| target)
    }

    /// The name, as it is given to the command: `votable`, `votable-tabledata`, `votable-binary`, `votable-fits`, `fits`, `ecsv`,
    /// `csv`, `arrow`, `arrow-stream`, `parquet`.
    pub fn name(self) -> &'static str {
        TARGETS.into_iter().find(|(target, ..)| *target == self).map_or("", |(_, name, _)| name)
    }

    /// The extension that new files of it get.
    ///
    /// ```
    /// use gaialink::Target;
    /// assert_eq!(Target::VotableTabledata.extension(), "vot");
    /// assert_eq!(Target::Parquet.extension(), "parquet");
    /// ```
    pub fn extension(self) -> &'static str {
        let own = TARGETS.into_iter().find(|(target, ..)| *target == self);
        own.and_then(|(.., extensions)| extensions.first().copied()).unwrap_or("vot")
    }

    /// The format.
    pub const fn format(self) -> Format {
        match self {
            Self::Votable | Self::VotableTabledata | Self::VotableBinary | Self::VotableFits => Format::Votable,
            Self::Fits => Format::Fits,
            Self::Ecsv => Format::Ecsv,
            Self::Csv => Format::Csv,
            Self::Arrow | Self::ArrowStream => Format::ArrowIpc,
            Self::Parquet => Format::Parquet,
        }
    }

    /// The first target of a format: what a file of that format is written as, where nothing else is asked for.
    pub const fn of(format: Format) -> Self {
        match format {
            Format::Votable => Self::Votable,
            Format::Fits => Self::Fits,
            Format::Ecsv => Self::Ecsv,
            Format::Csv => Self::Csv,
            Format::ArrowIpc => Self::Arrow,
            Format::Parquet => Self::Parquet,
        }
    }

    /// The target that a file's extension asks for, in any case and under a `.gz`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::UnknownExtension`] where it is none of the known ones.
    pub fn from_path(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let extension = extension(path, is_gz).unwrap_or_default();
        let known = TARGETS.into_iter().find(|(.., extensions)| extensions.contains(&&*extension));
        known.map(|(target, ..)| target).ok_or_else(|| {
            let known = TARGETS.iter().flat_map(|(.., extensions)| extensions.iter());
            let expected = known.map(|e| format!(".{e}")).collect::<Vec<_>>().join(", ");
            Error::from(ErrorKind::UnknownExtension { expected }).at(&path.display().to_string())
        })
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Target {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let known = TARGETS.into_iter().find(|(_, name, _)| *name == text);
        known.map(|(target, ..)| target).ok_or_else(|| {
            let expected = TARGETS.map(|(_, name, _)| name).join(", ");
            ErrorKind::UnknownName { found: text.to_owned(), expected }.into()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_extensions() {
        for (target, name, extensions) in TARGETS {
            assert_eq!(name.parse::<Target>().unwrap(), target);
            assert_eq!(target.to_string(), name);
            for extension in extensions {
                assert_eq!(Target::from_path(format!("out.{extension}.gz")).unwrap(), target);
            }
            // What a new file is called is recognised again as the same format.
            assert_eq!(Target::from_path(format!("a.{}", target.extension())).unwrap().format(), target.format());
        }
        for path in ["out", "out.gz", "out.xml.bz2", "out.txt", ""] {
            let error = Target::from_path(path).unwrap_err();
            assert!(matches!(error.kind(), ErrorKind::UnknownExtension { .. }), "{path}");
        }
    }
}
