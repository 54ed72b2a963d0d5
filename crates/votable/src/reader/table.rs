use super::{attributes, coosys, field, group, info, link, param, text, timesys};
use crate::{
    ErrorKind, Result, Serialization, extras,
    xml::{events::Events, tag::Tag},
};
use gaialink_table::{
    LimitError, Limits, Schema,
    schema::{Coosys, Extra, Scope, Timesys},
};
use std::io::BufRead;

/// A TABLE up to its rows.
#[derive(Debug)]
pub(crate) struct Head {
    /// What is said of it, without the elements around it.
    pub(crate) schema: Schema,
    /// The rows that come next; none where there is no DATA, and the whole TABLE is read then.
    pub(crate) rows: Option<Rows>,
    /// The element inside DATA that is none of the serializations, where there is nothing else.
    pub(crate) unknown: Option<String>,
    /// How many rows there are to be: the `nrows` attribute.
    pub(crate) claimed: Option<u64>,
    /// How many elements are open around the TABLE.
    pub(crate) depth: usize,
    /// The COOSYS and TIMESYS in it, which have their place in a RESOURCE.
    pub(super) systems: Systems,
}

/// COOSYS and TIMESYS in a TABLE.
#[derive(Debug, Default)]
pub(super) struct Systems(Vec<Coosys>, Vec<Timesys>);

impl Systems {
    /// Puts them where they belong.
    pub(super) fn give(&mut self, resource: &mut Scope) {
        resource.coosys.append(&mut self.0);
        resource.timesys.append(&mut self.1);
    }
}

impl Head {
    /// How many rows there are, as far as it is known: as many as `nrows` claims, none where there is no DATA.
    pub(super) fn known_rows(&self) -> Option<u64> {
        if self.rows.is_some() { self.claimed } else { Some(0) }
    }
}

/// Rows that come next in the document.
#[derive(Debug)]
pub(crate) struct Rows {
    pub(crate) serialization: Serialization,
    /// The element whose content they are: TABLEDATA, or STREAM in BINARY and BINARY2; the first TR of those that stand in none.
    pub(crate) tag: Tag,
    /// Whether they stand in no TABLEDATA.
    pub(crate) is_loose: bool,
    /// Whether that element is an empty one.
    pub(crate) is_empty: bool,
    /// The HDU that holds them, counted from 0 for the primary one: the `extnum` attribute of FITS.
    pub(crate) extnum: Option<String>,
}

/// What a TABLE turned out to be.
pub(super) enum Met {
    Table(Box<Head>),
    /// One without FIELDs, read up to the TABLE or RESOURCE in it.
    Inside(Box<Schema>, Tag),
    /// One with FIELDs, or with what describes them, read up to the TABLE or RESOURCE behind or in these.
    Among(Box<Begun>, Tag),
}

/// A TABLE that is not yet read up to its rows.
#[derive(Debug)]
pub(super) struct Begun {
    schema: Schema,
    claimed: Option<u64>,
    /// How many elements are open around it.
    pub(super) depth: usize,
    /// What [`Events::unclear`] was.
    unclear: Option<String>,
    systems: Systems,
}

/// Reads a TABLE up to its rows (VOTable 1.5, 3.8).
pub(super) fn head<R: BufRead>(events: &mut Events<R>, mut tag: Tag, limits: &Limits) -> Result<Met> {
    let depth = events.open().saturating_sub(1);
    let mut schema = Schema::default();
    schema.id = tag.take("ID");
    schema.name = tag.take("name");
    schema.ucd = tag.take("ucd");
    schema.utype = tag.take("utype");
    schema.reference = tag.take("ref");
    let claimed = claimed(events, &mut tag)?;
    schema.extras = attributes::rest(tag);
    more(events, Begun { schema, claimed, depth, unclear: None, systems: Systems::default() }, limits)
}

