use super::origin::Origin;
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::io::{self, BufRead, ErrorKind, Read};

/// How many bytes of the start are looked at for an XML declaration.
const DECLARATION: usize = 512;
/// How many bytes are decoded at once.
const STEP: usize = 8 << 10;

/// The bytes of a document as UTF-8, whatever its encoding, without a byte order mark.
pub(crate) struct Decoding<R> {
    inner: R,
    /// What was read to find the encoding and not given out yet.
    head: Vec<u8>,
    used: usize,
    /// How many bytes the byte order mark took.
    mark: u64,
    transcoder: Option<Transcoder>,
    /// The encoding that the document names, where nobody knows it.
    unknown: Option<String>,
}

struct Transcoder {
    decoder: Decoder,
    text: Vec<u8>,
    used: usize,
    ended: bool,
    /// Whether something was no text of the encoding.
    malformed: bool,
    /// Bytes of the original taken so far.
    original: u64,
    origin: Origin,
}

impl<R: BufRead> Decoding<R> {
    /// Looks at the start of the input for its encoding (XML 1.0, F).
    pub(crate) fn try_new(mut inner: R) -> io::Result<Self> {
        let mut head = Vec::new();
        read_head(&mut inner, &mut head, 4)?;
        let mut unknown = None;
        let (encoding, mark) = match Encoding::for_bom(&head) {
            Some((encoding, length)) => (encoding, length),
            None if head.starts_with(&[0, b'<']) => (UTF_16BE, 0),
            None if head.starts_with(&[b'<', 0]) => (UTF_16LE, 0),
            None => (declared(&mut inner, &mut head, &mut unknown)?, 0),
        };
        head.drain(..mark);
        let transcoder = (encoding != UTF_8).then(|| Transcoder::new(encoding));
        let mark = u64::try_from(mark).unwrap_or(0);
        Ok(Self { inner, head, used: 0, mark, transcoder, unknown })
    }

    /// The place in the original of a place in the decoded text.
    pub(crate) fn original(&self, offset: u64) -> u64 {
        let Some(transcoder) = &self.transcoder else { return offset.saturating_add(self.mark) };
        transcoder.origin.of(offset).saturating_add(self.mark)
    }

    /// The encoding that the document names, where nobody knows it, so that it was taken for UTF-8.
    pub(crate) fn unknown(&self) -> Option<&str> {
        self.unknown.as_deref()
    }

    /// Whether something was no text of the declared encoding and came out as U+FFFD.
    pub(crate) fn malformed(&self) -> bool {
        self.transcoder.as_ref().is_some_and(|transcoder| transcoder.malformed)
    }

    /// Takes up to [`STEP`] bytes of the original.
    fn original_bytes(&mut self) -> io::Result<Vec<u8>> {
        let mut taken = std::mem::take(&mut self.head);
        while taken.is_empty() {
            let available = match self.inner.fill_buf() {
                Err(e) if e.kind() == ErrorKind::Interrupted => continue,
                other => other?,
            };
            if available.is_empty() {
                break;
            }
            let step = available.len().min(STEP);
            taken.extend(available.iter().take(step));
            self.inner.consume(step);
        }
        Ok(taken)
    }

    /// Appends bytes to `buf` until it holds `want`, or the input ends: in large pieces, past the buffer of the input.
    pub(crate) fn fill_to(&mut self, buf: &mut Vec<u8>, want: usize) -> io::Result<()> {
        while self.transcoder.is_some() || self.used < self.head.len() {
            let available = self.fill_buf()?;
            let step = available.len().min(want.saturating_sub(buf.len()));
            if step == 0 {
                return Ok(());
            }
            buf.extend(available.iter().take(step));
            self.consume(step);
        }
        let missing = want.saturating_sub(buf.len());
        (&mut self.inner).take(missing as u64).read_to_end(buf).map(|_| ())
    }

    fn transcode(&mut self) -> io::Result<()> {
        loop {
            match &self.transcoder {
                Some(t) if t.used >= t.text.len() && !t.ended => {}
                _ => return Ok(()),
            }
            let bytes = self.original_bytes()?;
            if let Some(transcoder) = &mut self.transcoder {
                transcoder.take(&bytes);
            }
        }
    }
}

