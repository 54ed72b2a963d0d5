//! The median of every parameter of the chains in a file, with the quantiles at 16 % and 84 %:
//! `cargo run --example mcmc_quantiles -- testdata/gaia/mcmc_msc.fits`.

use gaialink::{Product, open, products::SourceId};
use std::{
    env,
    error::Error,
    io::{self, Write},
    path::Path,
};

const FRACTIONS: [f64; 3] = [0.16, 0.5, 0.84];

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args_os().nth(1).ok_or("usage: mcmc_quantiles FILE")?;
    write_quantiles(Path::new(&path), &mut io::stdout().lock())
}

/// A line for every parameter of every chain.
pub(crate) fn write_quantiles(path: &Path, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    for product in open(path)?.products()? {
        match &product {
            Product::McmcGspphot(chain) => write_chain(out, chain.source_id, chain.quantiles(FRACTIONS))?,
            Product::McmcMsc(chain) => write_chain(out, chain.source_id, chain.quantiles(FRACTIONS))?,
            other => writeln!(out, "{} {}: no chain", other.source_id(), other.kind())?,
        }
    }
    Ok(())
}

fn write_chain(
    out: &mut impl Write,
    source_id: SourceId,
    parameters: impl Iterator<Item = (&'static str, Option<[f64; 3]>)>,
) -> io::Result<()> {
    for (name, quantiles) in parameters {
        match quantiles {
            Some([low, median, high]) => writeln!(out, "{source_id} {name} {median:.3} ({low:.3} to {high:.3})")?,
            None => writeln!(out, "{source_id} {name}: no samples")?,
        }
    }
    Ok(())
}
