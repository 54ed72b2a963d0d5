//! The documents of the files in `data`, which astropy and STILTS are asked about too.

use gaialink_table::{Table, TableReader, arrow::util::display::array_value_to_string};
use gaialink_votable::{Error, ReadOptions, Reader};
use serde::Deserialize;
use std::io::BufRead;

/// A document, and what is expected of it: rows with `|` between the cells and warnings, or an error and its place.
#[derive(Deserialize)]
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) document: String,
    pub(crate) rows: Option<Vec<String>>,
    #[serde(default)]
    pub(crate) warnings: Vec<String>,
    pub(crate) error: Option<String>,
    pub(crate) place: Option<String>,
}

/// The cases of a file, one a line.
pub(crate) fn cases(lines: &str) -> impl Iterator<Item = Case> {
    lines.lines().map(|line| serde_json::from_str(line).unwrap())
}

/// The cells of a table row by row, and the warnings.
pub(crate) type Found = (Vec<Vec<String>>, Vec<String>);

/// The cells of the first table row by row, and the warnings.
pub(crate) fn read<R: BufRead + Send>(document: R, options: ReadOptions) -> Result<Found, Error> {
    let mut reader = Reader::try_new(document, options)?;
    let table = Table::collect(&mut reader)?;
    let mut rows = Vec::new();
    for batch in table.batches() {
        let row = |row| batch.columns().iter().map(|column| array_value_to_string(column, row).unwrap()).collect();
        rows.extend((0..batch.num_rows()).map(row));
    }
    let warnings = Box::new(reader).finish()?.warnings;
    Ok((rows, warnings.into_iter().map(|warning| format!("{}: {}", warning.code, warning.message)).collect()))
}

/// Rows with `|` between the cells.
pub(crate) fn joined(rows: &[Vec<String>]) -> Vec<String> {
    rows.iter().map(|row| row.join("|")).collect()
}
