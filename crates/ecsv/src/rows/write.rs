use crate::{csv::Style, dialect::Dialect, wire::Wire};
use gaialink_table::{
    Error as TableError, Field, LossKind, LossReport,
    arrow::array::{Array, RecordBatch},
    text::{CellWriter, TextStyle},
};
use memchr::{memchr, memchr3};
use std::ops::Range;

/// Writes batches as rows of delimited text.
#[derive(Debug)]
pub(crate) struct Encoder {
    columns: Vec<Column>,
    dialect: Dialect,
    style: TextStyle,
    /// Whether NaN outside of arrays is written as null.
    nan_is_null: bool,
}

#[derive(Debug)]
struct Column {
    wire: Wire,
    /// Whether no cell can need quotes.
    is_plain: bool,
}

/// The cells of a column, ready to be written row by row.
enum Ready<'a> {
    /// Numbers and booleans, which need no quotes.
    Plain(CellWriter<'a>),
    /// What has a text already.
    Spelled(Spelled),
}

/// The text of some cells of a column.
#[derive(Default)]
struct Cells {
    text: Vec<u8>,
    /// Where each cell ends; `None` for nulls.
    ends: Vec<Option<usize>>,
}

impl Encoder {
    /// An encoder of columns, in the spellings of a file.
    pub(crate) fn new(wires: Vec<Wire>, dialect: Dialect, style: TextStyle) -> Self {
        let column = |wire: Wire| Column { is_plain: is_plain(wire.field()), wire };
        Self { columns: wires.into_iter().map(column).collect(), dialect, style, nan_is_null: false }
    }

    /// The same for CSV of a style.
    pub(crate) fn with_style(self, style: Style) -> Self {
        Self { nan_is_null: style == Style::Archive, ..self }
    }

