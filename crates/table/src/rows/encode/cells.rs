use super::elements::Input;
use crate::{
    LossKind, LossReport,
    rows::{RowError, layout::Shape},
};
use arrow::{
    array::{Array, ArrayRef, AsArray},
    buffer::{NullBuffer, OffsetBuffer},
};

/// How elements are divided among cells.
pub(super) enum Division {
    /// One a cell.
    One(Option<NullBuffer>),
    /// So many a cell.
    Fixed {
        /// How many.
        len: usize,
        /// The null cells.
        nulls: Option<NullBuffer>,
    },
    /// From one offset to the next.
    Variable {
        /// One more than there are cells.
        offsets: OffsetBuffer<i32>,
        /// The null cells.
        nulls: Option<NullBuffer>,
    },
}

impl Division {
    /// Takes a column apart into its elements and their cells, and counts the cells that cannot be kept.
    pub(super) fn of(input: &Input<'_>, losses: &mut LossReport) -> Result<(ArrayRef, Self), RowError> {
        let (array, nulls) = (input.array, input.array.nulls().cloned());
        match input.column.shape {
            Shape::One => Ok((ArrayRef::clone(array), Self::One(nulls))),
            Shape::Fixed(len) => {
                if !input.masked {
                    let count = nulls.as_ref().map_or(0, NullBuffer::null_count);
                    let detail = "a null array comes back as an array of nulls";
                    losses.add_many(LossKind::Null, input.column.name(), detail, number(count));
                }
                Ok((ArrayRef::clone(array.as_fixed_size_list().values()), Self::Fixed { len, nulls }))
            }
            Shape::Variable { step, unit } => {
                let list = array.as_list::<i32>();
                let offsets = list.offsets().clone();
                check_lens(input, &offsets, step.checked_div(unit).unwrap_or(0))?;
                if !input.masked {
                    let empty = |(row, len): &(usize, usize)| *len == 0 && list.is_valid(*row);
                    let count = offsets.lengths().enumerate().filter(empty).count();
                    losses.add_many(LossKind::Empty, input.column.name(), "an empty array comes back as null", number(count));
                }
                Ok((ArrayRef::clone(list.values()), Self::Variable { offsets, nulls }))
            }
        }
    }

    /// The row of an element, counted from 0, or `None` where it belongs to no cell's value.
    pub(super) fn row_of(&self, element: usize) -> Option<usize> {
        let (row, nulls) = match self {
            Self::One(nulls) => (element, nulls),
            Self::Fixed { len, nulls } => (element.checked_div(*len)?, nulls),
            Self::Variable { offsets, nulls } => {
                let ended = |end: &i32| usize::try_from(*end).is_ok_and(|end| end <= element);
                let row = offsets.partition_point(ended).checked_sub(1)?;
                (Some(row).filter(|row| *row + 1 < offsets.len())?, nulls)
            }
        };
        nulls.as_ref().is_none_or(|nulls| nulls.is_valid(row)).then_some(row)
    }

    /// How many null elements belong to a cell's value.
    pub(super) fn null_elements(&self, nulls: Option<&NullBuffer>) -> u64 {
        let Some(nulls) = nulls.filter(|nulls| nulls.null_count() > 0) else { return 0 };
        let null = |(at, valid): &(usize, bool)| !valid && self.row_of(*at).is_some();
        number(nulls.iter().enumerate().filter(null).count())
    }
}

/// Checks that arrays are whole numbers of the arraysize's fixed part.
fn check_lens(input: &Input<'_>, offsets: &OffsetBuffer<i32>, step: usize) -> Result<(), RowError> {
    let odd = |(row, len): &(usize, usize)| *len > 0 && len.checked_rem(step) != Some(0) && input.array.is_valid(*row);
    match offsets.lengths().enumerate().find(odd).filter(|_| step != 1) {
        None => Ok(()),
        Some((row, len)) => {
            let size = &input.column.field.field.arraysize;
            Err(input.unpackable(row, format!("an array of {len} elements does not fill the shape {size}")))
        }
    }
}

/// A count, as reports take it.
pub(super) fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
