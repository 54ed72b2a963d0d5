use super::{out::Out, param};
use gaialink_table::schema::{Group, GroupEntry, Reference};

/// Writes a GROUP with what it holds (VOTable 1.5, 4.9).
pub(super) fn group(out: &mut Out, group: &Group) {
    out.start("GROUP");
    let attributes =
        [("ID", &group.id), ("name", &group.name), ("ref", &group.reference), ("ucd", &group.ucd), ("utype", &group.utype)];
    for (key, value) in attributes {
        out.optional(key, value.as_deref());
    }
    out.content();
    out.description(group.description.as_deref());
    for entry in &group.entries {
        match entry {
            GroupEntry::FieldRef(to) => reference(out, "FIELDref", to),
            GroupEntry::ParamRef(to) => reference(out, "PARAMref", to),
            GroupEntry::Param(param) => param::param(out, param),
            GroupEntry::Group(inner) => self::group(out, inner),
            _ => out.loss(group.name.as_deref().unwrap_or("GROUP"), "an entry of an unknown kind"),
        }
    }
    out.end("GROUP");
}

fn reference(out: &mut Out, name: &str, reference: &Reference) {
    out.start(name);
    out.attribute("ref", &reference.reference);
    out.optional("ucd", reference.ucd.as_deref());
    out.optional("utype", reference.utype.as_deref());
    out.empty();
}
