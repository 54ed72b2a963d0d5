//! The entries of the header.

use super::{
    code::{DATATYPE, KEY_TWICE, W_KEY, W_VERSION},
    fault::refuse,
};
use crate::{
    ecsv::header::{ColumnType, Lines},
    error::Format,
    yaml::Node,
};
use gaialink_table::{Findings, Position};
use std::collections::HashSet;

/// The entries that a header may have.
const OF_HEADER: [&str; 4] = ["delimiter", "datatype", "meta", "schema"];
/// The entries that a column may have.
const OF_COLUMN: [&str; 7] = ["name", "datatype", "subtype", "unit", "format", "description", "meta"];

/// Names of datatypes elsewhere, and what ECSV calls them.
const ALIASES: [(&str, &str); 7] = [
    ("bit", "bool"),
    ("boolean", "bool"),
    ("char", "string"),
    ("integer", "int64"),
    ("text", "string"),
    ("unicode", "string"),
    ("unsignedByte", "uint8"),
];

/// Checks the version and the entries of a header.
pub(super) fn check(node: &Node, lines: &Lines, findings: &mut Findings) {
    if lines.version != "1.0" {
        let message = format!("the version is {}; 1.0 is that of today", lines.version);
        findings.add(&W_VERSION, Position::at_line(lines.first_line), message);
    }
    let first_line = lines.first_line;
    keys(node, first_line, findings);
    let Some(entries) = entries(node) else { return };
    let at = || Position::at_line(first_line);
    for (key, value) in entries {
        match key.as_text() {
            Some("datatype") => columns(&value, first_line, findings),
            Some(key) if OF_HEADER.contains(&key) => {}
            _ => findings.add(&W_KEY, at(), format!("the header has the key {}, which ECSV does not have", key.describe())),
        }
    }
}

fn columns(node: &Node, line: u64, findings: &mut Findings) {
    let Node::Seq(items) = node else { return };
    for item in items {
        let Some(entries) = entries(item) else { continue };
        let text =
            |wanted: &str| entries.iter().find(|(key, _)| key.as_text() == Some(wanted)).and_then(|(_, value)| value.as_text());
        let at = || Position::at_line(line).in_column(text("name").unwrap_or_default());
        for (key, _) in entries.iter().filter(|(key, _)| key.as_text().is_none_or(|key| !OF_COLUMN.contains(&key))) {
            findings.add(&W_KEY, at(), format!("the column has the key {}, which ECSV does not have", key.describe()));
        }
        let Some(datatype) = text("datatype") else { continue };
        let Err(kind) = ColumnType::parse(datatype, text("subtype")) else { continue };
        let alias = ALIASES.iter().find(|(alias, _)| *alias == datatype.trim());
        match alias {
            Some((_, name)) => {
                findings.add(&DATATYPE, at(), format!("the datatype `{datatype}` is none; ECSV has `{name}`"));
            }
            // A kind that has a code is no failure of the input.
            None => refuse(findings, Format::Ecsv.error(at(), kind)).unwrap_or_default(),
        }
    }
}

/// Keys that a mapping has twice, at any depth.
fn keys(node: &Node, line: u64, findings: &mut Findings) {
    match node {
        Node::Scalar(..) => {}
        Node::Seq(items) => items.iter().for_each(|item| keys(item, line, findings)),
        Node::Tagged(_, inner) => keys(inner, line, findings),
        Node::Map(entries) => {
            let mut seen = HashSet::new();
            for (key, value) in entries {
                if let Some(name) = key.as_text().filter(|name| !seen.insert(*name)) {
                    findings.add(
                        &KEY_TWICE,
                        Position::at_line(line),
                        format!("the key `{name}` is there twice; readers take one of them"),
                    );
                }
                keys(value, line, findings);
            }
        }
    }
}

fn entries(node: &Node) -> Option<Vec<(Node, Node)>> {
    node.clone().into_entries().ok()
}
