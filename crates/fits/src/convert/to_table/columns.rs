use super::column::ColumnCards;
use crate::header::Record;
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
    let count = records.iter().filter_map(|r| r.card.index("TFORM")).max().unwrap_or(0);
    let fields = records.iter().find(|r| r.card.keyword == "TFIELDS").and_then(|r| r.card.integer());
    let count = fields.and_then(|n| usize::try_from(n).ok()).map_or(0, |n| n.min(count));
    let mut cards: Vec<ColumnCards<'_>> = (1..=count).map(|number| ColumnCards { number, ..ColumnCards::default() }).collect();
    let mut rest = Vec::new();
    for record in records {
        if !take(&mut cards, record) {
            rest.push(record);
        }
    }
    (cards, rest)
}

/// Takes a card to its column; tells whether it is one of a column.
fn take<'a>(columns: &mut [ColumnCards<'a>], record: &'a Record) -> bool {
    let keyword = record.card.keyword.as_str();
    let stem = keyword.trim_end_matches(|c: char| c.is_ascii_digit());
    let Some(number) = crate::card::index(keyword, stem).and_then(|n| n.checked_sub(1)) else { return false };
    let Some(column) = columns.get_mut(number) else { return false };
    let card = &record.card;
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
            column.extras.push(Extra::new("fits.card", record.text.clone()));
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
