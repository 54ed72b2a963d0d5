use super::{Length, PackedField, RowError, RowOptions, place::Place};
use crate::{ArraySize, Datatype, Error, LimitError, Limits, schema};
use arrow::datatypes::DataType;

/// Where the fields lie in a row, worked out once.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// One a field.
    pub(super) columns: Vec<Column>,
    /// The fields that lie inline behind a count, by their places.
    pub(super) inline: Vec<usize>,
    /// The bytes behind the last inline field.
    pub(super) tail: usize,
    /// The bytes of the null mask at the start.
    pub(super) mask_len: usize,
    /// The bytes of a row, where all rows are of one length.
    pub(super) row_len: Option<usize>,
    /// The bytes of a row whose inline arrays are empty.
    pub(super) min_row_len: usize,
}

/// One field, checked and placed.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) field: PackedField,
    /// Its place among the fields.
    pub(super) index: usize,
    /// Where it starts in a row.
    pub(super) place: Place,
    /// Its Arrow type.
    pub(super) data_type: DataType,
    /// What a cell is.
    pub(super) shape: Shape,
}

/// What a cell is, in elements of Arrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// One element.
    One,
    /// So many elements.
    Fixed(usize),
    /// A number of elements that varies.
    Variable {
        /// What the packed count is a multiple of.
        step: usize,
        /// Packed units of one element: the length of a string, 1 otherwise.
        unit: usize,
    },
}

impl Column {
    fn try_new(field: &PackedField, index: usize, limits: &Limits) -> Result<Self, RowError> {
        let data_type = schema::arrow::data_type(&field.field).map_err(|error| match error {
            Error::Limit(source) => limit(field, source),
            other => refuse(field, &other.to_string()),
        })?;
        let shape = shape(field)?;
        if field.flip_sign && !field.field.datatype.is_integer() {
            return Err(refuse(field, &format!("a {} has no sign bit to flip", field.field.datatype)));
        }
        let column = Self { field: field.clone(), index, place: Place::default(), data_type, shape };
        if let Length::Fixed(len) = field.length {
            column.cell_bytes(len, limits).map_err(|source| limit(field, source))?;
        }
        Ok(column)
    }

    /// The name of the column.
    pub(super) fn name(&self) -> &str {
        &self.field.field.name
    }

    /// The type of an element.
    pub(super) fn datatype(&self) -> Datatype {
        self.field.field.datatype
    }

    /// The bytes that a number of packed units takes.
    pub(super) fn units_to_bytes(&self, units: usize) -> usize {
        match self.datatype().packed_size() {
            Some(size) => units.saturating_mul(size),
            None => units.div_ceil(8),
        }
    }

    /// The same, checked against the limit of a cell.
    pub(super) fn cell_bytes(&self, units: usize, limits: &Limits) -> Result<usize, LimitError> {
        let bytes = u64::try_from(self.units_to_bytes(units)).unwrap_or(u64::MAX);
        limits.claim_cell("a cell", bytes, 1)
    }

    /// The bytes of the field itself in every row, where it has a fixed size there.
    pub(super) fn fixed_bytes(&self) -> Option<usize> {
        match self.field.length {
            Length::Fixed(len) => Some(self.units_to_bytes(len)),
            Length::Descriptor32 => Some(8),
            Length::Descriptor64 => Some(16),
            Length::Inline => None,
        }
    }

    /// Whether its elements lie in the heap.
    pub(super) fn in_heap(&self) -> bool {
        matches!(self.field.length, Length::Descriptor32 | Length::Descriptor64)
    }

    /// A cell beyond a limit; the row is counted from 0.
    pub(super) fn limit(&self, row: usize, source: LimitError) -> RowError {
        RowError::Limit { column: self.name().to_owned(), row: Some(number(row)), limit: source }
    }

    /// A cell that is none; the row is counted from 0.
    pub(super) fn bad_cell(&self, row: usize, found: String, expected: &'static str) -> RowError {
        RowError::Cell { column: self.name().to_owned(), row: number(row), found, expected }
    }

