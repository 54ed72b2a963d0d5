//! The cards of a column as the archive writes them.

use super::{
    column::Stored,
    numbered::{Numbered, display, kept},
};
use crate::{
    card::{archive_card, ascii, number_card},
    tdim,
};
use gaialink_table::Field;

/// The card behind those of the primary HDU's structure.
pub(super) fn dummy() -> String {
    format!("{:<80}", "COMMENT Dummy header; see following table extension")
}

/// The cards of one column.
pub(super) fn column_cards(
    cards: &mut Vec<String>,
    number: Numbered,
    field: &Field,
    (stored, max, null): (&Stored, u64, Option<i64>),
) {
    let text = |stem: &str, value: &str, comment: &str| {
        let card = archive_card(&number.keyword(stem), &ascii(value).0, comment);
        Some(card).filter(|_| !value.is_empty())
    };
    let said = |stem: &str, value: &Option<String>| text(stem, value.as_deref().unwrap_or_default(), "");
    let form = stored.form(max);
    let form = if stored.in_heap() { form.trim_start_matches('1') } else { &form };
    let unit = field.unit.as_deref().unwrap_or_default().replace('\'', "''");
    let blank = |null: i64| number_card(&number.keyword("TNULL"), &null.to_string(), &format!("blank value for column {number}"));
    let offset = |zero: &str| number_card(&number.keyword("TZERO"), zero, "offset of the stored integers");
    let all = [
        text("TTYPE", &field.name, &format!("label for column {number}")),
        text("TFORM", form, &format!("format for column {number}")),
        text("TUNIT", &unit, &format!("units for column {number}")),
        null.map(blank),
        said("TDIM", &stored.dim(max).map(|dims| tdim::format(&dims))),
        stored.zero().map(offset),
        said("TDISP", &display(field)),
        said("TCOMM", &field.description),
        said("TUCD", &field.ucd),
        said("TUTYP", &field.utype),
        said("TXTYP", &field.xtype),
    ];
    cards.extend(all.into_iter().flatten().chain(kept(field, number)));
}
