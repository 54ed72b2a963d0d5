use super::Elements;
use crate::{
    Result,
    text::{ArrayStyle, blanks, fault::Odd, json},
};
use arrow::{
    array::{ArrayRef, NullBufferBuilder, StringArray},
    buffer::{Buffer, OffsetBuffer, ScalarBuffer},
};
use std::{borrow::Cow, mem, sync::Arc};

/// Strings.
#[derive(Debug)]
pub(in crate::text) struct Strings {
    bytes: Vec<u8>,
    /// Where each string ends.
    ends: Vec<i32>,
    validity: NullBufferBuilder,
    /// The characters that a string of an array has where nothing else ends it.
    width: Option<usize>,
    /// The strings that were no UTF-8.
    latin1: Vec<usize>,
}

impl Strings {
    /// An empty array; strings that stand side by side have `width` characters.
    pub(in crate::text) fn new(width: Option<usize>) -> Self {
        let (bytes, ends, latin1) = (Vec::new(), Vec::new(), Vec::new());
        Self { bytes, ends, validity: NullBufferBuilder::new(0), width, latin1 }
    }

    /// Takes a string as it comes.
    pub(in crate::text) fn push(&mut self, text: &[u8]) {
        let text = self.decode(text);
        self.bytes.extend_from_slice(&text);
        self.end();
    }

    /// Ends the string whose bytes were taken.
    fn end(&mut self) {
        self.ends.push(i32::try_from(self.bytes.len()).unwrap_or(i32::MAX));
        self.validity.append_non_null();
    }

    /// Takes a string that stands without quotes, up to a comma or bracket.
    fn take_bare(&mut self, text: &[u8]) -> Option<usize> {
        let len = text.iter().position(|b| matches!(b, b',' | b')' | b']' | b'(' | b'[' | b'"')).unwrap_or(text.len());
        let word = blanks::trim(text.get(..len)?);
        if word.is_empty() {
            return None;
        }
        self.push(word);
        Some(len)
    }
}

impl Elements for Strings {
    fn take(&mut self, text: &[u8], style: ArrayStyle) -> Option<usize> {
        if style == ArrayStyle::Tuple && text.first() != Some(&b'"') {
            return self.take_bare(text);
        }
        let taken = json::read_string(text, &mut self.bytes)?;
        self.end();
        Some(taken)
    }

    /// Strings side by side, each of the same number of characters; blanks at their ends fill them up, and strings at the end
    /// that are blank may be left out.
    fn take_all(&mut self, cell: &[u8], count: Option<usize>) -> std::result::Result<(), usize> {
        let width = self.width.filter(|width| *width > 0).ok_or(0_usize)?;
        let mut rest = std::str::from_utf8(cell).map_err(|_| 0_usize)?;
        let mut left = count;
        while !(rest.is_empty() || left == Some(0) && blanks::trim(rest.as_bytes()).is_empty()) {
            let end = rest.char_indices().nth(width).map_or(rest.len(), |(at, _)| at);
            let (string, behind) = rest.split_at_checked(end).ok_or(0_usize)?;
            self.push(string.trim_end_matches(' ').as_bytes());
            left = left.map(|left| left.saturating_sub(1));
            rest = behind;
        }
        for _ in 0..left.unwrap_or_default() {
            self.end();
        }
        Ok(())
    }

    fn keeps_blanks(&self, style: ArrayStyle) -> bool {
        style == ArrayStyle::Blanks
    }

    fn decode<'t>(&mut self, cell: &'t [u8]) -> Cow<'t, [u8]> {
        if std::str::from_utf8(cell).is_ok() {
            return Cow::Borrowed(cell);
        }
        self.latin1.push(self.ends.len());
        Cow::Owned(cell.iter().copied().map(char::from).collect::<String>().into_bytes())
    }

    fn push_nulls(&mut self, count: usize) {
        let end = self.ends.last().copied().unwrap_or_default();
        self.ends.resize(self.ends.len().saturating_add(count), end);
        self.validity.append_n_nulls(count);
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    fn truncate(&mut self, len: usize) {
        self.ends.truncate(len);
        self.validity.truncate(len);
        let end = self.ends.last().copied().unwrap_or_default();
        self.bytes.truncate(usize::try_from(end).unwrap_or_default());
        self.latin1.retain(|at| *at < len);
    }

    fn is_too_long(&self) -> bool {
        i32::try_from(self.bytes.len()).is_err()
    }

    fn byte_size(&self) -> usize {
        let ends = mem::size_of_val(self.ends.as_slice());
        self.bytes.len().saturating_add(ends).saturating_add(self.validity.allocated_size())
    }

    fn finish(&mut self) -> Result<ArrayRef> {
        let offsets: Vec<i32> = std::iter::once(0).chain(self.ends.drain(..)).collect();
        let offsets = OffsetBuffer::new(ScalarBuffer::from(offsets));
        let bytes = Buffer::from_vec(mem::take(&mut self.bytes));
        Ok(Arc::new(StringArray::try_new(offsets, bytes, self.validity.finish())?))
    }

    fn take_odd(&mut self) -> Option<Odd> {
        let rows = mem::take(&mut self.latin1);
        (!rows.is_empty()).then_some(Odd { code: "W-LATIN1", message: "text that is no UTF-8 was read as Latin-1", rows })
    }
}
