use super::{link, out::Out, values};
use crate::{Version, extras};
use gaialink_table::{Field, schema::Extra};

/// Writes a FIELD (VOTable 1.5, 4.1).
pub(super) fn field(out: &mut Out, field: &Field) {
    write(out, "FIELD", field, None);
}

/// Writes a FIELD, or with a value a PARAM.
pub(super) fn write(out: &mut Out, element: &str, field: &Field, value: Option<&str>) {
    out.start(element);
    out.optional("ID", field.id.as_deref());
    out.attribute("name", &field.name);
    out.attribute("datatype", field.datatype.name());
    if !field.arraysize.is_scalar() {
        out.attribute("arraysize", &field.arraysize.to_string());
    }
    let attributes = [
        ("unit", &field.unit),
        ("ucd", &field.ucd),
        ("utype", &field.utype),
        ("width", &field.width),
        ("precision", &field.precision),
        ("type", &field.kind),
    ];
    for (key, text) in attributes {
        out.optional(key, text.as_deref());
    }
    out.reference(&field.name, field.reference.as_deref());
    if field.xtype.is_some() && out.since_or_loss(Version::V1_2, &field.name, "attribute xtype") {
        out.optional("xtype", field.xtype.as_deref());
    }
    out.extra_attributes(&field.extras);
    out.optional("value", value);
    out.foreign_extras(&field.name, &field.extras);
    inside(out, element, field);
}

fn inside(out: &mut Out, element: &str, field: &Field) {
    let is_element = |extra: &&Extra| extra.kind == extras::ELEMENT;
    let has_elements = field.extras.iter().any(|extra| is_element(&extra));
    if field.description.is_none() && field.values.is_empty() && field.links.is_empty() && !has_elements {
        return out.empty();
    }
    out.content();
    out.description(field.description.as_deref());
    field.values.iter().for_each(|v| values::values(out, v));
    field.links.iter().for_each(|l| link::link(out, l));
    field.extras.iter().filter(is_element).for_each(|extra| out.verbatim(extra));
    out.end(element);
}
