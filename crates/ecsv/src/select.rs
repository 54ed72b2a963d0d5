use crate::error::ErrorKind;
use gaialink_table::Schema;

/// The places of the columns asked for, in the order asked for; all where none are.
pub(crate) fn select(schema: &Schema, wanted: Option<&[String]>) -> Result<Vec<usize>, ErrorKind> {
    let Some(names) = wanted else { return Ok((0..schema.fields.len()).collect()) };
    let place = |name: &String| schema.index_of(name).ok_or_else(|| ErrorKind::NoColumn { name: name.clone() });
    names.iter().map(place).collect()
}

/// Names as they are shown in messages.
pub(crate) fn shown<'a>(names: impl Iterator<Item = &'a str>) -> String {
    /// The most names that are shown.
    const SHOWN: usize = 12;
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    match names.get(..SHOWN) {
        Some(first) if names.len() > SHOWN => format!("{} and {} more", first.join(", "), names.len().saturating_sub(SHOWN)),
        _ => names.join(", "),
    }
}
