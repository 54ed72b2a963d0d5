use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// How many runs are kept; the older half is forgotten then.
const MOST: usize = 1 << 20;

/// Where the characters of a decoded document stood in the original: exactly, but for encodings that change between sets of characters
/// (ISO-2022-JP), and behind bytes that are no text of an encoding of several bytes a character; there to what was decoded at once.
pub(super) struct Origin {
    encoding: &'static Encoding,
    runs: Vec<Run>,
    /// How many bytes of UTF-8 were made, and of how many bytes of the original these are.
    made: u64,
    original: u64,
}

/// Characters of the same length in UTF-8, and of the same length in the original.
struct Run {
    made: u64,
    original: u64,
    lengths: (u8, u8),
}

impl Origin {
    /// Of a document in an encoding, which is not UTF-8.
    pub(super) fn new(encoding: &'static Encoding) -> Self {
        Self { encoding, runs: Vec::new(), made: 0, original: 0 }
    }

    /// Takes what was decoded next, when `read` bytes of the original were read in all.
    pub(super) fn take(&mut self, text: &str, read: u64) {
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let ascii = rest.bytes().take_while(u8::is_ascii).count();
            let length = if ascii > 0 { ascii } else { first.len_utf8() };
            self.push(first, length);
            rest = rest.get(length..).unwrap_or_default();
        }
        // A character may be begun and not yet made.
        if read.checked_sub(self.original).is_none_or(|begun| begun > 3) {
            self.original = read;
            self.runs.push(Run { made: self.made, original: read, lengths: (1, 1) });
        }
    }

    /// Takes characters as long as one of them, which are `length` bytes of UTF-8 together.
    fn push(&mut self, one: char, length: usize) {
        let lengths = (u8::try_from(one.len_utf8()).unwrap_or(1), self.length(one));
        if self.runs.last().is_none_or(|run| run.lengths != lengths) {
            if self.runs.len() >= MOST {
                self.runs.drain(..MOST / 2);
            }
            self.runs.push(Run { made: self.made, original: self.original, lengths });
        }
        let length = length as u64;
        self.made = self.made.saturating_add(length);
        self.original = self.original.saturating_add(scaled(length, lengths));
    }

    /// How many bytes a character has in the original.
    fn length(&self, one: char) -> u8 {
        if self.encoding == UTF_16BE || self.encoding == UTF_16LE {
            return if one.len_utf16() == 1 { 2 } else { 4 };
        }
        if one.is_ascii() || self.encoding.is_single_byte() {
            return 1;
        }
        let mut buffer = [0; 4];
        let (bytes, _, is_unknown) = self.encoding.encode(one.encode_utf8(&mut buffer));
        if is_unknown { 1 } else { u8::try_from(bytes.len()).unwrap_or(1) }
    }

    /// The byte of the original at a byte of what was made of it.
    pub(super) fn of(&self, made: u64) -> u64 {
        let after = self.runs.partition_point(|run| run.made <= made);
        let Some(run) = after.checked_sub(1).and_then(|at| self.runs.get(at)) else {
            return self.runs.first().map_or(0, |run| run.original);
        };
        run.original.saturating_add(scaled(made.saturating_sub(run.made), run.lengths))
    }
}

/// How many bytes of the original are so many bytes of UTF-8.
fn scaled(made: u64, (utf8, original): (u8, u8)) -> u64 {
    made.checked_div(u64::from(utf8)).unwrap_or(0).saturating_mul(u64::from(original))
}
