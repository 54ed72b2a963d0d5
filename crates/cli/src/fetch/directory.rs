use super::manifest::{Entry, Manifest};
use crate::{chunk::Chunk, fault::Fault};
use gaialink::Unfinished;
use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

/// The name of the manifest.
const MANIFEST: &str = "gaialink-fetch.jsonl";
/// How the names of unfinished files begin.
const UNFINISHED: &str = ".gaialink-fetch-";

/// A directory that archives are fetched into. One process at a time works in it.
#[derive(Debug)]
pub(crate) struct Directory {
    path: PathBuf,
    manifest: Manifest,
}

impl Directory {
    /// Opens or creates the directory, and clears away what a process that was stopped left unfinished.
    pub(crate) fn open(path: &Path) -> Result<Self, Fault> {
        fs::create_dir_all(path).map_err(fault(path, "create the directory"))?;
        let file = path.join(MANIFEST);
        let manifest = Manifest::open(&file).map_err(fault(&file, "open the file"))?;
        let manifest = manifest.ok_or_else(|| Fault::Busy(path.display().to_string()))?;
        let entries = fs::read_dir(path).map_err(fault(path, "read the directory"))?;
        for entry in entries.flatten() {
            if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
                fs::remove_file(entry.path()).map_err(fault(&entry.path(), "remove the file"))?;
            }
        }
        Ok(Self { path: path.to_owned(), manifest })
    }

    /// Where a file lies.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// What an earlier run brought, as long as it is still there as it came.
    pub(crate) fn finished(&self, chunk: &Chunk) -> Option<Entry> {
        let entry = self.manifest.find(&chunk.name, &chunk.form)?;
        let path = self.file(&entry.file);
        let same = entry.bytes == 0 || sum(&path).is_ok_and(|found| found == (entry.bytes, entry.crc32));
        same.then(|| entry.clone())
    }

    /// A new file that is gone unless it is kept.
    pub(crate) fn unfinished(&self) -> io::Result<Unfinished> {
        Unfinished::create_in(&self.path, UNFINISHED)
    }

    /// Keeps a file under the name of its request, and notes that it is finished. A file without bytes is not kept.
    pub(crate) fn keep(&self, chunk: &Chunk, file: Unfinished, missing: &[i64]) -> io::Result<Entry> {
        let (bytes, crc32) = sum(file.path())?;
        if bytes > 0 {
            file.file().sync_all()?;
            file.persist(&self.file(&chunk.name))?;
        }
        let missing = missing.iter().map(i64::to_string).collect();
        let entry = Entry { file: chunk.name.clone(), request: chunk.form.clone(), bytes, crc32, missing };
        self.manifest.add(&entry)?;
        Ok(entry)
    }

    /// Writes a file of the run's results, whole or not at all.
    pub(crate) fn write(&self, name: &str, text: &str) -> Result<PathBuf, Fault> {
        let path = self.file(name);
        let write = || {
            let mut file = self.unfinished()?;
            io::Write::write_all(&mut file, text.as_bytes())?;
            file.persist(&path)
        };
        write().map_err(fault(&path, "write the file"))?;
        Ok(path)
    }
}

/// The length of a file and its CRC-32.
fn sum(path: &Path) -> io::Result<(u64, u32)> {
    let mut file = File::open(path)?;
    let mut hasher = crc32fast::Hasher::new();
    let mut buffer = vec![0_u8; 1 << 16];
    let mut length = 0_u64;
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok((length, hasher.finalize()));
        }
        hasher.update(buffer.get(..read).unwrap_or_default());
        length = length.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
    }
}

fn fault(path: &Path, action: &'static str) -> impl Fn(io::Error) -> Fault {
    let path = path.display().to_string();
    move |source| Fault::Directory { path: path.clone(), action, source }
}
