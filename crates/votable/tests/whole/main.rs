//! Whole documents: every element and attribute of the schemas of 1.1 to 1.5 through a reader and a writer.

#![expect(clippy::unwrap_used, clippy::string_slice, clippy::panic, reason = "tests")]

mod attributes;
mod canonical;
mod namespaces;
mod parts;
mod texts;
mod versions;

use gaialink_table::{LossReport, Warning};
use gaialink_votable::{DocumentReader, DocumentWriter, Part, ReadOptions, Result, Serialization, Version, WriteOptions};
use std::io::{BufReader, Read};

/// Reads and writes a document, in pieces of so many bytes.
fn through(document: impl Read + Send, capacity: usize, options: WriteOptions) -> Result<(String, LossReport, Vec<Warning>)> {
    let mut reader = DocumentReader::try_new(BufReader::with_capacity(capacity, document), ReadOptions::default())?;
    let mut writer = DocumentWriter::try_new(Vec::new(), options)?;
    while let Some(part) = reader.next_part()? {
        writer.write(&part)?;
        if matches!(part, Part::Table { .. }) {
            while let Some(batch) = reader.next_batch()? {
                writer.write_batch(&batch)?;
            }
        }
    }
    let (bytes, losses) = writer.finish()?;
    Ok((String::from_utf8(bytes).unwrap(), losses, reader.take_warnings()))
}

/// Reads and writes a document that has nothing odd.
fn again(document: &str, serialization: Serialization, version: Version) -> (String, Vec<String>) {
    let mut options = WriteOptions::default();
    options.serialization = serialization;
    options.version = version;
    let (text, losses, warnings) = through(document.as_bytes(), 8192, options).unwrap_or_else(|e| {
        let cause = e.kind().to_string();
        panic!("{e}: {cause}: {document}")
    });
    let odd: Vec<_> = warnings.iter().filter(|warning| warning.code != "N-OVERFLOW").collect();
    assert!(odd.is_empty(), "{odd:?}: {document}");
    (text, losses.iter().map(ToString::to_string).collect())
}
