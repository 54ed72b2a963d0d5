//! Blocks and cards: the grain of every FITS file (FITS 4.0, 3.1 and 4.1).

/// Bytes of a block.
pub(crate) const BLOCK: usize = 2880;
/// Bytes of a header card.
pub(crate) const CARD: usize = 80;

/// The length up to the end of the last block begun, or `None` where that overflows.
pub(crate) fn padded(len: u64) -> Option<u64> {
    len.div_ceil(BLOCK as u64).checked_mul(BLOCK as u64)
}

/// How many bytes fill up the last block.
pub(crate) fn padding(len: u64) -> usize {
    let over = usize::try_from(len % BLOCK as u64).unwrap_or(0);
    if over == 0 { 0 } else { BLOCK.saturating_sub(over) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks() {
        for (len, want, fill) in [(0, 0, 0), (1, 2880, 2879), (2880, 2880, 0), (2881, 5760, 2879)] {
            assert_eq!((padded(len), padding(len)), (Some(want), fill));
        }
        assert_eq!(padded(u64::MAX), None);
    }
}
