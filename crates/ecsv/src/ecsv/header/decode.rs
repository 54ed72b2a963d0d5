use super::{
    ColumnType, Lines, SCHEMA, attach,
    column::{self, PlainColumn},
    extra,
    merge::merge,
    meta,
};
use crate::{
    error::{Error, ErrorKind, Format},
    yaml::{Node, last_of_each, parse},
};
use gaialink_table::{Limits, Position, Schema, Warning};

/// What a header says.
#[derive(Debug)]
pub(crate) struct Header {
    /// The byte between cells.
    pub(crate) delimiter: u8,
    /// What is said of the table.
    pub(crate) schema: Schema,
    /// The types of the columns' cells in the file.
    pub(crate) cells: Vec<ColumnType>,
    /// What is odd.
    pub(crate) warnings: Vec<Warning>,
    /// Whether other readers read the columns as they stand there.
    pub(super) is_portable: bool,
}

/// The code of a warning of keys that are there twice.
pub(crate) const KEY_TWICE: &str = "W-KEY-TWICE";

/// The code of a warning of datatypes that numpy has and ECSV has not.
const DATATYPE_ALIAS: &str = "W-DATATYPE";

/// Reads the YAML of a header.
pub(crate) fn decode(lines: &Lines, limits: &Limits) -> Result<Header, Error> {
    lines.check(limits)?;
    let node = parse(lines.document()).map_err(|error| {
        let line = error.line.and_then(|line| u64::try_from(line).ok()).unwrap_or_default();
        Format::Ecsv.error(Position::at_line(lines.first_line.saturating_add(line)), error)
    })?;
    header(node, limits).map_err(|kind| Format::Ecsv.error(Position::at_line(lines.first_line), kind))
}

fn header(node: Node, limits: &Limits) -> Result<Header, ErrorKind> {
    let entries = node.into_entries().map_err(|found| column::wrong("header", "a mapping", &found))?;
    let mut warnings = Vec::new();
    let mut unique = |entries, column: &str| {
        let (entries, twice) = last_of_each(entries);
        warnings.extend(key_twice(&twice, column));
        entries
    };
    let entries = unique(entries, "");
    let (mut delimiter, mut items, mut schema) = (b' ', None, Schema::default());
    let (mut whole, mut of_header) = (None, Vec::new());
    for (key, value) in entries {
        match key.as_text() {
            Some("delimiter") => delimiter = read_delimiter(&value)?,
            Some("datatype") => items = Some(value),
            Some("meta") if value.is_null() => {}
            Some("meta") => match value.into_entries() {
                Ok(entries) => whole = meta::decode(&unique(entries, ""), &mut schema),
                Err(other) => of_header.push(extra::keep(extra::HEADER, &key, &other)),
            },
            Some("schema") if value.as_text() == Some(SCHEMA) => {}
            _ => of_header.push(extra::keep(extra::HEADER, &key, &value)),
        }
    }
    // Behind those of the `meta`, wherever that stands.
    schema.extras.append(&mut of_header);
    let columns = columns(items.ok_or(ErrorKind::MissingKey { key: "datatype" })?, limits)?;
    for column in &columns {
        warnings.extend(key_twice(&column.twice, &column.field.name));
    }
    warnings.extend(columns.iter().flat_map(odd_datatype));
    let (mut schema, odd) = with_columns(schema, whole.as_deref(), &columns);
    warnings.extend(odd);
    attach::attach(&mut schema, &columns);
    let is_portable = columns.iter().all(|column| column.is_portable);
    Ok(Header { delimiter, schema, is_portable, cells: columns.into_iter().map(|column| column.cells).collect(), warnings })
}

/// The columns, as the items of `datatype` say them.
fn columns(items: Node, limits: &Limits) -> Result<Vec<PlainColumn>, ErrorKind> {
    let Node::Seq(items) = items else { return Err(column::wrong("datatype", "a sequence of mappings", &items)) };
    let count = u64::try_from(items.len()).unwrap_or(u64::MAX);
    Limits::claim("columns", count, 1, limits.max_columns)?;
    items.into_iter().map(column::decode).collect()
}

/// What the plain keys say of the table, with its columns; or what the whole schema says that we wrote beside them.
fn with_columns(mut plain: Schema, whole: Option<&str>, columns: &[PlainColumn]) -> (Schema, Option<Warning>) {
    let odd = match whole.map(serde_json::from_str::<Schema>) {
        Some(Ok(whole)) => return (merge(whole, plain, columns), None),
        Some(Err(error)) => {
            let message = format!("`{}` is no schema ({error}); the plain keys are read", super::SCHEMA_KEY);
            Some(Warning::new("W-SCHEMA", Position::default(), message))
        }
        None => None,
    };
    plain.fields = columns.iter().map(|column| column.field.clone()).collect();
    (plain, odd)
}

/// What is told of the datatype of a column.
fn odd_datatype(column: &PlainColumn) -> impl Iterator<Item = Warning> {
    let at = || Position::default().in_column(&column.field.name);
    let narrowed = column.cells.is_narrowed().then(|| "float128 is read as double, digits beyond it are lost".to_owned());
    let alias =
        column.alias.as_ref().map(|alias| format!("`{alias}` is no datatype of ECSV; it is read as {}", column.cells.element()));
    let narrowed = narrowed.map(|message| Warning::new("W-FLOAT128", at(), message));
    narrowed.into_iter().chain(alias.map(|message| Warning::new(DATATYPE_ALIAS, at(), message)))
}

/// What is told of the keys that a mapping has twice, which is no YAML, although its readers take the last ones.
fn key_twice(keys: &[Node], column: &str) -> Option<Warning> {
    let at = if column.is_empty() { Position::default() } else { Position::default().in_column(column) };
    let more = match keys.len() {
        0 | 1 => String::new(),
        count => format!(", like {} others,", count.saturating_sub(1)),
    };
    let key = keys.first()?.describe();
    Some(Warning::new(KEY_TWICE, at, format!("the key {key}{more} is there twice, the last one counts")))
}

fn read_delimiter(value: &Node) -> Result<u8, ErrorKind> {
    match value.as_text() {
        Some(" ") => Ok(b' '),
        Some(",") => Ok(b','),
        _ => Err(column::wrong("delimiter", "a blank or a comma", value)),
    }
}
