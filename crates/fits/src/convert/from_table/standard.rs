//! The cards of a column in the standard style.

use super::{
    column::Stored,
    numbered::{Numbered, display, kept},
};
use crate::{
    card::{ascii, continued, number_card},
    convert::to_table::CHOSEN_NULL,
    tdim,
};
use gaialink_table::Field;

/// The cards of one column.
pub(super) fn column_cards(
    cards: &mut Vec<String>,
    number: Numbered,
    field: &Field,
    (stored, max, null): (&Stored, u64, Option<i64>),
) {
    let mut text = |stem: &str, value: &Option<String>, comment: &str| {
        if let Some(value) = value.as_ref().filter(|value| !value.is_empty()) {
            cards.extend(continued(&number.keyword(stem), &ascii(value).0, comment));
        }
    };
    text("TTYPE", &Some(field.name.clone()), &format!("label for column {number}"));
    text("TFORM", &Some(stored.form(max)), &format!("format for column {number}"));
    text("TDIM", &stored.dim(max).map(|dims| tdim::format(&dims)), "");
    text("TUNIT", &field.unit, &format!("units for column {number}"));
    text("TDISP", &display(field), "");
    text("TCOMM", &field.description, "");
    text("TUCD", &field.ucd, "");
    text("TUTYP", &field.utype, "");
    text("TXTYP", &field.xtype, "");
    if let Some(zero) = stored.zero() {
        cards.push(number_card(&number.keyword("TZERO"), zero, "offset of the stored integers"));
    }
    if let Some(null) = null {
        let comment = if stored.declares_null { "null value" } else { CHOSEN_NULL };
        cards.push(number_card(&number.keyword("TNULL"), &null.to_string(), comment));
    }
    cards.extend(kept(field, number));
}
