//! What a writer of VOTable is told of a table before it begins.

use crate::survey::Survey;
use gaialink_table::Schema;

/// Tells what is known of the rows of a table.
pub(crate) fn tell_votable(options: &mut gaialink_votable::WriteOptions, schema: &Schema, survey: &Survey) {
    options.string_lengths.clear();
    options.nulls.clear();
    // Of columns with the same name, the longest strings count.
    for (field, length) in schema.fields.iter().zip(&survey.lengths) {
        let known = options.string_lengths.get(&field.name).copied();
        options.string_lengths.extend((*length).max(known).map(|length| (field.name.clone(), length)));
    }
    let nulls = schema.fields.iter().zip(&survey.nulls);
    options.nulls.extend(nulls.filter_map(|(field, null)| null.map(|null| (field.name.clone(), null))));
}

/// The schema without the cards that told of a FITS file and not of its table; that they have no place elsewhere is no loss.
pub(crate) fn without_file_cards(schema: &Schema) -> Schema {
    let mut schema = schema.clone();
    #[cfg(feature = "fits")]
    schema.extras.retain(|extra| !gaialink_fits::extras::is_of_file(extra));
    schema
}
