//! Puts the systems that columns are said to be in around the table.

use super::{column::PlainColumn, frames::Frames};
use gaialink_table::{
    Schema,
    schema::{Coosys, Scope, Timesys},
};
use std::collections::HashSet;

/// Puts the systems of the columns around the table, innermost, and has the columns refer to them, but for those that refer to
/// one already. A column refers to one thing: its coordinate system where it is in both kinds.
pub(super) fn attach(schema: &mut Schema, columns: &[PlainColumn]) {
    let mut scope = schema.scopes.pop();
    for (place, column) in columns.iter().enumerate().filter(|(_, column)| column.frames != Frames::default()) {
        if schema.fields.get(place).is_none_or(|field| field.reference.is_some()) {
            continue;
        }
        let scope = scope.get_or_insert_with(Scope::default);
        let id = match column.frames.coosys != Coosys::default() {
            true => id_of_coosys(schema, scope, &column.frames.coosys),
            false => id_of_timesys(schema, scope, &column.frames.timesys),
        };
        if let Some(field) = schema.fields.get_mut(place) {
            field.reference = Some(id);
        }
    }
    schema.scopes.extend(scope);
}

/// A coordinate or time system.
trait System: Clone + PartialEq {
    /// The ID by which columns refer to it.
    fn id(&mut self) -> &mut Option<String>;
}

impl System for Coosys {
    fn id(&mut self) -> &mut Option<String> {
        &mut self.id
    }
}

impl System for Timesys {
    fn id(&mut self) -> &mut Option<String> {
        &mut self.id
    }
}

/// The ID of the first system that is the wanted one but for it.
fn known<'a, S: System + 'a>(mut systems: impl Iterator<Item = &'a S>, wanted: &S) -> Option<String> {
    systems.find_map(|system| {
        let mut bare = system.clone();
        let id = bare.id().take();
        id.filter(|_| bare == *wanted)
    })
}

/// The system under an ID.
fn named<S: System>(wanted: &S, id: &str) -> S {
    let mut system = wanted.clone();
    *system.id() = Some(id.to_owned());
    system
}

/// The ID of a coordinate system, which is put around the table where it is not there.
fn id_of_coosys(schema: &Schema, scope: &mut Scope, wanted: &Coosys) -> String {
    known(schema.all_coosys().chain(&scope.coosys), wanted).unwrap_or_else(|| {
        let id = free_id(schema, scope, "coosys");
        scope.coosys.push(named(wanted, &id));
        id
    })
}

/// The ID of a time system, which is put around the table where it is not there.
fn id_of_timesys(schema: &Schema, scope: &mut Scope, wanted: &Timesys) -> String {
    known(schema.all_timesys().chain(&scope.timesys), wanted).unwrap_or_else(|| {
        let id = free_id(schema, scope, "timesys");
        scope.timesys.push(named(wanted, &id));
        id
    })
}

/// An ID that nothing in the table or around it has.
fn free_id(schema: &Schema, scope: &Scope, start: &str) -> String {
    let coosys = schema.all_coosys().chain(&scope.coosys).map(|system| &system.id);
    let timesys = schema.all_timesys().chain(&scope.timesys).map(|system| &system.id);
    let params = schema.all_params().chain(&scope.params).map(|param| &param.field);
    let fields = schema.fields.iter().chain(params).map(|field| &field.id);
    let taken: HashSet<&String> = coosys.chain(timesys).chain(fields).chain([&schema.id, &scope.id]).flatten().collect();
    let mut ids = (1_u64..).map(|number| format!("{start}{number}"));
    ids.find(|id| !taken.contains(id)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ecsv::header::{Lines, decode, encode};
    use gaialink_table::Limits;

    fn schema(yaml: &str) -> Schema {
        let lines = Lines::of_source(yaml.lines().map(|line| format!("# {line}\n")).collect());
        decode(&lines, &Limits::default()).unwrap().schema
    }

    #[test]
    fn columns_in_one_system_share_it() {
        let yaml = "datatype:
- {name: ra, datatype: float64, meta: {CoosysSystem: ICRS, CoosysEpoch: J2016.0}}
- {name: dec, datatype: float64, meta: {CoosysSystem: ICRS, CoosysEpoch: J2016.0}}
- {name: l, datatype: float64, meta: {CoosysSystem: galactic}}
- {name: t, datatype: float64, meta: {TimesysTimeorigin: 2455197.5, TimesysTimescale: TCB}}
- {name: g, datatype: float64}
";
        let schema = schema(yaml);
        let references: Vec<_> = schema.fields.iter().map(|field| field.reference.as_deref()).collect();
        assert_eq!(references, [Some("coosys1"), Some("coosys1"), Some("coosys2"), Some("timesys1"), None]);
        let systems: Vec<_> = schema.all_coosys().map(|system| (system.system.as_deref(), system.epoch.as_deref())).collect();
        assert_eq!(systems, [(Some("ICRS"), Some("J2016.0")), (Some("galactic"), None)]);
        assert_eq!(schema.all_timesys().next().and_then(|system| system.timeorigin.as_deref()), Some("2455197.5"));
        assert!(schema.fields.iter().all(|field| field.extras.is_empty()));
        let text = encode(&schema, b',', None, &mut gaialink_table::LossReport::default());
        assert!(text.contains("#     CoosysSystem: galactic\n") && !text.contains("gaialink"), "{text}");
    }

    #[test]
    fn a_system_with_an_id_keeps_it() {
        let mut schema = schema("datatype:\n- {name: ra, datatype: float64, meta: {CoosysSystem: ICRS}}\n");
        schema.fields.iter_mut().for_each(|field| field.reference = Some("frame".into()));
        schema.scopes.iter_mut().for_each(|scope| scope.coosys[0].id = Some("frame".into()));
        let text = encode(&schema, b',', None, &mut gaialink_table::LossReport::default());
        let yaml = text.lines().skip(2).map(|line| line.get(2..).unwrap()).collect::<Vec<_>>().join("\n");
        assert!(yaml.contains("gaialink.schema"), "{yaml}");
        assert_eq!(self::schema(&yaml), schema);
    }
}
