use super::code;
use crate::{block::CARD, card::Card, checksum::Sum, preflight::Hdu};
use gaialink_table::{Findings, Position};

/// Compares the sums with what DATASUM and CHECKSUM say, where they say something.
pub(super) fn look(header: &[u8], data: Sum, hdu: &Hdu, findings: &mut Findings) {
    for (keyword, message) in faults(header, data) {
        let at = Position::at_byte(hdu.start).in_element(&format!("{}, {keyword}", hdu.place()));
        findings.add(if keyword == "DATASUM" { &code::DATASUM } else { &code::CHECKSUM }, at, message);
    }
}

/// The keyword of each sum that is not right, and what was found.
pub(crate) fn faults(header: &[u8], data: Sum) -> Vec<(&'static str, String)> {
    let cards = || header.chunks_exact(CARD).map(Card::parse);
    let text = |keyword: &str| {
        let card = cards().find(|card| card.keyword == keyword)?;
        Some(card.value?.as_text().trim().to_owned()).filter(|text| !text.is_empty())
    };
    let mut faults = Vec::new();
    if let Some(claimed) = text("DATASUM").filter(|claimed| claimed.parse() != Ok(data.value())) {
        faults.push(("DATASUM", format!("DATASUM is `{claimed}`, the sum of the data is {}", data.value())));
    }
    if let Some(claimed) = text("CHECKSUM") {
        let mut sum = Sum::default();
        sum.add(header);
        sum.append(data);
        // Both are zero in this arithmetic.
        if !matches!(sum.value(), 0 | u32::MAX) {
            faults.push((
                "CHECKSUM",
                format!("CHECKSUM is `{claimed}`, with which the HDU adds to {:#010x} and not to zero", sum.value()),
            ));
        }
    }
    faults
}
