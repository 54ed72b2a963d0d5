//! Prints what a VOTable says of its first table, and its first rows.
//!
//! ```text
//! cargo run -p gaialink-votable --example votable_read FILE
//! ```

#![expect(clippy::print_stdout, reason = "an example that prints")]

use gaialink_table::{
    LossReport, TableReader,
    arrow::array::RecordBatch,
    text::{CellWriter, TextStyle},
};
use gaialink_votable::{ReadOptions, Reader};
use std::{env, error::Error, fs::File, io::BufReader};

/// How many rows are shown.
const SHOWN: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).ok_or("usage: votable_read FILE")?;
    let mut reader = Reader::try_new(BufReader::with_capacity(1 << 20, File::open(path)?), ReadOptions::default())?;
    let schema = reader.schema().clone();
    for param in schema.all_params() {
        println!("{} = {}", param.name(), param.value);
    }
    for field in &schema.fields {
        let unit = field.unit.as_deref().unwrap_or("-");
        println!("{} {} [{}] {unit}", field.name, field.datatype, field.arraysize);
    }
    let mut rows = 0;
    while let Some(batch) = reader.next_batch()? {
        if rows == 0 {
            show(&batch, &schema.fields)?;
        }
        rows += batch.num_rows();
    }
    let trailer = Box::new(reader).finish()?;
    println!("{rows} rows");
    for warning in trailer.warnings {
        println!("{warning}");
    }
    Ok(())
}

fn show(batch: &RecordBatch, fields: &[gaialink_table::Field]) -> Result<(), Box<dyn Error>> {
    for row in 0..batch.num_rows().min(SHOWN) {
        let mut cells = Vec::with_capacity(fields.len());
        for (field, array) in fields.iter().zip(batch.columns()) {
            let mut text = Vec::new();
            CellWriter::try_new(&**array, field, &TextStyle::VOTABLE)?.write(row, &mut text, &mut LossReport::default());
            cells.push(String::from_utf8(text)?);
        }
        println!("{}", cells.join(" | "));
    }
    Ok(())
}
