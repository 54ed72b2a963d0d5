use super::{
    Chunk,
    cells::Cells,
    cut,
    fast::{self, Gap},
    general, long,
    odd::Odd,
    shape::Shape,
};
use crate::data::{Decoded, Fault};
use gaialink_table::{
    Error, Field, Warning,
    arrow::array::ArrayRef,
    text::{CellBuilder, CellError, TextStyle},
};

/// How many rows are taken at once: few enough that their text is still near when their cells are read.
const BLOCK: usize = 128;

/// A chunk that is decoded batch by batch: one, where no fixed arrays are large.
#[derive(Debug)]
pub(super) struct Rows {
    chunk: Chunk,
    /// How far the bytes were taken.
    at: usize,
    /// The cells of the rows that are being taken.
    cells: Cells,
    gap: Gap,
    /// What stands behind the last whole row.
    fault: Option<Fault>,
}

impl Rows {
    /// The rows of a chunk, of which none is taken yet.
    pub(super) fn new(chunk: Chunk) -> Self {
        Self { chunk, at: 0, cells: Cells::default(), gap: Gap::default(), fault: None }
    }

    /// Decodes the next rows; `None` behind the last one.
    pub(super) fn decode(&mut self, shape: &Shape) -> Option<Result<Decoded, Fault>> {
        match self.batch(shape) {
            Ok(decoded) if decoded.rows == 0 => self.fault.take().map(|fault| Err(fault.in_row(1))),
            done => Some(done),
        }
    }

    fn batch(&mut self, shape: &Shape) -> Result<Decoded, Fault> {
        let columns = shape.wanted.iter().map(|(place, field)| Column::try_new(*place, field, shape));
        let mut columns = columns.collect::<Result<Vec<_>, _>>()?;
        let (mut rows, mut warnings) = (0_usize, Vec::new());
        while rows < shape.rows && self.fault.is_none() {
            self.cells.clear(rows);
            self.fault = self.find(shape, shape.rows.saturating_sub(rows).min(BLOCK), &mut warnings).err();
            if self.cells.rows() == 0 {
                break;
            }
            self.take(&mut columns, shape)?;
            rows = rows.saturating_add(self.cells.rows());
        }
        let mut arrays = Vec::with_capacity(columns.len());
        for column in columns {
            arrays.push(column.finish(&mut warnings)?);
        }
        Ok(Decoded { columns: arrays, rows, warnings })
    }

    /// Finds the cells of the next rows, at least so many where there are as many.
    fn find(&mut self, shape: &Shape, rows: usize, warnings: &mut Vec<Warning>) -> Result<(), Fault> {
        let bytes = self.chunk.bytes.as_slice();
        while self.cells.rows() < rows {
            let rest = fast::skip_blanks(bytes.get(self.at..).unwrap_or_default());
            self.at = bytes.len().saturating_sub(rest.len());
            if rest.is_empty() {
                break;
            }
            let end = match fast::row(bytes, self.at, shape, &mut self.cells, &mut self.gap) {
                Some(end) => end,
                None => {
                    let end = cut::end_of_row(bytes, self.at).unwrap_or(bytes.len());
                    general::rows(&self.chunk, self.at..end, shape, &mut self.cells, warnings)?;
                    end
                }
            };
            self.at = end;
        }
        Ok(())
    }

    /// Reads the cells that were found, column by column. The error to be told is the one that stands first.
    fn take(&self, columns: &mut [Column<'_>], shape: &Shape) -> Result<(), Fault> {
        let (count, mut first) = (shape.is_text.len(), None::<Fault>);
        for column in columns {
            let Err((row, error)) = column.take(&self.cells, &self.chunk, count) else { continue };
            let place = self.cells.place(&self.chunk, row, column.place, count);
            let number = (self.cells.before().saturating_add(row) as u64).saturating_add(1);
            let fault = Fault::new(Error::from(error)).at(place).in_row(number).in_column(&column.field.name);
            if first.as_ref().is_none_or(|first| fault.is_before(first)) {
                first = Some(fault);
            }
        }
        first.map_or(Ok(()), Err)
    }
}

/// A column of a batch.
struct Column<'a> {
    /// Its place in the document.
    place: usize,
    field: &'a Field,
    builder: CellBuilder,
    odd: Odd,
}

impl<'a> Column<'a> {
    fn try_new(place: usize, field: &'a Field, shape: &Shape) -> Result<Self, Fault> {
        let builder = CellBuilder::try_new(field, &TextStyle::VOTABLE, &shape.limits);
        let builder = builder.map_err(|error| Fault::new(error).in_column(&field.name))?;
        Ok(Self { place, field, builder, odd: Odd::new(shape.is_strict) })
    }

    /// Takes its cells, of so many columns; the row among these of one that is no value, and why.
    fn take(&mut self, cells: &Cells, chunk: &Chunk, columns: usize) -> Result<(), (usize, CellError)> {
        let in_place = cells.in_place(chunk, self.place, columns);
        let mut row = 0_usize;
        loop {
            let taken = in_place.map_or(0, |all| self.builder.append_numbers(&all.skip(row)));
            row = row.saturating_add(taken);
            if row >= cells.rows() {
                return Ok(());
            }
            let text = cells.text(chunk, row, self.place, columns);
            if let Err(error) = self.builder.append(text) {
                let number = (cells.before().saturating_add(row) as u64).saturating_add(1);
                self.odd.append(&mut self.builder, (self.field, text, number), error).map_err(|error| (row, error))?;
            }
            row = row.saturating_add(1);
        }
    }

    fn finish(mut self, warnings: &mut Vec<Warning>) -> Result<ArrayRef, Fault> {
        let array = self.builder.finish().map_err(|error| Fault::new(error).in_column(&self.field.name))?;
        warnings.append(&mut self.builder.take_warnings());
        warnings.extend(self.odd.warnings(&self.field.name));
        warnings.extend(long::warning(self.field, &array));
        Ok(array)
    }
}
