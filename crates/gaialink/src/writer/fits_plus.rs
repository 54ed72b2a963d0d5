//! What FITS cannot say of a table, as a VOTable in the primary HDU (FITS-plus).

use crate::survey::Survey;
use gaialink_fits::Primary;
use gaialink_table::Schema;

/// The document of a table and what it says when it is read back. Where there is no VOTable of the table, there is no document, and
/// the report tells what is lost.
#[cfg(feature = "votable")]
pub(super) fn primary(schema: &Schema, survey: &Survey) -> Primary {
    use gaialink_fits::Description;
    use gaialink_votable::{ReadOptions, WriteOptions, describe, list};
    let mut options = WriteOptions::default();
    let lengths = schema.fields.iter().zip(&survey.lengths);
    options.string_lengths.extend(lengths.filter_map(|(field, length)| length.map(|length| (field.name.clone(), length))));
    let mut unknown = super::without_file_cards(schema);
    unknown.num_rows = None;
    let Ok((document, _)) = describe(&unknown, &options) else { return Primary::Empty };
    let tables = list(&document[..], &ReadOptions::default()).unwrap_or_default();
    let table = tables.into_iter().next();
    table.map_or(Primary::Empty, |table| Primary::Described(Box::new(Description { document, schema: table.schema })))
}

#[cfg(not(feature = "votable"))]
pub(super) fn primary(_: &Schema, _: &Survey) -> Primary {
    Primary::Empty
}
