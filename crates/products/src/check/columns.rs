use crate::{
    ProductKind, Recognition,
    decode_flags::is_decoded,
    registry::{ColumnDefinition, Layout},
    untyped::is_untyped,
};
use gaialink_table::{Datatype, Field, Finding, Position, Schema, Severity, Table};

/// The columns against the layout that fits best. Where several fit, a column is right that is so in one of them.
pub(super) fn check(found: &Recognition, table: &Table) -> Vec<Finding> {
    against(found.candidates(), table)
}

/// The columns against the first of some layouts.
pub(super) fn against(layouts: &[&'static Layout], table: &Table) -> Vec<Finding> {
    let schema = table.schema();
    let typed = schema.fields.iter().filter(|field| !is_untyped(table, field) || !is_known(layouts, field));
    let mut findings: Vec<Finding> = typed.filter_map(|field| column(layouts, field)).collect();
    if let Some(layout) = layouts.first() {
        findings.extend(missing(layout, layouts, schema));
    }
    findings
}

fn is_known(layouts: &[&'static Layout], field: &Field) -> bool {
    is_decoded(&field.name) || layouts.iter().any(|layout| layout.any_column(&field.name).is_some())
}

fn column(layouts: &[&'static Layout], field: &Field) -> Option<Finding> {
    let definitions = || layouts.iter().filter_map(|layout| layout.any_column(&field.name));
    let at = || Position::default().in_column(&field.name);
    let Some(definition) = definitions().next() else {
        return unknown(layouts, field);
    };
    if definitions().any(|definition| definition.accepts(field)) {
        return None;
    }
    let is_of_type = |definition: &ColumnDefinition| definition.accepts_type(field.datatype) && definition.accepts_shape(field);
    if definitions().any(is_of_type) {
        let found = field.unit.as_deref().unwrap_or_default();
        let expected = definition.units.first().map_or("no unit".to_owned(), |unit| format!("the unit `{unit}`"));
        let message = format!("expected {expected}, found the unit `{found}`");
        return Some(Finding::new(Severity::Error, "E-COLUMN-UNIT", at(), message));
    }
    let message = format!("expected {}, found {}", spelled(&definition.field()), spelled(field));
    Some(Finding::new(Severity::Error, "E-COLUMN-TYPE", at(), message))
}

/// Columns that a table of many sources may have besides those of its product: the release that the `source_id` is of, and the file that a
/// row came from.
const OF_STACKS: [&str; 2] = ["release", "member"];

/// A column of no layout: a flag of light curves that was decoded is known, too, and what tells the rows of several files apart.
fn unknown(layouts: &[&'static Layout], field: &Field) -> Option<Finding> {
    let at = Position::default().in_column(&field.name);
    if OF_STACKS.contains(&field.name.as_str()) && field.datatype.is_text() && field.cell_shape().is_scalar() {
        return None;
    }
    let is_flag = is_decoded(&field.name) && layouts.iter().any(|layout| layout.product == ProductKind::EpochPhotometry);
    if !is_flag {
        let message = "no column of this name is known of the product";
        return Some(Finding::new(Severity::Warning, "W-COLUMN-UNKNOWN", at, message));
    }
    let is_right = field.datatype == Datatype::Boolean && field.cell_shape().is_scalar();
    let message = || format!("expected boolean, found {}", spelled(field));
    (!is_right).then(|| Finding::new(Severity::Error, "E-COLUMN-TYPE", at, message()))
}

/// The columns of the layout that are not there. CSV files have more, so those in neither form count.
fn missing(layout: &'static Layout, layouts: &[&'static Layout], schema: &Schema) -> Vec<Finding> {
    let is_there = |name: &str| schema.field(name).is_some();
    let in_all = |name: &str| layouts.iter().all(|layout| layout.any_column(name).is_some());
    let absent = layout.columns.iter().filter(|column| !is_there(column.name) && in_all(column.name));
    let finding = |column: &ColumnDefinition| {
        let at = Position::default().in_column(column.name);
        Finding::new(Severity::Warning, "W-COLUMN-MISSING", at, format!("the column is not there: {}", column.description))
    };
    absent.map(finding).collect()
}

fn spelled(field: &Field) -> String {
    let size = field.arraysize.to_string();
    if size.is_empty() { field.datatype.to_string() } else { format!("{}[{size}]", field.datatype) }
}
