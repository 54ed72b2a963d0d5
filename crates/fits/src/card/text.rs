//! Making cards: the text of one header record, 80 bytes long.

use crate::block::CARD;

/// How many characters a quoted string may take in one card, its quotes doubled but without the enclosing ones.
pub(super) const STRING: usize = 68;

/// Gives the text as header text: printable ASCII, anything else as `?`, and whether that changed it.
pub(crate) fn ascii(text: &str) -> (String, bool) {
    let plain = |c: char| if (' '..='~').contains(&c) { c } else { '?' };
    let cleaned: String = text.chars().map(plain).collect();
    let changed = cleaned != text;
    (cleaned, changed)
}

/// A card of a value that is no string: right-justified to column 30, the comment cut at 80.
pub(crate) fn number_card(keyword: &str, value: &str, comment: &str) -> String {
    with_comment(format!("{}{value:>20}", prefix(keyword)), comment)
}

/// A card of a string, which must fit: at least 8 characters between the quotes, padded to column 30, the comment cut at 80.
/// `None` where it does not fit.
pub(crate) fn text_card(keyword: &str, value: &str, comment: &str) -> Option<String> {
    let card = format!("{}{:<20}", prefix(keyword), quote(value));
    let card = if card.len() > CARD { card.trim_end().to_owned() } else { card };
    if card.len() > CARD { None } else { Some(with_comment(card, comment)) }
}

/// The cards of a string of any length: one card where it fits, CONTINUE cards behind it otherwise (FITS 4.0, 4.2.1.2).
pub(crate) fn continued(keyword: &str, value: &str, comment: &str) -> Vec<String> {
    if let Some(card) = text_card(keyword, value, comment) {
        return vec![card];
    }
    let mut start = prefix(keyword);
    let mut cards = Vec::new();
    let mut part = String::new();
    // One place of a card is kept for the `&` that says that more follows.
    let room = STRING.saturating_sub(start.len().saturating_sub(10)).saturating_sub(1);
    let mut left = room;
    for c in value.chars() {
        let width = if c == '\'' { 2 } else { 1 };
        if width > left {
            cards.push(fill(format!("{start}'{part}&'")));
            start = "CONTINUE  ".to_owned();
            part.clear();
            left = STRING.saturating_sub(1);
        }
        part.extend(std::iter::repeat_n(c, width));
        left = left.saturating_sub(width);
    }
    cards.push(with_comment(format!("{start}'{part}'"), comment));
    cards
}

/// What stands before a value; a keyword may be given behind HIERARCH.
pub(super) fn prefix(keyword: &str) -> String {
    if keyword.starts_with("HIERARCH ") {
        return format!("{keyword} = ");
    }
    let plain = keyword.len() <= 8 && !keyword.contains(' ') && !keyword.bytes().any(|b| b.is_ascii_lowercase());
    if plain { format!("{keyword:<8}= ") } else { format!("HIERARCH {keyword} = ") }
}

pub(super) fn quote(value: &str) -> String {
    format!("'{:<8}'", value.replace('\'', "''"))
}

fn with_comment(card: String, comment: &str) -> String {
    let text = if comment.is_empty() { card } else { format!("{card} / {comment}") };
    fill(text)
}

/// Fills up or cuts to the length of a card.
pub(super) fn fill(text: String) -> String {
    let text: String = text.chars().take(CARD).collect();
    format!("{text:<CARD$}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::{Card, Value};

    #[test]
    fn fixed_format() {
        assert_eq!(number_card("NAXIS1", "52", "width").trim_end(), "NAXIS1  =                   52 / width");
        assert_eq!(text_card("TUCD1", "em.wl", "").unwrap().trim_end(), "TUCD1   = 'em.wl   '");
        assert_eq!(text_card("TTYPE1", "a", "label").unwrap().trim_end(), "TTYPE1  = 'a       '           / label");
        assert_eq!(text_card("X", &"x".repeat(68), "lost").unwrap().len(), 80);
        assert_eq!(text_card("X", &"x".repeat(69), ""), None);
        assert_eq!(number_card("source_id", "5", "c").trim_end(), "HIERARCH source_id =                    5 / c");
    }

    #[test]
    fn long_strings_go_on() {
        for len in [67, 68, 69, 135, 136, 500] {
            let value: String = "it's ok, ".chars().cycle().take(len).collect();
            let cards = continued("TCOMM1", &value, "");
            assert!(cards.iter().all(|card| card.len() == 80));
            let mut back = String::new();
            for card in &cards {
                let Some(Value::Text(part)) = Card::parse(card.as_bytes()).value else { panic!("{card:?}") };
                back = back.trim_end_matches('&').to_owned() + &part;
            }
            assert_eq!(back, value.trim_end(), "{len}");
        }
    }
}
