use wide::u8x16;

/// A short text that is nothing but digits and points.
pub(super) struct Short {
    /// How many characters there are.
    pub(super) len: usize,
    /// A bit for each digit, that of the first character lowest.
    pub(super) digits: u32,
    /// A bit for each point.
    pub(super) points: u32,
}

impl Short {
    /// The most characters; a long integer has more.
    pub(super) const MOST: usize = 16;

    /// Of a part of a text, where it is one.
    #[inline]
    pub(super) fn of(text: &[u8], start: usize, end: usize) -> Option<Self> {
        let len = end.checked_sub(start).filter(|len| (1..=Self::MOST).contains(len))?;
        let text = text.get(..end)?;
        let last = text.last_chunk().copied().unwrap_or_else(|| padded(text));
        let characters = u8x16::from(last);
        let values = characters ^ u8x16::splat(b'0');
        let unused = Self::MOST - len;
        let bits = |places: u8x16| places.to_bitmask() >> unused;
        let digits = bits(values.min(u8x16::splat(9)).simd_eq(values));
        let points = bits(characters.simd_eq(u8x16::splat(b'.')));
        (digits | points == 0xffff >> unused).then_some(Self { len, digits, points })
    }
}

/// Fewer characters than there are places, behind others.
fn padded(text: &[u8]) -> [u8; Short::MOST] {
    let mut places = [0; Short::MOST];
    places.iter_mut().rev().zip(text.iter().rev()).for_each(|(place, byte)| *place = *byte);
    places
}
