use super::text::text;
use gaialink_table::{
    Datatype, Field,
    schema::{Values, arrow::data_type},
};

/// Joins what the cards of a column say with what a FIELD says of it.
pub(super) fn merge(card: Field, said: Field, warn: &mut impl FnMut(String)) -> Field {
    let name = text(Some(card.name.clone()), Some(said.name.clone())).unwrap_or_default();
    if name != said.name {
        warn(format!(
            "the VOTable in the primary HDU calls the column `{}` `{}`: what it says of it was passed over",
            card.name, said.name
        ));
        return card;
    }
    let values = values(&card, said.values.clone());
    let mut merged = card;
    let is_display = merged.width.is_none() || merged.width == said.width;
    if is_display && (merged.precision.is_none() || precision(&merged) == precision(&said)) {
        (merged.width, merged.precision) = (said.width.clone(), said.precision.clone());
    }
    if is_shape(&merged, &said) {
        (merged.datatype, merged.arraysize) = (said.datatype, said.arraysize);
    }
    merged.name = name;
    merged.values = values;
    merged.unit = text(merged.unit, said.unit);
    merged.ucd = text(merged.ucd, said.ucd);
    merged.utype = text(merged.utype, said.utype);
    merged.xtype = text(merged.xtype, said.xtype);
    merged.description = text(merged.description, said.description);
    (merged.id, merged.reference, merged.kind) = (said.id, said.reference, said.kind);
    merged.links = said.links;
    merged.extras.extend(said.extras);
    merged
}

/// Whether the FIELD has the column's type and shape, as far as FITS can tell.
fn is_shape(card: &Field, said: &Field) -> bool {
    let same_type = card.datatype == said.datatype || card.datatype.is_text() && said.datatype.is_text();
    let same_array = matches!((data_type(card), data_type(said)), (Ok(card), Ok(said)) if card == said);
    let (here, there) = (&card.arraysize, &said.arraysize);
    let same_shape = match card.datatype {
        // Without a TDIM the cards do not tell of more dimensions than one.
        _ if there.is_variable() && !card.datatype.is_text() => {
            here.is_variable() && (here.dims().is_empty() || here.dims() == there.dims())
        }
        _ if there.is_variable() => true,
        Datatype::Char => there.of_strings() == here.of_strings() && there.string_len() >= here.string_len(),
        _ => here.dims() == there.dims(),
    };
    same_type && same_array && same_shape
}

/// The precision; decimal places may be said with or without an `F` (VOTable 1.5, 4.1).
pub(crate) fn precision(field: &Field) -> Option<String> {
    let plain = |text: &String| text.bytes().all(|b| b.is_ascii_digit());
    field.precision.as_ref().map(|text| if plain(text) { format!("F{text}") } else { text.clone() })
}

/// The VALUES of the FIELD, with the null value of the column.
fn values(card: &Field, mut said: Vec<Values>) -> Vec<Values> {
    let null = card.null_text();
    let of_said = said.iter().find_map(|values| values.null.as_deref());
    let is_number = |text: &str| text.trim().parse::<i128>().is_ok();
    if null == of_said || null.is_none() && !(card.datatype.is_integer() && of_said.is_some_and(is_number)) {
        return said;
    }
    said.iter_mut().for_each(|values| values.null = None);
    if let Some(null) = null {
        match said.first_mut() {
            Some(first) => first.null = Some(null.to_owned()),
            None => said.extend(card.values.iter().cloned()),
        }
    }
    said.retain(|values| *values != Values::default());
    said
}
