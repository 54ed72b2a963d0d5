//! FITS files made card by card.

/// A header of cards, END behind them, in whole blocks.
pub(crate) fn header(cards: &[&str]) -> Vec<u8> {
    let mut text: String = cards.iter().map(|card| format!("{card:<80}")).collect();
    text.push_str(&format!("{:<80}", "END"));
    let mut bytes = text.into_bytes();
    bytes.resize(bytes.len().next_multiple_of(2880), b' ');
    bytes
}

pub(crate) const PRIMARY: [&str; 3] =
    ["SIMPLE  =                    T", "BITPIX  =                    8", "NAXIS   =                    0"];

/// The cards of a table, with those of its columns.
pub(crate) fn table_cards(row_len: usize, rows: usize, pcount: usize, columns: &[&str], more: &[&str]) -> Vec<String> {
    let mut cards: Vec<String> = vec!["XTENSION= 'BINTABLE'".into()];
    let tfields = columns.len();
    for (keyword, value) in [
        ("BITPIX", 8),
        ("NAXIS", 2),
        ("NAXIS1", row_len),
        ("NAXIS2", rows),
        ("PCOUNT", pcount),
        ("GCOUNT", 1),
        ("TFIELDS", tfields),
    ] {
        cards.push(format!("{keyword:<8}= {value:>20}"));
    }
    for (i, form) in columns.iter().enumerate() {
        cards.push(format!("{:<8}= 'c{}'", format!("TTYPE{}", i + 1), i + 1));
        cards.push(format!("{:<8}= '{form}'", format!("TFORM{}", i + 1)));
    }
    cards.extend(more.iter().map(|card| (*card).to_owned()));
    cards
}

/// A file of a primary HDU and one table.
pub(crate) fn file(cards: &[String], data: &[u8]) -> Vec<u8> {
    let mut bytes = header(&PRIMARY);
    append(&mut bytes, cards, data);
    bytes
}

/// Puts an extension behind what a file has.
pub(crate) fn append(bytes: &mut Vec<u8>, cards: &[String], data: &[u8]) {
    let cards: Vec<&str> = cards.iter().map(String::as_str).collect();
    bytes.extend_from_slice(&header(&cards));
    bytes.extend_from_slice(data);
    bytes.resize(bytes.len().next_multiple_of(2880), 0);
}
