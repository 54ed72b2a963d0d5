use super::{
    cards::RawHeader,
    size::{MOST_EMPTY_ROWS, TableSize},
    structural::{count_at, number_at},
};
use crate::{Error, Result, ascii::AsciiForm, card::Card, error::ErrorKind};
use gaialink_table::Limits;

/// The most columns of an ASCII table (FITS 4.0, 7.2.1).
const MOST_COLUMNS: u64 = 999;

/// Checks the cards of an ASCII table against each other (FITS 4.0, 7.2.1); the length of the file is checked by the caller.
pub(super) fn check(header: &RawHeader, limits: &Limits) -> Result<TableSize> {
    for (place, keyword, want) in [(1, "BITPIX", 8), (2, "NAXIS", 2), (5, "PCOUNT", 0), (6, "GCOUNT", 1)] {
        let found = number_at(header, place, keyword)?;
        if found != want {
            return Err(Error::card(header.card_place(place), keyword, found.to_string(), want.to_string()));
        }
    }
    let (width, rows) = (count_at(header, 3, "NAXIS1")?, count_at(header, 4, "NAXIS2")?);
    let row_len = Limits::claim("NAXIS1", width, 1, limits.max_row).map_err(|e| Error::new(header.card_place(3), e))?;
    if width == 0 {
        Limits::claim("NAXIS2 of rows without bytes", rows, 1, MOST_EMPTY_ROWS)
            .map_err(|e| Error::new(header.card_place(4), e))?;
    }
    let fields = count_at(header, 7, "TFIELDS")?;
    let most = limits.max_columns.min(MOST_COLUMNS);
    let count = Limits::claim("TFIELDS", fields, 1, most).map_err(|e| Error::new(header.card_place(7), e))?;
    for number in 1..=count {
        column(header, number, row_len)?;
    }
    let data = rows.saturating_mul(width);
    Ok(TableSize { row_len, rows, heap_start: data, heap_len: 0 })
}

/// Checks that a column lies within the row.
fn column(header: &RawHeader, number: usize, row_len: usize) -> Result<()> {
    let find = |stem: &str| {
        let keyword = format!("{stem}{number}");
        let found = header.cards.iter().enumerate().find(|(_, card)| card.keyword == keyword && !card.hierarch);
        found.ok_or_else(|| Error::new(header.card_place(7), ErrorKind::MissingCard { keyword }))
    };
    let text = |card: &Card| card.value.as_ref().map_or("undefined", |value| value.as_text()).to_owned();
    let (place, card) = find("TFORM")?;
    let form: Option<AsciiForm> = card.text().and_then(|text| text.parse().ok());
    let expected = "a format such as `A8`, `I6` or `F10.3`";
    let form = form.ok_or_else(|| Error::card(header.card_place(place), &card.keyword, text(card), expected))?;
    let (place, card) = find("TBCOL")?;
    let start = card.integer().and_then(|start| usize::try_from(start).ok()).filter(|start| *start > 0);
    let end = start.and_then(|start| start.checked_sub(1)?.checked_add(form.width));
    if end.is_none_or(|end| end > row_len) {
        let expected = format!("a column from 1 on, whose {} characters end within the {row_len} of a row", form.width);
        return Err(Error::card(header.card_place(place), &card.keyword, text(card), expected));
    }
    Ok(())
}
