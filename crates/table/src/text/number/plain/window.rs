/// The most characters of a number, without sign and exponent, that are looked at together.
pub(super) const MOST: usize = 16;

/// Sixteen characters of a text up to a place, and those up to the place before; zeros where a text begins behind them.
pub(super) struct Window {
    pub(super) last: [u8; MOST],
    pub(super) before: [u8; MOST],
}

impl Window {
    /// The last characters of a text.
    #[inline]
    pub(super) fn new(text: &[u8]) -> Self {
        Self::at_end(text).unwrap_or_else(|| Self::short(text))
    }

    /// The last characters of a text that is longer than a window.
    #[inline]
    pub(super) fn at_end(text: &[u8]) -> Option<Self> {
        let both = text.last_chunk::<{ MOST + 1 }>()?;
        Some(Self { last: *both.last_chunk()?, before: *both.first_chunk()? })
    }

    /// The whole text, where it has no more characters.
    #[inline]
    pub(super) fn short(text: &[u8]) -> Self {
        let shift = |unused: usize| u32::try_from(unused.wrapping_mul(8)).unwrap_or(0);
        let last = if let Some(all) = text.last_chunk::<MOST>() {
            u128::from_be_bytes(*all)
        } else if let (Some(first), Some(last)) = (text.first_chunk::<8>(), text.last_chunk::<8>()) {
            let (first, last) = (u64::from_be_bytes(*first), u64::from_be_bytes(*last));
            u128::from(first).wrapping_shl(shift(text.len().wrapping_sub(8))) | u128::from(last)
        } else if let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
            let (first, last) = (u32::from_be_bytes(*first), u32::from_be_bytes(*last));
            u128::from(u64::from(first).wrapping_shl(shift(text.len().wrapping_sub(4))) | u64::from(last))
        } else {
            text.iter().fold(0, |all, byte| all << 8 | u128::from(*byte))
        };
        Self { last: last.to_be_bytes(), before: (last >> 8).to_be_bytes() }
    }
}
