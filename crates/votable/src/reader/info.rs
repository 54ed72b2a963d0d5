use super::{attributes, text};
use crate::{
    Result,
    xml::{events::Events, tag::Tag},
};
use gaialink_table::{Warning, schema::Info};
use std::io::BufRead;

/// Reads an INFO (VOTable 1.5, 4.8).
pub(super) fn info<R: BufRead>(events: &mut Events<R>, mut tag: Tag) -> Result<Info> {
    let mut info = Info::default();
    info.id = tag.take("ID");
    info.name = tag.take("name");
    info.value = tag.take("value");
    info.unit = tag.take("unit");
    info.ucd = tag.take("ucd");
    info.utype = tag.take("utype");
    info.xtype = tag.take("xtype");
    info.reference = tag.take("ref");
    info.extras = attributes::rest(tag);
    info.content = text::text(events, "INFO", &mut info.extras)?;
    tell(events, &info)?;
    Ok(info)
}

/// Tells that the service failed, perhaps when it had given rows, or left out rows (DALI 1.1, 4.4.1).
fn tell<R: BufRead>(events: &mut Events<R>, info: &Info) -> Result<()> {
    if info.name.as_deref() != Some("QUERY_STATUS") {
        return Ok(());
    }
    let said = info.content.as_deref().map_or(String::new(), |text| format!(": {}", text.trim()));
    match info.value.as_deref() {
        Some("ERROR") => return events.warn("W-SERVICE", format!("the service reported an error{said}")),
        Some("OVERFLOW") => {
            let note =
                Warning::new("N-OVERFLOW", events.position(), format!("the service left out rows (QUERY_STATUS OVERFLOW){said}"));
            events.warnings.note_once(note);
        }
        _ => {}
    }
    Ok(())
}
