//! CHECKSUM and DATASUM: 32-bit sums with the carry brought round (FITS 4.0, 4.4.2.7 and appendix J).

use crate::block::CARD;

/// A sum over bytes that come in any pieces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sum {
    value: u32,
    /// How many bytes of the last word are there.
    phase: u8,
}

impl Sum {
    /// Adds bytes behind those added before.
    pub(crate) fn add(&mut self, bytes: &[u8]) {
        let (head, rest) = bytes.split_at_checked(usize::from((4 - self.phase) % 4)).unwrap_or((bytes, &[]));
        self.add_bytes(head);
        let words = rest.chunks_exact(4);
        let tail = words.remainder();
        let sum = words.fold(0_u64, |sum, word| sum.wrapping_add(u64::from(word.try_into().map_or(0, u32::from_be_bytes))));
        self.value = folded(u64::from(self.value) + u64::from(folded(sum)));
        self.add_bytes(tail);
    }

    fn add_bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            let word = u32::from(*byte) << (24 - 8 * u32::from(self.phase));
            self.value = folded(u64::from(self.value) + u64::from(word));
            self.phase = (self.phase + 1) % 4;
        }
    }

    /// Adds what another sum was made of behind what this one was made of.
    pub(crate) fn append(&mut self, behind: Self) {
        let turned = behind.value.rotate_right(8 * u32::from(self.phase));
        self.value = folded(u64::from(self.value) + u64::from(turned));
        self.phase = (self.phase + behind.phase) % 4;
    }

    /// The sum.
    pub(crate) fn value(self) -> u32 {
        self.value
    }
}

/// A sum of words with the carries brought round.
fn folded(mut sum: u64) -> u32 {
    while sum >> 32 != 0 {
        sum = (sum & 0xFFFF_FFFF) + (sum >> 32);
    }
    u32::try_from(sum).unwrap_or(u32::MAX)
}

/// Sixteen letters and digits that add to the complement of a sum (appendix J).
pub(crate) fn encoded(sum: u32) -> String {
    let mut columns = [[0_u8; 4]; 4];
    for (column, byte) in columns.iter_mut().zip((!sum).to_be_bytes()) {
        let quarter = byte / 4 + b'0';
        *column = [quarter + byte % 4, quarter, quarter, quarter];
        let [a, b, c, d] = column;
        plain(a, b);
        plain(c, d);
    }
    // Row by row, and the last character first: the value of the card starts one byte before a word ends.
    let text: Vec<u8> = (0..4).flat_map(|row| columns.iter().filter_map(move |column| column.get(row).copied())).collect();
    let turned = text.iter().skip(15).chain(text.iter().take(15));
    turned.map(|b| char::from(*b)).collect()
}

/// Makes two characters letters or digits, with the same sum.
fn plain(a: &mut u8, b: &mut u8) {
    let odd = |c: u8| matches!(c, 0x3A..=0x40 | 0x5B..=0x60);
    while odd(*a) || odd(*b) {
        *a = a.saturating_add(1);
        *b = b.saturating_sub(1);
    }
}

/// The cards that a header gets before it is sealed.
pub(crate) fn cards() -> [String; 2] {
    let card =
        |keyword: &str, value: &str, comment: &str| format!("{:<80}", format!("{keyword:<8}= '{value:<16}'   / {comment}"));
    [card("CHECKSUM", ZEROS, "checksum of this HDU"), card("DATASUM", "0", "checksum of the data unit")]
}

const ZEROS: &str = "0000000000000000";

/// Fills in both cards of a header that is complete otherwise.
pub(crate) fn seal(header: &mut [u8], data: Sum) {
    write(header, b"DATASUM = '", format!("{:<16}", data.value()).as_bytes());
    let mut sum = Sum::default();
    sum.add(header);
    sum.append(data);
    write(header, b"CHECKSUM= '", encoded(sum.value()).as_bytes());
}

/// Writes over the value of the card that starts so.
fn write(header: &mut [u8], start: &[u8], value: &[u8]) {
    let card = header.chunks_exact_mut(CARD).find(|card| card.starts_with(start));
    let place = card.and_then(|card| card.get_mut(start.len()..)?.get_mut(..value.len()));
    if let Some(place) = place {
        place.copy_from_slice(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_add_up_wherever_they_are_cut() {
        let bytes: Vec<u8> = (0..200_u32).map(|n| u8::try_from(n * 37 % 251).unwrap()).collect();
        let mut whole = Sum::default();
        whole.add(&bytes);
        let words = bytes.chunks(4).map(|word| u64::from(u32::from_be_bytes(word.try_into().unwrap()))).sum();
        assert_eq!(whole.value(), folded(words));
        for cut in 0..bytes.len() {
            let (mut first, mut second) = (Sum::default(), Sum::default());
            first.add(&bytes[..cut]);
            second.add(&bytes[cut..]);
            first.append(second);
            assert_eq!(first, whole, "{cut}");
            let mut steps = Sum::default();
            bytes.chunks(cut + 1).for_each(|piece| steps.add(piece));
            assert_eq!(steps, whole, "{cut}");
        }
    }

    #[test]
    fn the_example_of_the_standard() {
        // Appendix J encodes the sum 868229149.
        assert_eq!(encoded(868_229_149), "hcHjjc9ghcEghc9g");
        for sum in [0, 1, u32::MAX, 0x3A3F_5B60, 0x8000_0001] {
            let text = encoded(sum);
            assert!(text.bytes().all(|b| b.is_ascii_alphanumeric()), "{text}");
            let mut zeros = Sum::default();
            zeros.add(&[b'0'; 16]);
            let mut turned = text.clone().into_bytes();
            turned.rotate_left(1);
            let mut added = Sum::default();
            added.add(&turned);
            // What the text adds beyond zeros is the complement of the sum.
            let beyond = folded(u64::from(added.value()) + u64::from(!zeros.value()));
            assert_eq!(folded(u64::from(beyond) + u64::from(sum)), u32::MAX, "{sum:x}");
        }
    }

    #[test]
    fn a_sealed_header_adds_to_nothing() {
        let mut header: Vec<u8> = cards().concat().into_bytes();
        header.resize(2880, b' ');
        let mut data = Sum::default();
        data.add(b"some data, padded..!");
        seal(&mut header, data);
        let mut sum = Sum::default();
        sum.add(&header);
        sum.append(data);
        assert_eq!(sum.value(), u32::MAX);
    }
}
