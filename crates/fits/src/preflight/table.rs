use super::{
    cards::RawHeader,
    size::{MOST_EMPTY_ROWS, TableSize},
    structural::{count_at, number_at, unique},
};
use crate::{
    Error, Result,
    error::ErrorKind,
    tform::Tform,
    wide::{self, Subject, Wide},
};
use gaialink_table::Limits;

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
    let most = limits.max_columns.min(wide::MOST as u64);
    let count = Limits::claim("TFIELDS", fields, 1, most).map_err(|e| Error::new(header.card_place(7), e))?;
    let wide = Wide::of(header.cards.iter());
    let count = match wide {
        Some(wide) => Limits::claim(wide::TOTAL, wide.total as u64, 1, limits.max_columns)
            .map_err(|e| Error::new(header.card_place(7), e))?,
        None => count,
    };
    let widths = widths(header, wide, count, limits)?;
    let missing = |i: usize| ErrorKind::MissingCard { keyword: format!("TFORM{}", i + 1) };
    let (mut sum, mut held) = (0_u64, 0_u64);
    for (i, width) in widths.into_iter().enumerate() {
        let width = width.ok_or_else(|| Error::new(header.card_place(7), missing(i)))?;
        sum = sum.saturating_add(width);
        if wide.is_some_and(|wide| wide.container <= i + 1) {
            held = held.saturating_add(width);
        }
    }
    if let Some(wide) = wide {
        check_container(header, wide, held)?;
    }
    Ok(sum)
}

/// Checks that the container is as wide as the columns in it.
fn check_container(header: &RawHeader, wide: Wide, held: u64) -> Result<()> {
    let keyword = format!("TFORM{}", wide.container);
    let mut cards = header.cards.iter().enumerate().filter(|(_, card)| card.keyword == keyword).peekable();
    if cards.peek().is_none() {
        return Err(Error::new(header.card_place(7), ErrorKind::MissingCard { keyword }));
    }
    for (place, card) in cards {
        let form = card.text().and_then(|text| text.parse::<Tform>().ok());
        if form.and_then(|form| form.width()) != Some(held) {
            let found = card.value.as_ref().map_or("undefined", |value| value.as_text()).to_owned();
            return Err(Error::card(
                header.card_place(place),
                &keyword,
                found,
                format!("{held} bytes, those of the columns in it"),
            ));
        }
    }
    Ok(())
}

/// The widths of so many columns.
fn widths(header: &RawHeader, wide: Option<Wide>, count: usize, limits: &Limits) -> Result<Vec<Option<u64>>> {
    let mut widths: Vec<Option<u64>> = vec![None; count];
    for (place, card) in header.cards.iter().enumerate() {
        let Some(("TFORM", Subject::Column(number))) = wide::subject(wide, &card.keyword) else { continue };
        let Some(slot) = number.checked_sub(1).and_then(|i| widths.get_mut(i)) else { continue };
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
    Ok(widths)
}
