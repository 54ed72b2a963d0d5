use super::{column, params, text::text};
use crate::KeywordMap;
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
