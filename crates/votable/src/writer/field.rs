use super::{link, out::Out, values};
use crate::Version;
use gaialink_table::Field;

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
    let attributes = [("unit", &field.unit), ("ucd", &field.ucd), ("utype", &field.utype), ("width", &field.width)];
    for (key, text) in attributes {
        out.optional(key, text.as_deref());
    }
    precision(out, field);
    if let Some(kind) = field.kind.as_deref()
        && (element == "FIELD" || out.since_or_loss(Version::V1_2, &field.name, "attribute type of PARAM"))
    {
        out.attribute("type", kind);
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

/// Writes the precision; its number may be 0 since 1.4.
fn precision(out: &mut Out, field: &Field) {
    let Some(precision) = field.precision.as_deref() else { return };
    let is_old = !precision.trim_start_matches(['E', 'F']).starts_with('0');
    if is_old || out.since_or_loss(Version::V1_4, &field.name, &format!("precision `{precision}`")) {
        out.attribute("precision", precision);
    }
}

fn inside(out: &mut Out, element: &str, field: &Field) {
    let is_bare = field.description.is_none() && field.values.is_empty() && field.links.is_empty();
    if is_bare && !Out::has_content(&field.extras) {
        return out.empty();
    }
    out.content();
    out.description(field.description.as_deref(), &field.extras);
    field.values.iter().for_each(|v| values::values(out, v));
    field.links.iter().for_each(|l| link::link(out, l));
    out.extra_elements(&field.extras);
    out.end(element);
}
