use super::{cells::Cells, shape::Shape};
use gaialink_table::text::Span;
use memchr::{memchr, memchr2};
use wide::u8x16;

/// What stood between the texts of two cells: rows look alike, so it will stand there again.
#[derive(Debug, Default)]
pub(super) struct Gap {
    /// Its bytes, the first one lowest, and a one in each of their bits.
    bytes: u128,
    mask: u128,
    len: usize,
}

impl Gap {
    /// What stands behind the gap, where the bytes start with it.
    #[inline]
    fn skip<'a>(&self, bytes: &'a [u8]) -> Option<&'a [u8]> {
        let start = u128::from_le_bytes(*bytes.first_chunk()?);
        if self.len == 0 || start & self.mask != self.bytes {
            return None;
        }
        bytes.get(self.len..)
    }

    /// Passes over `</TD>`, blanks and `<TD>`, and learns them.
    fn learn<'a>(&mut self, bytes: &'a [u8]) -> Option<&'a [u8]> {
        let rest = skip_blanks(bytes.strip_prefix(b"</TD>")?).strip_prefix(b"<TD>")?;
        let len = bytes.len().checked_sub(rest.len())?;
        if let Some(start) = bytes.first_chunk() {
            let unused = u32::try_from(16_usize.checked_sub(len).unwrap_or(16).checked_mul(8)?).ok()?;
            self.mask = u128::MAX.checked_shr(unused).unwrap_or(0);
            self.bytes = u128::from_le_bytes(*start) & self.mask;
            self.len = if self.mask == 0 { 0 } else { len };
        }
        Some(rest)
    }
}

/// Takes a row of the plain form `<TR><TD>…</TD>…</TR>` that starts at `at` and gives the place behind it; `None`, with nothing taken,
/// where the row is of any other form or has another number of cells.
pub(super) fn row(bytes: &[u8], at: usize, shape: &Shape, cells: &mut Cells, gap: &mut Gap) -> Option<usize> {
    let before = cells.len();
    let end = try_row(bytes, at, shape, cells, gap);
    match end {
        Some(_) => cells.end_row(at),
        None => cells.truncate(before),
    }
    end
}

fn try_row(bytes: &[u8], at: usize, shape: &Shape, cells: &mut Cells, gap: &mut Gap) -> Option<usize> {
    let mut rest = bytes.get(at..)?.strip_prefix(b"<TR>")?;
    let mut is_open = false;
    for is_text in &shape.is_text {
        if !is_open {
            rest = skip_blanks(rest);
            let Some(inside) = rest.strip_prefix(b"<TD>") else {
                rest = rest.strip_prefix(b"<TD/>")?;
                let at = bytes.len().checked_sub(rest.len())?;
                cells.push(Span::at(at, at)?);
                continue;
            };
            rest = inside;
        }
        let length = end_of_text(rest)?;
        let (text, tail) = rest.split_at_checked(length)?;
        // A carriage return is a line feed, or none (XML 1.0, 2.11); among numbers both are white space.
        if *is_text && memchr(b'\r', text).is_some() {
            return None;
        }
        let start = bytes.len().checked_sub(rest.len())?;
        cells.push(Span::at(start, start.checked_add(length)?)?);
        (rest, is_open) = match gap.skip(tail).or_else(|| gap.learn(tail)) {
            Some(inside) => (inside, true),
            None => (tail.strip_prefix(b"</TD>")?, false),
        };
    }
    // A cell beyond the last column is not plain.
    let rest = skip_blanks(rest).strip_prefix(b"</TR>").filter(|_| !is_open)?;
    bytes.len().checked_sub(rest.len())
}

/// The white space of XML at the start.
pub(super) fn skip_blanks(bytes: &[u8]) -> &[u8] {
    let mut rest = bytes;
    while let [b' ' | b'\t' | b'\r' | b'\n', tail @ ..] = rest {
        rest = tail;
    }
    rest
}

/// Where the characters end: at a tag or an entity. Most cells are short.
#[inline]
fn end_of_text(bytes: &[u8]) -> Option<usize> {
    let (near, _) = bytes.as_chunks::<16>();
    for (place, near) in near.iter().take(2).enumerate() {
        let near = u8x16::from(*near);
        let found = (near.simd_eq(u8x16::splat(b'<')) | near.simd_eq(u8x16::splat(b'&'))).to_bitmask();
        if found != 0 {
            return usize::try_from(found.trailing_zeros()).ok()?.checked_add(place.checked_mul(16)?);
        }
    }
    memchr2(b'<', b'&', bytes)
}