/// Goes on with a TABLE up to its rows.
pub(super) fn more<R: BufRead>(events: &mut Events<R>, begun: Begun, limits: &Limits) -> Result<Met> {
    let Begun { mut schema, claimed, depth, unclear, mut systems } = begun;
    events.unclear = unclear;
    let (mut rows, mut unknown) = (None, None);
    while let Some(child) = events.child("TABLE")? {
        match child.votable() {
            "DESCRIPTION" => text::description(events, &mut schema.description, &mut schema.extras)?,
            "FIELD" => {
                count_field(events, &schema, limits)?;
                let place = schema.fields.len().saturating_add(1);
                schema.fields.push(field::field(events, child, Some(place))?);
            }
            "PARAM" => schema.params.push(param::param(events, child)?),
            "GROUP" => schema.groups.push(group::group(events, child)?),
            "LINK" => schema.links.push(link::link(events, child)?),
            "INFO" => schema.infos.push(info::info(events, child)?),
            "COOSYS" | "TIMESYS" => {
                let message = format!("the {} inside TABLE is read as if it stood in a RESOURCE", child.name());
                events.warn("W-ELEMENT", message)?;
                match child.votable() {
                    "COOSYS" => systems.0.push(coosys::coosys(events, child)?),
                    _ => systems.1.push(timesys::timesys(events, child)?),
                }
            }
            "DATA" => {
                super::without_attributes(events, &child)?;
                (rows, unknown) = data(events)?;
                if let Some(rows) = &rows {
                    schema.extras.extend(attributes::of_stream(&rows.tag));
                    break;
                }
            }
            name if Serialization::from_element(name).is_some() => {
                events.warn("W-ELEMENT", format!("{name} stands in the TABLE without DATA"))?;
                rows = serialized(events, child)?;
                schema.extras.extend(rows.iter().flat_map(|rows| attributes::of_stream(&rows.tag)));
                break;
            }
            "TABLE" | "RESOURCE" if schema.fields.is_empty() && !events.is_from_known() => {
                return Ok(Met::Inside(Box::new(schema), child));
            }
            "TABLE" | "RESOURCE" if events.is_table_or_resource(&child)? => {
                let unclear = events.unclear.take();
                return Ok(Met::Among(Box::new(Begun { schema, claimed, depth, unclear, systems }), child));
            }
            "TR" => {
                rows = Some(loose(events, child, "TABLE")?);
                break;
            }
            _ => {
                super::misplaced(events, &child, "TABLE")?;
                schema.extras.push(Extra::new(extras::ELEMENT, events.verbatim(&child)?));
            }
        }
    }
    Ok(Met::Table(Box::new(Head { schema, rows, unknown, claimed, depth, systems })))
}

fn claimed<R: BufRead>(events: &mut Events<R>, tag: &mut Tag) -> Result<Option<u64>> {
    let Some(text) = tag.take("nrows") else { return Ok(None) };
    let claimed = text.trim().parse().ok();
    if claimed.is_none() {
        events.warn("W-NROWS", format!("nrows is `{text}`, which is no number of rows"))?;
    }
    Ok(claimed)
}

fn count_field<R: BufRead>(events: &Events<R>, schema: &Schema, limits: &Limits) -> Result<()> {
    let (found, limit) = ((schema.fields.len() as u64).saturating_add(1), limits.max_columns);
    if found > limit {
        let what = "columns of the table".to_owned();
        return Err(events.error(ErrorKind::from(LimitError { what, found, limit })));
    }
    Ok(())
}

/// Finds the rows inside a DATA (VOTable 1.5, 5); none where it is empty, and it is read to its end then. An element that is
/// no serialization is given by its name.
fn data<R: BufRead>(events: &mut Events<R>) -> Result<(Option<Rows>, Option<String>)> {
    let mut unknown = None;
    while let Some(tag) = events.child("DATA")? {
        if tag.votable() == "TR" {
            return Ok((Some(loose(events, tag, "DATA")?), None));
        }
        let name = tag.name().to_owned();
        match serialized(events, tag)? {
            None => unknown = Some(name),
            rows => return Ok((rows, None)),
        }
    }
    Ok((None, unknown))
}

/// The rows that begin with a TR that stands in no TABLEDATA.
fn loose<R: BufRead>(events: &mut Events<R>, tag: Tag, within: &str) -> Result<Rows> {
    events.warn("W-ELEMENT", format!("TR stands in the {within} without TABLEDATA"))?;
    Ok(Rows { serialization: Serialization::TableData, tag, is_loose: true, is_empty: false, extnum: None })
}

/// Finds the rows inside a serialization; none in any other element, which is passed over.
fn serialized<R: BufRead>(events: &mut Events<R>, mut tag: Tag) -> Result<Option<Rows>> {
    let Some(serialization) = Serialization::from_element(tag.votable()) else {
        events.skip()?;
        return Ok(None);
    };
    if serialization == Serialization::TableData {
        super::without_attributes(events, &tag)?;
        let is_empty = events.is_empty();
        return Ok(Some(Rows { serialization, tag, is_loose: false, is_empty, extnum: None }));
    }
    let extnum = if serialization == Serialization::Fits { tag.take("extnum") } else { None };
    if serialization == Serialization::Parquet {
        events.warn("W-ELEMENT", "PARQUET is no element of VOTable; its rows are a Parquet file")?;
        tag.take("type");
    }
    super::without_attributes(events, &tag)?;
    while let Some(tag) = events.child(serialization.element())? {
        if tag.votable() == "STREAM" {
            let is_empty = events.is_empty();
            return Ok(Some(Rows { serialization, tag, is_loose: false, is_empty, extnum }));
        }
        super::unknown(events, &tag, serialization.element())?;
    }
    if serialization.is_file() {
        return Err(events.unexpected("a STREAM", format!("the end of {serialization}")));
    }
    events.warn("W-STREAM", format!("{serialization} has no STREAM, so the TABLE has no rows"))?;
    let mut tag = Tag::new("STREAM");
    tag.push("encoding", "base64");
    Ok(Some(Rows { serialization, tag, is_loose: false, is_empty: true, extnum }))
}
