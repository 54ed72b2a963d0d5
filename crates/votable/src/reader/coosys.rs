use super::{attributes, text};
use crate::{
    Result,
    xml::{events::Events, tag::Tag},
};
use gaialink_table::schema::Coosys;
use std::io::BufRead;

/// Reads a COOSYS (VOTable 1.5, 3.4).
pub(super) fn coosys<R: BufRead>(events: &mut Events<R>, mut tag: Tag) -> Result<Coosys> {
    let mut coosys = Coosys::default();
    coosys.id = tag.take("ID");
    coosys.system = tag.take("system");
    coosys.equinox = tag.take("equinox");
    coosys.epoch = tag.take("epoch");
    coosys.refposition = tag.take("refposition");
    coosys.extras = attributes::rest(tag);
    coosys.content = text::text(events, "COOSYS", &mut coosys.extras)?;
    Ok(coosys)
}
