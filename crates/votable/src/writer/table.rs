use super::{field, group, info, link, out::Out, param};
use crate::Version;
use gaialink_table::{Field, Schema};

/// Starts a TABLE of those columns and writes what stands in it before the rows (VOTable 1.5, 3.8).
pub(super) fn open<'a>(out: &mut Out, schema: &Schema, columns: impl Iterator<Item = &'a Field>) {
    out.start("TABLE");
    out.optional("ID", schema.id.as_deref());
    out.optional("name", schema.name.as_deref());
    out.optional("ucd", schema.ucd.as_deref());
    out.optional("utype", schema.utype.as_deref());
    out.optional("ref", schema.reference.as_deref());
    out.optional("nrows", schema.num_rows.map(|rows| rows.to_string()).as_deref());
    out.extra_attributes(&schema.extras);
    out.content();
    let label = schema.name.as_deref().unwrap_or("TABLE");
    out.foreign_extras(label, &schema.extras);
    out.description(schema.description.as_deref(), &schema.extras);
    if !schema.infos.is_empty() && out.since_or_loss(Version::V1_2, label, "INFO in a TABLE") {
        schema.infos.iter().for_each(|i| info::info(out, i));
    }
    columns.for_each(|column| field::field(out, column));
    schema.params.iter().for_each(|p| param::param(out, p));
    schema.groups.iter().for_each(|g| group::group(out, g));
    schema.links.iter().for_each(|l| link::link(out, l));
    out.extra_elements(&schema.extras);
}
