use super::lines::{LINE, Lines, last};
use std::io::{self, BufReader, Read, Write};

/// Bytes that are encoded at once: whole lines.
const NEAR: usize = LINE << 10;

/// Writes all bytes of a stream as lines of base64.
pub(in crate::writer) fn encode_stream(bytes: &mut dyn Read, out: &mut impl Write) -> io::Result<()> {
    let mut encoder = Encoder { out, pending: Vec::new(), lines: Lines::default() };
    io::copy(&mut BufReader::with_capacity(NEAR, bytes), &mut encoder)?;
    let Encoder { out, pending, .. } = encoder;
    out.write_all(&last(&pending))
}

struct Encoder<'a, W> {
    out: &'a mut W,
    /// Bytes that make no whole line yet.
    pending: Vec<u8>,
    lines: Lines,
}

impl<W: Write> Write for Encoder<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.lines.start(self.pending.len());
        self.lines.push(bytes);
        self.out.write_all(self.lines.join(&mut self.pending))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives few bytes at once, and is interrupted between.
    struct Slow<'a>(&'a [u8], usize, bool);

    impl Read for Slow<'_> {
        fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
            self.2 = !self.2;
            if self.2 {
                return Err(io::ErrorKind::Interrupted.into());
            }
            let step = self.1.min(room.len());
            self.0.read(&mut room[..step])
        }
    }

    #[test]
    fn the_lines_are_those_of_all_bytes() {
        let bytes: Vec<u8> = (0..2880_u32).flat_map(u32::to_be_bytes).collect();
        for length in [0, 1, 47, 48, 49, 2880, bytes.len()] {
            let bytes = &bytes[..length];
            let mut want = Vec::new();
            bytes.chunks(LINE).for_each(|line| want.extend(last(line)));
            for step in [1, 7, 48, 1000, length.max(1)] {
                let mut text = Vec::new();
                encode_stream(&mut Slow(bytes, step, false), &mut text).unwrap();
                assert_eq!(text, want, "{length} {step}");
            }
        }
    }
}
