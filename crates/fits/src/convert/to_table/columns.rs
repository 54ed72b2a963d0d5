use super::column::ColumnCards;
use crate::{
    header::Record,
    wide::{self, Subject, Wide},
};
use gaialink_table::schema::Extra;

/// The keywords of columns that the model has no place for: they stay with their column, verbatim.
const KEPT: [&str; 14] = [
    "TDISP", "TDMIN", "TDMAX", "TLMIN", "TLMAX", "TCTYP", "TCUNI", "TCRPX", "TCRVL", "TCDLT", "TCNAM", "TCROT", "TRPOS", "TCSYS",
];

/// The keywords of columns that the model takes over.
const TAKEN: [&str; 12] =
    ["TTYPE", "TFORM", "TBCOL", "TDIM", "TNULL", "TSCAL", "TZERO", "TUNIT", "TUCD", "TUTYP", "TXTYP", "TCOMM"];

/// Whether a keyword, without its number, is one of a column.
pub(crate) fn is_column_stem(stem: &str) -> bool {
    TAKEN.contains(&stem) || KEPT.contains(&stem)
}

/// Splits the records into those of the columns and the rest, in order.
pub(super) fn columns(records: &[Record]) -> (Vec<ColumnCards<'_>>, Vec<&Record>) {
    let wide = Wide::of(records.iter().map(|record| &record.card));
    let numbered = |r: &Record| match wide::subject(wide, &r.card.keyword) {
        Some(("TFORM", Subject::Column(number))) => Some(number),
        _ => None,
    };
    let count = records.iter().filter_map(numbered).max().unwrap_or(0);
    let fields = records.iter().find(|r| r.card.keyword == "TFIELDS").and_then(|r| r.card.integer());
    let fields = wide.map(|wide| wide.total).or(fields.and_then(|n| usize::try_from(n).ok()));
    let count = fields.map_or(0, |n| n.min(count));
    let mut cards: Vec<ColumnCards<'_>> = (1..=count).map(|number| ColumnCards { number, ..ColumnCards::default() }).collect();
    let mut rest = Vec::new();
    for record in records {
        let of_container = wide.is_some() && [wide::CONTAINER, wide::TOTAL].contains(&record.card.keyword.as_str());
        if !of_container && !take(&mut cards, record, wide) {
            rest.push(record);
        }
    }
    (cards, rest)
}

/// Takes a card to its column; tells whether it is one of a column.
fn take<'a>(columns: &mut [ColumnCards<'a>], record: &'a Record, wide: Option<Wide>) -> bool {
    let card = &record.card;
    let (stem, number) = match wide::subject(wide, &card.keyword) {
        Some((stem, Subject::Column(number))) => (stem, number),
        Some((stem, Subject::Container)) => return is_column_stem(stem),
        None => return false,
    };
    let Some(column) = number.checked_sub(1).and_then(|i| columns.get_mut(i)) else { return false };
    let slot = match stem {
        "TTYPE" => &mut column.name,
        "TFORM" => &mut column.form,
        "TBCOL" => &mut column.start,
        "TDIM" => &mut column.dim,
        "TNULL" => &mut column.null,
        "TSCAL" => &mut column.scale,
        "TZERO" => &mut column.zero,
        "TUNIT" => &mut column.unit,
        "TUCD" => &mut column.ucd,
        "TUTYP" => &mut column.utype,
        "TXTYP" => &mut column.xtype,
        "TCOMM" => &mut column.description,
        _ if KEPT.contains(&stem) => {
            column.extras.push(Extra::new("fits.card", renamed(record, stem)));
            if stem == "TDISP" {
                column.display = card.text();
            }
            return true;
        }
        _ => return false,
    };
    slot.get_or_insert(card);
    true
}

/// The text of a card. The keyword of a column beyond those that FITS can number becomes a plain one, since a writer numbers it anew.
fn renamed(record: &Record, stem: &str) -> String {
    let is_plain = record.text.starts_with(stem) && !record.card.keyword.ends_with(|c: char| c.is_ascii_uppercase());
    match record.text.split_once('=') {
        Some((_, rest)) if !is_plain => format!("{:<8}= {}", format!("{stem}1"), rest.trim_start()),
        _ => record.text.clone(),
    }
}
