//! The entries of a header that is written, and their lines.

use super::{SCHEMA, SCHEMA_KEY, column, extra, meta};
use crate::yaml::{Node, emit_entry};
use gaialink_table::{Limits, Schema};

/// A header that is written may be as large as the table has it.
pub(super) fn limits() -> Limits {
    let mut limits = Limits::default();
    (limits.max_columns, limits.max_metadata) = (u64::MAX, u64::MAX);
    limits
}

/// The lines of an entry.
pub(super) fn entry(key: &Node, value: &Node) -> String {
    let mut text = String::new();
    emit_entry(key, value, 0, &mut text);
    text.lines().map(|line| format!("# {line}\n")).collect()
}

/// The entries of the header, with or without the whole schema as JSON.
pub(super) fn entries(schema: &Schema, delimiter: u8, whole: bool) -> Vec<(Node, Node)> {
    let mut entries = Vec::new();
    if delimiter != b' ' {
        entries.push((Node::text("delimiter"), Node::text(char::from(delimiter))));
    }
    entries.push((Node::text("datatype"), Node::Seq(schema.fields.iter().map(|field| column::encode(field, schema)).collect())));
    let mut meta = meta::encode(schema);
    meta.extend(json(schema).filter(|_| whole).map(|json| (Node::text(SCHEMA_KEY), Node::text(json))));
    let kept: Vec<_> = extra::entries(&schema.extras, extra::HEADER).collect();
    let has = |wanted: &str| kept.iter().any(|(key, _)| key.as_text() == Some(wanted));
    if !meta.is_empty() && !has("meta") {
        entries.push((Node::text("meta"), Node::Map(meta)));
    }
    if !has("schema") {
        entries.push((Node::text("schema"), Node::text(SCHEMA)));
    }
    entries.extend(kept);
    entries
}

/// The whole schema, without what the plain keys of the table keep.
fn json(schema: &Schema) -> Option<String> {
    let mut whole = schema.clone();
    whole.extras.retain(|extra| !extra::is_ours(extra));
    serde_json::to_string(&whole).ok()
}
