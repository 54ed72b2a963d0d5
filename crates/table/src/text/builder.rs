use super::{
    CellError, CellSpans, TextStyle, blanks,
    cells::{Arrays, Cells, Scalars, Texts},
    elements::{Booleans, Complexes, Elements, Primitives, Strings},
    fault::Fault,
    shape::Shape,
};
use crate::{Datatype, Field, LimitError, Limits, Position, Result, Warning, schema};
use arrow::{
    array::ArrayRef,
    datatypes::{
        Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
    },
};

/// Takes the text of one cell after the other into an Arrow array.
///
/// Blanks around numbers, booleans and arrays are ignored; strings are taken as they come. Bytes that are no UTF-8 are read
/// as Latin-1 and numbers beyond the largest one as infinities, with a warning each.
///
/// Strings of an array stand side by side among [`super::ArrayStyle::Blanks`]; blanks at the end of such a string fill it up
/// to its length and are no part of it.
#[derive(Debug)]
pub struct CellBuilder {
    field: Field,
    max_cell: u64,
    cells: Box<dyn Cells>,
    warnings: Vec<Warning>,
}

impl CellBuilder {
    /// A builder of the column's array.
    ///
    /// # Errors
    ///
    /// [`crate::Error::Limit`] where a cell of the column's shape goes beyond the limits.
    pub fn try_new(field: &Field, style: &TextStyle, limits: &Limits) -> Result<Self> {
        schema::arrow::data_type(field)?;
        if let Some(count) = field.cell_shape().fixed_len() {
            let what = format!("arraysize of column `{}`", field.name);
            limits.claim_cell(&what, count, element_size(field.datatype))?;
        }
        let cells = cells(field, style, limits);
        Ok(Self { field: field.clone(), max_cell: limits.max_cell, cells, warnings: Vec::new() })
    }

    /// Takes the text of a cell, its entities and quotes undone. Empty text is null, but for strings that are quoted
    /// ([`CellBuilder::append_empty`]). A cell or an element that equals the declared null value of an integer column becomes
    /// null, and so does the style's word for null in place of an array, a number or a boolean.
    ///
    /// # Errors
    ///
    /// [`CellError`] where the text is no value of the column; the builder is then as it was before the call.
    pub fn append(&mut self, cell: &[u8]) -> std::result::Result<(), CellError> {
        let found = u64::try_from(cell.len()).unwrap_or(u64::MAX);
        if found > self.max_cell {
            let limit = LimitError { what: "cell".to_owned(), found, limit: self.max_cell };
            return Err(CellError::Limit { column: self.field.name.clone(), limit });
        }
        self.cells.append(cell).map_err(|fault| error(&self.field, cell, fault))
    }

    /// Takes cells of a column of numbers, one element each, as long as they are absent, which is null, or spelled in the plain way that
    /// nearly all are: decimal digits, few enough, with a minus, a point and an exponent at most. Gives how many it took; the
    /// next one is for [`CellBuilder::append`], which takes whatever it is.
    ///
    /// ```
    /// use gaialink_table::{Datatype, Field, Limits, text::{CellBuilder, CellSpans, Span, TextStyle}};
    ///
    /// let text = b"1.5,,NaN,2";
    /// let spans = [(0, 3), (4, 4), (5, 8), (9, 10)].map(|(start, end)| Span::new(start, end));
    /// let mut builder = CellBuilder::try_new(&Field::new("flux", Datatype::Float), &TextStyle::CSV, &Limits::default())?;
    /// assert_eq!(builder.append_numbers(&CellSpans::new(text, &spans, 1, 0)), 2);
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    pub fn append_numbers(&mut self, cells: &CellSpans<'_>) -> usize {
        self.cells.append_numbers(cells)
    }

    /// Takes a null.
    pub fn append_null(&mut self) {
        self.cells.append_null();
    }

    /// Takes the empty string or the empty array; a null where the column has neither.
    pub fn append_empty(&mut self) {
        self.cells.append_empty();
    }

    /// How many cells were taken since the last [`CellBuilder::finish`].
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether no cell was taken.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// About how many bytes the array will take.
    pub fn byte_size(&self) -> usize {
        self.cells.byte_size()
    }

    /// Forgets cells behind the first `len`, so that a row that failed half way can be taken again.
    pub fn truncate(&mut self, len: usize) {
        self.cells.truncate(len);
    }

    /// Gives the array of the cells taken and starts anew.
    ///
    /// # Errors
    ///
    /// [`crate::Error::Arrow`] where the array is larger than Arrow can index.
    pub fn finish(&mut self) -> Result<ArrayRef> {
        self.collect_warnings();
        self.cells.finish()
    }

    /// Gives what was odd and read all the same, such as text that is no UTF-8: one warning a kind, at its first row, counted
    /// from 1 in the array that the cell went to. To be called once for each [`CellBuilder::finish`], before or after it.
    pub fn take_warnings(&mut self) -> Vec<Warning> {
        self.collect_warnings();
        std::mem::take(&mut self.warnings)
    }

