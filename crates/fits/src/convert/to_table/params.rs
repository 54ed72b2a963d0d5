use crate::{
    KeywordMap,
    card::{Card, Value},
    header::Record,
};
use gaialink_table::{ArraySize, Datatype, Field, Param, Schema, schema::Extra};

/// Keywords that say how the file is built, which a writer says anew.
const STRUCTURE: [&str; 14] = [
    "SIMPLE", "XTENSION", "BITPIX", "NAXIS", "NAXIS1", "NAXIS2", "PCOUNT", "GCOUNT", "TFIELDS", "THEAP", "EXTNAME", "LONGSTRN",
    "CHECKSUM", "DATASUM",
];
/// Keywords that have no place among PARAMs: kept as they are.
const KEPT: [&str; 7] = ["COMMENT", "HISTORY", "", "EXTVER", "EXTLEVEL", "INHERIT", "EXTEND"];
/// Keywords that say when and by what software the file was written, which is not said of the table: passed over.
const OF_THE_FILE: [&str; 3] = ["DATE-HDU", "STILVERS", "STILCLAS"];

/// Whether a keyword says how the file is built.
pub(crate) fn is_structure(keyword: &str) -> bool {
    STRUCTURE.contains(&keyword)
}

/// Makes PARAMs of the cards that belong to no column, and extras of those that are none.
pub(super) fn params(records: &[&Record], map: Option<&KeywordMap>, schema: &mut Schema) {
    let cards: Vec<&Card> = records.iter().map(|record| &record.card).collect();
    let assigned = match map {
        Some(map) => map.assign(&cards, &schema.fields),
        None => vec![None; cards.len()],
    };
    for (record, assigned) in records.iter().zip(assigned) {
        let keyword = record.card.keyword.as_str();
        if is_structure(keyword) || OF_THE_FILE.contains(&keyword) || record.text.is_empty() {
            continue;
        }
        let param = assigned.or_else(|| if KEPT.contains(&keyword) { None } else { param(&record.card) });
        match param {
            Some(param) => schema.params.push(param),
            None => schema.extras.push(Extra::new("fits.card", record.text.clone())),
        }
    }
}

/// The PARAM of a card under its own name; `None` where the card has no value.
fn param(card: &Card) -> Option<Param> {
    let plain = |datatype, value: &str| Param::new(Field::new(&card.keyword, datatype), value);
    let mut param = match card.value.as_ref()? {
        Value::Text(text) => Param::text(&card.keyword, text),
        Value::Logical(_) => plain(Datatype::Boolean, card.value.as_ref()?.as_text()),
        Value::Integer(digits) if digits.parse::<i64>().is_ok() => plain(Datatype::Long, digits),
        Value::Integer(digits) if digits.parse::<u64>().is_ok() => plain(Datatype::UnsignedLong, digits),
        Value::Integer(digits) => Param::text(&card.keyword, digits),
        Value::Real(digits) => plain(Datatype::Double, digits),
        Value::Other(text) => match complex(text) {
            Some(value) => plain(Datatype::DoubleComplex, &value),
            None => Param::text(&card.keyword, text),
        },
    };
    let (unit, description) = unit(&card.comment);
    param.field.unit = unit;
    param.field.description = Some(description).filter(|text| !text.is_empty()).map(str::to_owned);
    if param.field.datatype.is_text() {
        param.field.arraysize = ArraySize::variable(&[], None);
    }
    Some(param)
}

fn complex(text: &str) -> Option<String> {
    let (re, im) = text.strip_prefix('(')?.strip_suffix(')')?.split_once(',')?;
    let both = [re.trim(), im.trim()];
    both.iter().all(|part| part.parse::<f64>().is_ok()).then(|| both.join(" "))
}

/// Splits a comment into the unit between brackets at its start (FITS 4.0, 4.3.2) and the rest.
fn unit(comment: &str) -> (Option<String>, &str) {
    let split = comment.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    match split.filter(|(unit, _)| !unit.is_empty() && !unit.contains('[')) {
        Some((unit, rest)) => (Some(unit.to_owned()), rest.trim_start()),
        None => (None, comment),
    }
}
