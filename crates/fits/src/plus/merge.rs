use super::{column, params, text::text};
use crate::KeywordMap;
use gaialink_table::{
    Position, Schema, Warning,
    schema::{Scope, ScopeKind},
};

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
    // What every document has around its table says nothing.
    if nests_plainly(&merged.scopes) && merged.scopes.iter().all(is_empty) {
        merged.scopes.clear();
    }
    merged.extras.splice(0..0, table.extras);
    merged.num_rows = table.num_rows;
    merged
}

/// Whether a table stands in what it would be in without anything said: a document, and a RESOURCE of type `results` in it.
pub(crate) fn nests_plainly(scopes: &[Scope]) -> bool {
    let said: Vec<_> = scopes.iter().map(|scope| (scope.element, scope.kind.as_deref())).collect();
    said.is_empty() || said == [(ScopeKind::Document, None), (ScopeKind::Resource, Some("results"))]
}

/// Whether nothing else is said than that it is there.
fn is_empty(scope: &Scope) -> bool {
    let mut bare = Scope::default();
    (bare.element, bare.kind) = (scope.element, scope.kind.clone());
    *scope == bare
}