    /// Appends the line of column names.
    pub(crate) fn names<'a>(&self, names: impl Iterator<Item = &'a str>, out: &mut Vec<u8>) {
        for (place, name) in names.enumerate() {
            if place > 0 {
                out.push(self.dialect.delimiter);
            }
            self.cell(name.as_bytes(), place == 0, out);
        }
        out.push(b'\n');
    }

    /// Appends some rows of a batch.
    pub(crate) fn rows(
        &self,
        batch: &RecordBatch,
        rows: Range<usize>,
        out: &mut Vec<u8>,
        losses: &mut LossReport,
    ) -> Result<(), TableError> {
        let mut columns = Vec::with_capacity(self.columns.len());
        for (column, array) in self.columns.iter().zip(batch.columns()) {
            columns.push(match column.is_plain && !self.nan_is_null {
                true => Ready::Plain(CellWriter::try_new(array, column.wire.field(), &self.style)?),
                false => Ready::Spelled(Spelled::new(self.column(column, array, rows.clone(), losses)?, column.is_plain)),
            });
        }
        // Nothing between blanks, or on a line of its own, is no cell.
        let null: &[u8] = if self.columns.len() == 1 || self.dialect.is_blank() { b"\"\"" } else { b"" };
        for row in rows {
            let mut is_first = true;
            for column in &mut columns {
                if !is_first {
                    out.push(self.dialect.delimiter);
                }
                match column {
                    Ready::Plain(writer) if writer.is_null(row) => out.extend_from_slice(null),
                    Ready::Plain(writer) => writer.write(row, out, losses),
                    Ready::Spelled(cells) => match (cells.is_plain, cells.next()) {
                        (_, None) => out.extend_from_slice(null),
                        (true, Some(text)) => out.extend_from_slice(text),
                        (false, Some(text)) => self.cell(text, is_first, out),
                    },
                }
                is_first = false;
            }
            out.push(b'\n');
        }
        Ok(())
    }

    /// The text of the cells of one column.
    fn column(
        &self,
        column: &Column,
        array: &dyn Array,
        rows: Range<usize>,
        losses: &mut LossReport,
    ) -> Result<Cells, TableError> {
        let field = column.wire.field();
        let writer = CellWriter::try_new(array, field, &self.style)?;
        let mut cells = Cells { text: Vec::new(), ends: Vec::with_capacity(rows.len()) };
        let (mut nulls, mut empties, mut nans) = (0_u64, 0_u64, 0_u64);
        let nan_is_null = self.nan_is_null && column.is_plain && field.datatype.is_floating();
        for row in rows {
            if writer.is_null(row) {
                nulls = nulls.saturating_add(1);
                cells.ends.push(None);
                continue;
            }
            let before = cells.text.len();
            writer.write(row, &mut cells.text, losses);
            column.wire.nest(&mut cells.text, before)?;
            if nan_is_null && cells.text.get(before..) == Some(b"NaN") {
                nans = nans.saturating_add(1);
                cells.text.truncate(before);
                cells.ends.push(None);
                continue;
            }
            empties = empties.saturating_add(u64::from(cells.text.len() == before));
            cells.ends.push(Some(cells.text.len()));
        }
        losses.add_many(LossKind::Null, &field.name, "NaN is written as an empty cell, as null is", nans);
        if !column.is_plain && memchr(0, &cells.text).is_some() {
            cells.strip_nul();
            losses.add(LossKind::Value, &field.name, "NUL bytes, which no text file holds, are left out");
        }
        if column.wire.is_text() && self.dialect.is_blank() {
            losses.add_many(LossKind::Empty, &field.name, "an empty string between blanks is read as null", empties);
        } else if column.wire.is_text() && self.columns.len() == 1 {
            losses.add_many(LossKind::Null, &field.name, "a null alone on its line is read as an empty string", nulls);
        }
        Ok(cells)
    }

    /// Appends a cell that is not null, in quotes where it needs them.
    fn cell(&self, text: &[u8], is_first: bool, out: &mut Vec<u8>) {
        if !self.needs_quotes(text, is_first) {
            out.extend_from_slice(text);
            return;
        }
        out.push(b'"');
        let mut rest = text;
        while let Some((before, after)) = memchr(b'"', rest).and_then(|at| rest.split_at_checked(at)) {
            out.extend_from_slice(before);
            out.extend_from_slice(b"\"\"");
            rest = after.get(1..).unwrap_or_default();
        }
        out.extend_from_slice(rest);
        out.push(b'"');
    }

    fn needs_quotes(&self, text: &[u8], is_first: bool) -> bool {
        let (Some(first), Some(last)) = (text.first(), text.last()) else { return true };
        // Many readers strip blanks, and take a line that begins with `#` for a comment.
        first.is_ascii_whitespace()
            || last.is_ascii_whitespace()
            || (is_first && (*first == b'#' || text.starts_with(b"\xef\xbb\xbf")))
            || memchr3(self.dialect.delimiter, b'"', b'\n', text).is_some()
            || memchr(b'\r', text).is_some()
    }
}

impl Cells {
    fn strip_nul(&mut self) {
        let mut text = Vec::with_capacity(self.text.len());
        let mut start = 0;
        for end in self.ends.iter_mut().flatten() {
            let cell = self.text.get(start..*end).unwrap_or_default();
            text.extend(cell.iter().filter(|byte| **byte != 0));
            start = *end;
            *end = text.len();
        }
        self.text = text;
    }
}

/// The text of some cells of a column, taken one by one.
struct Spelled {
    text: Vec<u8>,
    ends: std::vec::IntoIter<Option<usize>>,
    start: usize,
    /// Whether none of them needs quotes.
    is_plain: bool,
}

impl Spelled {
    fn new(cells: Cells, is_plain: bool) -> Self {
        Self { text: cells.text, ends: cells.ends.into_iter(), start: 0, is_plain }
    }

    /// The text of the next cell, `None` for a null.
    fn next(&mut self) -> Option<&[u8]> {
        let end = (self.ends.next()?)?;
        let start = std::mem::replace(&mut self.start, end);
        self.text.get(start..end)
    }
}

/// Whether the cells are single numbers or booleans.
fn is_plain(field: &Field) -> bool {
    field.cell_shape().is_scalar() && !field.datatype.is_text() && !field.datatype.is_complex()
}
