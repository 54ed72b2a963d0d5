//! Zip archives, as the archive's servers pack products.

use crate::{
    Error, ErrorKind, Result,
    error::some,
    input::{BUFFER, Inflate, Input, Random, ReadSeek, Stream},
};
use flate2::{Crc, bufread::DeflateDecoder};
use gaialink_table::Limits;
use serde::{Deserialize, Serialize};
use std::{
    io::{self, BufReader, Read, SeekFrom},
    sync::Arc,
};
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
    members: Arc<[Member]>,
    entries: Arc<[Entry]>,
    limits: Limits,
}

/// What the archive's directory says of a member.
struct Entry {
    header: u64,
    packed: u64,
    crc: u32,
    method: CompressionMethod,
    encrypted: bool,
}

impl Archive {
    pub(crate) fn open(input: Input, limits: &Limits) -> Result<Self> {
        let name = input.name().to_owned();
        Self::list(input, limits).map_err(|e| e.at(&name))
    }

    fn list(input: Input, limits: &Limits) -> Result<Self> {
        let random = input.random()?;
        let zip = ZipArchive::new(BufReader::new(random.open()?)).map_err(fault)?;
        if zip.has_duplicate_names() {
            return Err(broken("two members have the same name"));
        }
        let (mut members, mut entries) = (Vec::new(), Vec::new());
        for index in 0..zip.len() {
            let file = zip.by_index_data(index).map_err(fault)?;
            if file.is_file() {
                members.push(Member { name: file.name().map_err(fault)?.into_owned(), size: file.size() });
                entries.push(Entry {
                    header: file.header_start(),
                    packed: file.compressed_size(),
                    crc: file.crc32(),
                    method: file.compression(),
                    encrypted: file.encrypted(),
                });
            }
        }
        Ok(Self { input, random, members: members.into(), entries: entries.into(), limits: limits.clone() })
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
        let (member, entry) = self.members.get(at).zip(self.entries.get(at)).ok_or_else(|| broken("no such member"))?;
        if entry.encrypted {
            return Err(broken("the member is encrypted, which is not read"));
        }
        let deflated = match entry.method {
            CompressionMethod::Stored => false,
            CompressionMethod::Deflated => true,
            other => return Err(broken(&format!("the member is compressed by {other}; expected stored or deflate"))),
        };
        Ok(Packed {
            name: member.name.clone(),
            archive: self.random.clone(),
            header: entry.header,
            packed: entry.packed,
            size: member.size,
            crc: entry.crc,
            deflated,
            limit: self.limits.max_inflated,
        })
    }
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
    header: u64,
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
        skip_header(&mut file, self.header).map_err(|e| Error::io("read the zip archive", e))?;
        let packed = BufReader::with_capacity(BUFFER, file.take(self.packed));
        let content: Box<dyn Read + Send> = match self.deflated {
            true => Box::new(DeflateDecoder::new(packed)),
            false => Box::new(packed),
        };
        let checked = Checked { inner: Inflate::new(content, self.limit), sum: Crc::new(), left: self.size, crc: self.crc };
        Ok(Box::new(BufReader::with_capacity(BUFFER, checked)))
    }
}

/// Moves behind the header that stands before a member's content (APPNOTE 6.3, 4.3.7), whose names may be of other lengths
/// than in the directory.
fn skip_header(file: &mut dyn ReadSeek, at: u64) -> io::Result<()> {
    let mut header = [0; 30];
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(&mut header)?;
    let [b'P', b'K', 3, 4, .., n0, n1, x0, x1] = header else {
        return Err(io::Error::new(io::ErrorKind::InvalidData, format!("no member begins at byte {at}")));
    };
    let more = i64::from(u16::from_le_bytes([n0, n1])) + i64::from(u16::from_le_bytes([x0, x1]));
    file.seek(SeekFrom::Current(more))?;
    Ok(())
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
