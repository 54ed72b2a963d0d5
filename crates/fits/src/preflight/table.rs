use super::{
    cards::RawHeader,
    hdu::{TableSize, count_at, number_at, unique},
};
use crate::{Error, Result, error::ErrorKind, tform::Tform};
use gaialink_table::Limits;

/// The most columns of a binary table (FITS 4.0, 7.3.1).
const MOST_COLUMNS: u64 = 999;
/// The most rows of no bytes: nothing in the file bears them out.
pub(super) const MOST_EMPTY_ROWS: u64 = 1 << 32;

/// Checks the cards of a binary table against each other (FITS 4.0, 7.3.1); the length of the file is checked by the caller.
pub(super) fn check(header: &RawHeader, limits: &Limits) -> Result<TableSize> {
    for (place, keyword, want) in [(1, "BITPIX", 8), (2, "NAXIS", 2), (6, "GCOUNT", 1)] {
        let found = number_at(header, place, keyword)?;
        if found != want {
            return Err(Error::card(header.card_place(place), keyword, found.to_string(), want.to_string()));
        }
    }
    let (claimed, rows, pcount) =
        (count_at(header, 3, "NAXIS1")?, count_at(header, 4, "NAXIS2")?, count_at(header, 5, "PCOUNT")?);
    let row_len = Limits::claim("NAXIS1", claimed, 1, limits.max_row).map_err(|e| Error::new(header.card_place(3), e))?;
    if claimed == 0 {
        Limits::claim("NAXIS2 of rows without bytes", rows, 1, MOST_EMPTY_ROWS)
            .map_err(|e| Error::new(header.card_place(4), e))?;
    }
    let columns = columns(header, limits)?;
    if columns != claimed {
        return Err(Error::new(header.card_place(3), ErrorKind::RowWidth { claimed, columns }));
    }
    let data = rows.saturating_mul(claimed);
    let end = data.saturating_add(pcount);
    let heap_start = unique(header, "THEAP")?.unwrap_or(data);
    if heap_start < data || heap_start > end {
        let place = header.cards.iter().position(|card| card.keyword == "THEAP").unwrap_or(0);
        let expected = format!("{data} to {end}, behind the rows and within PCOUNT");
        return Err(Error::card(header.card_place(place), "THEAP", heap_start.to_string(), expected));
    }
    Ok(TableSize { row_len, rows, heap_start, heap_len: end.saturating_sub(heap_start) })
}

/// Checks every TFORM and gives the sum of their widths.
fn columns(header: &RawHeader, limits: &Limits) -> Result<u64> {
    let fields = count_at(header, 7, "TFIELDS")?;
    let most = limits.max_columns.min(MOST_COLUMNS);
    let count = Limits::claim("TFIELDS", fields, 1, most).map_err(|e| Error::new(header.card_place(7), e))?;
    let mut widths: Vec<Option<u64>> = vec![None; count];
    for (place, card) in header.cards.iter().enumerate() {
        let slot = card.index("TFORM").and_then(|n| widths.get_mut(n.checked_sub(1)?));
        let Some(slot) = slot else { continue };
        let at = || header.card_place(place);
        let found = || card.value.as_ref().map_or("undefined", |value| value.as_text()).to_owned();
        let bad = || Error::card(at(), &card.keyword, found(), "a format such as `J`, `10E` or `PD(55)`");
        let form: Tform = card.text().and_then(|text| text.parse().ok()).ok_or_else(bad)?;
        let width = form.width().unwrap_or(u64::MAX);
        limits.claim_cell(&card.keyword, width, 1).map_err(|e| Error::new(at(), e))?;
        if slot.is_some_and(|before| before != width) {
            return Err(Error::card(at(), &card.keyword, format!("{}, a second value", found()), "one value"));
        }
        *slot = Some(width);
    }
    let missing = |i: usize| ErrorKind::MissingCard { keyword: format!("TFORM{}", i + 1) };
    let sum = widths.iter().enumerate().try_fold(0_u64, |sum, (i, width)| match width {
        Some(width) => Ok(sum.saturating_add(*width)),
        None => Err(Error::new(header.card_place(7), missing(i))),
    })?;
    Ok(sum)
}
