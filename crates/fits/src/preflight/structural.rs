//! What the structural cards of a header say.

use super::cards::RawHeader;
use crate::{Error, Result, error::ErrorKind};

/// The whole number of the card at a place, which must have that keyword.
pub(super) fn number_at(header: &RawHeader, place: usize, keyword: &str) -> Result<i64> {
    let missing = || ErrorKind::MissingCard { keyword: keyword.to_owned() };
    let card = header.cards.get(place).ok_or_else(|| Error::new(header.card_place(place), missing()))?;
    if card.keyword != keyword || card.hierarch {
        let expected = format!("`{keyword}` as card {}", place + 1);
        return Err(Error::card(header.card_place(place), &card.keyword, format!("card {}", place + 1), expected));
    }
    let found = || card.value.as_ref().map_or("undefined", |value| value.as_text()).to_owned();
    card.integer().ok_or_else(|| Error::card(header.card_place(place), keyword, found(), "a whole number of 64 bits"))
}

/// The whole number from 0 of the card at a place, which must have that keyword.
pub(super) fn count_at(header: &RawHeader, place: usize, keyword: &str) -> Result<u64> {
    let number = number_at(header, place, keyword)?;
    let error = |_| Error::card(header.card_place(place), keyword, number.to_string(), "a whole number from 0");
    u64::try_from(number).map_err(error)
}

/// The whole number from 0 of a card that may stand anywhere, but once.
pub(super) fn unique(header: &RawHeader, keyword: &str) -> Result<Option<u64>> {
    let mut places = header.cards.iter().enumerate().filter(|(_, card)| card.keyword == keyword && !card.hierarch);
    let Some((place, card)) = places.next() else { return Ok(None) };
    if let Some((again, other)) = places.find(|(_, other)| other.value != card.value) {
        let found = other.value.as_ref().map_or("undefined", |value| value.as_text());
        return Err(Error::card(header.card_place(again), keyword, format!("{found}, a second value"), "one value"));
    }
    count_at(header, place, keyword).map(Some)
}
