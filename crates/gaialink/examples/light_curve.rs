//! The light curves in a file, whatever their layout: `cargo run --example light_curve -- testdata/gaia/epoch_photometry.csv`.

use gaialink::{
    Product, open,
    products::{Band, Point},
};
use std::{
    env,
    error::Error,
    io::{self, Write},
    path::Path,
};

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args_os().nth(1).ok_or("usage: light_curve FILE")?;
    write_light_curves(Path::new(&path), &mut io::stdout().lock())
}

/// A line for every point that was observed and not rejected, band by band.
pub(crate) fn write_light_curves(path: &Path, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    for product in open(path)?.products()? {
        let Product::EpochPhotometry(curves) = &product else {
            writeln!(out, "{} {}: no light curve", product.source_id(), product.kind())?;
            continue;
        };
        for band in Band::ALL {
            let good = |point: &Point| point.is_observed() && !point.is_rejected();
            for point in curves.points(band).filter(good) {
                let utc = point.instant().and_then(|instant| instant.to_utc()).ok_or("a time before UTC")?;
                let (time, mag, error) = (utc.format("%FT%T%.3fZ"), point.mag, 1.085_736 / point.flux_over_error);
                writeln!(out, "{} {band:<2} {time} {mag:.4} ± {error:.4}", curves.source_id)?;
            }
        }
    }
    Ok(())
}
