//! The records of a header: read through cfitsio, CONTINUE cards joined to the string they go on (FITS 4.0, 4.2.1.2).

use crate::{
    Error, Result,
    card::{Card, Value},
    ffi,
};
use gaialink_table::Position;

/// One entry of a header: a card, with what CONTINUE cards add to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Record {
    /// The card, its value joined.
    pub card: Card,
    /// The cards as they lie in the file, without the blanks at their ends, one a line.
    pub text: String,
}

/// Reads all records of the table's header through cfitsio.
pub(crate) fn read(table: &mut ffi::Table, place: &Position) -> Result<Vec<Record>> {
    let error = |kind| Error::new(place.clone(), kind);
    let count = table.record_count().map_err(error)?;
    let mut records = Vec::new();
    for number in 1..=count {
        push(&mut records, &table.record(number).map_err(error)?);
    }
    Ok(records)
}

/// Takes the cards of a header apart.
pub(crate) fn parse<'a>(cards: impl IntoIterator<Item = &'a [u8]>) -> Vec<Record> {
    let mut records = Vec::new();
    for card in cards {
        push(&mut records, card);
    }
    records
}

fn push(records: &mut Vec<Record>, bytes: &[u8]) {
    let card = Card::parse(bytes);
    let text: String = bytes.iter().map(|b| char::from(*b)).collect::<String>().trim_end().to_owned();
    if card.keyword == "CONTINUE"
        && let (Some(Value::Text(more)), Some(last)) = (&card.value, records.last_mut())
        && let Some(Value::Text(start)) = &mut last.card.value
        && start.ends_with('&')
    {
        start.pop();
        start.push_str(more);
        if !card.comment.is_empty() {
            let gap = if last.card.comment.is_empty() { "" } else { " " };
            last.card.comment.push_str(&format!("{gap}{}", card.comment));
        }
        last.text.push_str(&format!("\n{text}"));
        return;
    }
    records.push(Record { card, text });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_go_on() {
        let lines = ["A       = 'one &'", "CONTINUE  'two&' / first", "CONTINUE  '' / second", "B       = 'x&'", "CONTINUED = 5"];
        let records = parse(lines.iter().map(|line| line.as_bytes()));
        let seen: Vec<_> = records.iter().map(|r| (r.card.keyword.as_str(), r.card.text(), r.card.comment.as_str())).collect();
        assert_eq!(seen[0], ("A", Some("one two"), "first second"));
        assert_eq!(seen[1], ("B", Some("x&"), ""));
        assert_eq!(records[0].text, lines[..3].join("\n"));
        assert_eq!(records.len(), 3);
    }
}
