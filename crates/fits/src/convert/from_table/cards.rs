use super::{archive, column::Stored, params::param_cards};
use crate::{
    Style, WriteOptions,
    card::{ascii, continued, number_card},
    extras::is_card_of_file,
    plus, tdim, tdisp,
    tform::{Tform, letter},
    wide::{self, Wide},
};
use gaialink_table::{Field, Schema, rows::Length};
use std::fmt;

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
    let number = |keyword: &str, value: u64, comment: &str| number_card(keyword, &value.to_string(), comment);
    let mut cards = continued("XTENSION", "BINTABLE", "binary table extension");
    cards.extend([
        number("BITPIX", 8, "8-bit bytes"),
        number("NAXIS", 2, "2-dimensional table"),
        number("NAXIS1", counts.row_len as u64, "width of table in bytes"),
        number("NAXIS2", counts.rows, "number of rows in table"),
        number("PCOUNT", counts.heap, "heap size (no gap)"),
        number("GCOUNT", 1, "one data group"),
        number("TFIELDS", columns.len().min(wide::MOST) as u64, "number of columns"),
    ]);
    let wide = Wide::for_columns(columns.len());
    if let Some(wide) = wide {
        cards.push(number(wide::CONTAINER, wide.container as u64, "the column that holds those from its number on"));
        cards.push(number(wide::TOTAL, wide.total as u64, "number of columns with those in that column"));
    }
    if let Some(name) = &schema.name {
        cards.extend(continued("EXTNAME", &ascii(name).0, "name of the table"));
    }
    for (i, (field, stored)) in schema.fields.iter().zip(columns).enumerate() {
        let max = counts.max.get(i).copied().unwrap_or(0);
        let null = counts.nulls.get(i).copied().flatten();
        let write = match options.style {
            Style::Standard => column_cards,
            Style::Archive => archive::column_cards,
        };
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

/// The number of a column, counted from 1, and how its keywords are made of it.
#[derive(Clone, Copy)]
pub(super) struct Numbered {
    number: usize,
    wide: Option<Wide>,
}

impl Numbered {
    pub(super) fn keyword(self, stem: &str) -> String {
        Wide::keyword(self.wide, stem, self.number)
    }
}

impl fmt::Display for Numbered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.number.fmt(f)
    }
}

/// The cards of one column.
fn column_cards(cards: &mut Vec<String>, number: Numbered, field: &Field, (stored, max, null): (&Stored, u64, Option<i64>)) {
    let mut text = |stem: &str, value: &Option<String>, comment: &str| {
        if let Some(value) = value.as_ref().filter(|value| !value.is_empty()) {
            cards.extend(continued(&number.keyword(stem), &ascii(value).0, comment));
        }
    };
    text("TTYPE", &Some(field.name.clone()), &format!("label for column {number}"));
    text("TFORM", &Some(stored.form(max)), &format!("format for column {number}"));
    text("TDIM", &stored.dim(max).map(|dims| tdim::format(&dims)), "");
    text("TUNIT", &field.unit, &format!("units for column {number}"));
    text("TDISP", &display(field), "");
    text("TCOMM", &field.description, "");
    text("TUCD", &field.ucd, "");
    text("TUTYP", &field.utype, "");
    text("TXTYP", &field.xtype, "");
    if let Some(zero) = stored.zero() {
        cards.push(number_card(&number.keyword("TZERO"), zero, "offset of the stored integers"));
    }
    if let Some(null) = null {
        cards.push(number_card(&number.keyword("TNULL"), &null.to_string(), "null value"));
    }
    cards.extend(kept(field, number));
}

/// The TDISP that width and precision make, unless one is kept as it was.
pub(super) fn display(field: &Field) -> Option<String> {
    let is_kept = field.extras.iter().any(|extra| extra.kind == "fits.card" && extra.text.starts_with("TDISP"));
    let format = || tdisp::format(field.datatype, field.width.as_deref(), field.precision.as_deref());
    if is_kept { None } else { format() }
}

/// The cards of a column that are kept as they were, but for its number.
pub(super) fn kept(field: &Field, number: Numbered) -> impl Iterator<Item = String> {
    let cards = field.extras.iter().filter(|extra| extra.kind == "fits.card");
    cards.filter_map(move |extra| renumbered(&extra.text, number))
}

/// A card of a column under another number.
fn renumbered(text: &str, number: Numbered) -> Option<String> {
    let (keyword, rest) = text.split_at_checked(8)?;
    let stem = keyword.trim_end().trim_end_matches(|c: char| c.is_ascii_digit());
    let keyword = number.keyword(stem);
    let card = match keyword.len() {
        0..=8 => format!("{keyword:<8}{rest}"),
        _ => format!("HIERARCH {keyword} {rest}"),
    };
    (card.chars().count() <= 80).then(|| format!("{:<80}", ascii(&card).0))
}

/// The cards kept verbatim, but for those that describe the file they came from.
fn verbatim(schema: &Schema, kind: &str) -> Vec<String> {
    let lines = schema.extras.iter().filter(|extra| extra.kind == kind).flat_map(|extra| extra.text.lines());
    let kept = lines.filter(|line| line.chars().count() <= 80 && !is_card_of_file(line));
    kept.map(|line| format!("{:<80}", ascii(line).0)).collect()
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
