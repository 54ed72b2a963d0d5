use super::field;
use crate::{
    Result,
    xml::{events::Events, tag::Tag},
};
use gaialink_table::Param;
use std::io::BufRead;

/// Reads a PARAM (VOTable 1.5, 4.1); one without a value has an empty one.
pub(super) fn param<R: BufRead>(events: &mut Events<R>, mut tag: Tag) -> Result<Param> {
    let value = tag.take("value");
    if value.is_none() {
        let message = format!("PARAM `{}` has no value", tag.get("name").unwrap_or_default());
        events.warn("W-PARAM-VALUE", message)?;
    }
    Ok(Param::new(field::field(events, tag, None)?, value.unwrap_or_default()))
}
