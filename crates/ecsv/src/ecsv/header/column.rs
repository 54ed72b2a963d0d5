//! One column of the header.

use super::{
    ColumnType, alias,
    column_type::{DATATYPE, SUBTYPE},
    extra,
    frames::Frames,
};
use crate::{
    error::ErrorKind,
    yaml::{Kind, Node, last_of_each},
};
use gaialink_table::{Field, Schema};

/// A column as the plain keys of the header have it.
#[derive(Debug)]
pub(super) struct PlainColumn {
    /// What is said of it.
    pub(super) field: Field,
    /// The type of its cells.
    pub(super) cells: ColumnType,
    /// The systems it is in.
    pub(super) frames: Frames,
    /// The keys that are there more than once.
    pub(super) twice: Vec<Node>,
    /// The datatype as it stands there, where ECSV has another name for it.
    pub(super) alias: Option<String>,
    /// Whether other readers read it as it stands there: its name is text to all of them, and nothing is null.
    pub(super) is_portable: bool,
}

/// The keys of a column's `meta` that the model has a place for.
const META_KEYS: [&str; 3] = ["ucd", "utype", "xtype"];

/// Reads an item of the header's `datatype`.
pub(super) fn decode(item: Node) -> Result<PlainColumn, ErrorKind> {
    let entries = item.into_entries().map_err(|found| wrong("datatype", "a sequence of mappings", &found))?;
    let (entries, mut twice) = last_of_each(entries);
    let get = |key: &'static str| entries.iter().find(|(k, _)| k.as_text() == Some(key)).map(|(_, value)| value);
    let text = |key| get(key).and_then(Node::as_text).ok_or(ErrorKind::MissingKey { key });
    let subtype = get("subtype").and_then(Node::as_text).map(str::to_owned);
    let cells = ColumnType::parse(text("datatype")?, subtype.as_deref())?;
    let element = subtype.as_deref().map_or(text("datatype")?, |subtype| subtype.split('[').next().unwrap_or_default());
    let alias = alias::known(element).map(|_| element.to_owned());
    let is_text = |node: &Node| matches!(node, Node::Scalar(Kind::Text, _));
    let is_portable = get("name").is_some_and(is_text) && alias.is_none() && !entries.iter().any(|(_, value)| value.is_null());
    let mut field = cells.to_field(get("name").and_then(name).ok_or(ErrorKind::MissingKey { key: "name" })?);
    field.extras.extend(cells.to_extra());
    let mut frames = Frames::default();
    for (key, value) in entries {
        match key.as_text() {
            Some("name" | "datatype" | "subtype") => {}
            Some("unit") => field.unit = unit(value)?,
            Some("description") => field.description = plain("description", value)?,
            Some("meta") => meta(&mut field, &mut frames, &mut twice, value),
            _ => field.extras.push(extra::keep(extra::ATTRIBUTE, &key, &value)),
        }
    }
    Ok(PlainColumn { field, cells, frames, twice, alias, is_portable })
}

/// The item of the header's `datatype` that a column is.
pub(super) fn encode(field: &Field, schema: &Schema) -> Node {
    let cells = ColumnType::of(field);
    let kept = extra::entries(&field.extras, extra::ATTRIBUTE);
    let subtype = cells.subtype();
    let mut entries = Vec::new();
    let mut push = |key: &str, value: Option<&str>| entries.extend(value.map(|text| (Node::text(key), Node::text(text))));
    push("name", Some(&field.name));
    push("datatype", Some(cells.datatype()));
    push("subtype", subtype.as_deref());
    push("unit", field.unit.as_deref());
    push("description", field.description.as_deref());
    entries.extend(kept.filter(|(key, _)| !matches!(key.as_text(), Some(DATATYPE | SUBTYPE))));
    let xtype = plain_xtype(field);
    let of_model = META_KEYS.into_iter().zip([&field.ucd, &field.utype, &xtype]);
    let of_model = of_model.filter_map(|(key, text)| Some((Node::text(key), Node::text(text.as_deref()?))));
    let meta = of_model.chain(Frames::entries(field, schema)).chain(extra::entries(&field.extras, extra::META)).collect();
    let meta = extra::in_order(&field.extras, meta);
    if !meta.is_empty() {
        entries.push((Node::text("meta"), Node::Map(meta)));
    }
    Node::Map(entries)
}

/// The `xtype`, unless the subtype says it.
fn plain_xtype(field: &Field) -> Option<String> {
    let said = ColumnType::of(field).to_field("").xtype;
    field.xtype.clone().filter(|xtype| said.as_ref() != Some(xtype))
}

fn meta(field: &mut Field, frames: &mut Frames, twice: &mut Vec<Node>, value: Node) {
    match value.into_entries() {
        Err(other) if other.is_null() => {}
        Err(other) => field.extras.push(extra::keep(extra::ATTRIBUTE, &Node::text("meta"), &other)),
        Ok(entries) => {
            let (entries, of_meta) = last_of_each(entries);
            twice.extend(of_meta);
            let keys: Vec<Node> = entries.iter().map(|(key, _)| key.clone()).collect();
            for (key, value) in entries {
                let place = match key.as_text() {
                    Some("ucd") => &mut field.ucd,
                    Some("utype") => &mut field.utype,
                    Some("xtype") if field.xtype.is_none() => &mut field.xtype,
                    _ => {
                        if !frames.take(&key, &value) {
                            field.extras.push(extra::keep(extra::META, &key, &value));
                        }
                        continue;
                    }
                };
                match value {
                    Node::Scalar(kind, text) if kind != Kind::Null => *place = Some(text),
                    value => field.extras.push(extra::keep(extra::META, &key, &value)),
                }
            }
            let of_model = META_KEYS.into_iter().zip([&field.ucd, &field.utype, &field.xtype]);
            let of_model = of_model.filter(|(_, text)| text.is_some()).map(|(key, _)| Node::text(key));
            let kept = extra::entries(&field.extras, extra::META).map(|(key, _)| key);
            let written: Vec<Node> = of_model.chain(frames.keys()).chain(kept).collect();
            extra::keep_order(&mut field.extras, &keys, &written);
        }
    }
}

/// A name, which may look like anything.
fn name(node: &Node) -> Option<&str> {
    match node {
        Node::Scalar(_, text) => Some(text),
        other => other.as_text(),
    }
}

fn plain(key: &str, value: Node) -> Result<Option<String>, ErrorKind> {
    match value.as_text() {
        Some(text) => Ok(Some(text.to_owned())),
        None if value.is_null() => Ok(None),
        None => Err(wrong(key, "text", &value)),
    }
}

/// A unit, which old files have as an object of astropy, with its text under `unit`.
fn unit(value: Node) -> Result<Option<String>, ErrorKind> {
    match value {
        Node::Tagged(_, inner) => match *inner {
            Node::Map(entries) => {
                let of_unit = entries.into_iter().find(|(key, _)| key.as_text() == Some("unit")).map(|(_, value)| value);
                plain("unit", of_unit.unwrap_or_else(Node::null))
            }
            inner => plain("unit", inner),
        },
        value => plain("unit", value),
    }
}

pub(super) fn wrong(key: &str, expected: &'static str, found: &Node) -> ErrorKind {
    ErrorKind::Header { key: key.to_owned(), expected, found: found.describe() }
}
