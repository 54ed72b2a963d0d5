//! What a header cannot hold: the schema that was given against the one that comes back from its cards.

use crate::{KeywordMap, convert::to_table, header};
use gaialink_table::{
    ArraySize, Datatype, Field, LossKind, LossReport, Param, Position, Schema,
    schema::{Extra, Scope},
};

/// Reads the cards back and counts what is not there any more.
pub(crate) fn losses(schema: &Schema, cards: &[String], map: Option<&KeywordMap>) -> LossReport {
    let records = header::parse(cards.iter().map(String::as_bytes));
    let back = to_table::interpret(&records, map, &Position::default()).schema;
    let mut losses = LossReport::default();
    let table = schema.name.as_deref().unwrap_or("table");
    text(&mut losses, table, "name", schema.name.as_ref(), back.name.as_ref());
    for (what, value) in [
        ("ID", &schema.id),
        ("UCD", &schema.ucd),
        ("UTYPE", &schema.utype),
        ("ref", &schema.reference),
        ("description", &schema.description),
    ] {
        text(&mut losses, table, what, value.as_ref(), None);
    }
    for (field, back) in schema.fields.iter().zip(&back.fields) {
        compare(&mut losses, field, back, field.datatype.is_text());
    }
    let params: Vec<&Param> = schema.all_params().collect();
    for (i, param) in params.iter().enumerate() {
        match back.params.get(i) {
            Some(back) => compare_params(&mut losses, param, back),
            None => losses.add(LossKind::Metadata, param.name(), "the PARAM has no place in FITS"),
        }
    }
    around(&mut losses, table, schema);
    losses
}

fn text(losses: &mut LossReport, subject: &str, what: &str, given: Option<&String>, back: Option<&String>) {
    // Of a name that is empty something is left, of other empty texts nothing.
    let is_lost = |given: &&String| Some(*given) != back && (!given.is_empty() || (what == "name" && back.is_some()));
    let Some(given) = given.filter(is_lost) else { return };
    let kind = if what == "name" { LossKind::Name } else { LossKind::Metadata };
    let detail = match back {
        Some(back) => format!("the {what} `{given}` comes back as `{back}`"),
        None => format!("the {what} `{given}` has no place in FITS"),
    };
    losses.add(kind, subject, &detail);
}

/// Compares what is said of a column or PARAM with what comes back.
fn compare(losses: &mut LossReport, given: &Field, back: &Field, any_length: bool) {
    let name = given.name.as_str();
    text(losses, name, "name", Some(&given.name), Some(&back.name));
    let same_type = given.datatype == back.datatype;
    if !same_type || !same_shape(&given.arraysize, &back.arraysize, any_length) {
        losses.add(LossKind::Datatype, name, &format!("{} comes back as {}", spelled(given), spelled(back)));
    }
    let null = |field: &Field| field.null_text().map(str::to_owned);
    for (what, given, back) in [
        ("unit", &given.unit, &back.unit),
        ("UCD", &given.ucd, &back.ucd),
        ("UTYPE", &given.utype, &back.utype),
        ("xtype", &given.xtype, &back.xtype),
        ("description", &given.description, &back.description),
        ("ID", &given.id, &back.id),
        ("ref", &given.reference, &back.reference),
        ("type", &given.kind, &back.kind),
        ("width", &given.width, &back.width),
        ("precision", &precision(given), &precision(back)),
        ("null value", &null(given), &null(back)),
    ] {
        text(losses, name, what, given.as_ref(), back.as_ref());
    }
    let limits =
        given.values.iter().any(|v| v.min.is_some() || v.max.is_some() || !v.options.is_empty() || v.reference.is_some());
    if limits {
        losses.add(LossKind::Metadata, name, "the limits or choices of its values have no place in FITS");
    }
    losses.add_many(LossKind::Metadata, name, "a LINK has no place in FITS", given.links.len() as u64);
}

/// The type and the shape of a column or PARAM. The bound of a variable one is only known when all rows are written.
fn spelled(field: &Field) -> String {
    let size = &field.arraysize;
    let size = if size.is_variable() { ArraySize::variable(size.dims(), None) } else { size.clone() };
    format!("{} {size}", field.datatype).trim_end().to_owned()
}

