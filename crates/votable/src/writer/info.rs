use super::out::Out;
use crate::Version;
use gaialink_table::schema::Info;

/// Writes an INFO (VOTable 1.5, 4.8).
pub(super) fn info(out: &mut Out, info: &Info) {
    let name = info.name.as_deref().unwrap_or_default();
    out.start("INFO");
    out.optional("ID", info.id.as_deref());
    // Name and value are required.
    out.attribute("name", name);
    out.attribute("value", info.value.as_deref().unwrap_or_default());
    let later =
        [("unit", &info.unit), ("ucd", &info.ucd), ("utype", &info.utype), ("xtype", &info.xtype), ("ref", &info.reference)];
    for (key, value) in later {
        if value.is_some() && out.since_or_loss(Version::V1_2, name, &format!("attribute {key} of INFO")) {
            out.optional(key, value.as_deref());
        }
    }
    out.extra_attributes(&info.extras);
    out.content_and_end(info.content.as_deref(), &info.extras, "INFO");
}
