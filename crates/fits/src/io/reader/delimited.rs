use gaialink_table::arrow::{
    array::{Array, ArrayRef, AsArray, ListBuilder, StringBuilder},
    error::ArrowError,
};
use std::sync::Arc;

/// Cuts texts into the strings that a character ends, by the substring convention (`rA:SSTRw/nnn`). Blanks at the ends of strings are no part
/// of them; a text without characters is an array of none.
pub(super) fn split(array: &ArrayRef, delimiter: u8) -> Result<ArrayRef, ArrowError> {
    let no_text = || ArrowError::CastError("strings are made of text".to_owned());
    let texts = array.as_string_opt::<i32>().ok_or_else(no_text)?;
    let delimiter = char::from(delimiter);
    let mut lists = ListBuilder::with_capacity(StringBuilder::new(), texts.len());
    for text in texts {
        let strings = text.filter(|text| !text.is_empty());
        let strings = strings.map(|text| text.strip_suffix(delimiter).unwrap_or(text).split(delimiter));
        for string in strings.into_iter().flatten() {
            lists.values().append_value(string.trim_end_matches(' '));
        }
        lists.append(text.is_some());
    }
    Ok(Arc::new(lists.finish()))
}
