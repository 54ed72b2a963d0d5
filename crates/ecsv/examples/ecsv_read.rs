//! Prints the columns and PARAMs of an ECSV file, then the number of its rows.
//!
//! `cargo run --example ecsv_read -- FILE.ecsv`

use gaialink_ecsv::ecsv::{ReadOptions, Reader};
use gaialink_table::{Table, TableReader};
use std::{
    env,
    error::Error,
    fs::File,
    io::{self, BufReader, Write},
};

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args_os().nth(1).ok_or("usage: ecsv_read FILE.ecsv")?;
    let mut reader = Reader::try_new(BufReader::new(File::open(path)?), ReadOptions::default())?;
    let table = Table::collect(&mut reader)?;
    let mut out = io::stdout().lock();
    for param in &table.schema().params {
        writeln!(out, "{} = {}", param.name(), param.value)?;
    }
    for column in table.columns() {
        let field = column.field();
        writeln!(out, "{} {}[{}] {}", field.name, field.datatype, field.arraysize, field.unit.as_deref().unwrap_or("-"))?;
    }
    writeln!(out, "{} rows", table.num_rows())?;
    for warning in Box::new(reader).finish()?.warnings {
        writeln!(out, "warning: {warning}")?;
    }
    Ok(())
}
