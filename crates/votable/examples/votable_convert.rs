//! Writes the first table of a VOTable again, in another serialization and version; memory is needed for a few batches only.
//!
//! ```text
//! cargo run --release -p gaialink-votable --example votable_convert IN OUT tabledata|binary|binary2 [VERSION]
//! ```

#![expect(clippy::print_stdout, reason = "an example that prints")]

use gaialink_table::{TableReader, TableWriter};
use gaialink_votable::{ReadOptions, Reader, Serialization, WriteOptions, Writer};
use std::{env, error::Error, fs::File, io::BufReader};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [from, to, serialization, version @ ..] = arguments.as_slice() else {
        return Err("usage: votable_convert IN OUT tabledata|binary|binary2 [VERSION]".into());
    };
    let mut options = WriteOptions::default();
    if let Some(version) = version.first() {
        options.version = version.parse()?;
    }
    options.serialization = match serialization.as_str() {
        "tabledata" => Serialization::TableData,
        "binary" => Serialization::Binary,
        "binary2" => Serialization::Binary2,
        other => return Err(format!("{other} is no serialization").into()),
    };
    let mut reader = Reader::try_new(BufReader::with_capacity(1 << 20, File::open(from)?), ReadOptions::default())?;
    let mut writer = Writer::try_new(File::create(to)?, reader.schema(), options)?;
    while let Some(batch) = reader.next_batch()? {
        writer.write_batch(&batch)?;
    }
    let losses = Box::new(writer).finish(&Box::new(reader).finish()?)?;
    for loss in &losses {
        println!("{loss}");
    }
    Ok(())
}
