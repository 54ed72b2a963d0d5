use super::{RowError, RowOptions, Scan, block::Rows, decode, layout::Layout};
use crate::Limits;

/// Finds whole rows at the start of `bytes`.
pub(super) fn scan(layout: &Layout, limits: &Limits, bytes: &[u8], max_rows: usize) -> Result<Scan, RowError> {
    if let Some(row_len) = layout.row_len {
        let rows = bytes.len().checked_div(row_len).unwrap_or(0).min(max_rows);
        return Ok(Scan { rows, bytes: rows * row_len, ends: Vec::new() });
    }
    let mut found = Scan::default();
    while found.rows < max_rows {
        let whole = found.ends.len();
        match row_end(layout, limits, bytes, &mut found)? {
            Some(end) => found.bytes = end,
            None => {
                found.ends.truncate(whole);
                break;
            }
        }
        found.rows += 1;
    }
    Ok(found)
}

/// Walks one row and gives its end, or `None` where `bytes` ends before.
fn row_end(layout: &Layout, limits: &Limits, bytes: &[u8], found: &mut Scan) -> Result<Option<usize>, RowError> {
    let mut at = found.bytes;
    for index in &layout.inline {
        let Some(column) = layout.columns.get(*index) else { return Ok(None) };
        let start = at.saturating_add(column.place.offset);
        let Some(count) = bytes.get(start..).and_then(|rest| rest.first_chunk()) else { return Ok(None) };
        let count = usize::try_from(i32::from_be_bytes(*count)).map_err(|_| {
            let count = format!("a count of {}", i32::from_be_bytes(*count));
            column.bad_cell(found.rows, count, "number of elements")
        })?;
        let refuse = |source| column.limit(found.rows, source);
        at = start.saturating_add(4).saturating_add(column.cell_bytes(count, limits).map_err(refuse)?);
        let row = u64::try_from(at - found.bytes).unwrap_or(u64::MAX);
        Limits::claim("a row", row, 1, limits.max_row).map_err(refuse)?;
        if at > bytes.len() {
            return Ok(None);
        }
        found.ends.push(at);
    }
    let end = at.saturating_add(layout.tail);
    Ok((end <= bytes.len()).then_some(end))
}

/// The first of the rows that were found.
pub(super) fn first(layout: &Layout, scan: &Scan, rows: usize) -> Scan {
    if rows >= scan.rows {
        return scan.clone();
    }
    let ends = scan.ends.get(..rows.saturating_mul(layout.inline.len())).unwrap_or_default().to_vec();
    let bytes = match (layout.row_len, ends.last()) {
        (Some(row_len), _) => row_len.saturating_mul(rows),
        (None, Some(end)) => end.saturating_add(layout.tail),
        (None, None) => 0,
    };
    Scan { rows, bytes, ends }
}

/// How many of the rows keep to a budget of bytes, those in the heap included.
pub(super) fn rows_within(
    layout: &Layout,
    options: &RowOptions,
    (bytes, scan): (&[u8], &Scan),
    budget: u64,
) -> Result<usize, RowError> {
    let in_heap: Vec<_> = decode::wanted(layout, options).into_iter().filter(|column| column.in_heap()).collect();
    let mut total = 0_u64;
    for (first, rows) in Rows::blocks(layout, bytes, scan)? {
        for row in 0..rows.count {
            total = total.saturating_add(rows.row_len(row, layout).unwrap_or(u64::MAX));
            for column in &in_heap {
                let (count, _) = decode::descriptor(column, &rows, row).ok_or(RowError::Scan)?;
                let units = usize::try_from(count).unwrap_or(usize::MAX);
                total = total.saturating_add(u64::try_from(column.units_to_bytes(units)).unwrap_or(u64::MAX));
            }
            if total > budget {
                return Ok((first + row).max(1));
            }
        }
    }
    Ok(scan.rows)
}
