//! The whole schema under its JSON key, joined with the plain keys, which win where somebody changed them.

use super::{ColumnType, column::PlainColumn, extra, param};
use crate::yaml::Node;
use gaialink_table::{Field, Param, Schema, schema::Extra};
use std::collections::HashSet;

/// Joins the whole schema with what the plain keys say: `plain` has the table's `meta`, `columns` the columns.
///
/// A column is taken from the whole schema where its name and the type of its cells are the same there. Its unit, description,
/// UCD, utype and xtype are those of the plain keys in any case, and so are the values of PARAMs.
pub(super) fn merge(whole: Schema, mut plain: Schema, columns: &[PlainColumn]) -> Schema {
    param_again(&whole, "name", whole.name.is_none(), &mut plain.name, &mut plain.params);
    param_again(&whole, "description", whole.description.is_none(), &mut plain.description, &mut plain.params);
    let mut known = whole.fields.clone();
    let mut schema = whole;
    schema.fields = columns.iter().map(|column| field(&mut known, column)).collect();
    schema.name = plain.name;
    schema.description = plain.description;
    schema.extras.retain(|extra| !extra::is_ours(extra));
    schema.extras.extend(plain.extras.iter().cloned());
    params(&mut schema, plain.params, &plain.extras);
    schema
}

/// Takes the plain key of a table that has none for that of its PARAM of this name.
fn param_again(whole: &Schema, key: &str, is_free: bool, text: &mut Option<String>, params: &mut Vec<Param>) {
    if is_free && whole.param(key).is_some() {
        let value = text.take().and_then(|text| param::to_param(key, &Node::text(text)));
        params.extend(value);
    }
}

fn field(known: &mut Vec<Field>, column: &PlainColumn) -> Field {
    let plain = &column.field;
    let is_same = |field: &Field| field.name == plain.name && ColumnType::of(field) == column.cells;
    let Some(place) = known.iter().position(is_same) else { return plain.clone() };
    let mut field = known.remove(place);
    field.unit.clone_from(&plain.unit);
    field.description.clone_from(&plain.description);
    field.ucd.clone_from(&plain.ucd);
    field.utype.clone_from(&plain.utype);
    // Cells of JSON that are read as more than text have none.
    if field.datatype.is_text() || !plain.datatype.is_text() {
        field.xtype.clone_from(&plain.xtype);
    }
    field.extras.retain(|extra| !extra::is_ours(extra));
    field.extras.extend(plain.extras.iter().cloned());
    field
}

/// Takes over the values of the plain PARAMs, drops those that are gone, and adds those that are new.
fn params(schema: &mut Schema, mut plain: Vec<Param>, extras: &[Extra]) {
    let kept: Vec<_> = extra::entries(extras, extra::META).collect();
    let mut seen: HashSet<String> = ["name", "description"].into_iter().map(str::to_owned).collect();
    if schema.name.is_none() {
        seen.remove("name");
    }
    if schema.description.is_none() {
        seen.remove("description");
    }
    let mut keep = |param: &mut Param| {
        if !seen.insert(param.field.name.clone()) {
            return true;
        }
        let node = param::to_node(param);
        if let Some(place) = plain.iter().position(|other| other.field.name == param.field.name) {
            let changed = plain.remove(place);
            if param::to_node(&changed) != node {
                param.value = changed.value;
                if param::to_node(param) != param::to_node(&Param::new(changed.field.clone(), param.value.clone())) {
                    param.field.datatype = changed.field.datatype;
                    param.field.arraysize = changed.field.arraysize;
                }
            }
            return true;
        }
        kept.iter().any(|(key, value)| key.as_text() == Some(param.field.name.as_str()) && *value == node)
    };
    schema.params.retain_mut(&mut keep);
    for scope in schema.scopes.iter_mut().rev() {
        scope.params.retain_mut(&mut keep);
    }
    schema.params.extend(plain);
}
