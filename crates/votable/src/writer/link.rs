use super::out::Out;
use gaialink_table::schema::Link;

/// Writes a LINK (VOTable 1.5, 3.5).
pub(super) fn link(out: &mut Out, link: &Link) {
    out.start("LINK");
    let attributes = [
        ("ID", &link.id),
        ("content-role", &link.content_role),
        ("content-type", &link.content_type),
        ("title", &link.title),
        ("value", &link.value),
        ("href", &link.href),
        ("gref", &link.gref),
        ("action", &link.action),
    ];
    for (key, value) in attributes {
        out.optional(key, value.as_deref());
    }
    out.empty();
}
