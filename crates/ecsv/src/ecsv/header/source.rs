//! A header that was read, of which as much is written again as still says the same.

use super::{ColumnType, Lines, decode, entries, extra, lines};
use crate::yaml::{Node, parse};
use gaialink_table::Schema;

/// The entries that may be replaced alone, and whether the whole schema stands in them.
const CHANGES: [(&str, bool); 4] = [("", false), ("datatype", false), ("meta", false), ("meta", true)];

/// The lines of a header that was read, changed as little as can be so that they say what the schema says; `None` where more
/// than one of its large entries has changed.
pub(super) fn keep(read: &str, schema: &Schema, delimiter: u8) -> Option<String> {
    let parts = split(read);
    CHANGES.into_iter().find_map(|(changed, whole)| {
        let lines = join(&parts, &entries::entries(schema, delimiter, whole), changed);
        says(&lines, schema, delimiter, changed == "meta").then_some(lines)
    })
}

/// Whether a header says what the schema says, to other readers as well, and has its cells as they will be written.
fn says(lines: &str, schema: &Schema, delimiter: u8, is_ordered: bool) -> bool {
    let Ok(header) = decode(&Lines::of_source(lines.to_owned()), &entries::limits()) else { return false };
    let cells = schema.fields.iter().map(ColumnType::of);
    let is_damaged = header.warnings.iter().any(|warning| warning.code == "W-SCHEMA") || !header.is_portable;
    header.delimiter == delimiter && is_same(&header.schema, schema, is_ordered) && cells.eq(header.cells) && !is_damaged
}

/// Whether two schemas are the same, but for the order of keys that one of them keeps, where the `meta` was written in that order.
pub(super) fn is_same(one: &Schema, other: &Schema, is_ordered: bool) -> bool {
    let bare = |schema: &Schema| {
        let mut schema = schema.clone();
        schema.extras.retain(|extra| extra.kind != extra::ORDER);
        schema.extras.sort_by(|one, other| one.kind.cmp(&other.kind));
        schema
    };
    one == other || (is_ordered && bare(one) == bare(other))
}

/// An entry of the header: comments before it, and its own lines. Where the header is no mapping in block style, all of it.
struct Part<'a> {
    key: &'a str,
    comments: Vec<&'a str>,
    lines: Vec<&'a str>,
}

fn split(read: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut last = Part { key: "", comments: Vec::new(), lines: Vec::new() };
    for line in read.lines() {
        if let Some(key) = key(line) {
            // Comments in front of a key belong to it.
            let is_comment = |line: &&&str| line.starts_with("##") || line.starts_with("# #");
            let comments = last.lines.iter().rev().take_while(is_comment).count();
            let comments = last.lines.split_off(last.lines.len().saturating_sub(comments));
            parts.push(std::mem::replace(&mut last, Part { key, comments, lines: Vec::new() }));
        }
        last.lines.push(line);
    }
    parts.push(last);
    parts
}

/// The key of the header that stands at the start of a line.
fn key(line: &str) -> Option<&str> {
    let (key, rest) = lines::yaml(line.strip_prefix('#')?).split_once(':')?;
    let key = key.trim_end().trim_matches(['\'', '"']);
    let is_key = key.starts_with(|c: char| c.is_ascii_alphabetic()) && (rest.is_empty() || rest.starts_with(' '));
    is_key.then_some(key)
}

/// The parts in their order, but for the delimiter where it is another, and for the entry that has changed.
fn join(parts: &[Part<'_>], entries: &[(Node, Node)], changed: &str) -> String {
    let anew = |key: &str| {
        let entry = entries.iter().find(|(name, _)| name.as_text() == Some(key));
        entry.map(|(name, value)| entries::entry(name, value)).unwrap_or_default()
    };
    let has = |key: &str| parts.iter().any(|part| part.key == key);
    let mut out = if has("delimiter") { String::new() } else { anew("delimiter") };
    let push = |out: &mut String, lines: &[&str]| lines.iter().for_each(|line| out.extend([*line, "\n"]));
    for part in parts {
        push(&mut out, &part.comments);
        match part.key {
            "delimiter" if !is_entry(part, entries) => out.push_str(&anew("delimiter")),
            key if !key.is_empty() && key == changed => out.push_str(&anew(key)),
            _ => push(&mut out, &part.lines),
        }
    }
    if !changed.is_empty() && !has(changed) {
        out.push_str(&anew(changed));
    }
    out
}

/// Whether the lines of a part say what the entry of its key says.
fn is_entry(part: &Part<'_>, entries: &[(Node, Node)]) -> bool {
    let text: String = part.lines.iter().map(|line| format!("{}\n", lines::yaml(line.trim_start_matches('#')))).collect();
    let found = parse(&text).ok().and_then(|node| node.into_entries().ok()).unwrap_or_default();
    // The blank is the delimiter where none is said.
    let wanted = entries.iter().find(|(key, _)| key.as_text() == Some(part.key)).map_or(Some(" "), |(_, value)| value.as_text());
    found.first().is_some_and(|(_, value)| value.as_text() == wanted)
}
