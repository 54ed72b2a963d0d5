use super::{Chunk, cells::Cells, cut, fast, general};
use crate::data::{Decoded, Fault};
use gaialink_table::{
    Field, Limits, Warning,
    arrow::array::ArrayRef,
    text::{CellBuilder, TextStyle},
};

/// What the rows of a TABLEDATA are to be.
#[derive(Debug)]
pub(super) struct Shape {
    /// Whether a column is text; one entry a column of the document.
    pub(super) is_text: Vec<bool>,
    /// The columns wanted, and their places in the document.
    wanted: Vec<(usize, Field)>,
    limits: Limits,
}

impl Shape {
    pub(super) fn new(fields: &[Field], wanted: &[usize], limits: &Limits) -> Self {
        let pick = |at: &usize| fields.get(*at).map(|field| (*at, field.clone()));
        let is_text = fields.iter().map(|field| field.datatype.is_text()).collect();
        Self { is_text, wanted: wanted.iter().filter_map(pick).collect(), limits: limits.clone() }
    }
}

/// Decodes whole rows: first where their cells are, row by row, then the cells, column by column.
pub(super) fn decode(chunk: &Chunk, shape: &Shape) -> Result<Decoded, Fault> {
    let mut cells = Cells::default();
    let mut warnings = Vec::new();
    let found = find(chunk, shape, &mut cells, &mut warnings);
    let mut columns = Vec::with_capacity(shape.wanted.len());
    let mut first: Option<Fault> = None;
    for (place, field) in &shape.wanted {
        match column(chunk, &cells, shape, *place, field, &mut warnings) {
            Ok(array) => columns.push(array),
            // The error to be told is the one that stands first.
            Err(fault) => match &first {
                Some(earlier) if earlier.row <= fault.row => {}
                _ => first = Some(fault),
            },
        }
    }
    match (first, found) {
        (Some(fault), _) | (None, Err(fault)) => Err(fault),
        (None, Ok(())) => Ok(Decoded { columns, rows: cells.rows(), warnings }),
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

fn column(
    chunk: &Chunk,
    cells: &Cells,
    shape: &Shape,
    place: usize,
    field: &Field,
    warnings: &mut Vec<Warning>,
) -> Result<ArrayRef, Fault> {
    let columns = shape.is_text.len();
    let whole = |error: gaialink_table::Error| Fault::new(error).in_column(&field.name);
    let mut builder = CellBuilder::try_new(field, &TextStyle::VOTABLE, &shape.limits).map_err(whole)?;
    for (row, text) in cells.column(chunk, place, columns).take(cells.rows()).enumerate() {
        if let Err(error) = builder.append(text) {
            let place = cells.place(chunk, row, place, columns);
            let error = gaialink_table::Error::from(error);
            return Err(Fault::new(error).at(place).in_row((row as u64).saturating_add(1)).in_column(&field.name));
        }
    }
    let array = builder.finish().map_err(whole)?;
    warnings.append(&mut builder.take_warnings());
    Ok(array)
}
