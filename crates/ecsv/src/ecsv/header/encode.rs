use super::{Lines, SCHEMA, SCHEMA_KEY, column, decode, extra, lost, meta, source};
use crate::yaml::{Node, emit_entry};
use gaialink_table::{Limits, LossReport, Schema};

/// The lines of the header of a schema, from `# %ECSV 1.0` on, without the column names.
///
/// Where the plain keys do not say all of it, the whole schema stands as JSON under [`SCHEMA_KEY`]. Of a header that was read, what
/// still says the same is taken over as it stands. What does not come back is in the report.
pub(in crate::ecsv) fn encode(schema: &Schema, delimiter: u8, read: Option<&str>, losses: &mut LossReport) -> String {
    let mut schema = schema.clone();
    schema.num_rows = None;
    let lines = read.and_then(|read| source::keep(read, &schema, delimiter));
    let lines = lines.unwrap_or_else(|| anew(&schema, delimiter, losses));
    format!("# %ECSV 1.0\n# ---\n{lines}")
}

fn anew(schema: &Schema, delimiter: u8, losses: &mut LossReport) -> String {
    let lines = |whole| entries(schema, delimiter, whole).iter().map(|(key, value)| entry(key, value)).collect::<String>();
    let back = |lines: &str| decode(&Lines::of_source(lines.to_owned()), &limits()).ok().map(|header| header.schema);
    let plain = lines(false);
    if back(&plain).is_some_and(|back| source::is_same(&back, schema, true)) {
        return plain;
    }
    let whole = lines(true);
    lost::count(schema, back(&whole).as_ref(), losses);
    whole
}

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
