//! The flags of the photometric processing that are set in the light curves of a file, by name:
//! `cargo run --example flags -- testdata/gaia/epoch_photometry.csv`.

use gaialink::{Product, open, products::Band};
use std::{
    env,
    error::Error,
    io::{self, Write},
    path::Path,
};

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args_os().nth(1).ok_or("usage: flags FILE")?;
    write_flags(Path::new(&path), &mut io::stdout().lock())
}

/// A line for every point that has a flag.
pub(crate) fn write_flags(path: &Path, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    for product in open(path)?.products()? {
        let Product::EpochPhotometry(curves) = &product else { continue };
        for band in Band::ALL {
            for point in curves.points(band).filter(|point| !point.flags.set.is_empty()) {
                let transit = point.transit_id.map_or_else(|| "-".to_owned(), |id| id.to_string());
                let names = curves.flag_meaning.names(point.flags.set).join(" ");
                writeln!(out, "{} {transit} {band}: {names}", curves.source_id)?;
            }
        }
    }
    Ok(())
}
