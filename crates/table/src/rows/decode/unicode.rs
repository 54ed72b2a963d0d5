use super::{
    Elements, End, Size,
    strings::{Strings, in_parts},
};
use crate::{
    LimitError, Position, Warning,
    rows::{RowError, layout::number, text_rule::TextRule},
};
use arrow::array::ArrayRef;

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
