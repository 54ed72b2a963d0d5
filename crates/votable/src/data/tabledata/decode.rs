use super::{Chunk, cells::Cells, cut, fast, general, odd::Odd};
use crate::data::{Decoded, Fault};
use gaialink_table::{
    Error, Field, LimitError, Limits, Warning,
    arrow::array::ArrayRef,
    text::{CellBuilder, TextStyle},
};
use std::ops::Range;

/// How many times the aimed size of a batch it may take, where it is made of fixed arrays whose text is short or missing.
const SLACK: usize = 8;

/// What the rows of a TABLEDATA are to be.
#[derive(Debug)]
pub(super) struct Shape {
    /// Whether a column is text; one entry a column of the document.
    pub(super) is_text: Vec<bool>,
    /// The columns wanted, and their places in the document.
    wanted: Vec<(usize, Field)>,
    /// How many rows a batch may have: a fixed array takes its room even where it is null.
    rows: usize,
    pub(super) limits: Limits,
}

impl Shape {
    pub(super) fn try_new(fields: &[Field], wanted: &[usize], limits: &Limits) -> Result<Self, LimitError> {
        let pick = |at: &usize| fields.get(*at).map(|field| (*at, field.clone()));
        let is_text = fields.iter().map(|field| field.datatype.is_text()).collect();
        let wanted: Vec<_> = wanted.iter().filter_map(pick).collect();
        let room = wanted.iter().fold(0_u64, |sum, (_, field)| sum.saturating_add(room(field)));
        let room = Limits::claim("the fixed arrays of a row", room, 1, limits.max_row)?;
        let rows = limits.batch_size().saturating_mul(SLACK) / room.max(1);
        Ok(Self { is_text, wanted, rows: rows.max(1), limits: limits.clone() })
    }

    /// The column at a place of the document, where it is wanted.
    pub(super) fn wanted(&self, place: usize) -> Option<&Field> {
        self.wanted.iter().find(|(at, _)| *at == place).map(|(_, field)| field)
    }
}

/// The bytes of a cell that is null.
fn room(field: &Field) -> u64 {
    let bits: u64 = match field.datatype.packed_size() {
        None => 1,
        Some(_) if field.datatype.is_text() => 32,
        Some(bytes) => (bytes as u64).saturating_mul(8),
    };
    let count = field.cell_shape().fixed_len().unwrap_or(0);
    count.saturating_mul(bits.saturating_add(1)).div_ceil(8)
}

/// A chunk whose cells are found, to be decoded batch by batch: one, where no fixed arrays are large.
#[derive(Debug)]
pub(super) struct Found {
    chunk: Chunk,
    cells: Cells,
    /// The rows that were decoded.
    done: usize,
    warnings: Vec<Warning>,
    /// What stands behind the last whole row.
    fault: Option<Fault>,
}

impl Found {
    /// Finds where the cells are, row by row.
    pub(super) fn new(chunk: Chunk, shape: &Shape) -> Self {
        let (mut cells, mut warnings) = (Cells::default(), Vec::new());
        let fault = find(&chunk, shape, &mut cells, &mut warnings).err();
        Self { chunk, cells, done: 0, warnings, fault }
    }

    /// Decodes the next rows, column by column; `None` behind the last one.
    pub(super) fn decode(&mut self, shape: &Shape) -> Option<Result<Decoded, Fault>> {
        let end = self.cells.rows().min(self.done.saturating_add(shape.rows));
        let rows = self.done..end;
        if rows.is_empty() {
            return self.fault.take().map(|fault| Err(fault.behind(self.done)));
        }
        let mut columns = Vec::with_capacity(shape.wanted.len());
        let mut first: Option<Fault> = None;
        for (place, field) in &shape.wanted {
            match self.column(shape, *place, field, rows.clone()) {
                Ok(array) => columns.push(array),
                // The error to be told is the one that stands first.
                Err(fault) if first.as_ref().is_none_or(|first| fault.is_before(first)) => first = Some(fault),
                Err(_) => {}
            }
        }
        self.done = end;
        let warnings = std::mem::take(&mut self.warnings);
        Some(first.map_or(Ok(Decoded { columns, rows: rows.len(), warnings }), Err))
    }

    fn column(&mut self, shape: &Shape, place: usize, field: &Field, rows: Range<usize>) -> Result<ArrayRef, Fault> {
        let columns = shape.is_text.len();
        let whole = |error: Error| Fault::new(error).in_column(&field.name);
        let mut builder = CellBuilder::try_new(field, &TextStyle::VOTABLE, &shape.limits).map_err(whole)?;
        let texts = self.cells.column(&self.chunk, place, columns).take(rows.end).skip(rows.start);
        let mut odd = Odd::default();
        for (row, text) in texts.enumerate() {
            let Err(error) = builder.append(text) else { continue };
            let number = (row as u64).saturating_add(1);
            if let Err(error) = odd.append(&mut builder, (field, text, number), error) {
                let place = self.cells.place(&self.chunk, rows.start.saturating_add(row), place, columns);
                let row = number;
                return Err(Fault::new(Error::from(error)).at(place).in_row(row).in_column(&field.name));
            }
        }
        let array = builder.finish().map_err(whole)?;
        self.warnings.append(&mut builder.take_warnings());
        self.warnings.extend(odd.warnings(&field.name));
        Ok(array)
    }
}

/// Finds the cells of all rows.
fn find(chunk: &Chunk, shape: &Shape, cells: &mut Cells, warnings: &mut Vec<Warning>) -> Result<(), Fault> {
    let bytes = chunk.bytes.as_slice();
    let mut at = 0;
    loop {
        let rest = fast::skip_blanks(bytes.get(at..).unwrap_or_default());
        if rest.is_empty() {
            return Ok(());
        }
        at = bytes.len().saturating_sub(rest.len());
        at = match fast::row(bytes, at, shape, cells) {
            Some(end) => end,
            None => {
                let end = cut::end_of_row(bytes, at).unwrap_or(bytes.len());
                general::rows(chunk, at..end, shape, cells, warnings)?;
                end
            }
        };
    }
}
