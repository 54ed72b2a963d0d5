use super::{attributes, link, values};
use crate::{
    ErrorKind, Result, extras,
    xml::{events::Events, tag::Tag},
};
use gaialink_table::{ArraySize, Datatype, Field, rows::PackedField, schema::Extra};
use std::io::BufRead;

/// Reads a FIELD (VOTable 1.5, 4.1) or what a PARAM has in common with it; `place` is the number of the FIELD, from 1.
pub(super) fn field<R: BufRead>(events: &mut Events<R>, mut tag: Tag, place: Option<usize>) -> Result<Field> {
    let element = tag.name().to_owned();
    let id = tag.take("ID");
    let name = match tag.take("name") {
        Some(name) => name,
        None => {
            events.warn("W-NAME", format!("{element} without a name"))?;
            id.clone().unwrap_or_else(|| place.map(|n| format!("col{n}")).unwrap_or_default())
        }
    };
    let label = format!("{element} `{name}`");
    let (datatype, size) = datatype(events, &mut tag, &label)?;
    let mut field = Field::array(name, datatype, size);
    field.id = id;
    field.unit = tag.take("unit");
    field.ucd = tag.take("ucd");
    field.utype = tag.take("utype");
    field.xtype = tag.take("xtype");
    field.reference = tag.take("ref");
    field.width = tag.take("width");
    field.precision = tag.take("precision");
    field.kind = tag.take("type");
    field.extras = attributes::rest(tag);
    while let Some(child) = events.child(&label)? {
        match child.votable() {
            "DESCRIPTION" => super::description(events, &mut field.description)?,
            "VALUES" => field.values.push(values::values(events, child)?),
            "LINK" => field.links.push(link::link(events, child)?),
            _ => field.extras.push(Extra::new(extras::ELEMENT, events.verbatim(&child)?)),
        }
    }
    check_null(events, &field, &label)?;
    Ok(field)
}

/// Warns of a null value that no integer of the column can have.
fn check_null<R: BufRead>(events: &mut Events<R>, field: &Field, label: &str) -> Result<()> {
    match field.null_text().filter(|text| field.datatype.is_integer() && !text.trim().is_empty()) {
        Some(text) if PackedField::declared_null(field).is_none() => {
            events.warn("W-NULL", format!("{label}: the null value `{text}` is no integer"))
        }
        _ => Ok(()),
    }
}

/// The datatype and arraysize (VOTable 1.5, 2.1 and 2.2), with the names that are met in files though they are in no version.
fn datatype<R: BufRead>(events: &mut Events<R>, tag: &mut Tag, label: &str) -> Result<(Datatype, ArraySize)> {
    let size = match tag.take("arraysize") {
        None => None,
        Some(text) => match text.parse::<ArraySize>() {
            Ok(size) => Some(size),
            Err(error) => return Err(wrong(events, label, "arraysize", text, error)),
        },
    };
    let any = ArraySize::variable(&[], None);
    let Some(text) = tag.take("datatype") else {
        events.warn("W-DATATYPE", format!("{label} without a datatype is read as char"))?;
        return Ok((Datatype::Char, size.unwrap_or(any)));
    };
    let datatype = match text.trim() {
        word @ ("string" | "unicodeString") => {
            let datatype = if word == "string" { Datatype::Char } else { Datatype::UnicodeChar };
            events.warn("W-DATATYPE", format!("{label}: the datatype {word} is read as {datatype} of any length"))?;
            return Ok((datatype, size.unwrap_or(any)));
        }
        word => match word.parse::<Datatype>() {
            Ok(datatype) => datatype,
            Err(error) => return Err(wrong(events, label, "datatype", text, error)),
        },
    };
    if !is_standard(datatype) {
        events.warn("W-DATATYPE", format!("{label}: {datatype} is no datatype of VOTable"))?;
    }
    Ok((datatype, size.unwrap_or_default()))
}

fn is_standard(datatype: Datatype) -> bool {
    use Datatype::{SignedByte, UnsignedInt, UnsignedLong, UnsignedShort};
    !matches!(datatype, SignedByte | UnsignedShort | UnsignedInt | UnsignedLong)
}

fn wrong<R: BufRead>(
    events: &Events<R>,
    element: &str,
    attribute: &'static str,
    value: String,
    source: impl std::error::Error + Send + Sync + 'static,
) -> crate::Error {
    let element = element.to_owned();
    events.error(ErrorKind::Attribute { element, attribute, value, source: Box::new(source) })
}
