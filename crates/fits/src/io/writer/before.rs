//! What stands before the table: the primary HDU.

use super::{Primary, WriteOptions, sink};
use crate::{
    block::padding,
    checksum::{self, Sum},
    convert::from_table,
};
use gaialink_table::{LossReport, Schema};

/// Gives the document for the primary HDU, where it saves anything, and what is lost all the same.
pub(super) fn choose<'a>(schema: &Schema, cards: &[String], options: &'a WriteOptions) -> (Option<&'a [u8]>, LossReport) {
    let losses = |described| from_table::losses(schema, cards, options.keywords.as_deref(), described);
    let plain = losses(None);
    let Primary::Described(description) = &options.primary else { return (None, plain) };
    if plain.is_empty() {
        return (None, plain);
    }
    let described = losses(Some(&description.schema));
    match described.total() < plain.total() {
        true => (Some(&description.document), described),
        false => (None, plain),
    }
}

/// The bytes of the primary HDU.
pub(super) fn bytes(schema: &Schema, options: &WriteOptions, document: Option<&[u8]>) -> Vec<u8> {
    if options.primary == Primary::None {
        return Vec::new();
    }
    let mut cards = from_table::primary_cards(schema, options.style, document.map(<[u8]>::len));
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
