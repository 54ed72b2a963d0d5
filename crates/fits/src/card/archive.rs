//! The archive's way of laying out the card of a string.

use super::text::{STRING, fill, prefix, quote};

/// Where comments start as long as they fit.
const COMMENT: usize = 30;

/// A card of a string as the archive writes it: one card, whatever it takes.
///
/// The value is padded to column 30 unless the comment would not fit then; what is too long is cut: the value to 68 characters with its
/// quotes doubled, never between the two of a pair, and the comment at the end of the card.
pub(crate) fn archive_card(keyword: &str, value: &str, comment: &str) -> String {
    let start = format!("{}{}", prefix(keyword), quote(cut(value)));
    if comment.is_empty() {
        return fill(start);
    }
    let is_padded = COMMENT + " / ".len() + comment.len() <= crate::block::CARD;
    let width = if is_padded { COMMENT } else { 0 };
    fill(format!("{start:<width$} / {comment}"))
}

/// As much of a value as one card holds.
fn cut(value: &str) -> &str {
    let mut width = 0;
    let end = value.char_indices().find(|(_, c)| {
        width += if *c == '\'' { 2 } else { 1 };
        width > STRING
    });
    end.and_then(|(end, _)| value.get(..end)).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_as_the_archive_lays_them_out() {
        let long = "Basis function coefficients of a set that is longer than what one card holds";
        let quotes = format!("{}''end", "x".repeat(66));
        let cases = [
            ("TTYPE1", "teff1", "label for column 3", "TTYPE1  = 'teff1   '           / label for column 3"),
            ("TUCD1", "meta.id", "", "TUCD1   = 'meta.id '"),
            ("X", "a value beyond 30 columns", "c", "X       = 'a value beyond 30 columns' / c"),
            (
                "FITTING",
                "5.8",
                "forty-seven characters of a comment, no more...",
                "FITTING = '5.8     '           / forty-seven characters of a comment, no more...",
            ),
            (
                "PADDING",
                "5.8",
                "forty-eight characters, which take the padding..",
                "PADDING = '5.8     ' / forty-eight characters, which take the padding..",
            ),
            (
                "CUT",
                "5937083312263887616",
                "a comment that is too long however it is laid out here",
                "CUT     = '5937083312263887616' / a comment that is too long however it is laid ",
            ),
            ("TCOMM1", long, "", "TCOMM1  = 'Basis function coefficients of a set that is longer than what one ca'"),
            ("TUNIT8", "''dex''", "units for column 8", "TUNIT8  = '''''dex'''''        / units for column 8"),
        ];
        for (keyword, value, comment, want) in cases {
            let card = archive_card(keyword, value, comment);
            assert_eq!(card, format!("{want:<80}"), "{keyword}");
        }
        assert_eq!(archive_card("TCOMM1", &quotes, ""), format!("TCOMM1  = '{}'''", "x".repeat(66)));
    }
}
