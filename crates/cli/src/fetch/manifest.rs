use serde::{Deserialize, Serialize};
use std::{
    collections::HashMap,
    fs::{File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    path::Path,
    sync::{Mutex, PoisonError},
};

/// What is known of a finished request: one line of the manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// The name of the file.
    pub(crate) file: String,
    /// The request, as it was sent.
    pub(crate) request: String,
    /// How many bytes the file has; 0 where nothing came, and then there is no file.
    pub(crate) bytes: u64,
    /// The CRC-32 of the file.
    pub(crate) crc32: u32,
    /// The sources that were asked for and of which nothing came, as text, since JSON's readers round large numbers.
    pub(crate) missing: Vec<String>,
}

/// The finished requests of a directory: a file of JSON lines, to which each adds one. A line that was cut by a crash counts
/// as not written. It is locked as long as it is open.
#[derive(Debug)]
pub(crate) struct Manifest {
    file: Mutex<File>,
    known: HashMap<String, Entry>,
}

impl Manifest {
    /// Opens or creates the manifest; `None` where another process has it.
    pub(crate) fn open(path: &Path) -> io::Result<Option<Self>> {
        let mut file = OpenOptions::new().read(true).append(true).create(true).open(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(std::fs::TryLockError::WouldBlock) => return Ok(None),
            Err(std::fs::TryLockError::Error(error)) => return Err(error),
        }
        let mut bytes = Vec::new();
        file.seek(SeekFrom::Start(0))?;
        file.read_to_end(&mut bytes)?;
        if bytes.last().is_some_and(|last| *last != b'\n') {
            file.write_all(b"\n")?;
        }
        let entries = bytes.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice::<Entry>(line).ok());
        let known = entries.map(|entry| (entry.file.clone(), entry)).collect();
        Ok(Some(Self { file: Mutex::new(file), known }))
    }

    /// What is known of a request that was finished before, whose file has its name.
    pub(crate) fn find(&self, name: &str, form: &str) -> Option<&Entry> {
        self.known.get(name).filter(|entry| entry.request == form)
    }

    /// Adds a finished request.
    pub(crate) fn add(&self, entry: &Entry) -> io::Result<()> {
        let mut line = serde_json::to_vec(entry)?;
        line.push(b'\n');
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.write_all(&line)?;
        file.sync_data()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_were_cut_are_forgotten() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("manifest");
        let entry = |file: &str| Entry {
            file: file.to_owned(),
            request: "ID=1".to_owned(),
            bytes: 5,
            crc32: 7,
            missing: vec!["9223372036854775807".to_owned()],
        };
        let manifest = Manifest::open(&path).unwrap().unwrap();
        assert!(Manifest::open(&path).unwrap().is_none(), "locked");
        manifest.add(&entry("a")).unwrap();
        manifest.add(&entry("b")).unwrap();
        drop(manifest);
        let whole = std::fs::read(&path).unwrap();
        for cut in 0..whole.len() {
            std::fs::write(&path, &whole[..cut]).unwrap();
            let manifest = Manifest::open(&path).unwrap().unwrap();
            // The line end alone may be missing.
            let lines = [whole.len() / 2 - 1, whole.len() - 1].map(|end| cut >= end);
            assert_eq!(manifest.find("a", "ID=1"), lines[0].then(|| entry("a")).as_ref(), "cut at {cut}");
            assert_eq!(manifest.find("b", "ID=1"), lines[1].then(|| entry("b")).as_ref(), "cut at {cut}");
            manifest.add(&entry("c")).unwrap();
            drop(manifest);
            let manifest = Manifest::open(&path).unwrap().unwrap();
            assert_eq!(manifest.find("c", "ID=1"), Some(&entry("c")), "cut at {cut}");
            assert_eq!(manifest.find("c", "ID=2"), None);
        }
    }
}
