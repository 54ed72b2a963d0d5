use crate::Result;
use gaialink_table::{Error, Schema};

/// The places of the chosen columns; `None` for all of them.
///
/// A name is looked for among the names of columns not chosen yet, then among all names, then among the IDs.
pub(super) fn places(schema: &Schema, columns: Option<&[String]>) -> Result<Option<Vec<usize>>> {
    let Some(columns) = columns else { return Ok(None) };
    let mut places = Vec::with_capacity(columns.len());
    for name in columns {
        let named = || schema.fields.iter().enumerate().filter(|(_, field)| field.name == *name).map(|(at, _)| at);
        let fresh = named().find(|at| !places.contains(at));
        let by_id = || schema.fields.iter().position(|field| field.id.as_ref() == Some(name));
        match fresh.or_else(|| named().next()).or_else(by_id) {
            Some(at) => places.push(at),
            None => return Err(Error::NoColumn { name: name.clone() }.into()),
        }
    }
    Ok(Some(places))
}
