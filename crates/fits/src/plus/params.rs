use crate::{
    KeywordMap, WriteOptions,
    convert::{
        from_table::{param_cards, same_value},
        to_table,
    },
    header,
};
use gaialink_table::{Param, Position, Schema};
use std::sync::Arc;

/// Brings the PARAMs of the cards into what the VOTable says: those that it has are its own, a value that differs is the card's, and
/// others come behind.
pub(super) fn merge(said: &mut Schema, cards: Vec<Param>, map: Option<&KeywordMap>, warn: &mut impl FnMut(String)) {
    let expected = expected(said, map);
    let mut is_free = vec![true; expected.len()];
    // Those before it are taken: most cards come in their order.
    let mut first = 0_usize;
    for card in cards {
        while is_free.get(first) == Some(&false) {
            first = first.saturating_add(1);
        }
        let like = |same: fn(&Param, &Param) -> bool, is_free: &[bool]| {
            let mut rest = expected.iter().zip(is_free).enumerate().skip(first);
            rest.find(|(_, (param, is_free))| **is_free && same(param, &card)).map(|(place, _)| place)
        };
        let found = like(is_same, &is_free).map(|place| (place, true));
        let found = found.or_else(|| like(is_named, &is_free).map(|place| (place, false)));
        let Some((place, is_same)) = found else {
            said.params.push(card);
            continue;
        };
        if let Some(free) = is_free.get_mut(place) {
            *free = false;
        }
        if !is_same && let Some(param) = param_mut(said, place) {
            warn(format!(
                "the PARAM `{}` is `{}` in the VOTable of the primary HDU and `{}` in a card",
                param.name(),
                param.value,
                card.value
            ));
            *param = card;
        }
    }
}

fn is_named(param: &Param, card: &Param) -> bool {
    param.name() == card.name()
}

fn is_same(param: &Param, card: &Param) -> bool {
    is_named(param, card) && (param.value == card.value || same_value(param, card))
}

/// The PARAMs as they come back from the cards that they are written as.
fn expected(said: &Schema, map: Option<&KeywordMap>) -> Vec<Param> {
    let options = WriteOptions { keywords: map.map(|map| Arc::new(map.clone())), ..WriteOptions::default() };
    let cards = param_cards(said, &options);
    let records = header::parse(cards.iter().map(String::as_bytes));
    let bare = to_table::interpret(&records, map, &Position::default()).schema;
    bare.params
}

/// The PARAM at a place in the order of [`Schema::all_params`].
fn param_mut(schema: &mut Schema, place: usize) -> Option<&mut Param> {
    let around = schema.scopes.iter_mut().rev().flat_map(|scope| &mut scope.params);
    schema.params.iter_mut().chain(around).nth(place)
}
