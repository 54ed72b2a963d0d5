//! A column's keywords by its number, and what the cards of both styles have from the column as it was read.

use crate::{
    card::{Card, ascii},
    extras::CARD,
    tdisp,
    wide::Wide,
};
use gaialink_table::{Field, schema::Extra};
use std::fmt;

/// The number of a column, counted from 1, and how its keywords are made of it.
#[derive(Clone, Copy)]
pub(super) struct Numbered {
    pub(super) number: usize,
    pub(super) wide: Option<Wide>,
}

impl Numbered {
    pub(super) fn keyword(self, stem: &str) -> String {
        Wide::keyword(self.wide, stem, self.number)
    }
}

impl fmt::Display for Numbered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.number.fmt(f)
    }
}

/// The TDISP that width and precision make, unless one is kept as it was.
pub(super) fn display(field: &Field) -> Option<String> {
    let is_kept = field.extras.iter().any(|extra| is_kept(extra, field) && extra.text.starts_with("TDISP"));
    let format = || tdisp::format(field.datatype, field.width.as_deref(), field.precision.as_deref());
    if is_kept { None } else { format() }
}

/// The cards of a column that are kept as they were, but for its number.
pub(super) fn kept(field: &Field, number: Numbered) -> impl Iterator<Item = String> {
    let cards = field.extras.iter().filter(|extra| is_kept(extra, field));
    cards.filter_map(move |extra| renumbered(&extra.text, number))
}

/// Whether a card of a column is written: where it is a display format, one that is for such a column.
fn is_kept(extra: &Extra, field: &Field) -> bool {
    let is_display = extra.text.starts_with("TDISP");
    let is_for = || Card::parse(extra.text.as_bytes()).text().is_some_and(|text| tdisp::is_for(text, field.datatype));
    extra.kind == CARD && (!is_display || is_for())
}

/// A card of a column under another number.
fn renumbered(text: &str, number: Numbered) -> Option<String> {
    let (keyword, rest) = text.split_at_checked(8)?;
    let stem = keyword.trim_end().trim_end_matches(|c: char| c.is_ascii_digit());
    let keyword = number.keyword(stem);
    let card = match keyword.len() {
        0..=8 => format!("{keyword:<8}{rest}"),
        _ => format!("HIERARCH {keyword} {rest}"),
    };
    (card.chars().count() <= 80).then(|| format!("{:<80}", ascii(&card).0))
}
