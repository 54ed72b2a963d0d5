//! Writes a VOTable again with the unit of a column changed, in whatever TABLE it is; the rows stay in the serialization that they
//! have, and all that surrounds them stays as it is.
//!
//! ```text
//! cargo run --release -p gaialink-votable --example votable_edit IN OUT COLUMN UNIT
//! ```

#![expect(clippy::print_stdout, reason = "an example that prints")]

use gaialink_votable::{DocumentReader, DocumentWriter, Part, ReadOptions, WriteOptions};
use std::{
    env,
    error::Error,
    fs::File,
    io::{BufReader, BufWriter},
};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [from, to, column, unit] = arguments.as_slice() else {
        return Err("usage: votable_edit IN OUT COLUMN UNIT".into());
    };
    let mut reader = DocumentReader::try_new(BufReader::with_capacity(1 << 20, File::open(from)?), ReadOptions::default())?;
    let mut options = WriteOptions::default();
    options.version = reader.version().and_then(|version| version.parse().ok()).unwrap_or_default();
    let mut writer = DocumentWriter::try_new(BufWriter::new(File::create(to)?), options)?;
    while let Some(mut part) = reader.next_part()? {
        if let Part::Table { schema, .. } = &mut part {
            let wanted = schema.fields.iter_mut().filter(|field| field.name == *column);
            wanted.for_each(|field| field.unit = Some(unit.clone()));
            writer.options().serialization = reader.serialization().unwrap_or_default();
        }
        writer.write(&part)?;
        if matches!(part, Part::Table { .. }) {
            while let Some(batch) = reader.next_batch()? {
                writer.write_batch(&batch)?;
            }
        }
    }
    let (_, losses) = writer.finish()?;
    losses.iter().for_each(|loss| println!("{loss}"));
    reader.take_warnings().iter().for_each(|warning| println!("{warning}"));
    Ok(())
}
