use crate::registry::{ColumnDefinition, Layout, ParamDefinition};
use gaialink_table::{Param, Schema};
use std::collections::HashSet;

/// Whether all key columns are there and can be it.
pub(super) fn has_key(layout: &Layout, schema: &Schema) -> bool {
    layout.key.iter().all(|name| {
        let fits = |definition: &ColumnDefinition| schema.field(name).is_some_and(|field| definition.accepts(field));
        layout.any_column(name).is_some_and(fits)
    })
}

/// How many of the table's PARAMs are the layout's, with the value that it always has.
pub(super) fn params(layout: &Layout, schema: &Schema) -> usize {
    let known = |param: &&Param| layout.param(&param.field.name).is_some_and(|definition| agrees(definition, param));
    schema.all_params().filter(known).count()
}

fn agrees(definition: &ParamDefinition, param: &Param) -> bool {
    match definition.value {
        None => true,
        Some(value) if value == param.value.trim() => true,
        Some(value) => value.parse::<f64>().is_ok_and(|number| param.to_f64() == Ok(number)),
    }
}

/// How well the units are those of the layout: two points for the same text, one for another spelling.
pub(super) fn units(layout: &Layout, schema: &Schema) -> usize {
    let points = schema.fields.iter().filter_map(|field| {
        let (unit, column) = (field.unit.as_deref()?, layout.any_column(&field.name)?);
        Some(if column.units.contains(&unit) { 2 } else { usize::from(column.accepts_unit(Some(unit))) })
    });
    points.sum()
}

/// 1 where the columns are exactly those of the layout, in any order, as a table or in CSV.
pub(super) fn is_exact(layout: &Layout, schema: &Schema) -> usize {
    let names: HashSet<&str> = schema.fields.iter().map(|field| field.name.as_str()).collect();
    let same = |columns: &[ColumnDefinition]| columns.len() == names.len() && columns.iter().all(|c| names.contains(c.name));
    usize::from(same(layout.columns) || same(layout.csv))
}

/// How many columns are the layout's.
pub(super) fn columns(layout: &Layout, schema: &Schema) -> usize {
    let names: HashSet<&str> = schema.fields.iter().map(|field| field.name.as_str()).collect();
    names.into_iter().filter(|name| layout.any_column(name).is_some()).count()
}
