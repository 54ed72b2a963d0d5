//! What a header says beyond the model: one [`Extra`] an entry, which holds its YAML.

use crate::yaml::{Node, emit_entry, emit_inline, parse};
use gaialink_table::schema::Extra;
use std::collections::{HashMap, HashSet};

/// The kind of an entry of a `meta`.
pub(super) const META: &str = "ecsv.meta";
/// The kind of a key of a column beside those of the model, such as `format`.
pub(super) const ATTRIBUTE: &str = "ecsv.attribute";
/// The kind of a key of the header itself.
pub(super) const HEADER: &str = "ecsv.header";

/// The kind of the order of the keys of a `meta`, as a JSON list, where it is not the one in which they are written of themselves.
pub(super) const ORDER: &str = "ecsv.order";

/// The kind of the PARAMs, as a JSON list of names, whose text stands without quotes although YAML 1.1 takes it for something else
/// than text, such as a date.
pub(super) const PLAIN: &str = "ecsv.plain";

/// Keeps that the texts of these PARAMs stand without quotes.
pub(super) fn keep_plain(extras: &mut Vec<Extra>, names: &[&str]) {
    if !names.is_empty() {
        extras.extend(serde_json::to_string(names).map(|names| Extra::new(PLAIN, names)));
    }
}

/// The PARAMs whose texts stand without quotes.
pub(super) fn plain(extras: &[Extra]) -> HashSet<String> {
    let kept = extras.iter().find(|extra| extra.kind == PLAIN);
    kept.and_then(|extra| serde_json::from_str(&extra.text).ok()).unwrap_or_default()
}

/// Keeps the order of the keys of a `meta` whose keys come back as `written`, where that is another and some entry is kept as
/// an extra: what the model has a place for has its own order.
pub(super) fn keep_order(extras: &mut Vec<Extra>, keys: &[Node], written: &[Node]) {
    let (keys, written) = (shown_all(keys), shown_all(written));
    if keys != written && extras.iter().any(|extra| extra.kind == META) {
        extras.extend(serde_json::to_string(&keys).map(|keys| Extra::new(ORDER, keys)));
    }
}

/// Puts the entries of a `meta` into the order that was kept, those that were not there last.
pub(super) fn in_order(extras: &[Extra], mut entries: Vec<(Node, Node)>) -> Vec<(Node, Node)> {
    let kept = extras.iter().find(|extra| extra.kind == ORDER);
    let keys: Vec<String> = kept.and_then(|extra| serde_json::from_str(&extra.text).ok()).unwrap_or_default();
    let places: HashMap<String, usize> = keys.into_iter().zip(0..).collect();
    if !places.is_empty() {
        entries.sort_by_key(|(key, _)| places.get(&shown(key)).copied().unwrap_or(usize::MAX));
    }
    entries
}

fn shown_all(keys: &[Node]) -> Vec<String> {
    keys.iter().map(shown).collect()
}

/// A key as it is written.
fn shown(key: &Node) -> String {
    let mut text = String::new();
    emit_inline(key, &mut text);
    text
}

/// Keeps an entry.
pub(super) fn keep(kind: &str, key: &Node, value: &Node) -> Extra {
    let mut text = String::new();
    emit_entry(key, value, 0, &mut text);
    Extra::new(kind, text.trim_end())
}

/// Gives the kept entries of a kind back; a text that is no YAML mapping, which only another hand can have put there, is left out
/// and told as lost.
pub(super) fn entries<'a>(extras: &'a [Extra], kind: &'a str) -> impl Iterator<Item = (Node, Node)> + 'a {
    let of_kind = extras.iter().filter(move |extra| extra.kind == kind);
    of_kind.filter_map(entry_of).flatten()
}

/// What an extra holds: one entry where this crate kept it. `None` where its text is no YAML mapping.
pub(super) fn entry_of(extra: &Extra) -> Option<Vec<(Node, Node)>> {
    parse(&extra.text).ok()?.into_entries().ok()
}

/// Whether an entry stands in ECSV headers.
pub(super) fn is_ours(extra: &Extra) -> bool {
    matches!(extra.kind.as_str(), META | ATTRIBUTE | HEADER | ORDER | PLAIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_come_back() {
        let value = parse("!x {a: [1.50, {b: 'no'}]}").unwrap();
        let extras = [keep(META, &Node::text("k"), &value), Extra::new("fits.card", "k: 1"), Extra::new(META, "[")];
        assert_eq!(extras[0].text, "k: !x\n  a:\n  - 1.50\n  - b: 'no'");
        assert_eq!(entries(&extras, META).collect::<Vec<_>>(), [(Node::text("k"), value)]);
    }
}
