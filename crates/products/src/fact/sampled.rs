use super::Fact;
use crate::{Rvs, Values};

/// The range of wavelengths, how many fluxes are missing, and how good the others are.
pub(super) fn facts(wavelength: &Values<f64>, flux: &Values<f32>, flux_error: &Values<f32>) -> Vec<Fact> {
    let mut facts = Vec::new();
    let samples = flux.len();
    match wavelength.quantiles([0.0, 1.0]) {
        Some([first, last]) => facts.push(Fact::new("wavelengths", format!("{first} to {last} nm, {samples} samples"))),
        None => facts.push(Fact::new("wavelengths", "none")),
    }
    let missing = flux.iter().filter(|flux| flux.is_nan()).count();
    if missing > 0 {
        facts.push(Fact::new("missing", format!("{missing} fluxes of {samples}")));
    }
    let ratios: Values<f32> = flux.iter().zip(flux_error.iter()).map(|(flux, error)| flux / error).collect();
    if let Some(median) = ratios.median() {
        facts.push(Fact::new("signal to noise", format!("{median:.1} (median)")));
    }
    facts
}

/// The same, and what the spectrum was made of.
pub(super) fn of_rvs(spectrum: &Rvs) -> Vec<Fact> {
    let mut facts = facts(&spectrum.wavelength, &spectrum.flux, &spectrum.flux_error);
    let counters = [
        ("combined transits", spectrum.combined_transits),
        ("combined CCDs", spectrum.combined_ccds),
        ("deblended CCDs", spectrum.deblended_ccds),
    ];
    facts.extend(counters.into_iter().filter_map(|(name, count)| Some(Fact::new(name, count?.to_string()))));
    facts
}
