use super::attributes;
use crate::{
    Result, extras,
    xml::{events::Events, tag::Tag},
};
use gaialink_table::schema::{Bound, Choice, Extra, Values};
use std::io::BufRead;

/// Reads a VALUES with its MIN, MAX and OPTIONs (VOTable 1.5, 4.7).
pub(super) fn values<R: BufRead>(events: &mut Events<R>, mut tag: Tag) -> Result<Values> {
    let mut values = Values::default();
    values.id = tag.take("ID");
    values.kind = tag.take("type");
    values.null = tag.take("null");
    values.reference = tag.take("ref");
    values.extras = attributes::rest(tag);
    while let Some(child) = events.child("VALUES")? {
        match child.votable() {
            "MIN" => values.min = Some(bound(events, child)?),
            "MAX" => values.max = Some(bound(events, child)?),
            "OPTION" => values.options.push(option(events, child)?),
            _ => values.extras.push(Extra::new(extras::ELEMENT, events.verbatim(&child)?)),
        }
    }
    Ok(values)
}

fn bound<R: BufRead>(events: &mut Events<R>, mut tag: Tag) -> Result<Bound> {
    let mut bound = Bound::default();
    let value = tag.take("value");
    bound.inclusive = tag.take("inclusive");
    let name = tag.name().to_owned();
    bound.extras = attributes::rest(tag);
    // Some write the limit as content.
    let content = events.content(&name)?;
    bound.value = value.unwrap_or(content);
    Ok(bound)
}

/// Reads an OPTION with those inside it, however deep.
fn option<R: BufRead>(events: &mut Events<R>, tag: Tag) -> Result<Choice> {
    let mut choice = start(tag);
    let mut around = Vec::new();
    loop {
        let Some(child) = events.child("OPTION")? else {
            let Some(outer) = around.pop() else { return Ok(choice) };
            let inner = std::mem::replace(&mut choice, outer);
            choice.options.push(inner);
            continue;
        };
        match child.votable() {
            "OPTION" => {
                let inner = start(child);
                around.push(std::mem::replace(&mut choice, inner));
            }
            _ => choice.extras.push(Extra::new(extras::ELEMENT, events.verbatim(&child)?)),
        }
    }
}

fn start(mut tag: Tag) -> Choice {
    let mut choice = Choice::default();
    choice.name = tag.take("name");
    choice.value = tag.take("value").unwrap_or_default();
    choice.extras = attributes::rest(tag);
    choice
}
