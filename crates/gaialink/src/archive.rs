//! Zip archives, as the archive's servers pack products.

use crate::{
    Error, ErrorKind, Result,
    error::some,
    input::{BUFFER, Content, Inflate, Input, Random, ReadSeek, Stream},
};
use crc32fast::Hasher;
use flate2::{Decompress, FlushDecompress, Status, bufread::DeflateDecoder};
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
    links: Arc<[String]>,
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
        let (mut members, mut entries, mut links) = (Vec::new(), Vec::new(), Vec::new());
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
            } else if !file.is_dir() {
                links.push(file.name().map_err(fault)?.into_owned());
            }
        }
        let (members, entries, links) = (members.into(), entries.into(), links.into());
        Ok(Self { input, random, members, entries, links, limits: limits.clone() })
    }

    /// The members that are neither files nor directories, such as symbolic links.
    pub(crate) fn links(&self) -> &[String] {
        &self.links
    }

    /// How many bytes a member takes in the archive.
    pub(crate) fn packed_size(&self, at: usize) -> u64 {
        self.entries.get(at).map_or(0, |entry| entry.packed)
    }

    /// The archive's bytes, from which members are unpacked.
    pub(crate) fn bytes(&self) -> Result<Box<dyn ReadSeek>> {
        self.random.open().map_err(|e| e.at(self.name()))
    }

    /// The whole content of a member, checked against the size and the checksum that the archive claims.
    pub(crate) fn unpack(&self, at: usize, bytes: &mut dyn ReadSeek, scratch: &mut Scratch) -> Result<Vec<u8>> {
        self.packed(at).and_then(|packed| packed.unpack(bytes, scratch))
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
    name: String,
    archive: Random,
    header: u64,
    packed: u64,
    size: u64,
    crc: u32,
    deflated: bool,
    limit: Option<u64>,
}

impl Content for Packed {
    fn name(&self) -> &str {
        &self.name
    }

    /// The content of the member, checked against its size and checksum at the end.
    fn stream(&self) -> Result<Stream> {
        let mut file = self.archive.open()?;
        skip_header(&mut file, self.header).map_err(|e| Error::io("read the zip archive", e))?;
        let packed = BufReader::with_capacity(BUFFER, file.take(self.packed));
        let content: Box<dyn Read + Send> = match self.deflated {
            true => Box::new(DeflateDecoder::new(packed)),
            false => Box::new(packed),
        };
        let checked = Checked { inner: Inflate::new(content, self.limit), sum: Hasher::new(), left: self.size, crc: self.crc };
        Ok(Box::new(BufReader::with_capacity(BUFFER, checked)))
    }
}

/// What unpacking needs again and again.
pub(crate) struct Scratch {
    inflate: Decompress,
    packed: Vec<u8>,
}

impl Default for Scratch {
    fn default() -> Self {
        Self { inflate: Decompress::new(false), packed: Vec::new() }
    }
}

impl Packed {
    fn unpack(&self, bytes: &mut dyn ReadSeek, scratch: &mut Scratch) -> Result<Vec<u8>> {
        /// No deflate stream expands more than this (zlib's own bound), so what claims to lies about its size.
        const MOST: u64 = 1032;
        let fault = |e: io::Error| Error::io("read the zip archive", e);
        let size = |bytes: u64| usize::try_from(bytes).map_err(|_| broken("the member is too large for the memory"));
        if self.size > self.packed.saturating_mul(MOST).saturating_add(64) {
            return Err(wrong("size"));
        }
        skip_header(bytes, self.header).map_err(fault)?;
        scratch.packed.clear();
        bytes.take(self.packed).read_to_end(&mut scratch.packed).map_err(fault)?;
        if scratch.packed.len() != size(self.packed)? {
            return Err(broken("the archive ends inside the member"));
        }
        let mut content = Vec::new();
        if self.deflated {
            // One byte more than claimed, so that a longer content shows.
            content.try_reserve_exact(size(self.size)?.saturating_add(1)).map_err(|e| fault(e.into()))?;
            scratch.inflate.reset(false);
            let ended = scratch.inflate.decompress_vec(&scratch.packed, &mut content, FlushDecompress::Finish);
            match ended {
                Ok(Status::StreamEnd) => {}
                Ok(_) => return Err(wrong("size")),
                Err(e) => return Err(fault(e.into())),
            }
        } else {
            content.extend_from_slice(&scratch.packed);
        }
        if content.len() != size(self.size)? {
            return Err(wrong("size"));
        }
        if crc32fast::hash(&content) == self.crc { Ok(content) } else { Err(wrong("checksum")) }
    }
}

fn wrong(what: &str) -> Error {
    broken(&format!("the member's {what} is not what the archive says"))
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
    sum: Hasher,
    left: u64,
    crc: u32,
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let wrong =
            |what: &str| io::Error::new(io::ErrorKind::InvalidData, format!("the member's {what} is not what the archive says"));
        let taken = self.inner.read(buf)?;
        if taken == 0 && !buf.is_empty() {
            return match (self.left, self.sum.clone().finalize() == self.crc) {
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
