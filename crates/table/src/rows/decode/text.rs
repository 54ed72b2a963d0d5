use super::{
    Elements, End, Size,
    latin1::from_latin1,
    strings::{Strings, in_parts},
};
use crate::{
    LimitError,
    rows::{RowError, text_rule::TextRule},
};
use arrow::array::ArrayRef;

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