/// The precision; decimal places may be said with or without an `F` (VOTable 1.5, 4.1).
fn precision(field: &Field) -> Option<String> {
    let plain = |text: &String| text.bytes().all(|b| b.is_ascii_digit());
    field.precision.as_ref().map(|text| if plain(text) { format!("F{text}") } else { text.clone() })
}

/// Whether a shape comes back; the bound of a variable one is advice, and so is the length of strings that are as they were.
fn same_shape(given: &ArraySize, back: &ArraySize, text: bool) -> bool {
    let of = |size: &ArraySize| if text { size.of_strings() } else { size.clone() };
    let (given, back) = (of(given), of(back));
    given.dims() == back.dims() && given.is_variable() == back.is_variable()
}

fn compare_params(losses: &mut LossReport, given: &Param, back: &Param) {
    compare(losses, &given.field, &back.field, given.field.datatype.is_text());
    if !same_value(given, back) {
        let detail = format!("the value `{}` comes back as `{}`", given.value, back.value);
        losses.add(LossKind::Value, given.name(), &detail);
    }
}

fn same_value(given: &Param, back: &Param) -> bool {
    let numbers = || Some((given.to_f64s().ok()?, back.to_f64s().ok()?));
    let truth = |text: &str| matches!(text.trim(), "T" | "t" | "true" | "True" | "TRUE" | "1");
    match given.field.datatype {
        _ if given.value == back.value => true,
        Datatype::Boolean => truth(&given.value) == truth(&back.value),
        datatype if datatype.is_text() || datatype.is_integer() => given.value.trim() == back.value && !datatype.is_text(),
        _ => numbers().is_some_and(|(given, back)| given == back),
    }
}

/// Counts what is said around the columns and PARAMs.
fn around(losses: &mut LossReport, table: &str, schema: &Schema) {
    let mut count = |subject: &str, what: &str, n: usize| {
        losses.add_many(LossKind::Metadata, subject, &format!("{what} has no place in FITS"), n as u64);
    };
    count(table, "a GROUP", schema.groups.len() + scopes(schema, |scope| scope.groups.len()));
    count(table, "a LINK", schema.links.len() + scopes(schema, |scope| scope.links.len()));
    let foreign = |extra: &&Extra| !extra.kind.starts_with("fits.");
    let around = schema.scopes.iter().flat_map(|scope| &scope.extras);
    for extra in schema.extras.iter().chain(around).filter(foreign) {
        count(table, &format!("what is kept as {}", extra.kind), 1);
    }
    for field in &schema.fields {
        for extra in field.extras.iter().filter(foreign) {
            count(&field.name, &format!("what is kept as {}", extra.kind), 1);
        }
    }
    for info in schema.all_infos() {
        count(info.name.as_deref().unwrap_or("INFO"), "an INFO", 1);
    }
    for timesys in schema.all_timesys() {
        count(timesys.id.as_deref().unwrap_or("TIMESYS"), "a TIMESYS", 1);
    }
    for coosys in schema.all_coosys() {
        count(coosys.id.as_deref().unwrap_or("COOSYS"), "a COOSYS", 1);
    }
    // A RESOURCE of type `results` is what a table stands in anyway.
    let said: [(&str, IsSaid); 5] = [
        ("the ID around the table", |scope| scope.id.is_some()),
        ("the name around the table", |scope| scope.name.is_some()),
        ("the type around the table", |scope| scope.kind.as_ref().is_some_and(|kind| kind != "results")),
        ("the UTYPE around the table", |scope| scope.utype.is_some()),
        ("the description around the table", |scope| scope.description.is_some()),
    ];
    for (what, is_said) in said {
        count(table, what, scopes(schema, |scope| usize::from(is_said(scope))));
    }
}

/// Whether an element around the table says a thing.
type IsSaid = fn(&Scope) -> bool;

fn scopes(schema: &Schema, count: impl Fn(&Scope) -> usize) -> usize {
    schema.scopes.iter().map(count).sum()
}
