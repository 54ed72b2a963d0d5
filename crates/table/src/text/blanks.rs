//! White space as XML counts it: space, tab, line feed, carriage return.

/// Whether a byte is white space.
pub(super) const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// The text without the white space in front.
#[inline]
pub(super) fn skip(text: &[u8]) -> &[u8] {
    let mut rest = text;
    while let [first, tail @ ..] = rest
        && is_blank(*first)
    {
        rest = tail;
    }
    rest
}

/// The text without the white space around it.
#[inline]
pub(super) fn trim(text: &[u8]) -> &[u8] {
    let mut rest = skip(text);
    while let [head @ .., last] = rest
        && is_blank(*last)
    {
        rest = head;
    }
    rest
}
