//! Any spectrum in the IVOA Spectrum data model: `cargo run --example spectrum -- testdata/gaia/xp_sampled.xml`.

use gaialink::{open, products::Spectrum};
use std::{
    env,
    error::Error,
    io::{self, Write},
    path::Path,
};

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args_os().nth(1).ok_or("usage: spectrum FILE")?;
    write_spectra(Path::new(&path), &mut io::stdout().lock())
}

/// What each spectrum of a file is.
pub(crate) fn write_spectra(path: &Path, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    for spectrum in Spectrum::from_table(&open(path)?.table()?)? {
        let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "unknown".to_owned());
        writeln!(out, "target     {}", text(&spectrum.target.name))?;
        writeln!(out, "publisher  {}", text(&spectrum.curation.publisher))?;
        if let Some(position) = spectrum.characterisation.spatial.location {
            writeln!(out, "position   {} {}", position.ra, position.dec)?;
        }
        if let Some([first, last]) = spectrum.wavelength_range()? {
            writeln!(out, "wavelength {first} to {last} nm")?;
        }
        let flux = &spectrum.data.flux;
        let peak = spectrum.wavelengths()?.iter().copied().zip(flux.values.iter().copied()).max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((wavelength, flux_there)) = peak {
            writeln!(out, "peak       {flux_there:e} {} at {wavelength} nm", text(&flux.unit))?;
        }
    }
    Ok(())
}
