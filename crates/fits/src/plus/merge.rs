use super::{column, params};
use crate::{KeywordMap, card::ascii};
use gaialink_table::{Position, Schema, Warning};

/// Joins what the cards of a table say with what the VOTable says of it. Where they disagree the table wins; where the VOTable has
/// another number of columns it is not about this table, and is dropped with a warning.
pub(crate) fn merge(
    table: Schema,
    described: Schema,
    map: Option<&KeywordMap>,
    place: &Position,
    warnings: &mut Vec<Warning>,
) -> Schema {
    let mut warn = |message: String| warnings.push(Warning::new("W-FITS-PLUS", place.clone(), message));
    let (here, there) = (table.fields.len(), described.fields.len());
    if here != there {
        warn(format!("the VOTable in the primary HDU has {there} columns, the table {here}: it was passed over"));
        return table;
    }
    let mut merged = described;
    params::merge(&mut merged, table.params, map, &mut warn);
    merged.fields = table
        .fields
        .into_iter()
        .zip(std::mem::take(&mut merged.fields))
        .map(|(card, said)| column::merge(card, said, &mut warn))
        .collect();
    merged.name = text(table.name, merged.name);
    merged.extras.splice(0..0, table.extras);
    merged.num_rows = table.num_rows;
    merged
}

/// The text of a card, or the VOTable's where there is no card or where it is the same as far as a card can say it.
pub(super) fn text(card: Option<String>, said: Option<String>) -> Option<String> {
    match (card, said) {
        (Some(card), Some(said)) if is_same(&card, &said) => Some(said),
        (None, said) => said,
        (card, _) => card,
    }
}

/// How many characters STIL and the archive leave of a long text.
const CUT: usize = 68;

/// Whether a card says the same as a text: in printable ASCII, without blanks at its end, maybe cut at the end of one card.
fn is_same(card: &str, said: &str) -> bool {
    let plain = ascii(said).0;
    let is_cut = || card.len() >= CUT - 8 && plain.starts_with(card);
    plain.trim_end() == card || is_cut()
}
