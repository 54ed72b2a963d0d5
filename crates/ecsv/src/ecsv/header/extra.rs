//! What a header says beyond the model: one [`Extra`] an entry, which holds its YAML.

use crate::yaml::{Node, emit_entry, parse};
use gaialink_table::schema::Extra;

/// The kind of an entry of a `meta`.
pub(super) const META: &str = "ecsv.meta";
/// The kind of a key of a column beside those of the model, such as `format`.
pub(super) const ATTRIBUTE: &str = "ecsv.attribute";
/// The kind of a key of the header itself.
pub(super) const HEADER: &str = "ecsv.header";

/// Keeps an entry.
pub(super) fn keep(kind: &str, key: &Node, value: &Node) -> Extra {
    let mut text = String::new();
    emit_entry(key, value, 0, &mut text);
    Extra::new(kind, text.trim_end())
}

/// Gives the kept entries of a kind back; a text that is no YAML mapping, which only another hand can have put there, is left out.
pub(super) fn entries<'a>(extras: &'a [Extra], kind: &'a str) -> impl Iterator<Item = (Node, Node)> + 'a {
    let of_kind = extras.iter().filter(move |extra| extra.kind == kind);
    of_kind.filter_map(|extra| parse(&extra.text).ok()?.into_entries().ok()).flatten()
}

/// Whether an entry stands in ECSV headers.
pub(super) fn is_ours(extra: &Extra) -> bool {
    matches!(extra.kind.as_str(), META | ATTRIBUTE | HEADER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_come_back() {
        let value = parse("!x {a: [1.50, {b: no}]}").unwrap();
        let extras = [keep(META, &Node::text("k"), &value), Extra::new("fits.card", "k: 1"), Extra::new(META, "[")];
        assert_eq!(extras[0].text, "k: !x\n  a:\n  - 1.50\n  - b: 'no'");
        assert_eq!(entries(&extras, META).collect::<Vec<_>>(), [(Node::text("k"), value)]);
    }
}
