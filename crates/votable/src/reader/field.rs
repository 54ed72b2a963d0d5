use super::{attributes, link, text, values};
use crate::{
    Result, extras,
    xml::{events::Events, tag::Tag},
};
use gaialink_table::{ArraySize, Datatype, Field, rows::PackedField, schema::Extra};
use std::{fmt, io::BufRead};

/// Reads a FIELD (VOTable 1.5, 4.1) or what a PARAM has in common with it; `place` is the number of the FIELD, from 1.
pub(super) fn field<R: BufRead>(events: &mut Events<R>, mut tag: Tag, place: Option<usize>) -> Result<Field> {
    let element = tag.to_name();
    let id = tag.take("ID");
    let name = match tag.take("name") {
        Some(name) => name,
        None => {
            events.warn("W-NAME", format!("{element} without a name"))?;
            id.clone().unwrap_or_else(|| place.map(|n| format!("col{n}")).unwrap_or_default())
        }
    };
    let before = events.unclear.take();
    let (datatype, size) = datatype(events, &mut tag, Label(&element, &name))?;
    // PARAMs are no columns.
    events.unclear = before.or(events.unclear.take().filter(|_| place.is_some()));
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
    while let Some(child) = events.child(Label(&element, &field.name))? {
        match child.votable() {
            "DESCRIPTION" => text::description(events, &mut field.description, &mut field.extras)?,
            "VALUES" => field.values.push(values::values(events, child)?),
            "LINK" => field.links.push(link::link(events, child)?),
            _ => field.extras.push(Extra::new(extras::ELEMENT, events.verbatim(&child)?)),
        }
    }
    check_null(events, &field, &element)?;
    Ok(field)
}

/// What an element is called in messages: its kind and its name.
#[derive(Clone, Copy)]
struct Label<'a>(&'a str, &'a str);

impl fmt::Display for Label<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} `{}`", self.0, self.1)
    }
}

/// Warns of several null values, of which one alone can count, and of one that no integer of the column can have.
fn check_null<R: BufRead>(events: &mut Events<R>, field: &Field, element: &str) -> Result<()> {
    if let Some(last) = field.null_text()
        && let Some(other) = field.values.iter().filter_map(|values| values.null.as_deref()).find(|null| *null != last)
    {
        let label = Label(element, &field.name);
        events.warn("W-NULL", format!("{label} has the null values `{other}` and `{last}`; the last one counts"))?;
    }
    match field.null_text().filter(|text| field.datatype.is_integer() && !text.trim().is_empty()) {
        Some(text) if PackedField::declared_null(field).is_none() => {
            let label = Label(element, &field.name);
            events.warn("W-NULL", format!("{label}: the null value `{text}` is no integer"))
        }
        _ => Ok(()),
    }
}

/// The datatype and arraysize (VOTable 1.5, 2.1 and 2.2). Those that are none are read as text, or as an array, of any length; packed
/// rows of such a column cannot be read.
fn datatype<R: BufRead>(events: &mut Events<R>, tag: &mut Tag, label: Label<'_>) -> Result<(Datatype, ArraySize)> {
    let any = ArraySize::variable(&[], None);
    let size = match tag.take("arraysize").map(|text| (text.parse::<ArraySize>(), text)) {
        None => None,
        Some((Ok(size), _)) => Some(size),
        Some((Err(error), text)) => {
            events.unclear.get_or_insert_with(|| format!("{label} of the arraysize `{text}`"));
            events.warn("W-ARRAYSIZE", format!("{label}: {error}; it is read as `*`"))?;
            Some(any.clone())
        }
    };
    let Some(text) = tag.take("datatype") else {
        events.warn("W-DATATYPE", format!("{label} without a datatype is read as char"))?;
        return Ok((Datatype::Char, size.unwrap_or(any)));
    };
    let word = text.trim();
    if let Ok(datatype) = word.parse::<Datatype>() {
        if !is_standard(datatype) {
            events.warn("W-DATATYPE", format!("{label}: {datatype} is no datatype of VOTable"))?;
        }
        return Ok((datatype, size.unwrap_or_default()));
    }
    if let Some(datatype) = synonym(word) {
        events.warn("W-DATATYPE", format!("{label}: the datatype {word} is read as {datatype}"))?;
        let missing = if datatype.is_text() { any } else { ArraySize::SCALAR };
        return Ok((datatype, size.unwrap_or(missing)));
    }
    events.unclear.get_or_insert_with(|| format!("{label} of the datatype `{word}`"));
    let error = word.parse::<Datatype>().err().map(|error| error.to_string()).unwrap_or_default();
    events.warn("W-DATATYPE", format!("{label}: {error}; it is read as char of any length"))?;
    Ok((Datatype::Char, any))
}

/// What names are meant to be that stand in no version: those of other languages, and of any letters.
fn synonym(word: &str) -> Option<Datatype> {
    Some(match word.to_ascii_lowercase().as_str() {
        "string" => Datatype::Char,
        "unicodestring" => Datatype::UnicodeChar,
        "int16" => Datatype::Short,
        "int32" => Datatype::Int,
        "int64" => Datatype::Long,
        "float32" => Datatype::Float,
        "float64" => Datatype::Double,
        small => return Datatype::all().find(|datatype| datatype.to_string().eq_ignore_ascii_case(small)),
    })
}

fn is_standard(datatype: Datatype) -> bool {
    use Datatype::{SignedByte, UnsignedInt, UnsignedLong, UnsignedShort};
    !matches!(datatype, SignedByte | UnsignedShort | UnsignedInt | UnsignedLong)
}
