use super::{Sampled, SampledSpectrum};
use crate::{Values, finding::of_source};
use gaialink_table::{Finding, Severity};

/// Adds what is wrong with a sampled spectrum: its grid, the range that its PARAMs say, errors that are none.
pub(crate) fn check<S: SampledSpectrum>(spectrum: &S, findings: &mut Vec<Finding>) {
    let spectrum = spectrum.sampled();
    let mut warn = |code, column, message: &str| {
        findings.push(of_source(Severity::Warning, code, spectrum.source_id, Some(column), message));
    };
    for (column, message) in grid(&spectrum, &S::GRID.wavelengths()) {
        warn("W-GRID", column, &message);
    }
    let mut wrong = spectrum.flux_error.iter().enumerate().filter(|(_, error)| **error <= 0.0);
    if let Some((place, error)) = wrong.next() {
        let count = 1 + wrong.count();
        let message = format!("{count} errors are not positive, the first is that of sample {place}: {error}");
        warn("W-ERROR", "flux_error", &message);
    }
    if let Some(position) = spectrum.position.filter(|found| !(0.0..=360.0).contains(&found.ra)) {
        warn("W-POSITION", "ra", &format!("expected 0 to 360 degrees, found {}", position.ra));
    }
    if let Some(position) = spectrum.position.filter(|found| !(-90.0..=90.0).contains(&found.dec)) {
        warn("W-POSITION", "dec", &format!("expected -90 to 90 degrees, found {}", position.dec));
    }
}

/// What the wavelengths are against the standard ones, and against what PARAMs say of them.
fn grid(spectrum: &Sampled, standard: &Values<f64>) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    let (wavelength, expected) = (&spectrum.wavelength, standard.len());
    if wavelength.len() != expected {
        found.push(("wavelength", format!("expected {expected} samples, found {}", wavelength.len())));
    } else if let Some((place, (is, should))) =
        wavelength.iter().zip(standard.iter()).enumerate().find(|(_, (is, should))| is != should)
    {
        let message = format!("the wavelengths are not the standard ones: sample {place}: expected {should} nm, found {is} nm");
        found.push(("wavelength", message));
    }
    let of_params = [
        ("first", spectrum.params.spectral_start, wavelength.first()),
        ("last", spectrum.params.spectral_stop, wavelength.last()),
    ];
    for (which, said, is) in of_params {
        if let (Some(said), Some(is)) = (said, is)
            && said != *is
        {
            found.push((
                "wavelength",
                format!("the PARAMs say another range of wavelengths: expected {said} nm as the {which}, found {is} nm"),
            ));
        }
    }
    found
}
