//! The coefficients of the BP and RP spectra in a file, cut to the relevant ones, and what their covariances say:
//! `cargo run --example xp_covariance -- testdata/gaia/xp_continuous_raw.fits`. With `--matrices` behind the file, all elements of
//! the matrices of correlations and covariances, a line a row of a matrix.

use gaialink::{Product, open, products::XpBand};
use std::{
    env,
    error::Error,
    io::{self, Write},
    path::Path,
};

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args_os().nth(1).ok_or("usage: xp_covariance FILE [--matrices]")?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    match env::args_os().nth(2) {
        Some(_) => write_matrices(Path::new(&path), &mut out),
        None => write_covariances(Path::new(&path), &mut out),
    }
}

/// A line for every row of the matrices: the source, the band, which matrix, and the numbers.
fn write_matrices(path: &Path, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    for product in open(path)?.products()? {
        let Product::XpContinuous(source) = &product else { continue };
        let bands = [("bp", &source.bp), ("rp", &source.rp)];
        for (name, band) in bands.into_iter().filter_map(|(name, band)| Some((name, band.as_ref()?))) {
            let correlations = band.correlation_matrix().mapv(f64::from);
            for (what, matrix) in [("correlation", Some(correlations)), ("covariance", band.covariance_matrix())] {
                for row in matrix.iter().flat_map(|matrix| matrix.rows()) {
                    let numbers: Vec<String> = row.iter().map(f64::to_string).collect();
                    writeln!(out, "{} {name} {what} {}", source.source_id, numbers.join(" "))?;
                }
            }
        }
    }
    Ok(())
}

/// A line for every band of every source.
pub(crate) fn write_covariances(path: &Path, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    for product in open(path)?.products()? {
        let Product::XpContinuous(source) = &product else {
            writeln!(out, "{} {}: no coefficients", product.source_id(), product.kind())?;
            continue;
        };
        for (name, band) in [("BP", &source.bp), ("RP", &source.rp)] {
            match band {
                Some(band) => writeln!(out, "{} {name}: {}", source.source_id, about(band))?,
                None => writeln!(out, "{} {name}: not fitted", source.source_id)?,
            }
        }
    }
    Ok(())
}

fn about(band: &XpBand) -> String {
    let cut = band.truncated();
    let kept = format!("{} of {} coefficients", cut.coefficients.len(), band.coefficients.len());
    // The trace is the sum of the variances.
    match cut.covariance_matrix() {
        Some(covariance) => {
            let definite = if band.is_positive_definite() { "positive definite" } else { "not positive definite" };
            format!(
                "{kept}, {}x{} covariances, trace {:.6e}, {definite}",
                covariance.nrows(),
                covariance.ncols(),
                covariance.diag().sum()
            )
        }
        None => format!("{kept}, no standard deviation"),
    }
}
