use super::{attributes, text};
use crate::{
    Result,
    xml::{events::Events, tag::Tag},
};
use gaialink_table::schema::Link;
use std::io::BufRead;

/// Reads a LINK (VOTable 1.5, 3.7).
pub(super) fn link<R: BufRead>(events: &mut Events<R>, mut tag: Tag) -> Result<Link> {
    let mut link = Link::default();
    link.id = tag.take("ID");
    link.content_role = tag.take("content-role");
    link.content_type = tag.take("content-type");
    link.title = tag.take("title");
    link.value = tag.take("value");
    link.href = tag.take("href");
    link.gref = tag.take("gref");
    link.action = tag.take("action");
    link.extras = attributes::rest(tag);
    link.content = text::text(events, "LINK", &mut link.extras)?;
    Ok(link)
}
