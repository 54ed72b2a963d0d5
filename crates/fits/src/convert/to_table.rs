//! A header's records to the schema of a table and the layout of its rows.

mod ascii;
mod column;
mod columns;
mod params;

pub(crate) use self::{
    ascii::AsciiColumn,
    column::{CHOSEN_NULL, Column, Scale},
    columns::is_column_stem,
    params::is_structure,
};
use crate::{KeywordMap, header::Record, wide::Wide};
use gaialink_table::{Field, Position, Schema, Warning};
use std::ptr;

/// What a header says: the schema, and how each column lies in a row.
#[derive(Clone, Debug)]
pub(crate) struct Interpreted {
    /// The schema, without the number of rows.
    pub schema: Schema,
    /// The columns, in order; none for an ASCII table.
    pub columns: Vec<Column>,
    /// The columns of an ASCII table.
    pub ascii: Vec<AsciiColumn>,
    /// What was odd.
    pub warnings: Vec<Warning>,
}

/// Interprets the records of a checked header.
pub(crate) fn interpret(records: &[Record], map: Option<&KeywordMap>, place: &Position) -> Interpreted {
    let mut notes = Notes { place, warnings: Vec::new() };
    let text = |keyword: &str| records.iter().find(|r| r.card.keyword == keyword).and_then(|r| r.card.text());
    let quoted_twice = text("STILCLAS").is_some_and(|class| class.starts_with("esac."));
    let (cards, rest) = columns::columns(records);
    let is_ascii = text("XTENSION") == Some("TABLE");
    let (mut columns, mut ascii) = (Vec::new(), Vec::new());
    match is_ascii {
        true => ascii.extend(cards.iter().filter_map(|cards| AsciiColumn::new(cards, quoted_twice, &mut notes))),
        false => columns.extend(cards.iter().filter_map(|cards| Column::new(cards, quoted_twice, &mut notes))),
    }
    let fields = columns.iter().map(|column| &column.field).chain(ascii.iter().map(|column| &column.field)).cloned().collect();
    let mut schema = Schema::from_fields(fields);
    schema.name = text("EXTNAME").filter(|name| !name.is_empty()).map(str::to_owned);
    params::params(&rest, map, &mut schema);
    Interpreted { schema, columns, ascii, warnings: notes.warnings }
}

/// The places of the records that say something of the table as a whole; nothing where columns are numbered beyond what FITS can.
pub(crate) fn places_of_params(records: &[Record]) -> Option<Vec<usize>> {
    if Wide::of(records.iter().map(|record| &record.card)).is_some() {
        return None;
    }
    let (_, rest) = columns::columns(records);
    let mut rest = rest.into_iter().peekable();
    let mut is_next = |record: &Record| rest.next_if(|next| ptr::eq(*next, record)).is_some();
    Some(records.iter().enumerate().filter(|(_, record)| is_next(record)).map(|(place, _)| place).collect())
}

/// What such records say of a table of these columns: PARAMs, and extras of those that are none.
pub(crate) fn params_of(records: &[&Record], map: Option<&KeywordMap>, fields: &[Field]) -> Schema {
    let mut schema = Schema::from_fields(fields.to_vec());
    params::params(records, map, &mut schema);
    schema
}

/// Collects what is odd about a header.
pub(crate) struct Notes<'a> {
    place: &'a Position,
    warnings: Vec<Warning>,
}

impl Notes<'_> {
    fn add(&mut self, code: &str, column: &str, message: String) {
        self.warnings.push(Warning::new(code, self.place.clone().in_column(column), message));
    }
}
