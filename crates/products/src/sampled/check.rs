use super::SampledSpectrum;
use crate::finding::of_source;
use gaialink_table::{Finding, Severity};

/// Adds what is wrong with a sampled spectrum: its grid, the range that its PARAMs say, errors that are none.
pub(crate) fn check<S: SampledSpectrum>(spectrum: &S, findings: &mut Vec<Finding>) {
    let spectrum = spectrum.sampled();
    let mut warn = |code, column, message: &str| {
        findings.push(of_source(Severity::Warning, code, spectrum.source_id, Some(column), message));
    };
    let standard = S::GRID.wavelengths();
    if spectrum.wavelength.len() != standard.len() {
        let message = format!("expected {} samples, found {}", standard.len(), spectrum.wavelength.len());
        warn("W-GRID", "wavelength", &message);
    } else if spectrum.wavelength != standard {
        warn("W-GRID", "wavelength", "the wavelengths are not the standard ones");
    }
    let [first, last] = [spectrum.wavelength.first(), spectrum.wavelength.last()].map(|found| found.copied());
    let differs = |said: Option<f64>, found: Option<f64>| said.zip(found).is_some_and(|(said, found)| said != found);
    if differs(spectrum.params.spectral_start, first) || differs(spectrum.params.spectral_stop, last) {
        warn("W-GRID", "wavelength", "the PARAMs say another range of wavelengths");
    }
    if spectrum.flux_error.iter().any(|error| *error <= 0.0) {
        warn("W-ERROR", "flux_error", "an error is not positive");
    }
}
