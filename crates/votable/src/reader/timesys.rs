use super::{attributes, text};
use crate::{
    Result,
    xml::{events::Events, tag::Tag},
};
use gaialink_table::schema::Timesys;
use std::io::BufRead;

/// Reads a TIMESYS (VOTable 1.5, 3.5).
pub(super) fn timesys<R: BufRead>(events: &mut Events<R>, mut tag: Tag) -> Result<Timesys> {
    let mut timesys = Timesys::default();
    timesys.id = tag.take("ID");
    timesys.timeorigin = tag.take("timeorigin");
    timesys.timescale = tag.take("timescale");
    timesys.refposition = tag.take("refposition");
    timesys.extras = attributes::rest(tag);
    timesys.content = text::text(events, "TIMESYS", &mut timesys.extras)?;
    Ok(timesys)
}
