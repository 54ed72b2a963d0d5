//! What the model does not know and FITS gets back: the kinds of [`Extra`] of this crate.

use crate::card::Card;
use gaialink_table::schema::Extra;

/// A card of a table or column, as it stands in the header.
pub const CARD: &str = "fits.card";

/// Cards that describe the file they were read from, not the table.
const OF_FILE: [&str; 5] = ["DATE-HDU", "STILVERS", "STILCLAS", "CHECKSUM", "DATASUM"];

/// Whether a card tells of the file that it was read from (when and by what it was written, its checksums) and nothing of the
/// table. Such cards are not written again, and leaving them out is no loss.
///
/// ```
/// use gaialink_fits::extras::{CARD, is_of_file};
/// use gaialink_table::schema::Extra;
/// assert!(is_of_file(&Extra::new(CARD, "DATE-HDU= '2024-05-28T21:59:52'")));
/// assert!(!is_of_file(&Extra::new(CARD, "HISTORY calibrated twice")));
/// ```
pub fn is_of_file(extra: &Extra) -> bool {
    extra.kind == CARD && is_card_of_file(&extra.text)
}

/// The same of the text of a card.
pub(crate) fn is_card_of_file(text: &str) -> bool {
    OF_FILE.contains(&Card::parse(text.as_bytes()).keyword.as_str())
}
