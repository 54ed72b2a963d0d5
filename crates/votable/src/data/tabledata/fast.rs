use super::{
    cells::{Cells, Span},
    decode::Shape,
};
use memchr::{memchr, memchr2};

/// Takes a row of the plain form `<TR><TD>…</TD>…</TR>` that starts at `at` and gives the place behind it; `None`, with nothing taken,
/// where the row is of any other form or has another number of cells.
pub(super) fn row(bytes: &[u8], at: usize, shape: &Shape, cells: &mut Cells) -> Option<usize> {
    let before = cells.len();
    let end = try_row(bytes, at, shape, cells);
    match end {
        Some(_) => cells.end_row(at),
        None => cells.truncate(before),
    }
    end
}

fn try_row(bytes: &[u8], at: usize, shape: &Shape, cells: &mut Cells) -> Option<usize> {
    let mut rest = bytes.get(at..)?.strip_prefix(b"<TR>")?;
    for is_text in &shape.is_text {
        rest = skip_blanks(rest);
        let Some(inside) = rest.strip_prefix(b"<TD>") else {
            rest = rest.strip_prefix(b"<TD/>")?;
            cells.push(Span::new(bytes.len().checked_sub(rest.len())?, 0));
            continue;
        };
        let length = end_of_text(inside)?;
        let (text, tail) = inside.split_at_checked(length)?;
        rest = tail.strip_prefix(b"</TD>")?;
        // A carriage return is a line feed, or none (XML 1.0, 2.11); among numbers both are white space.
        if *is_text && memchr(b'\r', text).is_some() {
            return None;
        }
        cells.push(Span::new(bytes.len().checked_sub(inside.len())?, length));
    }
    let rest = skip_blanks(rest).strip_prefix(b"</TR>")?;
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
fn end_of_text(bytes: &[u8]) -> Option<usize> {
    let (near, far) = bytes.split_at_checked(24).unwrap_or((bytes, &[]));
    match near.iter().position(|b| matches!(b, b'<' | b'&')) {
        Some(at) => Some(at),
        None => memchr2(b'<', b'&', far).map(|at| at.saturating_add(near.len())),
    }
}
