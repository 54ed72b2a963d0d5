//! Bytes around the rows that are no UTF-8, in a document that should be: they are taken for Latin-1, as those of cells are.

use super::Source;
use gaialink_table::Position;
use std::{
    io::{self, BufRead},
    str,
};

/// How many bytes are looked at in one go.
const WINDOW: usize = 8 << 10;

/// What was found of bytes that are no UTF-8.
#[derive(Debug, Default)]
pub(super) struct Latin1 {
    /// How many of the bytes that come next are known to be UTF-8.
    pub(super) valid: usize,
    /// Where the first one stood that is none.
    pub(super) first: Option<Position>,
    /// How many bytes more than the original had were given out for them.
    pub(super) added: u64,
}

impl<R: BufRead> Source<R> {
    /// Sees to it that the bytes that come next are UTF-8, as many as are known to be; none at the end of the input.
    pub(super) fn make_valid(&mut self) -> io::Result<()> {
        if self.latin1.valid > 0 {
            return Ok(());
        }
        let available = self.ready()?;
        let window = available.get(..WINDOW).unwrap_or(available);
        let valid = str::from_utf8(window).map_or_else(|error| error.valid_up_to(), str::len);
        if valid == 0 && !window.is_empty() {
            return self.mend();
        }
        self.latin1.valid = valid;
        Ok(())
    }

    /// Takes a character that is cut by the end of a buffer, or a byte that is none, and has it come next as UTF-8.
    fn mend(&mut self) -> io::Result<()> {
        let (mut bytes, is_whole) = self.character()?;
        self.ended = false;
        self.latin1.valid = bytes.len();
        if !is_whole && let Some(first) = bytes.first().copied() {
            let at = self.position(self.place);
            self.latin1.first.get_or_insert(at);
            self.latin1.added = self.latin1.added.saturating_add(1);
            let mut buffer = [0; 2];
            let latin1 = char::from(first).encode_utf8(&mut buffer);
            self.latin1.valid = latin1.len();
            bytes.splice(..1, latin1.bytes());
        }
        self.put_in_place(&bytes);
        Ok(())
    }

    /// Has bytes come next: where others stood that were given back and are consumed, since there may be many behind them.
    fn put_in_place(&mut self, bytes: &[u8]) {
        let start = self.used.checked_sub(bytes.len());
        match start.and_then(|start| Some((start, self.returned.get_mut(start..self.used)?))) {
            Some((start, room)) => {
                room.copy_from_slice(bytes);
                self.used = start;
            }
            None => self.put_before(bytes),
        }
    }

    /// Takes the bytes of a character, or those up to the one that shows that there is none; tells which.
    fn character(&mut self) -> io::Result<(Vec<u8>, bool)> {
        let mut bytes = Vec::new();
        loop {
            let Some(byte) = self.ready()?.first().copied() else { return Ok((bytes, false)) };
            bytes.push(byte);
            self.skip_one();
            match str::from_utf8(&bytes) {
                Ok(_) => return Ok((bytes, true)),
                Err(error) if error.error_len().is_some() => return Ok((bytes, false)),
                Err(_) => {}
            }
        }
    }

    /// Consumes a byte that comes again in other clothes.
    fn skip_one(&mut self) {
        if self.used < self.returned.len() {
            self.used = self.used.saturating_add(1);
        } else {
            self.inner.consume(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gaialink_table::Limits;
    use std::{
        io::{BufReader, Read},
        time::{Duration, Instant},
    };

    #[test]
    fn any_split_of_bytes_gives_the_same_text() {
        let cases: [(&[u8], &str, u64); 6] = [
            ("a\u{e9}\u{661f}\u{1f600}b".as_bytes(), "a\u{e9}\u{661f}\u{1f600}b", 0),
            (b"caf\xe9", "caf\u{e9}", 1),
            (b"\xe9t\xe9 <", "\u{e9}t\u{e9} <", 2),
            (b"a\xf0\x9f\x98", "a\u{f0}\u{9f}\u{98}", 3),
            (b"\xe6\x98x\xc3\xa9", "\u{e6}\u{98}x\u{e9}", 2),
            (b"", "", 0),
        ];
        for (bytes, want, added) in cases {
            for capacity in [1, 2, 3, 4, 100] {
                let mut source = Source::try_new(BufReader::with_capacity(capacity, bytes), &Limits::default()).unwrap();
                let mut text = String::new();
                source.read_to_string(&mut text).unwrap();
                assert_eq!((text.as_str(), source.latin1.added), (want, added), "{capacity}");
                assert_eq!(source.original(source.place()), bytes.len() as u64, "{want}");
            }
        }
    }

    #[test]
    fn many_of_them_among_bytes_that_were_given_back() {
        let bytes = b"a\xe9\xc3\xa9\xf0".repeat(100_000);
        let mut source = Source::try_new(&bytes[..], &Limits::default()).unwrap();
        let mut taken = Vec::new();
        source.fill_to(&mut taken, 400_002).unwrap();
        source.give_back(&taken);
        let (start, mut text) = (Instant::now(), String::new());
        source.read_to_string(&mut text).unwrap();
        assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
        assert_eq!(text, "a\u{e9}\u{e9}\u{f0}".repeat(100_000));
        assert_eq!((source.latin1.added, source.original(source.place())), (200_000, bytes.len() as u64));
    }
}
