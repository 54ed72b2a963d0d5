use crate::card::ascii;

/// How many characters STIL and the archive leave of a long text.
const CUT: usize = 68;

/// The text of a card, or the VOTable's where there is no card or where it is the same as far as a card can say it.
pub(super) fn text(card: Option<String>, said: Option<String>) -> Option<String> {
    match (card, said) {
        (Some(card), Some(said)) if is_same(&card, &said) => Some(said),
        (None, said) => said,
        (card, _) => card,
    }
}

/// Whether a card says the same as a text: in printable ASCII, without blanks at its end, maybe cut at the end of one card.
fn is_same(card: &str, said: &str) -> bool {
    let plain = ascii(said).0;
    let is_cut = || card.len() >= CUT - 8 && plain.starts_with(card);
    plain.trim_end() == card || is_cut()
}