    /// A value that cannot be stored; the row is counted from 0.
    pub(super) fn unpackable(&self, row: usize, reason: String) -> RowError {
        RowError::Unpackable { column: self.name().to_owned(), row: number(row), reason }
    }
}

/// A row counted from 0 as messages count it.
pub(super) fn number(row: usize) -> u64 {
    u64::try_from(row).unwrap_or(u64::MAX).saturating_add(1)
}

fn refuse(field: &PackedField, reason: &str) -> RowError {
    RowError::Field { column: field.field.name.clone(), reason: reason.to_owned() }
}

fn limit(field: &PackedField, source: LimitError) -> RowError {
    RowError::Limit { column: field.field.name.clone(), row: None, limit: source }
}

fn shape(field: &PackedField) -> Result<Shape, RowError> {
    let arraysize = &field.field.arraysize;
    let size = |number: u64| usize::try_from(number).map_err(|_| refuse(field, "the arraysize is beyond the address space"));
    let text = field.field.datatype.is_text();
    let shape = match field.field.cell_shape() {
        one if one.is_scalar() => Shape::One,
        many => match many.fixed_len() {
            Some(len) => Shape::Fixed(size(len)?),
            None => {
                let unit = if text { string_len(arraysize) } else { 1 };
                Shape::Variable { step: size(arraysize.inner_len())?, unit: size(unit)? }
            }
        },
    };
    if text && matches!(shape, Shape::Fixed(1..)) && string_len(arraysize) == 0 {
        return Err(refuse(field, "strings without a length make no array"));
    }
    match (shape, field.length) {
        (Shape::One, _) if text => Ok(shape),
        (Shape::One, Length::Fixed(1)) => Ok(shape),
        (Shape::One, _) => Err(refuse(field, "a cell of one element has one element in the row")),
        (Shape::Fixed(_), Length::Fixed(len)) if u64::try_from(len).ok() == arraysize.fixed_len() => Ok(shape),
        (Shape::Fixed(_), _) => Err(refuse(field, &format!("the row does not hold the {arraysize} elements of a cell"))),
        (Shape::Variable { .. }, Length::Fixed(_)) => Err(refuse(field, "a variable array has no fixed length in a row")),
        (Shape::Variable { .. }, _) => Ok(shape),
    }
}

fn string_len(arraysize: &ArraySize) -> u64 {
    arraysize.string_len().unwrap_or_default()
}

impl Layout {
    /// Checks the fields and places them.
    pub(super) fn try_new(fields: &[PackedField], options: &RowOptions, limits: &Limits) -> Result<Self, RowError> {
        let count = u64::try_from(fields.len()).unwrap_or(u64::MAX);
        let too_many = |source| RowError::Limit { column: String::new(), row: None, limit: source };
        Limits::claim("the number of columns", count, 1, limits.max_columns).map_err(too_many)?;
        let mask_len = if options.null_mask { fields.len().div_ceil(8) } else { 0 };
        let (mut columns, mut inline) = (Vec::new(), Vec::new());
        let (mut place, mut total) = (Place { after: 0, offset: mask_len }, mask_len);
        for (index, field) in fields.iter().enumerate() {
            let mut column = Column::try_new(field, index, limits)?;
            column.place = place;
            let bytes = column.fixed_bytes();
            total = total.saturating_add(bytes.unwrap_or(4));
            match bytes {
                Some(bytes) => place.offset = place.offset.saturating_add(bytes),
                None => {
                    inline.push(index);
                    place = Place { after: inline.len(), offset: 0 };
                }
            }
            let claim = u64::try_from(total).unwrap_or(u64::MAX);
            Limits::claim("a row", claim, 1, limits.max_row).map_err(|source| limit(field, source))?;
            columns.push(column);
        }
        if let Some(place) = options.projection.iter().flatten().find(|place| **place >= fields.len()) {
            let reason = format!("field {place} was asked for, there are {}", fields.len());
            return Err(RowError::Field { column: String::new(), reason });
        }
        let row_len = inline.is_empty().then_some(total);
        Ok(Self { columns, inline, tail: place.offset, mask_len, row_len, min_row_len: total })
    }
}
