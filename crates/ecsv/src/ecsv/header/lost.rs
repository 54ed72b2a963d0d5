//! What a header that was written does not say.

use super::{extra, source};
use crate::yaml::Node;
use gaialink_table::{LossKind, LossReport, Schema, schema::Extra};

/// Counts what of a schema does not come back from its header: entries of ECSV headers that are there twice, or whose text is no YAML.
pub(super) fn count(schema: &Schema, back: Option<&Schema>, losses: &mut LossReport) {
    if back.is_some_and(|back| source::is_same(back, schema, true)) {
        return;
    }
    let before = losses.total();
    let none = Schema::default();
    let there = back.unwrap_or(&none);
    entries("table", &schema.extras, &there.extras, losses);
    for (place, field) in schema.fields.iter().enumerate() {
        let there = there.fields.get(place).map(|field| field.extras.as_slice()).unwrap_or_default();
        entries(&field.name, &field.extras, there, losses);
    }
    if losses.total() == before {
        losses.add(LossKind::Metadata, "header", "some of it does not come back from ECSV");
    }
}

/// Counts the entries that are not there any more.
fn entries(subject: &str, given: &[Extra], there: &[Extra], losses: &mut LossReport) {
    for kind in [extra::META, extra::ATTRIBUTE, extra::HEADER] {
        let written = |(key, value): &(Node, Node)| extra::keep(kind, key, value).text;
        let mut back: Vec<String> = extra::entries(there, kind).map(|entry| written(&entry)).collect();
        for entry in extra::entries(given, kind) {
            let text = written(&entry);
            let (key, _) = entry;
            match back.iter().position(|there| *there == text) {
                Some(place) => drop(back.swap_remove(place)),
                None => losses.add(LossKind::Metadata, subject, &format!("{kind} has no place for another {}", key.describe())),
            }
        }
        let broken = given.iter().filter(|extra| extra.kind == kind && extra::entry_of(extra).is_none()).count();
        let broken = u64::try_from(broken).unwrap_or(u64::MAX);
        losses.add_many(LossKind::Metadata, subject, &format!("{kind} that is no entry in YAML"), broken);
    }
}
