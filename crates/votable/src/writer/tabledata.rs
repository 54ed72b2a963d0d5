use super::{WriteOptions, column::Column, piece::Piece};
use crate::{Result, Version, xml::escape};
use gaialink_table::{
    LossKind, LossReport,
    arrow::array::{Array, ArrayRef},
    text::{CellWriter, TextStyle},
    turns,
};
use std::io::Write;

/// About how many bytes make a piece: so few that their text is still near when it is written.
const NEAR: usize = 64 << 10;

/// About how many bytes a number and the tags around it take.
const TEXT: usize = 24;

/// Writes rows as TABLEDATA (VOTable 1.5, 5.1).
#[derive(Debug)]
pub(super) struct TableData {
    compact: bool,
    /// Whether an empty cell is null for integers: since 1.3 (VOTable 1.3, 5.1).
    has_empty: bool,
    /// Texts that were written; the next ones take their room.
    spare: Vec<Vec<u8>>,
}

impl TableData {
    pub(super) fn new(options: &WriteOptions) -> Self {
        Self { compact: options.compact, has_empty: options.version >= Version::V1_3, spare: Vec::new() }
    }

    /// Writes the rows of a batch: pieces of them, by all threads, in turns.
    pub(super) fn write(
        &mut self,
        columns: &[Column],
        batch: &Piece,
        out: &mut (impl Write + Send),
        losses: &mut LossReport,
    ) -> Result<()> {
        let (compact, has_empty) = (self.compact, self.has_empty);
        let make = |piece: &Piece, mut text: Vec<u8>| {
            text.clear();
            let mut losses = LossReport::default();
            let cell = |(column, array)| Cell::try_new(column, array, has_empty);
            let cells = columns.iter().zip(&piece.arrays).map(cell).collect::<Result<_>>()?;
            Rows { cells, count: piece.rows, losses: &mut losses, out: &mut text }.encode(compact);
            Ok((text, losses))
        };
        turns::write(&batch.cut(NEAR), &mut self.spare, make, |(text, lost)| {
            losses.merge(&lost);
            out.write_all(&text)?;
            Ok(text)
        })
    }
}

/// Rows on their way out.
struct Rows<'a> {
    cells: Vec<Cell<'a>>,
    count: usize,
    losses: &'a mut LossReport,
    out: &'a mut Vec<u8>,
}

impl Rows<'_> {
    /// Writes all rows as elements.
    fn encode(&mut self, compact: bool) {
        match (compact, self.cells.is_empty()) {
            (true, true) => self.write(b"", b"", b"<TR></TR>\n"),
            (true, false) => self.write(b"<TR><TD>", b"</TD><TD>", b"</TD></TR>\n"),
            (false, true) => self.write(b"", b"", b"<TR>\n</TR>\n"),
            (false, false) => self.write(b"<TR>\n<TD>", b"</TD>\n<TD>", b"</TD>\n</TR>\n"),
        }
    }

    /// Writes all rows, with what stands before, between and behind the cells of each.
    fn write<const A: usize, const B: usize, const C: usize>(&mut self, before: &[u8; A], between: &[u8; B], behind: &[u8; C]) {
        let out = &mut *self.out;
        out.reserve(self.count.saturating_mul(self.cells.len()).saturating_mul(TEXT));
        for row in 0..self.count {
            out.extend_from_slice(before);
            for (place, cell) in self.cells.iter().enumerate() {
                if place > 0 {
                    out.extend_from_slice(between);
                }
                cell.write(row, out, self.losses);
            }
            out.extend_from_slice(behind);
        }
    }
}

/// The cells of one column.
struct Cell<'a> {
    writer: CellWriter<'a>,
    name: &'a str,
    is_text: bool,
    /// What is written for null: nothing, or the declared null value.
    null: &'a str,
    /// Whether null without a declared value is a loss.
    loses_null: bool,
}

impl<'a> Cell<'a> {
    fn try_new(column: &'a Column, array: &'a ArrayRef, has_empty: bool) -> Result<Self> {
        let field = &column.field;
        let is_integer = field.datatype.is_integer() && field.arraysize.is_scalar();
        let declared = field.null_text().filter(|_| is_integer && !has_empty);
        Ok(Self {
            writer: CellWriter::try_new(&**array, field, &TextStyle::VOTABLE)?,
            name: &field.name,
            is_text: field.datatype.is_text(),
            null: declared.unwrap_or_default(),
            loses_null: is_integer && !has_empty && declared.is_none() && array.null_count() > 0,
        })
    }

    fn write(&self, row: usize, out: &mut Vec<u8>, losses: &mut LossReport) {
        if self.writer.is_null(row) {
            escape::push_text(out, self.null.as_bytes());
            if self.loses_null {
                losses.add(LossKind::Null, self.name, "before VOTable 1.3 an empty cell is no null integer");
            }
            return;
        }
        let start = out.len();
        self.writer.write(row, out, losses);
        if self.is_text {
            let replaced = escape::escape_from(out, start);
            losses.add_many(LossKind::Value, self.name, "XML cannot hold a control character", replaced);
        }
    }
}
