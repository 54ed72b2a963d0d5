//! The key `<<` of YAML 1.1, under which mappings stand whose entries belong to the mapping around it.

use super::{Kind, Node};
use std::collections::HashMap;

/// Puts the entries of merged mappings in: before those of the mapping itself, which win.
pub(super) fn merge(entries: Vec<(Node, Node)>) -> Vec<(Node, Node)> {
    if !entries.iter().any(is_merge) {
        return entries;
    }
    let (merged, own): (Vec<_>, Vec<_>) = entries.into_iter().partition(is_merge);
    let merged = merged.into_iter().flat_map(|(_, value)| match value {
        Node::Map(entries) => entries,
        // The first mapping wins.
        Node::Seq(maps) => maps.into_iter().rev().flat_map(Node::into_map).collect(),
        _ => Vec::new(),
    });
    last_of_each(merged.chain(own)).0
}

/// The entries with the last value of each key, where the key stands first; and the keys that are there more than once.
pub(crate) fn last_of_each(entries: impl IntoIterator<Item = (Node, Node)>) -> (Vec<(Node, Node)>, Vec<Node>) {
    let (mut places, mut unique, mut twice) = (HashMap::new(), Vec::<(Node, Node)>::new(), Vec::new());
    for (key, value) in entries {
        let place = *places.entry(key.clone()).or_insert(unique.len());
        match unique.get_mut(place) {
            None => unique.push((key, value)),
            Some((_, there)) => {
                *there = value;
                twice.push(key);
            }
        }
    }
    (unique, twice)
}

fn is_merge((key, value): &(Node, Node)) -> bool {
    let is_mapping = |node: &Node| matches!(node, Node::Map(_));
    matches!(key, Node::Scalar(Kind::Plain, text) if text == "<<")
        && (is_mapping(value) || matches!(value, Node::Seq(items) if items.iter().all(is_mapping)))
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    #[test]
    fn merged_mappings() {
        let cases = [
            ("{<<: {a: 1, b: 2}, b: 3, c: 4}", "{a: 1, b: 3, c: 4}"),
            ("{b: 3, <<: {a: 1, b: 2}}", "{a: 1, b: 3}"),
            ("{<<: [{a: 1, b: 2}, {b: 3, c: 4}], d: 5}", "{b: 2, c: 4, a: 1, d: 5}"),
            ("[&x {a: 1}, {<<: *x, b: {<<: *x}}]", "[{a: 1}, {a: 1, b: {a: 1}}]"),
            ("{<<: {a: 1}, <<: {b: 2}}", "{a: 1, b: 2}"),
        ];
        for (text, want) in cases {
            assert_eq!(parse(text).unwrap(), parse(want).unwrap(), "{text}");
        }
        for text in ["{'<<': {a: 1}}", "{\"<<\": {a: 1}}", "{<<: 1}", "{<<: [1]}", "{a: 1, a: 2}"] {
            assert!(matches!(parse(text).unwrap(), super::Node::Map(entries) if !entries.is_empty()), "{text}");
        }
        assert_ne!(parse("{'<<': {a: 1}}").unwrap(), parse("{a: 1}").unwrap());
    }
}
