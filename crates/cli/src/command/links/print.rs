use super::Row;
use crate::{report::printable, text::Columns};
use gaialink::datalink::links::Link;
use std::io::{self, Write};

/// What is shown of a link.
type Shown = fn(&Link) -> Option<String>;

/// The columns that are shown where any link has them; the address comes last.
const COLUMNS: [(&str, Shown); 6] = [
    ("ID", |link| link.id.clone()),
    ("semantics", |link| link.semantics.clone()),
    ("description", |link| link.description.clone()),
    ("content_type", |link| link.content_type.clone()),
    ("content_length", |link| link.content_length.map(|length| length.to_string())),
    ("link_auth", |link| link.link_auth.clone()),
];

/// Prints one JSON array.
pub(super) fn json(mut out: impl Write, rows: &[Row]) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut out, rows)?;
    writeln!(out)?;
    out.flush()
}

/// Prints aligned columns; of a query result, which has nothing to say of its links, the addresses alone.
pub(super) fn text(mut out: impl Write, rows: &[Row]) -> io::Result<()> {
    let shown: Vec<_> = COLUMNS.iter().filter(|(_, of)| rows.iter().any(|row| of(&row.link).is_some())).collect();
    let mut table = Columns::new(shown.iter().map(|(name, _)| *name == "content_length").collect());
    if !shown.is_empty() {
        table.push(shown.iter().map(|(name, _)| (*name).to_owned()).chain(["link".to_owned()]));
    }
    for row in rows {
        let cells = shown.iter().map(|(_, of)| of(&row.link).map(|text| printable(&text)).unwrap_or_default());
        table.push(cells.chain([printable(&target(row))]));
    }
    table.write(&mut out, "")?;
    out.flush()
}

fn target(row: &Row) -> String {
    let link = &row.link;
    let service = || link.service_def.as_ref().map(|id| format!("service {id}"));
    row.url.clone().or_else(|| link.error_message.clone()).or_else(service).unwrap_or_default()
}
