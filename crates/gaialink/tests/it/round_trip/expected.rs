//! What each target promises to keep.

use crate::compare::Missing;
use gaialink::{
    ArraySize, Datatype, Field, Format, Schema, Table, Target,
    arrow::array::{Array, AsArray},
    schema::{Scope, ScopeKind, Values},
};

/// What comes back.
pub(crate) struct Kept {
    pub(crate) schema: Schema,
    pub(crate) missing: Missing,
}

/// What comes back from a target of a table that came in a format.
pub(crate) fn kept(table: &Table, target: Target) -> Kept {
    let mut schema = Schema::clone(table.schema());
    let missing = match target {
        Target::Fits | Target::VotableBinary | Target::VotableFits => Missing::Nan,
        _ => Missing::Apart,
    };
    if target == Target::VotableBinary {
        schema.fields.iter_mut().for_each(|field| declare_null(field, table));
    }
    match target.format() {
        Format::Votable => {
            // The cards of a FITS file say nothing of the table, and a table stands in a RESOURCE.
            schema.extras.retain(|extra| extra.kind != "fits.card");
            if schema.scopes.is_empty() {
                let mut resource = Scope::default();
                resource.kind = Some("results".to_owned());
                let mut document = Scope::default();
                document.element = ScopeKind::Document;
                schema.scopes = vec![document, resource];
            }
        }
        Format::Fits => {
            schema.extras.retain(|extra| extra.kind != "fits.card");
            // What cards cannot say is in a VOTable in front of them; only where there is none, FITS alone speaks.
            if schema.scopes.is_empty() {
                schema.fields.iter_mut().for_each(|field| field.arraysize = bounded(field, table));
            }
        }
        _ => {}
    }
    Kept { schema, missing }
}

/// A null among integers needs a null value, the smallest number where that is free.
fn declare_null(field: &mut Field, table: &Table) {
    let column = table.column(&field.name).unwrap().to_array().unwrap();
    let smallest = match field.datatype {
        Datatype::Short => i64::from(i16::MIN),
        Datatype::Int => i64::from(i32::MIN),
        Datatype::Long => i64::MIN,
        _ => return,
    };
    if column.null_count() > 0 && field.null_text().is_none() && field.arraysize.is_scalar() {
        let mut values = Values::default();
        values.null = Some(smallest.to_string());
        field.values.push(values);
    }
}

/// FITS tells how long the longest cell of a column is.
fn bounded(field: &Field, table: &Table) -> ArraySize {
    if !field.arraysize.is_variable() {
        return field.arraysize.clone();
    }
    let array = table.column(&field.name).unwrap().to_array().unwrap();
    let list = array.as_list::<i32>();
    let longest = list.iter().flatten().map(|cell| cell.len() as u64).max();
    ArraySize::variable(field.arraysize.dims(), longest)
}

/// The losses that a conversion must report, and no others.
pub(crate) fn losses(table: &Table, target: Target) -> Vec<String> {
    let schema = table.schema();
    if target.format() == Format::Csv { of_csv(schema) } else { Vec::new() }
}

/// Losses as they are printed.
#[derive(Default)]
struct Lines(Vec<String>);

impl Lines {
    fn add(&mut self, line: &str, count: usize) {
        match count {
            0 => {}
            1 => self.0.push(line.to_owned()),
            _ => self.0.push(format!("{line} ({count} times)")),
        }
    }
}

/// CSV keeps the names of the columns and the text of the cells.
fn of_csv(schema: &Schema) -> Vec<String> {
    let count = |is: fn(&Field) -> bool| schema.fields.iter().filter(|field| is(field)).count();
    let mut lines = Lines::default();
    let mut add = |line: &str, count: usize| lines.add(line, count);
    add("metadata: `FIELD`: CSV has no units", count(|f| f.unit.is_some()));
    add("metadata: `FIELD`: CSV has no UCDs", count(|f| f.ucd.is_some()));
    add("metadata: `FIELD`: CSV has no UTYPEs", count(|f| f.utype.is_some()));
    add("metadata: `FIELD`: CSV has no descriptions", count(|f| f.description.is_some()));
    add("metadata: `FIELD`: CSV has no VALUES", count(|f| !f.values.is_empty()));
    let guessed = |f: &Field| {
        let free = f.arraysize.is_scalar() || f.arraysize.to_string() == "*";
        !(free && matches!(f.datatype, Datatype::Long | Datatype::Double | Datatype::Boolean))
    };
    add("datatype: `FIELD`: CSV has no datatypes, and another one is inferred from the text", count(guessed));
    for param in &schema.params {
        add(&format!("metadata: `{}`: CSV has no PARAMs", param.name()), 1);
    }
    add("metadata: `RESOURCE`: CSV has no place for what is said around the table", 2 * schema.scopes.len().min(1));
    add("metadata: `TIMESYS`: CSV has no time systems", schema.all_timesys().count());
    let extras = schema.extras.len() + schema.scopes.iter().map(|scope| scope.extras.len()).sum::<usize>();
    add("metadata: `extra`: CSV has no place for what another format says", extras);
    lines.0
}
