use crate::{Error, ErrorKind};
use serde::{Deserialize, Serialize};
use std::{fmt, path::Path, str::FromStr};

/// A format of tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Format {
    /// VOTable, in any of its serializations.
    Votable,
    /// FITS with binary tables.
    Fits,
    /// Enhanced CSV: a YAML header, then CSV.
    Ecsv,
    /// Plain CSV with a line of column names.
    Csv,
    /// Arrow IPC: the file format (Feather 2) or the stream.
    ArrowIpc,
    /// Apache Parquet.
    Parquet,
}

/// The formats with their names and the extensions that files of them have.
const FORMATS: [(Format, &str, &[&str]); 6] = [
    (Format::Votable, "votable", &["vot", "xml", "votable"]),
    (Format::Fits, "fits", &["fits", "fit", "fts"]),
    (Format::Ecsv, "ecsv", &["ecsv"]),
    (Format::Csv, "csv", &["csv"]),
    (Format::ArrowIpc, "arrow", &["arrow", "feather", "ipc", "arrows"]),
    (Format::Parquet, "parquet", &["parquet", "pq"]),
];

impl Format {
    /// Every format.
    pub fn all() -> impl Iterator<Item = Self> {
        FORMATS.into_iter().map(|(format, ..)| format)
    }

    /// The name, as it is given to the command: `votable`, `fits`, `ecsv`, `csv`, `arrow`, `parquet`.
    pub fn name(self) -> &'static str {
        FORMATS.into_iter().find(|(format, ..)| *format == self).map_or("", |(_, name, _)| name)
    }

    /// The format that a file's extension promises, in any case and under a `.gz`. Detection by content goes before it.
    ///
    /// ```
    /// use gaialink::Format;
    /// assert_eq!(Format::from_path("spectra.XML.gz"), Some(Format::Votable));
    /// assert_eq!(Format::from_path("notes.txt"), None);
    /// ```
    pub fn from_path(path: impl AsRef<Path>) -> Option<Self> {
        let extension = extension(path.as_ref(), is_compression)?;
        FORMATS.into_iter().find(|(.., known)| known.contains(&&*extension)).map(|(format, ..)| format)
    }

    /// The feature that brings the format into a build.
    #[cfg(not(all(feature = "votable", feature = "fits", feature = "ecsv", feature = "arrow-ipc", feature = "parquet")))]
    pub(crate) const fn feature(self) -> &'static str {
        match self {
            Self::Votable => "votable",
            Self::Fits => "fits",
            Self::Ecsv | Self::Csv => "ecsv",
            Self::ArrowIpc => "arrow-ipc",
            Self::Parquet => "parquet",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Votable => "VOTable",
            Self::Fits => "FITS",
            Self::Ecsv => "ECSV",
            Self::Csv => "CSV",
            Self::ArrowIpc => "Arrow IPC",
            Self::Parquet => "Parquet",
        })
    }
}

impl FromStr for Format {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known = FORMATS.into_iter().find(|(_, name, _)| *name == text);
        known.map(|(format, ..)| format).ok_or_else(|| {
            let expected = FORMATS.map(|(_, name, _)| name).join(", ");
            ErrorKind::UnknownName { found: text.to_owned(), expected }.into()
        })
    }
}

/// The extension in small letters, without one behind it that is the compression's.
pub(crate) fn extension(path: &Path, is_compression: fn(&str) -> bool) -> Option<String> {
    let lower = |path: &Path| path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase);
    match lower(path) {
        Some(last) if is_compression(&last) => lower(Path::new(path.file_stem()?)),
        last => last,
    }
}

/// Whether an extension is that of a compression that is read.
pub(crate) fn is_compression(extension: &str) -> bool {
    is_gz(extension) || extension.eq_ignore_ascii_case("bz2")
}

/// Whether an extension is that of gzip, the compression that is written.
pub(crate) fn is_gz(extension: &str) -> bool {
    extension.eq_ignore_ascii_case("gz")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_extensions() {
        for (format, name, extensions) in FORMATS {
            assert_eq!(name.parse::<Format>().unwrap(), format);
            assert_eq!(format.name(), name);
            for extension in extensions {
                assert_eq!(Format::from_path(format!("a b.{extension}")), Some(format));
                assert_eq!(Format::from_path(format!("a.{}.GZ", extension.to_uppercase())), Some(format));
            }
        }
        assert_eq!(Format::from_path("a.Vot.BZ2"), Some(Format::Votable));
        assert_eq!(Format::from_path("archive.gz"), None);
        let error = "json".parse::<Format>().unwrap_err();
        assert_eq!(error.to_string(), "`json` is no format; expected votable, fits, ecsv, csv, arrow, parquet");
    }
}
