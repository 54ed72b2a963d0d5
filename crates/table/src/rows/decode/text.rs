use super::{Elements, End, Size, list::too_many};
use crate::{
    LimitError, Position, Warning,
    rows::{
        RowError,
        layout::{Column, number},
        text_rule::TextRule,
    },
};
use arrow::{
    array::{ArrayRef, NullBufferBuilder, StringArray},
    buffer::{Buffer, NullBuffer, OffsetBuffer},
};
use std::sync::Arc;

/// Strings as they are taken.
struct Strings {
    bytes: Vec<u8>,
    offsets: Vec<i32>,
    valid: NullBufferBuilder,
}

impl Strings {
    fn new() -> Self {
        Self { bytes: Vec::new(), offsets: vec![0], valid: NullBufferBuilder::new(0) }
    }

    fn len(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    fn reserve(&mut self, size: Size) {
        self.bytes.reserve(size.bytes);
        self.offsets.reserve(size.elements);
    }

    fn end_string(&mut self, valid: bool) -> Result<(), LimitError> {
        let len = self.bytes.len();
        self.offsets.push(i32::try_from(len).map_err(|_| too_many(len))?);
        self.valid.append(valid);
        Ok(())
    }

    fn is_utf8(&self) -> bool {
        let offset = |end: &i32| usize::try_from(*end).unwrap_or(usize::MAX);
        let whole = |text: &str| self.offsets.iter().all(|end| text.is_char_boundary(offset(end)));
        self.bytes.is_ascii() || std::str::from_utf8(&self.bytes).is_ok_and(whole)
    }

    fn finish(mut self, missing: Option<NullBuffer>) -> Result<ArrayRef, RowError> {
        let nulls = NullBuffer::union(missing.as_ref(), self.valid.finish().as_ref());
        let offsets = OffsetBuffer::new(self.offsets.into());
        Ok(Arc::new(StringArray::try_new(offsets, Buffer::from_vec(self.bytes), nulls)?))
    }
}

/// Strings of bytes: `char`.
pub(super) struct Chars {
    rule: TextRule,
    strings: Strings,
}

impl Chars {
    pub(super) fn new(rule: TextRule) -> Self {
        Self { rule, strings: Strings::new() }
    }

    fn take_string(&mut self, bytes: &[u8]) -> Result<(), LimitError> {
        let (len, valid) = self.rule.cut(bytes, &0, &b' ');
        self.strings.bytes.extend_from_slice(bytes.get(..len).unwrap_or_default());
        self.strings.end_string(valid)
    }
}

impl Elements for Chars {
    fn reserve(&mut self, size: Size) {
        self.strings.reserve(size);
    }

    fn len(&self) -> usize {
        self.strings.len()
    }

    fn take(&mut self, bytes: &[u8], count: usize) -> Result<(), LimitError> {
        if count == 1 {
            return self.take_string(bytes);
        }
        in_parts(bytes, count, |part| self.take_string(part))
    }

    fn finish(mut self, end: End<'_>) -> Result<ArrayRef, RowError> {
        if !self.strings.is_utf8() {
            self.strings = from_latin1(self.strings, end.column, &end)?.warn(end.column, end.warnings);
        }
        self.strings.finish(end.missing)
    }
}

/// Strings that were not read as they lie there.
struct Repaired {
    strings: Strings,
    first: Option<usize>,
    count: u64,
}

impl Repaired {
    fn warn(self, column: &Column, warnings: &mut Vec<Warning>) -> Strings {
        if let Some(row) = self.first {
            let message = format!("strings that are no UTF-8 were read as Latin-1: {}", self.count);
            warnings.push(Warning::new("W-LATIN1", Position::at_row(number(row)).in_column(column.name()), message));
        }
        self.strings
    }
}

/// Reads the strings that are no UTF-8 as Latin-1.
fn from_latin1(mut old: Strings, column: &Column, end: &End<'_>) -> Result<Repaired, RowError> {
    let mut new = Repaired { strings: Strings::new(), first: None, count: 0 };
    new.strings.valid = std::mem::replace(&mut old.valid, NullBufferBuilder::new(0));
    let size = |end: &i32| usize::try_from(*end).unwrap_or_default();
    for (at, (start, stop)) in old.offsets.iter().zip(old.offsets.iter().skip(1)).enumerate() {
        let bytes = old.bytes.get(size(start)..size(stop)).unwrap_or_default();
        if std::str::from_utf8(bytes).is_ok() {
            new.strings.bytes.extend_from_slice(bytes);
        } else if !end.is_missing(at) {
            new.first.get_or_insert(end.row_of(at));
            new.count += 1;
            let mut buf = [0; 4];
            let mut push = |byte: &u8| new.strings.bytes.extend_from_slice(char::from(*byte).encode_utf8(&mut buf).as_bytes());
            bytes.iter().for_each(&mut push);
        }
        let len = new.strings.bytes.len();
        new.strings.offsets.push(i32::try_from(len).map_err(|_| column.limit(end.row_of(at), too_many(len)))?);
    }
    Ok(new)
}

/// Strings of 16-bit units, big-endian: `unicodeChar`.
pub(super) struct UnicodeChars {
    rule: TextRule,
    strings: Strings,
    /// The first string with a surrogate that stands alone, and how many such strings there are.
    odd: Option<(usize, u64)>,
}

impl UnicodeChars {
    pub(super) fn new(rule: TextRule) -> Self {
        Self { rule, strings: Strings::new(), odd: None }
    }

    fn take_string(&mut self, bytes: &[u8]) -> Result<(), LimitError> {
        let (units, _) = bytes.as_chunks::<2>();
        let (len, valid) = self.rule.cut(units, &[0, 0], &[0, b' ']);
        let units = units.iter().take(len).map(|unit| u16::from_be_bytes(*unit));
        let (mut buf, mut odd) = ([0; 4], false);
        for unit in char::decode_utf16(units) {
            odd |= unit.is_err();
            let unit = unit.unwrap_or(char::REPLACEMENT_CHARACTER);
            self.strings.bytes.extend_from_slice(unit.encode_utf8(&mut buf).as_bytes());
        }
        if odd {
            self.odd.get_or_insert((self.strings.len(), 0)).1 += 1;
        }
        self.strings.end_string(valid)
    }
}

impl Elements for UnicodeChars {
    fn reserve(&mut self, size: Size) {
        self.strings.reserve(size);
    }

    fn len(&self) -> usize {
        self.strings.len()
    }

    fn take(&mut self, bytes: &[u8], count: usize) -> Result<(), LimitError> {
        if count == 1 {
            return self.take_string(bytes);
        }
        in_parts(bytes, count, |part| self.take_string(part))
    }

    fn finish(self, end: End<'_>) -> Result<ArrayRef, RowError> {
        if let Some((first, count)) = self.odd {
            let message = format!("strings with a surrogate that stands alone, read as U+FFFD: {count}");
            let at = Position::at_row(number(end.row_of(first))).in_column(end.column.name());
            end.warnings.push(Warning::new("W-UTF16", at, message));
        }
        self.strings.finish(end.missing)
    }
}

/// Cuts the bytes of an array of strings into equal parts.
fn in_parts(bytes: &[u8], count: usize, mut take: impl FnMut(&[u8]) -> Result<(), LimitError>) -> Result<(), LimitError> {
    let len = bytes.len().checked_div(count).unwrap_or(0);
    (0..count).try_for_each(|at| take(bytes.get(at * len..).and_then(|rest| rest.get(..len)).unwrap_or_default()))
}
