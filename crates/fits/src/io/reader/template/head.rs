use crate::{
    KeywordMap,
    block::CARD,
    card::Value,
    convert::to_table,
    header::{self, Record},
};
use gaialink_table::{Param, Schema};
use std::{ops::Range, sync::Arc};

/// What stands before the rows: cards that are the same in all files, and cards of PARAMs whose values may differ.
#[derive(Debug)]
pub(super) struct Head {
    /// The primary HDU and the header of the table, as they were learned.
    bytes: Vec<u8>,
    /// Where the card with the number of rows stands.
    rows: usize,
    /// Where the cards stand that may differ, in order.
    open: Vec<usize>,
    /// The cards that are PARAMs or belong to nothing else, in order.
    said: Vec<Said>,
    schema: Schema,
    map: Option<Arc<KeywordMap>>,
}

/// A card that says something of the table as a whole.
#[derive(Debug)]
struct Said {
    at: usize,
    record: Record,
}

/// Where the card NAXIS2 stands in the header of a table (FITS 4.0, 7.3.1).
const ROWS: usize = 4;
/// The columns of a card that hold a number in fixed format (FITS 4.0, 4.2.3).
const NUMBER: Range<usize> = 10..30;

impl Head {
    /// The head of a file whose table's header starts at `start`.
    pub(super) fn try_new(bytes: &[u8], start: usize, schema: &Schema, map: Option<Arc<KeywordMap>>) -> Option<Self> {
        let cards = || bytes.get(start..).unwrap_or_default().chunks_exact(CARD);
        let cards = cards().take_while(|card| card.trim_ascii_end() != b"END");
        let records = header::parse(cards.clone());
        if records.len() != cards.count() {
            // Strings that go on over several cards.
            return None;
        }
        let rows = start.checked_add(ROWS * CARD)?;
        let (mut said, mut open) = (Vec::new(), vec![rows]);
        for place in to_table::places_of_params(&records)? {
            let record = records.get(place)?.clone();
            let at = start.checked_add(place.checked_mul(CARD)?)?;
            let free = is_free(&record) && card(bytes, at)?.get(8..NUMBER.start) == Some(b"= ");
            if free {
                open.push(at);
            }
            said.push(Said { at, record });
        }
        open.sort_unstable();
        let head = Self { bytes: bytes.to_vec(), rows, open, said, schema: schema.clone(), map };
        // What is made of the cards here has to be what the reader makes of them.
        let params = head.params(&head.said.iter().map(|said| &said.record).collect::<Vec<_>>())?;
        params.eq(&schema.params).then_some(head)
    }

    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// The values of the PARAMs and the number of rows of a file that has this head.
    pub(super) fn matches(&self, file: &[u8]) -> Option<(Vec<String>, u64)> {
        let rows = self.count(card(file, self.rows)?)?;
        let mut done = 0;
        for at in &self.open {
            if file.get(done..*at)? != self.bytes.get(done..*at)? {
                return None;
            }
            done = at.checked_add(CARD)?;
        }
        if file.get(done..self.len())? != self.bytes.get(done..)? {
            return None;
        }
        let changed = |said: &Said| said.changed(card(file, said.at)?, card(&self.bytes, said.at)?);
        let changed = self.said.iter().map(changed).collect::<Option<Vec<_>>>()?;
        let records = self.said.iter().zip(&changed).map(|(said, changed)| changed.as_ref().unwrap_or(&said.record));
        let records: Vec<&Record> = records.collect();
        let params = self.params(&records)?;
        let same = params.len() == self.schema.params.len()
            && params.iter().zip(&self.schema.params).all(|(own, known)| own.field == known.field);
        same.then(|| (params.into_iter().map(|param| param.value).collect(), rows))
    }

    /// The number of rows, in fixed format.
    fn count(&self, found: &[u8]) -> Option<u64> {
        let known = card(&self.bytes, self.rows)?;
        let same = found.get(..NUMBER.start) == known.get(..NUMBER.start) && found.get(NUMBER.end..) == known.get(NUMBER.end..);
        let digits = std::str::from_utf8(found.get(NUMBER)?).ok()?.trim_start_matches(' ');
        let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        if same && is_number && known.starts_with(b"NAXIS2  = ") { digits.parse().ok() } else { None }
    }

    /// The PARAMs of cards; nothing where one of them became something else.
    fn params(&self, records: &[&Record]) -> Option<Vec<Param>> {
        let made = to_table::params_of(records, self.map.as_deref(), &self.schema.fields);
        let ours = self.schema.extras.iter().filter(|extra| extra.kind == "fits.card");
        made.extras.iter().eq(ours).then_some(made.params)
    }
}

impl Said {
    /// The card of another file where it differs; nothing where it must not.
    fn changed(&self, found: &[u8], known: &[u8]) -> Option<Option<Record>> {
        if found == known {
            return Some(None);
        }
        let is_plain = found.iter().all(|b| matches!(b, b' '..=b'~')) && found.get(..NUMBER.start) == known.get(..NUMBER.start);
        let [record] = <[Record; 1]>::try_from(header::parse([found])).ok()?;
        let text = |record: &Record| matches!(record.card.value, Some(Value::Text(_)));
        let goes_on = record.card.text().is_some_and(|text| text.ends_with('&'));
        (is_plain && !goes_on && text(&record) == text(&self.record) && record.card.value.is_some()).then_some(Some(record))
    }
}

/// Whether the value of a card may be another without a change of what is said of columns and rows.
fn is_free(record: &Record) -> bool {
    let keyword = record.card.keyword.as_str();
    let tells = |of: &[&str]| of.contains(&keyword);
    let is_said = tells(&["CHECKSUM", "DATASUM"]) || !to_table::is_structure(keyword);
    let is_plain = !record.card.hierarch && !keyword.starts_with("XT_") && !keyword.contains("ZIMAGE");
    record.card.value.is_some() && is_said && is_plain && !tells(&["STILCLAS", "GROUPS"])
}

fn card(bytes: &[u8], at: usize) -> Option<&[u8]> {
    bytes.get(at..)?.get(..CARD)
}
