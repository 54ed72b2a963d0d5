//! Prints what a FITS file holds: `cargo run -p gaialink-fits --example fits_read -- FILE [FILE TO WRITE]`.
#![expect(clippy::print_stdout, reason = "an example that prints")]

use gaialink_fits::{ReadOptions, Reader, WriteOptions, Writer, list};
use gaialink_table::{TableReader, TableWriter};
use std::{env, error::Error, fs::File, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = env::args_os().skip(1);
    let path = args.next().ok_or("which file?")?;
    let path = Path::new(&path);
    for schema in list(path, &ReadOptions::default())? {
        let name = schema.name.as_deref().unwrap_or("(no name)");
        println!("{name}: {} rows, {} columns", schema.num_rows.unwrap_or(0), schema.fields.len());
        for param in &schema.params {
            println!("  {} = {} {}", param.name(), param.value, param.field.unit.as_deref().unwrap_or_default());
        }
        for field in &schema.fields {
            println!("  {}: {} {} {}", field.name, field.datatype, field.arraysize, field.unit.as_deref().unwrap_or_default());
        }
    }
    if let Some(target) = args.next() {
        copy(path, Path::new(&target))?;
    }
    Ok(())
}

/// Reads a table and writes it again, batch by batch.
fn copy(from: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    let mut reader = Reader::open(from, ReadOptions::default())?;
    let mut writer = Writer::try_new(File::create(to)?, reader.schema(), WriteOptions::default())?;
    while let Some(batch) = reader.next_batch()? {
        writer.write_batch(&batch)?;
    }
    let trailer = Box::new(reader).finish()?;
    trailer.warnings.iter().for_each(|warning| println!("{warning}"));
    let losses = Box::new(writer).finish(&trailer)?;
    losses.iter().for_each(|loss| println!("{loss}"));
    Ok(())
}
