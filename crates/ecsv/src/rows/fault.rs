use crate::error::{Error, ErrorKind, Format};
use gaialink_table::Position;

/// An error inside a piece of the input, before its place in the whole is known.
#[derive(Debug)]
pub(crate) struct Fault {
    /// The line, counted from 0 at the start of the piece.
    pub(crate) line: u64,
    /// The row, counted from 0 at the start of the piece, where it lies in one.
    pub(crate) row: Option<usize>,
    /// The place of the cell in its row, counted from 0, where the name of the column is not known yet.
    cell: Option<usize>,
    /// The name of the column.
    pub(crate) column: Option<String>,
    kind: Box<ErrorKind>,
}

impl Fault {
    /// What happened, at the start of the piece.
    pub(crate) fn new(kind: ErrorKind) -> Self {
        Self { line: 0, row: None, cell: None, column: None, kind: Box::new(kind) }
    }

    /// What happened, in a line.
    pub(crate) fn at_line(line: u64, kind: ErrorKind) -> Self {
        Self { line, ..Self::new(kind) }
    }

    /// What happened, in a row.
    pub(crate) fn at_row(row: usize, line: u64, kind: ErrorKind) -> Self {
        Self { row: Some(row), line, ..Self::new(kind) }
    }

    /// The same, in a row.
    pub(crate) fn in_row(self, row: usize, line: u64) -> Self {
        Self { row: Some(row), line, ..self }
    }

    /// The same, in no row of the table.
    pub(crate) fn in_no_row(self) -> Self {
        Self { row: None, ..self }
    }

    /// The same, in the named column.
    pub(crate) fn in_column(mut self, name: &str) -> Self {
        self.column = Some(name.to_owned());
        self
    }

    /// The same, in the cell at a place in its row.
    pub(crate) fn in_cell(self, place: usize) -> Self {
        Self { cell: Some(place), ..self }
    }

    /// The same, in the column whose name the place of the cell tells.
    pub(crate) fn named<'a>(mut self, name: impl FnOnce(usize) -> Option<&'a str>) -> Self {
        if self.column.is_none() {
            self.column = self.cell.and_then(name).map(str::to_owned);
        }
        self
    }

    /// The error of a piece that begins at a line, counted from 1, behind some rows.
    pub(crate) fn place(self, format: Format, first_line: u64, rows_before: u64) -> Error {
        let mut at = Position::at_line(first_line.saturating_add(self.line));
        let row = self.row.map(|row| u64::try_from(row).unwrap_or(u64::MAX));
        at.row = row.map(|row| rows_before.saturating_add(row).saturating_add(1));
        at.column = self.column;
        format.error(at, *self.kind)
    }
}
