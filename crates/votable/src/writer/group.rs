use super::{out::Out, param};
use crate::Version;
use gaialink_table::schema::{Group, GroupEntry, Reference};

/// Writes a GROUP with what it holds (VOTable 1.5, 4.9).
pub(super) fn group(out: &mut Out, group: &Group) {
    out.start("GROUP");
    out.optional("ID", group.id.as_deref());
    out.optional("name", group.name.as_deref());
    out.reference(group.name.as_deref().unwrap_or("GROUP"), group.reference.as_deref());
    out.optional("ucd", group.ucd.as_deref());
    out.optional("utype", group.utype.as_deref());
    out.extra_attributes(&group.extras);
    out.content();
    out.description(group.description.as_deref(), &group.extras);
    for entry in &group.entries {
        match entry {
            GroupEntry::FieldRef(to) if !out.has_column(&to.reference) => {}
            GroupEntry::FieldRef(to) => reference(out, "FIELDref", to),
            GroupEntry::ParamRef(to) => reference(out, "PARAMref", to),
            GroupEntry::Param(param) => param::param(out, param),
            GroupEntry::Group(inner) => self::group(out, inner),
            _ => out.loss(group.name.as_deref().unwrap_or("GROUP"), "an entry of an unknown kind"),
        }
    }
    out.extra_elements(&group.extras);
    out.end("GROUP");
}

fn reference(out: &mut Out, name: &str, reference: &Reference) {
    out.start(name);
    out.attribute("ref", &reference.reference);
    for (key, value) in [("ucd", &reference.ucd), ("utype", &reference.utype)] {
        if value.is_some() && out.since_or_loss(Version::V1_2, name, &format!("attribute {key} of {name}")) {
            out.optional(key, value.as_deref());
        }
    }
    out.extra_attributes(&reference.extras);
    out.empty();
}
