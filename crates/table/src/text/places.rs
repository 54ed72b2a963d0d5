use wide::u8x16;

/// How many bytes are looked at together.
const BLOCK: usize = 64;

/// The places of a byte in a text, found many at once: for bytes that stand close together, as delimiters do.
///
/// ```
/// use gaialink_table::text::Places;
/// assert_eq!(Places::new(b"1.5,,NaN", b',').collect::<Vec<_>>(), [3, 4]);
/// ```
#[derive(Clone, Debug)]
pub struct Places<'a> {
    /// What was not looked at.
    rest: &'a [u8],
    byte: u8,
    /// Where the block at hand starts, and a bit for each byte in it that is still to be given.
    start: usize,
    found: u64,
    /// How many bytes of the text were looked at.
    seen: usize,
}

impl<'a> Places<'a> {
    /// Of a byte in a text.
    pub fn new(text: &'a [u8], byte: u8) -> Self {
        Self { rest: text, byte, start: 0, found: 0, seen: 0 }
    }

    /// The next place, where it is before `end`.
    #[inline]
    pub fn next_before(&mut self, end: usize) -> Option<usize> {
        while self.found == 0 {
            self.advance()?;
        }
        let at = self.start.checked_add(usize::try_from(self.found.trailing_zeros()).ok()?)?;
        if at >= end {
            return None;
        }
        self.found &= self.found.wrapping_sub(1);
        Some(at)
    }

    /// Looks at the next block; `None` behind the last one.
    #[inline]
    fn advance(&mut self) -> Option<()> {
        self.start = self.seen;
        match self.rest.split_first_chunk::<BLOCK>() {
            Some((block, rest)) => {
                (self.found, self.rest) = (found(block, self.byte), rest);
                self.seen = self.seen.saturating_add(BLOCK);
            }
            None if self.rest.is_empty() => return None,
            None => {
                let mut block = [!self.byte; BLOCK];
                block.iter_mut().zip(self.rest).for_each(|(to, byte)| *to = *byte);
                self.seen = self.seen.saturating_add(self.rest.len());
                (self.found, self.rest) = (found(&block, self.byte), &[]);
            }
        }
        Some(())
    }
}

impl Iterator for Places<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        self.next_before(usize::MAX)
    }
}

/// A bit for each place that holds the byte, the first one lowest.
#[inline]
fn found(block: &[u8; BLOCK], byte: u8) -> u64 {
    let byte = u8x16::splat(byte);
    let bits = |part: &[u8; 16]| u64::from(u8x16::from(*part).simd_eq(byte).to_bitmask());
    block.as_chunks().0.iter().rev().fold(0, |all, part| all << 16 | bits(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_found_whatever_the_length() {
        let text: Vec<u8> = (0..400_usize).map(|n| if n * n % 7 < 3 { b',' } else { b'x' }).collect();
        for len in 0..text.len() {
            let want: Vec<usize> = (0..len).filter(|at| text[*at] == b',').collect();
            assert_eq!(Places::new(&text[..len], b',').collect::<Vec<_>>(), want, "{len}");
            let mut places = Places::new(&text, b',');
            assert_eq!(std::iter::from_fn(|| places.next_before(len)).collect::<Vec<_>>(), want, "{len}");
        }
        assert_eq!(Places::new(&[0xff, 0, 0xff], 0xff).collect::<Vec<_>>(), [0, 2]);
    }
}
