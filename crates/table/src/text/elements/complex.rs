use super::{Elements, Primitives};
use crate::{
    Result,
    text::{ArrayStyle, blanks, fault::Odd, number::Number},
};
use arrow::{
    array::{ArrayRef, ArrowPrimitiveType, FixedSizeListArray, NullBufferBuilder},
    datatypes::Field,
};
use std::{fmt, sync::Arc};

/// Complex numbers: pairs of real and imaginary part.
pub(in crate::text) struct Complexes<T: ArrowPrimitiveType> {
    parts: Primitives<T>,
    validity: NullBufferBuilder,
}

impl<T: ArrowPrimitiveType> fmt::Debug for Complexes<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Complexes<{}>({})", T::DATA_TYPE, self.validity.len())
    }
}

impl<T: ArrowPrimitiveType<Native: Number>> Complexes<T> {
    /// An empty array.
    pub(in crate::text) fn new() -> Self {
        Self { parts: Primitives::new(), validity: NullBufferBuilder::new(0) }
    }

    /// Takes two parts, after checking what stands between and behind them.
    fn take_pair(&mut self, text: &[u8], style: ArrayStyle) -> Option<usize> {
        match (text.first(), style) {
            (_, ArrayStyle::Blanks) => self.take_parts(text, style, b""),
            (Some(b'['), _) => self.take_bracketed(text, style, b']'),
            (Some(b'('), _) => {
                let before = self.parts.len();
                let python = self.take_bracketed_python(text, style);
                python.or_else(|| {
                    self.parts.truncate(before);
                    self.take_bracketed(text, style, b')')
                })
            }
            _ => self.take_python(text, style),
        }
    }

    /// `re im`, or `re , im` where `between` is a comma.
    fn take_parts(&mut self, text: &[u8], style: ArrayStyle, between: &[u8]) -> Option<usize> {
        let first = self.take_part(text, style)?;
        let behind = text.get(first..)?;
        let rest = blanks::skip(behind);
        if between.is_empty() && rest.len() == behind.len() {
            return None;
        }
        let rest = blanks::skip(rest.strip_prefix(between)?);
        let second = self.take_part(rest, style)?;
        Some(text.len().saturating_sub(rest.len()).saturating_add(second))
    }

    /// One part; `null` where the style spells arrays in brackets.
    fn take_part(&mut self, text: &[u8], style: ArrayStyle) -> Option<usize> {
        if style != ArrayStyle::Blanks && text.starts_with(b"null") {
            self.parts.push_nulls(1);
            return Some(4);
        }
        self.parts.take(text, style)
    }

    /// `[re, im]`.
    fn take_bracketed(&mut self, text: &[u8], style: ArrayStyle, close: u8) -> Option<usize> {
        let inside = blanks::skip(text.get(1..)?);
        let taken = self.take_parts(inside, style, b",")?;
        let behind = blanks::skip(inside.get(taken..)?);
        let (last, behind) = behind.split_first()?;
        (*last == close).then(|| text.len().saturating_sub(behind.len()))
    }

    /// `(re+imj)`.
    fn take_bracketed_python(&mut self, text: &[u8], style: ArrayStyle) -> Option<usize> {
        let inside = text.get(1..)?;
        let taken = self.take_python(inside, style)?;
        (inside.get(taken) == Some(&b')')).then(|| taken.saturating_add(2))
    }

    /// `re+imj`, `imj` where the real part is zero, or `re` alone in a cell where the imaginary part is.
    fn take_python(&mut self, text: &[u8], style: ArrayStyle) -> Option<usize> {
        let before = self.parts.len();
        let first = self.parts.take(text, style)?;
        if text.get(first) == Some(&b'j') {
            self.parts.truncate(before);
            self.parts.take(b"0", style)?;
            self.parts.take(text, style)?;
            return Some(first.saturating_add(1));
        }
        if first == text.len() {
            // A real number, as Python reads it.
            self.parts.take(b"0", style)?;
            return Some(first);
        }
        let rest = text.get(first..).filter(|rest| matches!(rest.first(), Some(b'+' | b'-')))?;
        let second = self.parts.take(rest, style)?;
        (rest.get(second) == Some(&b'j')).then(|| first.saturating_add(second).saturating_add(1))
    }
}

/// Whether a text is `[null,null]`, as a null is spelled in a JSON array of pairs.
fn is_null_pair(text: &[u8]) -> bool {
    let inside = text.strip_prefix(b"[").and_then(|text| text.strip_suffix(b"]"));
    inside.is_some_and(|inside| inside.split(|byte| *byte == b',').all(|part| part.trim_ascii() == b"null"))
}

impl<T: ArrowPrimitiveType<Native: Number>> Elements for Complexes<T> {
    fn take(&mut self, text: &[u8], style: ArrayStyle) -> Option<usize> {
        let before = self.parts.len();
        let taken = self.take_pair(text, style);
        match taken {
            Some(taken) => self.validity.append(!text.get(..taken).is_some_and(is_null_pair)),
            None => self.parts.truncate(before),
        }
        taken
    }

    fn push_nulls(&mut self, count: usize) {
        self.parts.push_nulls(count.saturating_mul(2));
        self.validity.append_n_nulls(count);
    }

    fn len(&self) -> usize {
        self.validity.len()
    }

    fn truncate(&mut self, len: usize) {
        self.parts.truncate(len.saturating_mul(2));
        self.validity.truncate(len);
    }

    fn byte_size(&self) -> usize {
        self.parts.byte_size().saturating_add(self.validity.allocated_size())
    }

    fn finish(&mut self) -> Result<ArrayRef> {
        let rows = self.len();
        let parts = self.parts.finish()?;
        let item = Arc::new(Field::new_list_field(T::DATA_TYPE, true));
        let validity = self.validity.finish();
        Ok(Arc::new(FixedSizeListArray::try_new_with_length(item, 2, parts, validity, rows)?))
    }

    fn take_odd(&mut self) -> Option<Odd> {
        let mut odd = self.parts.take_odd()?;
        odd.rows.iter_mut().for_each(|part| *part /= 2);
        Some(odd)
    }
}
