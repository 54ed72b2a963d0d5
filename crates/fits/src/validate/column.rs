use super::{code, unit};
use crate::{
    header::Record,
    tdisp,
    wide::{self, Subject, Wide},
};
use gaialink_table::{Findings, Position};
use std::collections::HashMap;

/// Looks at what the cards say of columns.
pub(super) fn look(records: &[Record], place: &Position, findings: &mut Findings) {
    let wide = Wide::of(records.iter().map(|record| &record.card));
    let fields = records.iter().find(|r| r.card.keyword == "TFIELDS").and_then(|r| r.card.integer()).unwrap_or(0);
    let fields = wide.map_or(usize::try_from(fields).unwrap_or(0), |wide| wide.total);
    let mut said: HashMap<(&str, usize), &str> = HashMap::new();
    for card in records.iter().map(|record| &record.card) {
        if let (Some((stem, Subject::Column(number))), Some(text)) = (wide::subject(wide, &card.keyword), card.text()) {
            said.entry((stem, number)).or_insert(text);
        }
    }
    let mut names: HashMap<String, usize> = HashMap::new();
    for number in 1..=fields {
        let text = |stem: &'static str| said.get(&(stem, number)).copied();
        let name = text("TTYPE").unwrap_or_default();
        let at = || place.clone().in_column(if name.is_empty() { format!("col{number}") } else { name.to_owned() }.as_str());
        if let Some(fault) = name_fault(name, number, &mut names) {
            findings.add(&code::W_TTYPE, at(), fault);
        }
        if let Some(display) = text("TDISP").filter(|text| !tdisp::is_format(text)) {
            findings.add(&code::TDISP, at(), format!("`{display}` is no display format such as F8.3"));
        }
        if let Some((unit, fault)) = text("TUNIT").and_then(|text| Some((text, unit::fault(text)?))) {
            findings.add(&code::W_UNIT, at(), format!("the unit `{unit}` is none of FITS: {fault}"));
        }
    }
}

/// What is wrong with the name of a column; names differ in more than their case.
fn name_fault(name: &str, number: usize, names: &mut HashMap<String, usize>) -> Option<String> {
    if name.is_empty() {
        return Some("the column has no name".to_owned());
    }
    if let Some(first) = names.insert(name.to_ascii_lowercase(), number) {
        return Some(format!("column {first} is called `{name}` as well"));
    }
    let is_word = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    (!is_word).then(|| format!("the name `{name}` is not made of letters, digits and underscores"))
}
