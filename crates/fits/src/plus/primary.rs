//! The header of the primary HDU of a FITS-plus file.

use crate::card::{Card, Value, number_card};

/// What STIL writes about the convention into such a header, and what this crate does.
const BOILERPLATE: [&str; 13] = [
    "",
    "The data in this primary HDU consists of bytes which",
    "comprise a VOTABLE document.",
    "The VOTable describes the metadata of the table contained",
    "in the following BINTABLE extension.",
    "Such a BINTABLE extension can be used on its own as a perfectly",
    "good table, but the information from this HDU may provide some",
    "useful additional metadata.",
    "There is one following BINTABLE.",
    OURS,
    OURS_OF_MANY,
    "The VOTable describes the metadata of the tables contained",
    "in the following BINTABLE extensions.",
];

const OURS: &str = "These bytes are a VOTable document that describes the next HDU.";
const OURS_OF_MANY: &str = "These bytes are a VOTable document that describes the next HDUs.";

/// The cards in front of a document of so many bytes that describes so many tables: other readers know it by the first five, in this order.
pub(crate) fn cards((len, tables): (usize, usize)) -> Vec<String> {
    vec![
        number_card("SIMPLE", "T", "Standard FITS format"),
        number_card("BITPIX", "8", "Character data"),
        number_card("NAXIS", "1", "Text string"),
        number_card("NAXIS1", &len.to_string(), "Number of characters"),
        number_card("VOTMETA", "T", "Table metadata in VOTable format"),
        number_card("EXTEND", "T", "There are standard extensions"),
        number_card("NTABLE", &tables.to_string(), "Number of following BINTABLE HDUs"),
        format!("{:<80}", format!("COMMENT {}", if tables == 1 { OURS } else { OURS_OF_MANY })),
    ]
}

/// Whether the cards of a primary HDU say that its data is such a document.
pub(crate) fn is_plus(cards: &[Card]) -> bool {
    let says =
        |keyword: &str, value: Value| cards.iter().any(|card| card.keyword == keyword && card.value == Some(value.clone()));
    let number = |digits: &str| Value::Integer(digits.to_owned());
    says("VOTMETA", Value::Logical(true)) && says("BITPIX", number("8")) && says("NAXIS", number("1"))
}

/// Whether a card of such a header tells of the convention alone.
pub(crate) fn is_boilerplate(card: &Card) -> bool {
    match card.keyword.as_str() {
        "VOTMETA" | "NTABLE" => true,
        "COMMENT" => {
            BOILERPLATE.contains(&card.comment.trim())
                || card.comment.starts_with("There are ") && card.comment.ends_with(" following BINTABLEs.")
        }
        _ => false,
    }
}
