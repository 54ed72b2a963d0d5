use super::{
    ReadOptions,
    choose::{self, Opened},
};
use crate::{Result, source::Source};
use std::path::Path;

/// Bytes of rows that are read at once.
const AT_ONCE: u64 = 2 << 20;

/// Reads the rows of a table as bytes through cfitsio and gives their number: what a benchmark of the reader is measured against.
///
/// # Errors
///
/// Those of [`super::Reader::open`].
#[doc(hidden)]
pub fn raw_rows(path: &Path) -> Result<u64> {
    let chosen = choose::choose(&Source::open(path)?, &ReadOptions::default())?;
    let Opened::File(mut table) = chosen.table else { return Ok(0) };
    let row_len = chosen.size.row_len as u64;
    let at_once = (AT_ONCE / row_len.max(1)).max(1);
    let (mut bytes, mut next) = (Vec::new(), 0);
    while next < chosen.size.rows {
        let rows = at_once.min(chosen.size.rows - next);
        bytes.resize(usize::try_from(rows.saturating_mul(row_len)).unwrap_or(usize::MAX), 0);
        table.read_rows(next, &mut bytes)?;
        next += rows;
    }
    Ok(next)
}
