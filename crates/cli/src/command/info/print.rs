use crate::{report::printable, text::Columns};
use gaialink::{Field, Info, MemberInfo, Param, ProductInfo, TableInfo};
use std::{
    fmt::Display,
    io::{self, Write},
};

/// How many characters of a description are shown.
const DESCRIPTION: usize = 100;

/// Prints what a file is and holds.
pub(super) fn info(out: &mut impl Write, info: &Info, indent: &str) -> io::Result<()> {
    writeln!(out, "{indent}{}", printable(&info.name))?;
    let indent = format!("{indent}  ");
    if info.format.is_none() {
        writeln!(out, "{indent}zip archive, {}", counted(info.members.len(), "file"))?;
        return info.members.iter().try_for_each(|found| member(out, found, &indent));
    }
    if info.tables.is_empty() {
        return writeln!(out, "{indent}{}, without a table", format(info, None));
    }
    let several = info.tables.len() > 1;
    for (index, found) in info.tables.iter().enumerate() {
        if several {
            writeln!(out, "{indent}table {index}")?;
        }
        let indent = if several { format!("{indent}  ") } else { indent.clone() };
        table(out, info, found, &indent)?;
    }
    Ok(())
}

/// Prints a member of an archive with what matters most; its own `info` tells the rest.
fn member(out: &mut impl Write, member: &MemberInfo, indent: &str) -> io::Result<()> {
    writeln!(out, "{indent}{}", printable(&member.member))?;
    let indent = format!("{indent}  ");
    for error in &member.error {
        writeln!(out, "{indent}{}", printable(error))?;
    }
    let Some(info) = &member.info else { return Ok(()) };
    for table in &info.tables {
        summary(out, info, table, &indent)?;
    }
    Ok(())
}

fn summary(out: &mut impl Write, info: &Info, table: &TableInfo, indent: &str) -> io::Result<()> {
    let mut lines = Columns::default();
    let mut line = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            lines.push([name.to_owned(), value]);
        }
    };
    line("name", table.name.as_deref().map(printable));
    line("format", Some(format(info, Some(table))));
    let unmodelled =
        || table.unmodelled.as_ref().map_or_else(|| "none that is known".to_owned(), |it| printable(&it.to_string()));
    line("product", Some(table.product.as_ref().map_or_else(unmodelled, product)));
    let release = table.release.as_ref().map(|found| format!("{} ({})", printable(found.release.name()), found.evidence));
    line("release", Some(release.unwrap_or_else(|| "unknown".to_owned())));
    line("rows", Some(table.rows.to_string()));
    line(
        "sources",
        table.sources.as_ref().map(|sources| {
            let more = if sources.count > sources.first.len() as u64 { ", …" } else { "" };
            format!("{}: {}{more}", sources.count, joined(&sources.first, ", "))
        }),
    );
    lines.write(out, indent)
}

fn table(out: &mut impl Write, info: &Info, table: &TableInfo, indent: &str) -> io::Result<()> {
    summary(out, info, table, indent)?;
    if let Some(description) = &table.description {
        writeln!(out, "{indent}{}", one_line(description))?;
    }
    said(out, table, indent)?;
    writeln!(out, "{indent}columns  {}", table.columns.len())?;
    let inner = format!("{indent}  ");
    let mut columns = Columns::default();
    table.columns.iter().for_each(|field| columns.push(words(field, None)));
    columns.write(out, &inner)?;
    if !table.params.is_empty() {
        writeln!(out, "{indent}params   {}", table.params.len())?;
        let mut params = Columns::default();
        table.params.iter().for_each(|param: &Param| params.push(words(&param.field, Some(&param.value))));
        params.write(out, &inner)?;
    }
    if !table.infos.is_empty() {
        writeln!(out, "{indent}infos    {}", table.infos.len())?;
        let mut infos = Columns::default();
        let word = |text: &Option<String>| text.as_deref().map(one_line).unwrap_or_default();
        table.infos.iter().for_each(|info| infos.push([word(&info.name), word(&info.value), word(&info.content)]));
        infos.write(out, &inner)?;
    }
    for warning in &table.warnings {
        writeln!(out, "{indent}warning  {}", printable(&warning.to_string()))?;
    }
    Ok(())
}

/// What the products of the first sources say.
fn said(out: &mut impl Write, table: &TableInfo, indent: &str) -> io::Result<()> {
    let Some(product) = &table.product else { return Ok(()) };
    for source in &product.said {
        writeln!(out, "{indent}source   {}", source.source_id)?;
        let mut facts = Columns::default();
        source.facts.iter().for_each(|fact| facts.push([printable(&fact.name), printable(&fact.value)]));
        facts.write(out, &format!("{indent}  "))?;
    }
    let more = table.sources.as_ref().map_or(0, |sources| sources.count.saturating_sub(product.said.len() as u64));
    if more > 0 && !product.said.is_empty() {
        writeln!(out, "{indent}  and {more} more")?;
    }
    Ok(())
}

/// What is said of a column or PARAM, and the value of a PARAM.
fn words(field: &Field, value: Option<&str>) -> Vec<String> {
    let text = |text: &Option<String>| text.as_deref().map(one_line).unwrap_or_default();
    let shape = match field.arraysize.is_scalar() {
        true => field.datatype.to_string(),
        false => format!("{}[{}]", field.datatype, field.arraysize),
    };
    let mut words = vec![printable(&field.name), shape];
    words.extend(value.map(one_line));
    words.extend([text(&field.unit), text(&field.ucd), text(&field.utype), shortened(text(&field.description))]);
    words
}

/// A description that is not longer than a line; JSON has all of it.
fn shortened(text: String) -> String {
    match text.char_indices().nth(DESCRIPTION) {
        Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or_default().trim_end()),
        None => text,
    }
}

fn format(info: &Info, table: Option<&TableInfo>) -> String {
    let format = info.format.map(|format| format.to_string()).unwrap_or_default();
    match table.and_then(|table| table.serialization.as_ref()) {
        Some(serialization) => format!("{format}, {serialization}"),
        None => format,
    }
}

fn product(product: &ProductInfo) -> String {
    format!("{} ({})", joined(&product.products, " or "), joined(&product.structures, " or "))
}

fn joined<T: Display>(items: &[T], by: &str) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join(by)
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// Text on one line, without control characters.
fn one_line(text: &str) -> String {
    printable(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}
