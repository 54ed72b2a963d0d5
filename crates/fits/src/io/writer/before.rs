//! What stands before the table: the primary HDU.

use super::{Primary, WriteOptions, sink};
use crate::{
    Description,
    block::padding,
    checksum::{self, Sum},
    convert::from_table,
};
use gaialink_table::{LossReport, Schema, Trailer};

/// What describes the table beside its cards.
#[derive(Default)]
pub(super) struct Chosen<'a> {
    /// What goes into the primary HDU.
    pub description: Option<&'a Description>,
    /// What it says behind the table, or what the primary HDU that is there says.
    pub trailer: Trailer,
    /// What is lost all the same.
    pub losses: LossReport,
}

/// Gives the document for the primary HDU, where it saves anything; one of several tables is for all of them.
pub(super) fn choose<'a>(schema: &Schema, cards: &[String], options: &'a WriteOptions) -> Chosen<'a> {
    let losses = |described| from_table::losses(schema, cards, options.keywords.as_deref(), described);
    let plain = || Chosen { losses: losses(None), ..Chosen::default() };
    let (description, said) = match &options.primary {
        Primary::Described(description) => (Some(&**description), description.tables.first()),
        Primary::Before(said) => (None, Some(&**said)),
        Primary::Empty | Primary::None => return plain(),
    };
    let Some((said, trailer)) = said else { return plain() };
    let plain = plain();
    let is_more = description.is_none_or(|description| description.tables.len() > 1) || !trailer.infos.is_empty();
    if plain.losses.is_empty() && !is_more {
        return plain;
    }
    let described = Chosen { description, trailer: trailer.clone(), losses: losses(Some(said)) };
    if is_more || described.losses.total() < plain.losses.total() { described } else { plain }
}

/// The bytes of the primary HDU.
pub(super) fn bytes(schema: &Schema, options: &WriteOptions, description: Option<&Description>) -> Vec<u8> {
    if matches!(options.primary, Primary::None | Primary::Before(_)) {
        return Vec::new();
    }
    let document = description.map(|description| description.document.as_slice());
    let size = description.map(|description| (description.document.len(), description.tables.len()));
    let mut cards = from_table::primary_cards(schema, options.style, size);
    let mut sum = Sum::default();
    sum.add(document.unwrap_or_default());
    cards.extend(options.checksums.then(checksum::cards).into_iter().flatten());
    let mut bytes = sink::sealed(&cards, 0, options.checksums.then_some(sum));
    if let Some(document) = document {
        bytes.extend_from_slice(document);
        bytes.resize(bytes.len().saturating_add(padding(document.len() as u64)), 0);
    }
    bytes
}
