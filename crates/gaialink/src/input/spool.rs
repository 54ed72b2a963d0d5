use super::{BUFFER, Random, random::IN_MEMORY};
use crate::{Error, Result, temporary::Temporary};
use std::{
    fs::File,
    io::{self, BufWriter, Write},
    sync::Arc,
};

/// Bytes that are written to be read in any order: in memory while they are few, in a temporary file otherwise.
#[derive(Default)]
pub(crate) struct Spool {
    bytes: Vec<u8>,
    file: Option<(BufWriter<File>, Temporary)>,
}

impl Spool {
    /// What was written.
    pub(crate) fn into_random(self) -> Result<Random> {
        let Some((mut file, temporary)) = self.file else { return Ok(Random::Bytes(self.bytes.into())) };
        file.flush().map_err(|e| Error::io("write a temporary file", e))?;
        Ok(Random::Temp(Arc::new(temporary)))
    }
}

impl Write for Spool {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        if let Some((file, _)) = &mut self.file {
            return file.write(buf);
        }
        let length = self.bytes.len().saturating_add(buf.len());
        if u64::try_from(length).unwrap_or(u64::MAX) <= IN_MEMORY {
            self.bytes.extend_from_slice(buf);
            return Ok(buf.len());
        }
        let temporary = Temporary::make()?;
        let mut file = BufWriter::with_capacity(BUFFER, temporary.open()?);
        file.write_all(&std::mem::take(&mut self.bytes))?;
        self.file.insert((file, temporary)).0.write(buf)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), |(file, _)| file.flush())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn few_bytes_in_memory_many_on_disk() {
        for (pieces, in_memory) in [(1, true), (16, true), (17, false)] {
            let mut spool = Spool::default();
            let piece = vec![7; 1 << 20];
            (0..pieces).for_each(|_| spool.write_all(&piece).unwrap());
            let random = spool.into_random().unwrap();
            assert_eq!(matches!(random, Random::Bytes(_)), in_memory);
            let mut back = Vec::new();
            random.open().unwrap().read_to_end(&mut back).unwrap();
            assert_eq!(back, vec![7; pieces << 20]);
        }
    }
}
