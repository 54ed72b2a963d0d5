use crate::{
    error::{ErrorKind, Format},
    rows::Names,
};
use gaialink_table::{Position, Schema, Warning};

/// The places of the columns asked for, in the order asked for; all where none are.
pub(crate) fn select(schema: &Schema, wanted: Option<&[String]>) -> Result<Vec<usize>, ErrorKind> {
    let Some(names) = wanted else { return Ok((0..schema.fields.len()).collect()) };
    let place = |name: &String| schema.index_of(name).ok_or_else(|| ErrorKind::NoColumn { name: name.clone() });
    names.iter().map(place).collect()
}

/// Checks the line of column names against the names that are known. In ECSV there may be blanks around them, as people write them
/// behind commas, which is told.
///
/// # Errors
///
/// [`ErrorKind::ColumnNames`] where they are others.
pub(crate) fn check_names<'a>(
    line: &Names,
    known: impl Iterator<Item = &'a str> + Clone,
    format: Format,
) -> Result<Option<Warning>, ErrorKind> {
    let found = || line.names.iter().map(String::as_str);
    if found().eq(known.clone()) {
        return Ok(None);
    }
    if format == Format::Ecsv && found().map(|name| name.trim_matches([' ', '\t'])).eq(known.clone()) {
        let message = "the blanks around column names are no part of them; those around text in the rows are part of it";
        return Ok(Some(Warning::new("W-NAMES", Position::at_line(line.line), message)));
    }
    Err(ErrorKind::ColumnNames { expected: shown(known), found: shown(found()) })
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
