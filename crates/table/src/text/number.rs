//! Single numbers: bytes to numbers and back, exact.
//!
//! The parsers take the whole text or fail; they allow a leading `+` and no blanks. The printers give the shortest digits
//! that read back to the same bits.
//!
//! ```
//! use gaialink_table::text::number::{self, NumberError};
//! assert_eq!(number::parse_i64(b"-9223372036854775808"), Ok(i64::MIN));
//! assert_eq!(number::parse_i64(b"9223372036854775808"), Err(NumberError::Range));
//! assert_eq!(number::parse_f64(b"1.0E-7"), Ok(1e-7));
//! assert_eq!(number::parse_f64(b"1.5D3"), Err(NumberError::Syntax));
//!
//! let mut text = Vec::new();
//! number::write_f64_java(5.8932666e-4, &mut text);
//! assert_eq!(text, b"5.8932666E-4");
//! ```

mod float;
mod integer;
mod java;
mod plain;
mod room;
mod shortest;

pub(super) use self::{
    float::Float,
    integer::Integer,
    plain::{find, find_blank},
};
pub use self::{
    float::{parse_f32, parse_f64, write_f32, write_f64},
    integer::{parse_i64, parse_u64, write_i64, write_u64},
    java::{write_f32_java, write_f64_java},
};

use self::room::Room;

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum NumberError {
    /// It is not spelled as one.
    #[error("not spelled as a number")]
    Syntax,
    /// It is a number that the type cannot hold.
    #[error("beyond the range of the type")]
    Range,
}

/// A number that stands at the start of a text.
pub(super) trait Number: Copy + PartialEq {
    /// The number at the start of a text and the bytes it takes. Hexadecimal integers (`0x1F`) are read where `hex` says so.
    fn prefix(text: &[u8], hex: bool) -> Result<(Self, usize), NumberError>;

    /// The number that a part of a text is, where that is found fast; `None` says nothing of the part. It is found faster where
    /// characters stand before the part.
    fn plain(text: &[u8], start: usize, end: usize) -> Option<Self>;

    /// Whether the number is an infinity though the text spells out digits.
    fn is_overflow(self, text: &[u8]) -> bool;
}

/// The number that a text is, all of it. Hexadecimal integers are read where `hex` says so.
pub(super) fn whole<T: Number>(text: &[u8], hex: bool) -> Result<T, NumberError> {
    if let Some(value) = T::plain(text, 0, text.len()) {
        return Ok(value);
    }
    match T::prefix(text, hex)? {
        (value, taken) if taken == text.len() => Ok(value),
        _ => Err(NumberError::Syntax),
    }
}
