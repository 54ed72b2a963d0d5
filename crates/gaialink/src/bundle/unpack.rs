use super::entry::{Entry, Origin};
use crate::{Error, Result, archive::Scratch, input::ReadSeek};
use std::{
    collections::HashMap,
    fs::File,
    io::{self, Read},
};

/// How many archives are held open.
const OPEN: usize = 16;

/// Reads the content of small entries, one after the other, with what can be kept between them.
#[derive(Default)]
pub(super) struct Unpacker {
    archives: HashMap<String, Box<dyn ReadSeek>>,
    scratch: Scratch,
}

impl Unpacker {
    /// The whole content; nothing of an entry that has to be opened in another way.
    pub(super) fn content(&mut self, entry: &Entry) -> Result<Option<Vec<u8>>> {
        let content = match &entry.origin {
            Origin::Source(_) => return Ok(None),
            Origin::File(path) => File::open(path).map_err(|e| Error::io("open the file", e)).and_then(|file| {
                // A file that grows meanwhile is no more than it was.
                let mut bytes = Vec::new();
                file.take(entry.size).read_to_end(&mut bytes).map_err(|e: io::Error| Error::io("read the file", e))?;
                Ok(bytes)
            }),
            Origin::Member(archive, at) => {
                if !self.archives.contains_key(archive.name()) {
                    if self.archives.len() >= OPEN {
                        self.archives.clear();
                    }
                    self.archives.insert(archive.name().to_owned(), archive.bytes()?);
                }
                match self.archives.get_mut(archive.name()) {
                    Some(bytes) => archive.unpack(*at, bytes.as_mut(), &mut self.scratch),
                    None => return Ok(None),
                }
            }
        };
        content.map(Some).map_err(|error| error.at(&entry.name))
    }
}
