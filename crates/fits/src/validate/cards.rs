use super::code;
use crate::{
    block::CARD,
    card::{Card, Value},
    date,
    preflight::Hdu,
};
use gaialink_table::{Findings, Position};
use std::collections::HashSet;

/// Looks at every card of a header; gives them, without END and what follows it.
pub(super) fn look<'a>(header: &'a [u8], hdu: &Hdu, findings: &mut Findings) -> Vec<&'a [u8]> {
    let is_end = |card: &[u8]| card.trim_ascii_end() == b"END";
    let cards: Vec<&[u8]> = header.chunks_exact(CARD).take_while(|card| !is_end(card)).collect();
    let mut seen = HashSet::new();
    for (number, bytes) in cards.iter().enumerate() {
        let card = Card::parse(bytes);
        let byte = hdu.start.saturating_add((number as u64).saturating_mul(CARD as u64));
        let at = Position::at_byte(byte).in_element(&format!("{}, {}", hdu.place(), card.keyword));
        bytes_of(bytes, &at, findings);
        keyword(bytes, &card, &at, findings);
        value(bytes, &card, &at, findings);
        let commentary = matches!(card.keyword.as_str(), "" | "COMMENT" | "HISTORY" | "CONTINUE");
        if !commentary && !seen.insert(card.keyword.clone()) {
            findings.add(&code::W_DUPLICATE, at, format!("`{}` stands here a second time", card.keyword));
        }
    }
    let behind = cards.len().saturating_add(1).saturating_mul(CARD);
    if header.get(behind..).is_some_and(|rest| rest.iter().any(|b| *b != b' ')) {
        let at = Position::at_byte(hdu.start.saturating_add(behind as u64)).in_element(&hdu.place());
        findings.add(&code::FILL, at, "what follows END in its block is not blank");
    }
    cards
}

fn bytes_of(bytes: &[u8], at: &Position, findings: &mut Findings) {
    if let Some(byte) = bytes.iter().find(|byte| !(b' '..=b'~').contains(*byte)) {
        findings.add(&code::CARD, at.clone(), format!("the byte 0x{byte:02X} is no printable ASCII"));
    }
}

fn keyword(bytes: &[u8], card: &Card, at: &Position, findings: &mut Findings) {
    let name = bytes.get(..8).unwrap_or_default().trim_ascii_end();
    let plain = |b: &u8| b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_');
    if !name.iter().all(plain) {
        let text = String::from_utf8_lossy(name).into_owned();
        findings.add(&code::KEYWORD, at.clone(), format!("`{text}` is no keyword"));
    } else if !card.hierarch && bytes.get(8) == Some(&b'=') && bytes.get(9) != Some(&b' ') {
        findings.add(&code::VALUE, at.clone(), "there is no blank behind the `=`");
    }
}

fn value(bytes: &[u8], card: &Card, at: &Position, findings: &mut Findings) {
    let text = bytes.get(10..).unwrap_or_default().trim_ascii();
    let has_value = card.keyword == "CONTINUE" || card.value.is_some() || card.hierarch;
    match &card.value {
        _ if !has_value => {}
        Some(Value::Other(found)) if !is_complex(found) => {
            findings.add(&code::VALUE, at.clone(), format!("`{found}` is no value"));
        }
        Some(Value::Text(found)) => {
            if is_open(text) {
                findings.add(&code::VALUE, at.clone(), "the string has no closing quote");
            }
            let is_date = card.keyword == "DATE" || card.keyword.starts_with("DATE-") && !card.hierarch;
            if is_date && !date::is_date(found) {
                findings.add(&code::DATE, at.clone(), format!("`{found}` is no date such as 2024-05-28 or 2024-05-28T21:59:52"));
            }
        }
        _ => {}
    }
}

fn is_complex(text: &str) -> bool {
    let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let parts = inner.and_then(|inner| inner.split_once(','));
    parts.is_some_and(|(re, im)| [re, im].iter().all(|part| part.trim().replace(['D', 'd'], "E").parse::<f64>().is_ok()))
}

/// Whether a string starts here and is not closed: an odd number of quotes.
fn is_open(text: &[u8]) -> bool {
    let mut rest = text.strip_prefix(b"'").unwrap_or_default();
    if !text.starts_with(b"'") {
        return false;
    }
    loop {
        let Some(quote) = rest.iter().position(|b| *b == b'\'') else { return true };
        match rest.get(quote.saturating_add(1)..) {
            Some([b'\'', more @ ..]) => rest = more,
            _ => return false,
        }
    }
}