    fn collect_warnings(&mut self) {
        let Some(odd) = self.cells.take_odd() else { return };
        let row = odd.rows.first().and_then(|row| u64::try_from(*row).ok()).unwrap_or_default();
        let at = Position::at_row(row.saturating_add(1)).in_column(&self.field.name);
        let message = match odd.rows.len() {
            1 => odd.message.to_owned(),
            count => format!("{} (in {count} cells)", odd.message),
        };
        self.warnings.push(Warning::new(odd.code, at, message));
    }
}

/// About the bytes of one element in memory.
fn element_size(datatype: Datatype) -> u64 {
    match datatype {
        Datatype::Char | Datatype::UnicodeChar => 4,
        other => other.packed_size().and_then(|size| u64::try_from(size).ok()).unwrap_or(1),
    }
}

fn cells(field: &Field, style: &TextStyle, limits: &Limits) -> Box<dyn Cells> {
    let to = Target { field, style, limits };
    let null = field.null_text();
    match field.datatype {
        Datatype::Boolean => to.cells(Booleans::new(false)),
        Datatype::Bit => to.cells(Booleans::new(true)),
        Datatype::SignedByte => to.cells(Primitives::<Int8Type>::with_null(null)),
        Datatype::UnsignedByte => to.cells(Primitives::<UInt8Type>::with_null(null)),
        Datatype::Short => to.cells(Primitives::<Int16Type>::with_null(null)),
        Datatype::UnsignedShort => to.cells(Primitives::<UInt16Type>::with_null(null)),
        Datatype::Int => to.cells(Primitives::<Int32Type>::with_null(null)),
        Datatype::UnsignedInt => to.cells(Primitives::<UInt32Type>::with_null(null)),
        Datatype::Long => to.cells(Primitives::<Int64Type>::with_null(null)),
        Datatype::UnsignedLong => to.cells(Primitives::<UInt64Type>::with_null(null)),
        Datatype::Float => to.cells(Primitives::<Float32Type>::new()),
        Datatype::Double => to.cells(Primitives::<Float64Type>::new()),
        Datatype::FloatComplex => to.cells(Complexes::<Float32Type>::new()),
        Datatype::DoubleComplex => to.cells(Complexes::<Float64Type>::new()),
        Datatype::Char | Datatype::UnicodeChar => match Shape::of(field) {
            None => Box::new(Texts::new()),
            Some(_) => to.cells(Strings::new(field.arraysize.string_len().and_then(|len| usize::try_from(len).ok()))),
        },
    }
}

/// What a column's cells are collected for.
struct Target<'a> {
    field: &'a Field,
    style: &'a TextStyle,
    limits: &'a Limits,
}

impl Target<'_> {
    fn cells<E: Elements + 'static>(&self, elements: E) -> Box<dyn Cells> {
        match Shape::of(self.field) {
            None => Box::new(Scalars::new(elements, self.style)),
            Some(shape) => Box::new(Arrays::new(elements, shape, self.style, element_size(self.field.datatype), self.limits)),
        }
    }
}

/// The most characters of a cell that an error shows.
const SHOWN: usize = 40;

#[cold]
fn error(field: &Field, cell: &[u8], fault: Fault) -> CellError {
    let column = field.name.clone();
    let cell = blanks::trim(cell);
    let shape = field.cell_shape();
    match fault {
        Fault::Value(at) => {
            let rest = cell.get(at..).unwrap_or_default();
            let is_end = |b: &u8| blanks::is_blank(*b) || matches!(b, b',' | b']' | b')');
            let end = if shape.is_scalar() { None } else { rest.iter().position(is_end) };
            let word = end.and_then(|end| rest.get(..end)).unwrap_or(rest);
            CellError::Value { column, found: shown(word), expected: field.datatype.to_string() }
        }
        Fault::Shape => {
            CellError::Value { column, found: shown(cell), expected: format!("array of shape {shape} of {}", field.datatype) }
        }
        Fault::Length(found) => {
            let expected = match shape.fixed_len() {
                Some(count) => count.to_string(),
                None => format!("a multiple of {}", shape.inner_len()),
            };
            CellError::Length { column, found: u64::try_from(found).unwrap_or(u64::MAX), expected }
        }
        Fault::Limit(limit) => CellError::Limit { column, limit: *limit },
    }
}

/// The start of a text, for a message.
fn shown(text: &[u8]) -> String {
    let start = text.get(..SHOWN.saturating_mul(4)).unwrap_or(text);
    let start = String::from_utf8_lossy(start);
    match start.char_indices().nth(SHOWN).and_then(|(at, _)| start.get(..at)) {
        Some(cut) => format!("{cut}…"),
        None => start.into_owned(),
    }
}
