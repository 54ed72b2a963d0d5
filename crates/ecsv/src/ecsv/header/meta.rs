//! The table's `meta`: its name and description, its PARAMs, and what the model has no place for.

use super::{SCHEMA_KEY, extra, param};
use crate::yaml::{Kind, Node, is_typed_before_1_2};
use gaialink_table::{Param, Schema};
use std::collections::HashSet;

/// Puts the entries of a `meta` into a schema, and gives the text under [`SCHEMA_KEY`] where there is one.
pub(super) fn decode(entries: &[(Node, Node)], schema: &mut Schema) -> Option<String> {
    let mut whole = None;
    for (key, value) in entries {
        let Some(name) = name(key) else {
            schema.extras.push(extra::keep(extra::META, key, value));
            continue;
        };
        let text = || value.as_text().filter(|_| matches!(value, Node::Scalar(Kind::Text, _)));
        match (name, text()) {
            (SCHEMA_KEY, Some(text)) => whole = Some(text.to_owned()),
            ("name", Some(text)) if schema.name.is_none() => schema.name = Some(text.to_owned()),
            ("description", Some(text)) if schema.description.is_none() => schema.description = Some(text.to_owned()),
            (name, _) => match param::to_param(name, value) {
                Some(param) => schema.params.push(param),
                None => schema.extras.push(extra::keep(extra::META, key, value)),
            },
        }
    }
    let is_plain = |(_, value): &&(Node, Node)| matches!(value, Node::Scalar(Kind::Plain, _));
    let plain: Vec<&str> = entries.iter().filter(is_plain).filter_map(|(key, _)| name(key)).collect();
    extra::keep_plain(&mut schema.extras, &plain);
    let keys: Vec<_> = entries.iter().map(|(key, _)| key.clone()).filter(|key| key.as_text() != Some(SCHEMA_KEY)).collect();
    let written: Vec<_> = encode(schema).into_iter().map(|(key, _)| key).collect();
    extra::keep_order(&mut schema.extras, &keys, &written);
    whole
}

/// The name that a key is; one that is no text, such as a number, is none.
fn name(key: &Node) -> Option<&str> {
    match key {
        Node::Scalar(Kind::Text, name) => Some(name),
        _ => None,
    }
}

/// The entries that a schema has in a `meta`, each key once: name, description, PARAMs, innermost first, and what was kept.
pub(super) fn encode(schema: &Schema) -> Vec<(Node, Node)> {
    let texts = [("name", &schema.name), ("description", &schema.description)];
    let texts = texts.into_iter().filter_map(|(key, text)| Some((Node::text(key), Node::text(text.as_deref()?))));
    let plain = extra::plain(&schema.extras);
    let value = |param: &Param| match param::to_node(param) {
        Node::Scalar(Kind::Text, text) if plain.contains(param.name()) && is_typed_before_1_2(&text) => {
            Node::Scalar(Kind::Plain, text)
        }
        node => node,
    };
    let params = schema.all_params().map(|param| (Node::text(param.name()), value(param)));
    let mut seen = HashSet::from([SCHEMA_KEY.to_owned()]);
    let kept = extra::entries(&schema.extras, extra::META);
    let is_new = |(key, _): &(Node, Node)| !matches!(key, Node::Scalar(Kind::Text, key) if !seen.insert(key.clone()));
    extra::in_order(&schema.extras, texts.chain(params).chain(kept).filter(is_new).collect())
}
