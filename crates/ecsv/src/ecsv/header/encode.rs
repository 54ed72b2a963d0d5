use super::{Lines, SCHEMA, SCHEMA_KEY, column, decode, extra, meta};
use crate::yaml::{Node, emit};
use gaialink_table::{Limits, Schema};

/// The lines of the header of a schema, from `# %ECSV 1.0` on, without the column names.
///
/// Where the plain keys do not say all of it, the whole schema stands as JSON under [`SCHEMA_KEY`].
pub(in crate::ecsv) fn encode(schema: &Schema, delimiter: u8) -> String {
    let mut schema = schema.clone();
    schema.num_rows = None;
    let plain = yaml(&schema, delimiter, None);
    let lines = Lines { version: "1.0".to_owned(), yaml: plain.clone(), first_line: 1, rest: Vec::new(), rest_line: 1 };
    let is_all = decode(&lines, &Limits::default()).is_ok_and(|header| header.schema == schema);
    let text = match is_all {
        true => plain,
        false => yaml(&schema, delimiter, json(&schema)),
    };
    let lines = text.lines().map(|line| format!("# {line}\n"));
    std::iter::once("# %ECSV 1.0\n# ---\n".to_owned()).chain(lines).collect()
}

fn yaml(schema: &Schema, delimiter: u8, whole: Option<String>) -> String {
    let mut entries = Vec::new();
    if delimiter != b' ' {
        entries.push((Node::text("delimiter"), Node::text(char::from(delimiter))));
    }
    entries.push((Node::text("datatype"), Node::Seq(schema.fields.iter().map(|field| column::encode(field, schema)).collect())));
    let mut meta = meta::encode(schema);
    meta.extend(whole.map(|json| (Node::text(SCHEMA_KEY), Node::text(json))));
    let kept: Vec<_> = extra::entries(&schema.extras, extra::HEADER).collect();
    let has = |wanted: &str| kept.iter().any(|(key, _)| key.as_text() == Some(wanted));
    if !meta.is_empty() && !has("meta") {
        entries.push((Node::text("meta"), Node::Map(meta)));
    }
    if !has("schema") {
        entries.push((Node::text("schema"), Node::text(SCHEMA)));
    }
    entries.extend(kept);
    let mut text = String::new();
    emit(&Node::Map(entries), 0, &mut text);
    text
}

/// The whole schema, without what the plain keys of the table keep.
fn json(schema: &Schema) -> Option<String> {
    let mut whole = schema.clone();
    whole.extras.retain(|extra| !extra::is_ours(extra));
    serde_json::to_string(&whole).ok()
}
