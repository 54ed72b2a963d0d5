use super::{archive, column::Stored, numbered::Numbered, params::param_cards, standard};
use crate::{
    Style, WriteOptions,
    card::{ascii, continued, number_card},
    extras::is_card_of_file,
    plus,
    tform::{Tform, letter},
    wide::{self, Wide},
};
use gaialink_table::{Schema, rows::Length};

/// What is known of a table when its rows were written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counts {
    /// The number of rows.
    pub rows: u64,
    /// Bytes of the heap.
    pub heap: u64,
    /// The bytes of a row.
    pub row_len: usize,
    /// The largest number of elements that a cell of each variable column has.
    pub max: Vec<u64>,
    /// The stored null value of each column that needs one.
    pub nulls: Vec<Option<i64>>,
}

/// How many cards have to come first.
const MANDATORY: usize = 8;

/// The cards of the primary HDU, which holds nothing or a document of so many bytes about so many tables, without END.
pub(crate) fn primary_cards(schema: &Schema, style: Style, document: Option<(usize, usize)>) -> Vec<String> {
    let empty = || {
        vec![
            number_card("SIMPLE", "T", "Standard FITS format"),
            number_card("BITPIX", "8", "Character data"),
            number_card("NAXIS", "0", "No image, just extensions"),
            number_card("EXTEND", "T", "There are standard extensions"),
        ]
    };
    let mut cards = document.map_or_else(empty, plus::cards);
    let kept = verbatim(schema, "fits.primary");
    let dummy = archive::dummy();
    if style == Style::Archive && !kept.contains(&dummy) {
        cards.push(dummy);
    }
    cards.extend(kept);
    cards
}

/// The cards of the table's header, without END.
pub(crate) fn table_cards(schema: &Schema, columns: &[Stored], counts: &Counts, options: &WriteOptions) -> Vec<String> {
    let wide = Wide::for_columns(columns.len());
    let mut cards = size_cards(columns.len(), counts, wide);
    if let Some(name) = &schema.name {
        cards.extend(continued("EXTNAME", &ascii(name).0, "name of the table"));
    }
    let write = match options.style {
        Style::Standard => standard::column_cards,
        Style::Archive => archive::column_cards,
    };
    for (i, (field, stored)) in schema.fields.iter().zip(columns).enumerate() {
        let max = counts.max.get(i).copied().unwrap_or(0);
        let null = counts.nulls.get(i).copied().flatten();
        if let Some(wide) = wide.filter(|wide| wide.container == i + 1) {
            cards.extend(container(wide, columns));
        }
        write(&mut cards, Numbered { number: i + 1, wide }, field, (stored, max, null));
    }
    cards.extend(param_cards(schema, options));
    cards.extend(verbatim(schema, "fits.card"));
    if cards.iter().any(|card| card.starts_with("CONTINUE")) {
        // Older readers look for this card before they join strings.
        cards.splice(MANDATORY..MANDATORY, continued("LONGSTRN", "OGIP 1.0", "long strings go on in CONTINUE cards"));
    }
    cards
}

/// The cards that every table has, in the order of the standard, and those of more columns than it can number.
fn size_cards(columns: usize, counts: &Counts, wide: Option<Wide>) -> Vec<String> {
    let number = |keyword: &str, value: u64, comment: &str| number_card(keyword, &value.to_string(), comment);
    let mut cards = continued("XTENSION", "BINTABLE", "binary table extension");
    cards.extend([
        number("BITPIX", 8, "8-bit bytes"),
        number("NAXIS", 2, "2-dimensional table"),
        number("NAXIS1", counts.row_len as u64, "width of table in bytes"),
        number("NAXIS2", counts.rows, "number of rows in table"),
        number("PCOUNT", counts.heap, "heap size (no gap)"),
        number("GCOUNT", 1, "one data group"),
        number("TFIELDS", columns.min(wide::MOST) as u64, "number of columns"),
    ]);
    if let Some(wide) = wide {
        cards.push(number(wide::CONTAINER, wide.container as u64, "the column that holds those from its number on"));
        cards.push(number(wide::TOTAL, wide.total as u64, "number of columns with those in that column"));
    }
    cards
}

/// The cards of the column that holds those that FITS cannot number.
fn container(wide: Wide, columns: &[Stored]) -> Vec<String> {
    let width = |column: &Stored| column.form(0).parse::<Tform>().ok().and_then(|form| form.width()).unwrap_or(0);
    let held = columns.iter().skip(wide.container.saturating_sub(1));
    let bytes: u64 = held.map(width).fold(0, u64::saturating_add);
    let keyword = |stem: &str| format!("{stem}{}", wide.container);
    let mut cards = continued(&keyword("TTYPE"), "XT_MORECOLS", "label for a column that holds columns");
    cards.extend(continued(&keyword("TFORM"), &format!("{bytes}B"), "format for a column that holds columns"));
    cards.extend(continued(&keyword("TCOMM"), "Columns beyond what FITS can number; see the HIERARCH XT cards", ""));
    cards
}

/// The cards kept verbatim, but for those that describe the file they came from.
fn verbatim(schema: &Schema, kind: &str) -> Vec<String> {
    let lines = schema.extras.iter().filter(|extra| extra.kind == kind).flat_map(|extra| extra.text.lines());
    let kept = lines.filter(|line| line.chars().count() <= 80 && !is_card_of_file(line) && has_keyword(line));
    kept.map(|line| format!("{:<80}", ascii(line).0)).collect()
}

/// Whether a card starts with a keyword, of which there may be none (FITS 4.0, 4.1.2.1).
fn has_keyword(line: &str) -> bool {
    let plain = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_');
    let keyword: String = line.chars().take(8).collect();
    keyword.trim_end_matches(' ').bytes().all(plain)
}

impl Stored {
    /// Whether its elements are integers, which alone can have a null value.
    pub(crate) fn is_integer(&self) -> bool {
        matches!(letter(self.packed.field.datatype), 'B' | 'I' | 'J' | 'K')
    }

    /// Whether its elements lie in the heap.
    pub(crate) fn in_heap(&self) -> bool {
        !matches!(self.packed.length, Length::Fixed(_))
    }
}
