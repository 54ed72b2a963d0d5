use super::columns;
use crate::registry::{self, ColumnDefinition, Layout, ParamDefinition};
use gaialink_table::{Finding, Position, Schema, Severity, Table};

/// What keeps a table from being a product that it is by nearly all of its names: key columns that are not there, or have another
/// type or unit.
pub(super) fn check(table: &Table) -> Vec<Finding> {
    let found: Vec<(usize, &'static Layout)> =
        registry::layouts().map(|layout| (likeness(layout, table.schema()), layout)).collect();
    let best = found.iter().map(|(likeness, _)| *likeness).max().unwrap_or_default();
    let layouts: Vec<&'static Layout> =
        found.into_iter().filter(|found| found.0 == best && best > 0).map(|(_, layout)| layout).collect();
    let Some(product) = layouts.first().map(|layout| layout.product) else { return Vec::new() };
    let mut findings = columns::against(&layouts, table);
    let message = format!("the names are those of {product}, but its columns are not as they should be");
    findings.push(Finding::new(Severity::Error, "E-PRODUCT", Position::default(), message));
    findings
}

/// How many columns and PARAMs a table has in common with a layout, less those that it lacks: nothing unless what they have in common
/// is three quarters of both.
fn likeness(layout: &Layout, schema: &Schema) -> usize {
    let has = |column: &&ColumnDefinition| schema.field(column.name).is_some();
    let is_there = |param: &&ParamDefinition| {
        let found = layout.find_param(schema, param.column.name);
        found.is_some_and(|found| param.value.is_none() || param.says(found.value.trim()))
    };
    let in_table = layout.columns.iter().filter(has).count() + layout.params.iter().filter(is_there).count();
    let of_table = common(in_table, layout.columns.len() + layout.params.len(), schema);
    let in_csv = layout.csv.iter().filter(has).count();
    of_table.max(common(in_csv, layout.csv.len(), schema))
}

fn common(common: usize, all: usize, schema: &Schema) -> usize {
    let is_most = 4 * common >= 3 * all && 4 * common >= 3 * schema.fields.len() && common > 4;
    if is_most { (2 * common).saturating_sub(all) } else { 0 }
}
