use super::Elements;
use crate::{
    Result,
    text::{
        ArrayStyle, CellSpans, blanks,
        fault::Odd,
        number::{self, Number},
    },
};
use arrow::{
    array::{ArrayRef, ArrowPrimitiveType, NullBufferBuilder, PrimitiveArray},
    buffer::ScalarBuffer,
};
use std::{fmt, mem, sync::Arc};

/// Integers or floating-point numbers.
pub(in crate::text) struct Primitives<T: ArrowPrimitiveType> {
    values: Vec<T::Native>,
    validity: NullBufferBuilder,
    /// The number that stands for null.
    null: Option<T::Native>,
    /// What stands for null where that is no number of the type.
    null_word: Option<Box<[u8]>>,
    /// The elements that were beyond the largest number.
    overflows: Vec<usize>,
}

impl<T: ArrowPrimitiveType> fmt::Debug for Primitives<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Primitives<{}>({})", T::DATA_TYPE, self.values.len())
    }
}

impl<T: ArrowPrimitiveType<Native: Number>> Primitives<T> {
    /// An empty array.
    pub(in crate::text) fn new() -> Self {
        let (validity, overflows) = (NullBufferBuilder::new(0), Vec::new());
        Self { values: Vec::new(), validity, null: None, null_word: None, overflows }
    }

    /// An empty array of integers where a text stands for null.
    pub(in crate::text) fn with_null(text: Option<&str>) -> Self {
        let word = text.map(|text| text.trim().as_bytes()).filter(|word| !word.is_empty());
        match word.map(|word| (word, number::whole(word, true))) {
            Some((_, Ok(null))) => Self { null: Some(null), ..Self::new() },
            Some((word, Err(_))) => Self { null_word: Some(word.into()), ..Self::new() },
            None => Self::new(),
        }
    }

    #[inline]
    fn push(&mut self, value: T::Native) {
        self.values.push(value);
        self.validity.append(self.null != Some(value));
    }

    /// Takes the element that a part of a text is, and says whether that is so; where it is not, nothing is changed. Few elements are
    /// null, so that those between are only counted, for [`Self::end_valid`].
    #[inline(always)]
    fn take_part(&mut self, text: &[u8], (start, end): (usize, usize), style: ArrayStyle, valid: &mut usize) -> bool {
        match T::Native::plain(text, start, end).filter(|value| self.null != Some(*value)) {
            Some(value) => {
                self.values.push(value);
                *valid = valid.saturating_add(1);
                true
            }
            None => {
                self.end_valid(valid);
                self.take_odd_part(text.get(start..end).unwrap_or_default(), style)
            }
        }
    }

    /// Tells that the elements counted so far are there.
    fn end_valid(&mut self, valid: &mut usize) {
        self.validity.append_n_non_nulls(mem::take(valid));
    }

    /// As [`Self::take_part`], where the element is null or not spelled plainly.
    #[inline(never)]
    fn take_odd_part(&mut self, part: &[u8], style: ArrayStyle) -> bool {
        let Some(taken) = self.take(part, style) else { return false };
        let whole = taken == part.len();
        if !whole {
            self.truncate(self.len().saturating_sub(1));
        }
        whole
    }

    fn take_null_word(&mut self, text: &[u8]) -> Option<usize> {
        let word = self.null_word.as_ref().filter(|word| text.starts_with(word))?;
        let taken = word.len();
        self.push_nulls(1);
        Some(taken)
    }
}

impl<T: ArrowPrimitiveType<Native: Number>> Elements for Primitives<T> {
    fn take(&mut self, text: &[u8], style: ArrayStyle) -> Option<usize> {
        let Ok((value, taken)) = T::Native::prefix(text, style == ArrayStyle::Blanks) else {
            return self.take_null_word(text);
        };
        if value.is_overflow(text) {
            self.overflows.push(self.values.len());
        }
        self.push(value);
        Some(taken)
    }

    #[inline]
    fn take_whole(&mut self, text: &[u8], style: ArrayStyle) -> bool {
        let mut valid = 0;
        let is_taken = self.take_part(text, (0, text.len()), style, &mut valid);
        self.end_valid(&mut valid);
        is_taken
    }

    fn take_cells(&mut self, cells: &CellSpans<'_>) -> usize {
        let (text, before) = (cells.text(), self.values.len());
        self.values.reserve(cells.len());
        let mut valid = 0_usize;
        for cell in cells.iter() {
            let (start, end) = cell.range();
            let value = T::Native::plain(text, start, end);
            if value.is_none() && !cell.is_empty() {
                break;
            }
            self.values.push(value.unwrap_or_default());
            if value.is_none() || value == self.null {
                self.end_valid(&mut valid);
                self.validity.append_null();
            } else {
                valid = valid.saturating_add(1);
            }
        }
        self.end_valid(&mut valid);
        self.values.len().saturating_sub(before)
    }

    fn take_listed(&mut self, list: &[u8], mut at: usize) -> usize {
        let mut valid = 0;
        while let Some(end) = number::find(list, at, b',') {
            if !self.take_part(list, (at, end), ArrayStyle::Json, &mut valid) {
                break;
            }
            at = end.saturating_add(1);
            while list.get(at).is_some_and(|byte| blanks::is_blank(*byte)) {
                at = at.saturating_add(1);
            }
        }
        self.end_valid(&mut valid);
        at
    }

    fn take_all(&mut self, cell: &[u8], _: Option<usize>) -> std::result::Result<(), usize> {
        let (mut at, mut valid) = (0, 0);
        while let Some(byte) = cell.get(at) {
            if blanks::is_blank(*byte) {
                at = at.saturating_add(1);
                continue;
            }
            let end = number::find_blank(cell, at).unwrap_or(cell.len());
            if !self.take_part(cell, (at, end), ArrayStyle::Blanks, &mut valid) {
                return Err(at);
            }
            at = end;
        }
        self.end_valid(&mut valid);
        Ok(())
    }

    fn push_nulls(&mut self, count: usize) {
        self.values.resize(self.values.len().saturating_add(count), T::Native::default());
        self.validity.append_n_nulls(count);
    }

    fn len(&self) -> usize {
        self.values.len()
    }

    fn truncate(&mut self, len: usize) {
        self.values.truncate(len);
        self.validity.truncate(len);
        self.overflows.retain(|at| *at < len);
    }

    fn byte_size(&self) -> usize {
        mem::size_of_val(self.values.as_slice()).saturating_add(self.validity.allocated_size())
    }

    fn finish(&mut self) -> Result<ArrayRef> {
        let values = ScalarBuffer::from(mem::take(&mut self.values));
        Ok(Arc::new(PrimitiveArray::<T>::try_new(values, self.validity.finish())?))
    }

    fn take_odd(&mut self) -> Option<Odd> {
        let rows = mem::take(&mut self.overflows);
        let message = "a number beyond the range of its type was read as an infinity";
        (!rows.is_empty()).then_some(Odd { code: "W-RANGE", message, rows })
    }
}
