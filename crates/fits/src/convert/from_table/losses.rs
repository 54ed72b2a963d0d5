//! What a header cannot hold: the schema that was given against the one that comes back from its cards.

mod around;

use crate::{
    KeywordMap,
    convert::to_table,
    header,
    plus::{self, precision},
};
use gaialink_table::{ArraySize, Datatype, Field, LossKind, LossReport, Param, Position, Schema, schema::Values};

/// Reads the cards back, with what a document in the primary HDU says, and counts what is not there any more.
pub(crate) fn losses(schema: &Schema, cards: &[String], map: Option<&KeywordMap>, described: Option<&Schema>) -> LossReport {
    let records = header::parse(cards.iter().map(String::as_bytes));
    let place = Position::default();
    let mut back = to_table::interpret(&records, map, &place).schema;
    if let Some(described) = described {
        back = plus::merge(back, described.clone(), map, &place, &mut Vec::new());
    }
    let mut losses = LossReport::default();
    let table = schema.name.as_deref().unwrap_or("table");
    for (what, given, back) in [
        ("name", &schema.name, &back.name),
        ("ID", &schema.id, &back.id),
        ("UCD", &schema.ucd, &back.ucd),
        ("UTYPE", &schema.utype, &back.utype),
        ("ref", &schema.reference, &back.reference),
        ("description", &schema.description, &back.description),
    ] {
        text(&mut losses, table, what, given.as_ref(), back.as_ref());
    }
    for (field, back) in schema.fields.iter().zip(&back.fields) {
        compare(&mut losses, field, back, field.datatype.is_text());
        if has_any_length(field) && !has_any_length(back) {
            losses.add(LossKind::Datatype, &field.name, &format!("{} comes back as {}", spelled(field), spelled(back)));
        }
    }
    let there: Vec<&Param> = back.all_params().collect();
    for (i, param) in schema.all_params().enumerate() {
        match there.get(i) {
            Some(back) => compare_params(&mut losses, param, back),
            None => losses.add(LossKind::Metadata, param.name(), "the PARAM has no place in FITS"),
        }
    }
    around::around(&mut losses, table, schema, &back);
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
    let limits = |field: &Field| -> Vec<Values> {
        let has_choice = |v: &Values| v.min.is_some() || v.max.is_some() || !v.options.is_empty();
        let is_said = |v: &&Values| has_choice(v) || v.reference.is_some() || !v.extras.is_empty();
        field.values.iter().filter(is_said).cloned().collect()
    };
    if around::missing(limits(given).iter(), limits(back).iter()) > 0 {
        losses.add(LossKind::Metadata, name, "the limits or choices of its values have no place in FITS");
    }
    let links = around::missing(given.links.iter(), back.links.iter());
    losses.add_many(LossKind::Metadata, name, "a LINK has no place in FITS", links);
}

/// The type and the shape of a column or PARAM. The bound of a variable one is only known when all rows are written.
fn spelled(field: &Field) -> String {
    let size = &field.arraysize;
    let size = if size.is_variable() { ArraySize::variable(size.dims(), None) } else { size.clone() };
    format!("{} {size}", field.datatype).trim_end().to_owned()
}

/// Whether a shape comes back; the bound of a variable one is advice, and so is the length of strings that are as they were.
fn same_shape(given: &ArraySize, back: &ArraySize, text: bool) -> bool {
    let of = |size: &ArraySize| if text { size.of_strings() } else { size.clone() };
    let (given, back) = (of(given), of(back));
    given.dims() == back.dims() && given.is_variable() == back.is_variable()
}

/// Whether a column is of strings of any length.
fn has_any_length(field: &Field) -> bool {
    field.datatype.is_text() && field.arraysize.of_strings().is_scalar() && field.arraysize.is_variable()
}

fn compare_params(losses: &mut LossReport, given: &Param, back: &Param) {
    compare(losses, &given.field, &back.field, given.field.datatype.is_text());
    if !same_value(given, back) {
        let detail = format!("the value `{}` comes back as `{}`", given.value, back.value);
        losses.add(LossKind::Value, given.name(), &detail);
    }
}

/// Whether the value of a PARAM comes back.
pub(crate) fn same_value(given: &Param, back: &Param) -> bool {
    let numbers = || Some((given.to_f64s().ok()?, back.to_f64s().ok()?));
    let truth = |text: &str| matches!(text.trim(), "T" | "t" | "true" | "True" | "TRUE" | "1");
    match given.field.datatype {
        _ if given.value == back.value => true,
        Datatype::Boolean => truth(&given.value) == truth(&back.value),
        datatype if datatype.is_text() || datatype.is_integer() => given.value.trim() == back.value && !datatype.is_text(),
        _ => numbers().is_some_and(|(given, back)| given == back),
    }
}
