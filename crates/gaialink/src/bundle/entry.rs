use super::Key;
use crate::{Error, OpenOptions, Result, Source, archive::Archive, input::Input};
use gaialink_datalink::{FileName, file_name::Content};
use std::{path::PathBuf, sync::Arc};

/// A file, or a member of an archive, that may hold products.
#[derive(Clone)]
pub(super) struct Entry {
    /// What messages call it.
    pub(super) name: String,
    /// What its name says that it holds.
    pub(super) key: Option<Key>,
    /// Its size in bytes, as it is claimed; that of a file as it lies there.
    pub(super) size: u64,
    pub(super) origin: Origin,
}

/// Where an entry lies.
#[derive(Clone)]
pub(super) enum Origin {
    /// A file.
    File(PathBuf),
    /// A member of an archive, by its place.
    Member(Arc<Archive>, usize),
    /// A stream, or a file that had to be looked into.
    Source(Box<Source>),
}

impl Entry {
    pub(super) fn file(path: PathBuf, size: u64) -> Self {
        let name = path.display().to_string();
        Self { key: key(&name), name, size, origin: Origin::File(path) }
    }

    pub(super) fn source(source: Source) -> Self {
        let name = source.name().to_owned();
        Self { key: key(&name), name, size: 0, origin: Origin::Source(Box::new(source)) }
    }

    pub(super) fn member(archive: &Arc<Archive>, at: usize) -> Option<Self> {
        let member = archive.members().get(at)?;
        let name = format!("{}: {}", archive.name(), member.name);
        Some(Self { key: key(&member.name), name, size: member.size, origin: Origin::Member(Arc::clone(archive), at) })
    }

    /// The last part of its name.
    pub(super) fn file_name(&self) -> &str {
        last_part(&self.name)
    }

    /// Opens it as a file of any format.
    pub(super) fn open(&self, options: &OpenOptions) -> Result<Source> {
        match &self.origin {
            Origin::File(path) => options.open(path),
            Origin::Member(archive, at) => Source::of_input(archive.member_at(*at)?, options),
            Origin::Source(source) => Ok(Source::clone(source)),
        }
        .map_err(|error| error.at(&self.name))
    }

    /// Opens its content, which was read before.
    pub(super) fn open_bytes(&self, bytes: Vec<u8>, options: &OpenOptions) -> Result<Source> {
        Source::of_input(Input::memory(&self.name, bytes, &options.limits), options).map_err(|e: Error| e.at(&self.name))
    }
}

fn last_part(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// What a file's name says that it holds, where it is the archive's name for the product of one source.
fn key(name: &str) -> Option<Key> {
    let name: FileName = last_part(name).parse().ok()?;
    match name.content() {
        Content::Source(designation) => {
            Some(Key { retrieval_type: name.retrieval_type().to_owned(), designation: designation.clone() })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_products_and_sources() {
        for (name, want) in [
            ("XP_SAMPLED-Gaia DR3 7.xml", Some("XP_SAMPLED of Gaia DR3 7")),
            ("a/b/RVS-Gaia DR3 7.csv.gz", Some("RVS of Gaia DR3 7")),
            ("../../EPOCH_PHOTOMETRY-Gaia DR2 7.fits", Some("EPOCH_PHOTOMETRY of Gaia DR2 7")),
            ("XP_SAMPLED_RAW.xml", None),
            ("README", None),
        ] {
            assert_eq!(key(name).map(|key| key.to_string()).as_deref(), want, "{name}");
        }
    }
}
