use base64_simd::{Out, STANDARD};

/// Bytes of a line of base64, which is 64 characters long.
pub(super) const LINE: usize = 48;
/// Characters of a line.
const CHARACTERS: usize = 64;
/// Lines that are encoded together.
const LINES: usize = 64;
/// Characters of a line and the line feed behind them.
const FED: usize = CHARACTERS + 1;

/// Bytes among others as lines of base64, where it is known at which place of a line they start. The lines that they share with
/// the bytes around them are not made yet.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// How many of the bytes to come belong to the first line, which was begun before them.
    missing: usize,
    /// The bytes that end the first line.
    head: Vec<u8>,
    /// The lines; room for the first one where it was begun before.
    text: Vec<u8>,
    /// The bytes that begin the last line.
    tail: Vec<u8>,
}

impl Lines {
    /// Starts over, at a place of a line.
    pub(super) fn start(&mut self, place: usize) {
        self.missing = LINE.saturating_sub(place) % LINE;
        let Self { head, text, tail, .. } = self;
        [head, text, tail].into_iter().for_each(Vec::clear);
        if self.missing > 0 {
            self.text.extend_from_slice(&[b'\n'; FED]);
        }
    }

    /// Takes the next bytes.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        let (head, rest) = bytes.split_at(self.missing.min(bytes.len()));
        self.head.extend_from_slice(head);
        self.missing = self.missing.saturating_sub(head.len());
        let rest = fill(&mut self.tail, rest);
        if self.tail.len() == LINE {
            encode(&self.tail, &mut self.text);
            self.tail.clear();
        }
        let (whole, tail) = rest.split_at(rest.len().saturating_sub(rest.len() % LINE));
        self.text.reserve((whole.len() / LINE).saturating_mul(FED));
        encode(whole, &mut self.text);
        self.tail.extend_from_slice(tail);
    }

    /// The text behind bytes that make no whole line yet; what makes none now is left there.
    pub(super) fn join(&mut self, pending: &mut Vec<u8>) -> &[u8] {
        pending.extend_from_slice(&self.head);
        if self.missing > 0 {
            return &[];
        }
        if !self.head.is_empty() {
            let mut first = Vec::with_capacity(FED);
            encode(pending, &mut first);
            pending.clear();
            self.text.iter_mut().zip(first).for_each(|(room, character)| *room = character);
        }
        pending.extend_from_slice(&self.tail);
        &self.text
    }
}

/// Fills up a line that was begun; gives the bytes that are left.
fn fill<'a>(line: &mut Vec<u8>, bytes: &'a [u8]) -> &'a [u8] {
    if line.is_empty() {
        return bytes;
    }
    let (taken, rest) = bytes.split_at(LINE.saturating_sub(line.len()).min(bytes.len()));
    line.extend_from_slice(taken);
    rest
}

/// Appends whole lines: several are encoded as one, which is faster, and then cut.
fn encode(bytes: &[u8], out: &mut Vec<u8>) {
    let mut characters = [0; LINES * CHARACTERS];
    for several in bytes.chunks(LINES * LINE) {
        let text = STANDARD.encode(several, Out::from_slice(&mut characters));
        let (lines, _) = text.as_chunks::<CHARACTERS>();
        for line in lines {
            out.extend_from_slice(line);
            out.push(b'\n');
        }
    }
}

/// The last line, which may be short.
pub(super) fn last(bytes: &[u8]) -> Vec<u8> {
    let mut text = STANDARD.encode_type::<Vec<u8>>(bytes);
    if !text.is_empty() {
        text.push(b'\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_any_length_make_the_lines_of_all() {
        let bytes: Vec<u8> = (0..LINE * 5 + 7).map(|n| u8::try_from(n * 7 % 256).unwrap()).collect();
        let mut want = Vec::new();
        bytes.chunks(LINE).for_each(|line| want.extend(last(line)));
        for step in 1..bytes.len() {
            for near in [1, 5, 47, 48, 49, 1000] {
                let (mut text, mut pending, mut lines) = (Vec::new(), Vec::new(), Lines::default());
                for (count, piece) in bytes.chunks(step).enumerate() {
                    lines.start(count * step % LINE);
                    piece.chunks(near).for_each(|bytes| lines.push(bytes));
                    text.extend(lines.join(&mut pending));
                }
                assert!(pending.len() < LINE);
                text.extend(last(&pending));
                assert_eq!(text, want, "{step} {near}");
            }
        }
    }
}