impl Transcoder {
    fn new(encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_without_bom_handling();
        let origin = Origin::new(encoding);
        Self { decoder, text: Vec::new(), used: 0, ended: false, malformed: false, original: 0, origin }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.ended = bytes.is_empty();
        let room = self.decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(STEP);
        let mut text = String::with_capacity(room);
        let mut rest = bytes;
        loop {
            let (result, read, malformed) = self.decoder.decode_to_string(rest, &mut text, self.ended);
            self.malformed |= malformed;
            rest = rest.get(read..).unwrap_or_default();
            match result {
                CoderResult::InputEmpty => break,
                CoderResult::OutputFull => text.reserve(room.max(16)),
            }
        }
        self.original = self.original.saturating_add(bytes.len() as u64);
        self.origin.take(&text, self.original);
        (self.text, self.used) = (text.into_bytes(), 0);
    }
}

/// Reads until `head` has `want` bytes or the input ends.
fn read_head<R: BufRead>(inner: &mut R, head: &mut Vec<u8>, want: usize) -> io::Result<()> {
    while head.len() < want && read_some(inner, head, want, |_| None)? > 0 {}
    Ok(())
}

/// Takes what there is at once, until `head` has `want` bytes and no farther than to an `end`; tells how much.
fn read_some<R: BufRead>(
    inner: &mut R,
    head: &mut Vec<u8>,
    want: usize,
    end: impl Fn(&[u8]) -> Option<usize>,
) -> io::Result<usize> {
    loop {
        let available = match inner.fill_buf() {
            Err(e) if e.kind() == ErrorKind::Interrupted => continue,
            other => other?,
        };
        let window = available.get(..available.len().min(want.saturating_sub(head.len()))).unwrap_or_default();
        let step = end(window).map_or(window.len(), |at| at.saturating_add(1));
        head.extend(window.iter().take(step));
        inner.consume(step);
        return Ok(step);
    }
}

/// The encoding that the XML declaration names; UTF-8 where it names none that is known.
fn declared<R: BufRead>(inner: &mut R, head: &mut Vec<u8>, unknown: &mut Option<String>) -> io::Result<&'static Encoding> {
    if !b"<?xml".starts_with(head.get(..4).unwrap_or(b"-")) {
        return Ok(UTF_8);
    }
    let to_end = |bytes: &[u8]| memchr::memchr(b'>', bytes);
    while head.len() < DECLARATION && !head.ends_with(b"?>") && read_some(inner, head, DECLARATION, to_end)? > 0 {}
    let text = String::from_utf8_lossy(head);
    let value = text.split_once("encoding").and_then(|(_, rest)| rest.split(['"', '\'']).nth(1));
    // A document whose declaration could be read byte by byte is not UTF-16, whatever it says.
    let known = value.and_then(|name| Encoding::for_label(name.trim().as_bytes()));
    *unknown = value.filter(|_| known.is_none()).map(str::to_owned);
    let encoding = known.unwrap_or(UTF_8);
    Ok(if encoding == UTF_16BE || encoding == UTF_16LE { UTF_8 } else { encoding })
}

impl<R: BufRead> Read for Decoding<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let taken = self.fill_buf()?.read(buf)?;
        self.consume(taken);
        Ok(taken)
    }
}

