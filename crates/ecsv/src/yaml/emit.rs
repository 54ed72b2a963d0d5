use super::{Kind, Node, number, scalar::emit_text};

/// Appends a key and its value as lines in block style, each behind `indent` blanks.
pub(crate) fn emit_entry(key: &Node, value: &Node, indent: usize, out: &mut String) {
    blanks(indent, out);
    let start = out.len();
    emit_inline(key, out);
    if is_long(start, out) {
        out.insert_str(start, "? ");
        out.push('\n');
        blanks(indent, out);
    }
    out.push(':');
    emit_value(value, indent, out);
}

/// Whether a key that begins at `start` is longer than readers look for the colon behind it (YAML 1.2.2, 7.4.2).
fn is_long(start: usize, out: &str) -> bool {
    out.len().saturating_sub(start) > 1000
}

/// Appends a node as lines in block style, each behind `indent` blanks.
pub(crate) fn emit(node: &Node, indent: usize, out: &mut String) {
    match node {
        Node::Map(entries) if !entries.is_empty() => {
            for (key, value) in entries {
                emit_entry(key, value, indent, out);
            }
        }
        Node::Seq(items) if !is_inline(node) => {
            for item in items {
                emit_item(item, indent, out);
            }
        }
        other => {
            blanks(indent, out);
            emit_line(other, out);
        }
    }
}

/// Appends what stands behind `key:`, with the line's end.
fn emit_value(value: &Node, indent: usize, out: &mut String) {
    match value {
        Node::Tagged(tag, inner) if !is_inline(value) => {
            out.push(' ');
            out.push_str(tag);
            emit_value(inner, indent, out);
        }
        value if is_inline(value) => {
            out.push(' ');
            emit_line(value, out);
        }
        Node::Seq(_) => {
            out.push('\n');
            emit(value, indent, out);
        }
        value => {
            out.push('\n');
            emit(value, indent + 2, out);
        }
    }
}

/// Appends the rest of a line.
fn emit_line(node: &Node, out: &mut String) {
    emit_inline(node, out);
    // A tag alone has a blank behind it.
    out.truncate(out.trim_end_matches(' ').len());
    out.push('\n');
}

/// Appends an item of a sequence; a mapping begins on the line of its dash.
fn emit_item(item: &Node, indent: usize, out: &mut String) {
    let mut lines = String::new();
    match item {
        Node::Map(_) | Node::Seq(_) if !is_inline(item) => emit(item, indent + 2, &mut lines),
        Node::Tagged(tag, inner) if !is_inline(item) => {
            blanks(indent + 2, &mut lines);
            lines.push_str(tag);
            emit_value(inner, indent + 2, &mut lines);
        }
        item => emit(item, indent + 2, &mut lines),
    }
    blanks(indent, out);
    out.push_str("- ");
    out.push_str(lines.trim_start_matches(' '));
}

/// Whether a node fits on one line: scalars, empty collections and sequences of numbers.
fn is_inline(node: &Node) -> bool {
    match node {
        Node::Scalar(..) => true,
        Node::Seq(items) => items.iter().all(|item| matches!(item, Node::Scalar(..))),
        Node::Map(entries) => entries.is_empty(),
        Node::Tagged(_, inner) => is_inline(inner),
    }
}

/// Appends a node on one line, in flow style.
pub(crate) fn emit_inline(node: &Node, out: &mut String) {
    match node {
        Node::Scalar(kind, text) => emit_scalar(*kind, text, out),
        Node::Seq(items) => emit_flow('[', items.iter().map(|item| (None, item)), ']', out),
        Node::Map(entries) => emit_flow('{', entries.iter().map(|(key, value)| (Some(key), value)), '}', out),
        Node::Tagged(tag, inner) => {
            out.push_str(tag);
            out.push(' ');
            match &**inner {
                Node::Scalar(kind, text) if *kind != Kind::Text => out.push_str(text),
                inner => emit_inline(inner, out),
            }
        }
    }
}

/// Flow style, which a key that is no scalar needs.
fn emit_flow<'a>(open: char, items: impl Iterator<Item = (Option<&'a Node>, &'a Node)>, close: char, out: &mut String) {
    out.push(open);
    for (place, (key, value)) in items.enumerate() {
        if place > 0 {
            out.push_str(", ");
        }
        if let Some(key) = key {
            let start = out.len();
            emit_inline(key, out);
            if is_long(start, out) {
                out.insert_str(start, "? ");
                out.push(' ');
            }
            out.push_str(": ");
        }
        emit_inline(value, out);
    }
    out.push(close);
}

fn emit_scalar(kind: Kind, text: &str, out: &mut String) {
    match kind {
        Kind::Null | Kind::Bool | Kind::Int | Kind::Plain => out.push_str(text),
        Kind::Float => out.push_str(&number::float_spelling(text).unwrap_or_else(|| text.to_owned())),
        Kind::Text => emit_text(text, out),
    }
}

fn blanks(count: usize, out: &mut String) {
    out.extend(std::iter::repeat_n(' ', count));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::parse;

    #[test]
    fn long_keys() {
        let key = "k".repeat(2000);
        let entries = vec![(Node::text(key.as_str()), Node::null()), (Node::text("a"), Node::text("b"))];
        let map = Node::Map(vec![(Node::Map(entries.clone()), Node::Seq(vec![Node::Map(entries)]))]);
        let mut out = String::new();
        emit(&map, 0, &mut out);
        assert_eq!(out, format!("? {{? {key} : null, a: b}}\n:\n- ? {key}\n  : null\n  a: b\n"));
        assert_eq!(parse(&out).unwrap().describe(), "a mapping");
    }

    #[test]
    fn documents() {
        let cases = [
            ("a: 1\nb: [1, 2.5]\n", "a: 1\nb: [1, 2.5]\n"),
            ("a: {b: {c: 'no', d: no, e: 2001-12-14}}", "a:\n  b:\n    c: 'no'\n    d: no\n    e: 2001-12-14\n"),
            ("a: [! 'b[1]', !x , !y 0x1F, '<<']", "a:\n- 'b[1]'\n- !x\n- !y 0x1F\n- '<<'\n"),
            ("a: [{b: 1, c: 2}, {d: [x, {e: 1}]}]", "a:\n- b: 1\n  c: 2\n- d:\n  - x\n  - e: 1\n"),
            ("m: !!omap [{k: 1.e+5}, {l: ~}]", "m: !!omap\n- k: 1.0e+5\n- l: null\n"),
            ("c: !astropy.units.Unit {unit: km / s}", "c: !astropy.units.Unit\n  unit: km / s\n"),
            ("t: !!python/tuple [1, 2]", "t: !!python/tuple [1, 2]\n"),
            ("- !x {a: 1}\n- [[1], [2]]\n- !y [{a: 1}]", "- !x\n    a: 1\n- - [1]\n  - [2]\n- !y\n  - a: 1\n"),
            ("x: {}\nv: []\nz: ''", "x: {}\nv: []\nz: ''\n"),
            ("? [1, {a: b}]\n: 2", "[1, {a: b}]: 2\n"),
        ];
        for (text, want) in cases {
            let node = parse(text).unwrap();
            let mut out = String::new();
            emit(&node, 0, &mut out);
            assert_eq!(out, want, "{text:?}");
            let (mut again, node) = (String::new(), parse(&out).unwrap());
            emit(&node, 0, &mut again);
            assert_eq!(again, out);
        }
    }
}
