use super::{
    Length, RowOptions,
    layout::{Column, Shape},
    word::Word,
};
use arrow::{array::StringArray, buffer::ScalarBuffer};

/// How the bytes of one string are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TextRule {
    /// Whether a NUL ends it.
    pub(super) ends_at_nul: bool,
    /// Whether blanks at the end are no part of it, and no characters at all, or a NUL at the start, are null (FITS 4.0, 7.3.3.1).
    pub(super) trims: bool,
    /// Whether no characters at all are null.
    pub(super) empty_is_null: bool,
}

impl TextRule {
    pub(super) fn new(column: &Column, options: &RowOptions) -> Self {
        let fixed = column.shape != Shape::One || matches!(column.field.length, Length::Fixed(_));
        let masked = options.null_mask && column.shape == Shape::One;
        Self {
            ends_at_nul: fixed || options.nul_is_null,
            trims: options.nul_is_null,
            empty_is_null: !options.nul_is_null && !masked,
        }
    }

    /// The units of the string itself, and whether it is one.
    pub(super) fn cut<T: PartialEq>(self, units: &[T], nul: &T, blank: &T) -> (usize, bool) {
        let mut len = units.len();
        if self.ends_at_nul {
            len = units.iter().position(|unit| unit == nul).unwrap_or(len);
        }
        let valid = len > 0 || !(self.empty_is_null || self.trims);
        if self.trims {
            let text = units.get(..len).unwrap_or_default();
            len = text.iter().rposition(|unit| unit != blank).map_or(0, |last| last + 1);
        }
        (len, valid)
    }
}

/// One unit of a string in a row.
pub(super) trait TextUnit: Word {
    /// A blank.
    const BLANK: Self;

    /// The units of a text.
    fn of(text: &str) -> impl Iterator<Item = Self>;

    /// The units of an array of strings, where they lie there as they are.
    fn shared(strings: &StringArray) -> Option<ScalarBuffer<Self>>;

    /// Writes a text to the start of a field.
    fn put_text(text: &str, out: &mut [u8]);
}

impl TextUnit for u8 {
    const BLANK: Self = b' ';

    fn of(text: &str) -> impl Iterator<Item = Self> {
        text.bytes()
    }

    fn shared(strings: &StringArray) -> Option<ScalarBuffer<Self>> {
        let bytes = strings.values();
        Some(ScalarBuffer::new(bytes.clone(), 0, bytes.len()))
    }

    fn put_text(text: &str, out: &mut [u8]) {
        out.iter_mut().zip(text.bytes()).for_each(|(out, byte)| *out = byte);
    }
}

impl TextUnit for u16 {
    const BLANK: Self = 0x20;

    fn of(text: &str) -> impl Iterator<Item = Self> {
        text.encode_utf16()
    }

    fn shared(_strings: &StringArray) -> Option<ScalarBuffer<Self>> {
        None
    }

    fn put_text(text: &str, out: &mut [u8]) {
        let (units, _) = out.as_chunks_mut::<2>();
        units.iter_mut().zip(text.encode_utf16()).for_each(|(out, unit)| *out = unit.to_be_bytes());
    }
}
