use super::{elements::Input, primitive::Words};
use arrow::array::{ArrayRef, AsArray};

/// The bytes of truth values: `T`, `F`, and for null `?` (VOTable 1.5, 6) or NUL (FITS 4.0, 7.3.3.2).
pub(super) fn words(input: &Input<'_>, values: &ArrayRef) -> Words<u8> {
    let null = if input.rule.trims { 0 } else { b'?' };
    let byte = |value: Option<bool>| match value {
        Some(true) => b'T',
        Some(false) => b'F',
        None => null,
    };
    let bytes: Vec<u8> = values.as_boolean().iter().map(byte).collect();
    Words::complete(bytes.into(), 1, null)
}
