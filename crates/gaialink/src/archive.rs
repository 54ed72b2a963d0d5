//! Zip archives, as the archive's servers pack products.

use crate::{
    Error, ErrorKind, Result,
    error::some,
    input::{BUFFER, Inflate, Input, Random, ReadSeek, Stream},
};
use flate2::{Crc, bufread::DeflateDecoder};
use gaialink_table::Limits;
use serde::{Deserialize, Serialize};
use std::io::{self, BufReader, Read, SeekFrom};
use zip::{CompressionMethod, ZipArchive, result::ZipError};

/// A file in a zip archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Member {
    /// Its name, as the archive has it; it may hold directories, and nothing says that it is a safe path.
    pub name: String,
    /// Its size in bytes, as the archive claims it.
    pub size: u64,
}

/// The list of an archive's members, directories left out.
#[derive(Clone)]
pub(crate) struct Archive {
    input: Input,
    random: Random,
    members: Vec<Member>,
    places: Vec<usize>,
    limits: Limits,
}

impl Archive {
    pub(crate) fn open(input: Input, limits: &Limits) -> Result<Self> {
        let name = input.name().to_owned();
        Self::list(input, limits).map_err(|e| e.at(&name))
    }

    fn list(input: Input, limits: &Limits) -> Result<Self> {
        let random = input.random()?;
        let mut zip = directory(&random)?;
        if zip.has_duplicate_names() {
            return Err(broken("two members have the same name"));
        }
        let (mut members, mut places) = (Vec::new(), Vec::new());
        for index in 0..zip.len() {
            let file = zip.by_index_raw(index).map_err(fault)?;
            if file.is_file() {
                members.push(Member { name: file.name().map_err(fault)?.into_owned(), size: file.size() });
                places.push(index);
            }
        }
        Ok(Self { input, random, members, places, limits: limits.clone() })
    }

    pub(crate) fn name(&self) -> &str {
        self.input.name()
    }

    pub(crate) fn members(&self) -> &[Member] {
        &self.members
    }

    /// The member of that name, or the only one.
    pub(crate) fn member(&self, wanted: Option<&str>) -> Result<Input> {
        let names = || some(self.members.iter().map(|m| format!("`{}`", m.name)));
        let at = match wanted {
            Some(wanted) => self.members.iter().position(|m| m.name == wanted).ok_or_else(|| {
                let wanted = wanted.to_owned();
                ErrorKind::NoMember { wanted, found: names() }
            }),
            None if self.members.len() == 1 => Ok(0),
            None => Err(ErrorKind::ChooseMember { count: self.members.len(), found: names() }),
        };
        let at = at.map_err(|kind| Error::from(kind).at(self.name()))?;
        self.member_at(at)
    }

    /// The member at a place in the list.
    pub(crate) fn member_at(&self, at: usize) -> Result<Input> {
        let name = self.members.get(at).map_or_else(|| self.name().to_owned(), |m| format!("{}: {}", self.name(), m.name));
        let packed = self.packed(at).map_err(|e| e.at(&name))?;
        Ok(Input::member(self.name(), packed, &self.limits))
    }

    fn packed(&self, at: usize) -> Result<Packed> {
        let index = self.places.get(at).copied().ok_or_else(|| broken("no such member"))?;
        let mut zip = directory(&self.random)?;
        let file = zip.by_index_raw(index).map_err(fault)?;
        if file.encrypted() {
            return Err(broken("the member is encrypted, which is not read"));
        }
        let deflated = match file.compression() {
            CompressionMethod::Stored => false,
            CompressionMethod::Deflated => true,
            other => return Err(broken(&format!("the member is compressed by {other}; expected stored or deflate"))),
        };
        let start = file.data_start().ok_or_else(|| broken("the member has no content"))?;
        Ok(Packed {
            name: file.name().map_err(fault)?.into_owned(),
            archive: self.random.clone(),
            start,
            packed: file.compressed_size(),
            size: file.size(),
            crc: file.crc32(),
            deflated,
            limit: self.limits.max_inflated,
        })
    }
}

fn directory(random: &Random) -> Result<ZipArchive<BufReader<Box<dyn ReadSeek>>>> {
    ZipArchive::new(BufReader::new(random.open()?)).map_err(fault)
}

fn fault(error: ZipError) -> Error {
    match error {
        ZipError::Io(e) => Error::io("read the zip archive", e),
        other => broken(&other.to_string()),
    }
}

fn broken(reason: &str) -> Error {
    ErrorKind::Archive { reason: reason.to_owned() }.into()
}

/// Where the bytes of a member lie.
pub(crate) struct Packed {
    pub(crate) name: String,
    archive: Random,
    start: u64,
    packed: u64,
    size: u64,
    crc: u32,
    deflated: bool,
    limit: Option<u64>,
}

impl Packed {
    /// The content of the member, checked against its size and checksum at the end.
    pub(crate) fn stream(&self) -> Result<Stream> {
        let mut file = self.archive.open()?;
        file.seek(SeekFrom::Start(self.start)).map_err(|e| Error::io("read the zip archive", e))?;
        let packed = BufReader::with_capacity(BUFFER, file.take(self.packed));
        let content: Box<dyn Read + Send> = match self.deflated {
            true => Box::new(DeflateDecoder::new(packed)),
            false => Box::new(packed),
        };
        let checked = Checked { inner: Inflate::new(content, self.limit), sum: Crc::new(), left: self.size, crc: self.crc };
        Ok(Box::new(BufReader::with_capacity(BUFFER, checked)))
    }
}

/// A member's content, whose size and checksum must be those that the archive claims.
struct Checked<R> {
    inner: R,
    sum: Crc,
    left: u64,
    crc: u32,
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let wrong =
            |what: &str| io::Error::new(io::ErrorKind::InvalidData, format!("the member's {what} is not what the archive says"));
        let taken = self.inner.read(buf)?;
        if taken == 0 && !buf.is_empty() {
            return match (self.left, self.sum.sum() == self.crc) {
                (0, true) => Ok(0),
                (0, false) => Err(wrong("checksum")),
                _ => Err(wrong("size")),
            };
        }
        let left = u64::try_from(taken).ok().and_then(|taken| self.left.checked_sub(taken));
        self.left = left.ok_or_else(|| wrong("size"))?;
        self.sum.update(buf.get(..taken).unwrap_or_default());
        Ok(taken)
    }
}
