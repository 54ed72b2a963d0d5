use crate::{
    dialect::Dialect,
    error::{ErrorKind, Format, Result},
};
use gaialink_table::Position;

/// What can part cells, for messages.
const EXPECTED: &str = "an ASCII character that stands in no number, is no quote and ends no line";

/// The dialect of CSV with this delimiter and comment.
pub(crate) fn dialect(delimiter: u8, comment: Option<u8>) -> Result<Dialect> {
    let is_possible = delimiter.is_ascii() && !delimiter.is_ascii_alphanumeric() && !b"\0\r\n\"+-.()[]".contains(&delimiter);
    if !is_possible {
        let kind = ErrorKind::Delimiter { found: char::from(delimiter), expected: EXPECTED };
        return Err(Format::Csv.error(Position::default(), kind));
    }
    Ok(Dialect { format: Format::Csv, delimiter, comment })
}
