use super::{WriteOptions, body::Body, check, info, out::Out, scope, table};
use crate::{Result, Version};
use gaialink_table::{LossReport, Schema, schema::Info};

/// Writes a document that describes a table and has none of its rows: a TABLE without DATA (VOTable 1.5, 3.8), as it stands in the
/// primary HDU of FITS-plus files. INFOs that stand behind its rows elsewhere stand behind the TABLE. Of the options, the serialization does not count but for the versions that have it.
///
/// # Errors
///
/// Those of [`crate::Writer::try_new`], but for those of the output.
///
/// ```
/// use gaialink_table::{Datatype, Field, Schema};
/// use gaialink_votable::{ReadOptions, WriteOptions, describe, list};
/// let schema = Schema::from_fields(vec![Field::new("source_id", Datatype::Long)]);
/// let (document, losses) = describe(&schema, &[], &WriteOptions::default())?;
/// assert!(losses.is_empty());
/// let tables = list(&document[..], &ReadOptions::default())?;
/// assert_eq!((tables[0].serialization, &tables[0].schema.fields), (None, &schema.fields));
/// # Ok::<_, gaialink_votable::Error>(())
/// ```
pub fn describe(schema: &Schema, behind: &[Info], options: &WriteOptions) -> Result<(Vec<u8>, LossReport)> {
    check(options)?;
    let mut out = Out::new(Some(options.version));
    let (document, resources) = scope::split(&schema.scopes);
    let body = Body::try_new(&mut out, schema, &schema.fields, options)?;
    out.set_columns(body.fields());
    scope::open_document(&mut out, options.version, document.as_ref());
    resources.iter().for_each(|resource| scope::open(&mut out, resource));
    table::open(&mut out, schema, body.fields());
    out.end("TABLE");
    if !behind.is_empty() && out.since_or_loss(Version::V1_2, "INFO", "INFO behind the rows") {
        behind.iter().for_each(|i| info::info(&mut out, i));
    }
    resources.iter().rev().for_each(|resource| scope::close(&mut out, resource));
    scope::close_document(&mut out, document.as_ref());
    Ok((out.bytes, out.losses))
}
