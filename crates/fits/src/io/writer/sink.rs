use crate::{
    block::{BLOCK, CARD, padding},
    checksum::{self, Sum},
};
use std::io::{self, Read, Seek, SeekFrom, Write};
use tempfile::SpooledTempFile;

/// Bytes that a spool keeps in memory before it goes to a temporary file.
const IN_MEMORY: usize = 4 << 20;

/// Where a table goes: its header is complete only behind its rows.
#[derive(Debug)]
pub(super) enum Sink<W> {
    /// An output that can seek: the header is written twice.
    Patched {
        inner: W,
        /// Where the table's header starts, and its length.
        header: (u64, usize),
        /// Writes at a place and comes back to the end.
        patch: fn(&mut W, u64, &[u8]) -> io::Result<()>,
    },
    /// An output that cannot: the rows wait in a spool.
    Spooled { inner: W, rows: SpooledTempFile },
}

impl<W: Write + Seek> Sink<W> {
    /// Writes what stands before the table and a header to be written over.
    pub(super) fn patched(mut inner: W, before: &[u8], cards: &[String]) -> io::Result<Self> {
        inner.write_all(before)?;
        let header = header(cards, 0);
        let start = inner.stream_position()?;
        inner.write_all(&header)?;
        let patch = |inner: &mut W, at: u64, bytes: &[u8]| {
            let end = inner.stream_position()?;
            inner.seek(SeekFrom::Start(at))?;
            inner.write_all(bytes)?;
            inner.seek(SeekFrom::Start(end)).map(drop)
        };
        Ok(Self::Patched { inner, header: (start, header.len()), patch })
    }
}

impl<W: Write> Sink<W> {
    /// Writes what stands before the table; the header follows in the end.
    pub(super) fn spooled(mut inner: W, before: &[u8]) -> io::Result<Self> {
        inner.write_all(before)?;
        Ok(Self::Spooled { inner, rows: spool() })
    }

    pub(super) fn write_rows(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Patched { inner, .. } => inner.write_all(bytes),
            Self::Spooled { rows, .. } => rows.write_all(bytes),
        }
    }

    /// Writes the heap and the header, and fills up the last block.
    pub(super) fn finish(self, cards: &[String], sum: Option<Sum>, data_len: u64, mut heap: SpooledTempFile) -> io::Result<()> {
        let fill = vec![0; padding(data_len)];
        match self {
            Self::Patched { mut inner, header: (start, len), patch } => {
                copy(&mut heap, &mut inner)?;
                inner.write_all(&fill)?;
                patch(&mut inner, start, &sealed(cards, len, sum))?;
                inner.flush()
            }
            Self::Spooled { mut inner, mut rows } => {
                inner.write_all(&sealed(cards, 0, sum))?;
                copy(&mut rows, &mut inner)?;
                copy(&mut heap, &mut inner)?;
                inner.write_all(&fill)?;
                inner.flush()
            }
        }
    }
}

/// A place for bytes that cannot be written yet.
pub(super) fn spool() -> SpooledTempFile {
    tempfile::spooled_tempfile(IN_MEMORY)
}

fn copy(spool: &mut SpooledTempFile, out: &mut impl Write) -> io::Result<()> {
    spool.rewind()?;
    let mut buf = vec![0; 1 << 18];
    loop {
        match spool.read(&mut buf)? {
            0 => return Ok(()),
            len => out.write_all(buf.get(..len).unwrap_or_default())?,
        }
    }
}

/// A header in whole blocks, with the checksums where the sum of the data is given.
pub(super) fn sealed(cards: &[String], len: usize, sum: Option<Sum>) -> Vec<u8> {
    let mut bytes = header(cards, len);
    if let Some(sum) = sum {
        checksum::seal(&mut bytes, sum);
    }
    bytes
}

/// A header in whole blocks; blank cards stand before END where it has to be at least so long (FITS 4.0, 4.4.2.4).
pub(super) fn header(cards: &[String], len: usize) -> Vec<u8> {
    let blocks = (cards.len() + 1).saturating_mul(CARD).next_multiple_of(BLOCK);
    let mut bytes: Vec<u8> = cards.iter().flat_map(|card| card.bytes()).collect();
    if blocks < len {
        bytes.resize(len.saturating_sub(CARD), b' ');
    }
    bytes.extend_from_slice(format!("{:<CARD$}", "END").as_bytes());
    bytes.resize(bytes.len().next_multiple_of(BLOCK), b' ');
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_keeps_its_length() {
        let cards = vec![format!("{:<80}", "A"); 35];
        assert_eq!(header(&cards, 0).len(), 2880);
        let long = header(&cards, 5760);
        assert_eq!(long.len(), 5760);
        assert_eq!(&long[5680..5683], b"END");
        assert_eq!(header(&vec![format!("{:<80}", "A"); 36], 5760)[2880..2883], *b"END");
    }
}
