use crate::{
    chunk::Chunk,
    fault::Fault,
    fetch::{Directory, Entry, Outcome},
    report::{note, printable},
};
use std::{
    fmt::Write as _,
    io::{self, Write as _},
    path::PathBuf,
};

/// The list of sources of which nothing came.
const MISSING: &str = "missing.csv";
/// How many failures are told one by one.
const LISTED: usize = 20;

/// What became of all requests.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    products: Vec<Product>,
    files: Vec<String>,
    failures: Vec<String>,
    not_sent: usize,
    missing: String,
}

/// What came of one product.
#[derive(Debug)]
struct Product {
    name: String,
    asked: usize,
    missing: usize,
    files: usize,
    bytes: u64,
}

impl Summary {
    /// Adds the requests of a product.
    pub(crate) fn add(&mut self, chunks: &[Chunk], outcomes: Vec<Outcome>) {
        let Some(first) = chunks.first() else { return };
        let name = first.request.retrieval_type.to_string();
        let mut product = Product { name, asked: 0, missing: 0, files: 0, bytes: 0 };
        for (chunk, outcome) in chunks.iter().zip(outcomes) {
            match outcome {
                Outcome::Finished(entry) => {
                    product.asked = product.asked.saturating_add(chunk.request.ids.len());
                    self.add_entry(&mut product, chunk, &entry);
                }
                Outcome::Failed(reason) => self.failures.push(format!("{}: {reason}", chunk.name)),
                Outcome::NotSent => self.not_sent = self.not_sent.saturating_add(1),
            }
        }
        self.products.push(product);
    }

    fn add_entry(&mut self, product: &mut Product, chunk: &Chunk, entry: &Entry) {
        product.missing = product.missing.saturating_add(entry.missing.len());
        product.bytes = product.bytes.saturating_add(entry.bytes);
        if entry.bytes > 0 {
            product.files = product.files.saturating_add(1);
            self.files.push(entry.file.clone());
        }
        let release = chunk.request.release.as_ref().map_or("", |release| release.name());
        for id in &entry.missing {
            // Writing to a text cannot fail.
            let _ = writeln!(self.missing, "{},{},{id}", product.name, quoted(release));
        }
    }

    /// The archives that came.
    pub(crate) fn files(&self, directory: &Directory) -> Vec<PathBuf> {
        self.files.iter().map(|file| directory.file(file)).collect()
    }

    /// Prints the files, writes the list of missing sources, and tells the rest; gives how many requests failed.
    pub(crate) fn tell(&self, directory: &Directory, quiet: bool) -> Result<usize, Fault> {
        let list = directory.write(MISSING, &format!("retrieval_type,release,source_id\n{}", self.missing))?;
        let mut out = io::BufWriter::new(io::stdout().lock());
        for file in self.files(directory) {
            writeln!(out, "{}", file.display())?;
        }
        out.flush()?;
        if !quiet {
            self.products.iter().for_each(|product| note(&product.to_string()));
            if !self.missing.is_empty() {
                note(&format!("the sources without a product are listed in {}", list.display()));
            }
        }
        for failure in self.failures.iter().take(LISTED) {
            note(&printable(failure));
        }
        if let Some(more) = self.failures.len().checked_sub(LISTED).filter(|more| *more > 0) {
            note(&format!("and {more} more failures"));
        }
        if self.not_sent > 0 {
            note(&format!("{} requests were not sent, after too many had failed", self.not_sent));
        }
        let failed = self.failures.len().saturating_add(self.not_sent);
        if failed > 0 {
            note("the same command again fetches what is left");
        }
        Ok(failed)
    }
}

impl std::fmt::Display for Product {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { name, asked, missing, files, bytes } = self;
        let came = asked.saturating_sub(*missing);
        write!(f, "{name}: {came} of {asked} sources, in {files} archives of {bytes} bytes")
    }
}

/// A cell of a CSV.
fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}
