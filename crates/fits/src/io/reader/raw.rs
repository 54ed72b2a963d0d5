use super::{ReadOptions, choose, rows::Rows};
use crate::{Result, source::Source};
use std::path::Path;

/// Bytes of rows that are read at once.
const AT_ONCE: usize = 2 << 20;

/// Reads the rows of a table as bytes through cfitsio and gives their number: what a benchmark of the reader is measured against.
///
/// # Errors
///
/// Those of [`super::Reader::open`].
#[doc(hidden)]
pub fn raw_rows(path: &Path) -> Result<u64> {
    let source = Source::open(path)?;
    let chosen = choose::choose(&source, &ReadOptions::default())?;
    let mut rows = Rows::new(chosen.table, &chosen.hdu, chosen.size, &source);
    let (mut bytes, mut next) = (Vec::new(), 0_u64);
    while !rows.is_done() {
        next = next.saturating_add(rows.next_into(&source, AT_ONCE, &mut bytes)?);
    }
    Ok(next)
}
