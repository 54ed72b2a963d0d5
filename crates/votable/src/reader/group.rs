use super::{attributes, param, text};
use crate::{
    Result, extras,
    xml::{events::Events, tag::Tag},
};
use gaialink_table::schema::{Extra, Group, GroupEntry, Reference};
use std::io::BufRead;

/// Reads a GROUP with what it holds (VOTable 1.5, 4.9), however deep.
pub(super) fn group<R: BufRead>(events: &mut Events<R>, tag: Tag) -> Result<Group> {
    let mut group = start(tag);
    let mut around = Vec::new();
    loop {
        let Some(child) = events.child("GROUP")? else {
            let Some(outer) = around.pop() else { return Ok(group) };
            let inner = std::mem::replace(&mut group, outer);
            group.entries.push(GroupEntry::Group(inner));
            continue;
        };
        match child.votable() {
            "DESCRIPTION" => text::description(events, &mut group.description, &mut group.extras)?,
            "FIELDref" => group.entries.extend(reference(events, child)?.map(GroupEntry::FieldRef)),
            "PARAMref" => group.entries.extend(reference(events, child)?.map(GroupEntry::ParamRef)),
            "PARAM" => group.entries.push(GroupEntry::Param(param::param(events, child)?)),
            "GROUP" => {
                let inner = start(child);
                around.push(std::mem::replace(&mut group, inner));
            }
            _ => group.extras.push(Extra::new(extras::ELEMENT, events.verbatim(&child)?)),
        }
    }
}

fn start(mut tag: Tag) -> Group {
    let mut group = Group::default();
    group.id = tag.take("ID");
    group.name = tag.take("name");
    group.reference = tag.take("ref");
    group.ucd = tag.take("ucd");
    group.utype = tag.take("utype");
    group.extras = attributes::rest(tag);
    group
}

/// Reads a FIELDref or PARAMref; one that refers to nothing is left out.
fn reference<R: BufRead>(events: &mut Events<R>, mut tag: Tag) -> Result<Option<Reference>> {
    let name = tag.name().to_owned();
    let Some(target) = tag.take("ref") else {
        events.warn("W-ELEMENT", format!("a {name} without a ref is left out"))?;
        events.skip()?;
        return Ok(None);
    };
    let mut reference = Reference::default();
    reference.reference = target;
    reference.ucd = tag.take("ucd");
    reference.utype = tag.take("utype");
    reference.extras = attributes::rest(tag);
    super::nothing(events, &name)?;
    Ok(Some(reference))
}
