use super::{WriteOptions, column::Column, field, group, info, link, out::Out, param};
use crate::{Serialization, Version, extras};
use gaialink_table::Schema;

/// Starts a TABLE and writes what stands in it before the rows (VOTable 1.5, 4).
pub(super) fn open(out: &mut Out, schema: &Schema, columns: &[Column], options: &WriteOptions) {
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
    out.description(schema.description.as_deref());
    if !schema.infos.is_empty() && out.since_or_loss(Version::V1_2, label, "INFO in a TABLE") {
        schema.infos.iter().for_each(|i| info::info(out, i));
    }
    columns.iter().for_each(|column| field::field(out, &column.field));
    schema.params.iter().for_each(|p| param::param(out, p));
    schema.groups.iter().for_each(|g| group::group(out, g));
    schema.links.iter().for_each(|l| link::link(out, l));
    schema.extras.iter().filter(|extra| extra.kind == extras::ELEMENT).for_each(|extra| out.verbatim(extra));
    out.raw("<DATA>\n");
    match options.serialization {
        Serialization::TableData => out.raw("<TABLEDATA>\n"),
        other => out.raw(&format!("<{other}>\n<STREAM encoding=\"base64\">\n")),
    }
}

/// Ends the rows and the TABLE.
pub(super) fn close(out: &mut Out, options: &WriteOptions) {
    match options.serialization {
        Serialization::TableData => out.end("TABLEDATA"),
        other => {
            out.end("STREAM");
            out.end(other.element());
        }
    }
    out.end("DATA");
    out.end("TABLE");
}