impl<R: BufRead> BufRead for Decoding<R> {
    #[inline]
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.transcoder.is_some() {
            self.transcode()?;
        }
        match &self.transcoder {
            Some(transcoder) => Ok(transcoder.text.get(transcoder.used..).unwrap_or_default()),
            None if self.used < self.head.len() => Ok(self.head.get(self.used..).unwrap_or_default()),
            None => self.inner.fill_buf(),
        }
    }

    #[inline]
    fn consume(&mut self, amount: usize) {
        match &mut self.transcoder {
            Some(transcoder) => transcoder.used = transcoder.used.saturating_add(amount),
            None if self.used < self.head.len() => self.used = self.used.saturating_add(amount),
            None => self.inner.consume(amount),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    #[test]
    fn every_encoding_comes_out_as_utf_8() {
        let wide = |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        let long = format!("<a>{}</a>", "é星😀".repeat(5_000));
        let cases = [
            (long.clone().into_bytes(), long.as_str()),
            ([b"\xef\xbb\xbf", long.as_bytes()].concat(), long.as_str()),
            (wide(&long, u16::to_be_bytes), long.as_str()),
            ([&b"\xff\xfe"[..], &wide(&long, u16::to_le_bytes)].concat(), long.as_str()),
            (b"<?xml version='1.0' encoding='latin1'?><a>\xe9</a>".to_vec(), "<?xml version='1.0' encoding='latin1'?><a>é</a>"),
            (b"<?xml version='1.0'?><a/>".to_vec(), "<?xml version='1.0'?><a/>"),
            (b"<".to_vec(), "<"),
            (Vec::new(), ""),
        ];
        for (bytes, want) in cases {
            for capacity in [1, 2, 3, 1000, 100_000] {
                let mut decoding = Decoding::try_new(BufReader::with_capacity(capacity, &bytes[..])).unwrap();
                let mut text = String::new();
                decoding.read_to_string(&mut text).unwrap();
                assert_eq!(text, want);
                assert!(!decoding.malformed());
            }
        }
    }

    #[test]
    fn places_are_those_of_the_original() {
        let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let (latin, wide) = ("<a>caf\u{e9} \u{e9}\u{e9}</a>", "<a>\u{e9}\u{661f}\u{1f600}x\u{1f600}</a>");
        let cases = [
            (utf16(wide), UTF_16LE, wide),
            (encoding_rs::WINDOWS_1252.encode(latin).0.into_owned(), encoding_rs::WINDOWS_1252, latin),
            (
                encoding_rs::SHIFT_JIS.encode("<a>\u{661f}x\u{ff71}\u{661f}</a>").0.into_owned(),
                encoding_rs::SHIFT_JIS,
                "<a>\u{661f}x\u{ff71}\u{661f}</a>",
            ),
            (encoding_rs::GB18030.encode(wide).0.into_owned(), encoding_rs::GB18030, wide),
        ];
        for (bytes, encoding, text) in cases {
            for step in 1..bytes.len() {
                let mut transcoder = Transcoder::new(encoding);
                bytes.chunks(step).for_each(|piece| transcoder.take(piece));
                transcoder.take(b"");
                for (offset, _) in text.char_indices() {
                    let before = text.get(..offset).unwrap();
                    let want = if encoding == UTF_16LE { utf16(before).len() } else { encoding.encode(before).0.len() };
                    assert_eq!(transcoder.origin.of(offset as u64), want as u64, "{encoding:?} {offset} {step}");
                }
            }
        }
        let long = "<a>".to_owned() + &"x\u{e9}".repeat(20_000);
        let marked = [&b"\xff\xfe"[..], &utf16(&long)].concat();
        let mut decoding = Decoding::try_new(marked.as_slice()).unwrap();
        std::io::copy(&mut decoding, &mut std::io::sink()).unwrap();
        for pairs in [0_u64, 5_000, 19_999] {
            assert_eq!(decoding.original(3 + pairs * 3), 2 + 6 + pairs * 4);
        }
        let decoding = Decoding::try_new(&b"\xef\xbb\xbf<a>"[..]).unwrap();
        assert_eq!(decoding.original(1), 4);
    }

    #[test]
    fn places_behind_what_is_no_text() {
        let mut transcoder = Transcoder::new(encoding_rs::SHIFT_JIS);
        transcoder.take(&[b'a'; 100].map(|_| 0xff));
        transcoder.take(b"<a>");
        assert_eq!((transcoder.origin.of(301), transcoder.origin.of(302)), (101, 102));
    }

    #[test]
    fn what_is_no_text_is_noticed() {
        let bytes = b"<?xml version='1.0' encoding='shift_jis'?><a>\xff</a>";
        let mut decoding = Decoding::try_new(&bytes[..]).unwrap();
        let mut text = String::new();
        decoding.read_to_string(&mut text).unwrap();
        assert!(text.ends_with("<a>\u{fffd}</a>"), "{text}");
        assert!(decoding.malformed());
    }
}
