use serde::{Deserialize, Serialize};

/// One sample of a spectrum; a missing number is NaN.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Sample {
    /// The wavelength, in nm.
    pub wavelength: f64,
    /// The flux, in W m⁻² nm⁻¹ (XP_SAMPLED) or normalised (RVS).
    pub flux: f32,
    /// The standard error of the flux, in the same unit.
    pub flux_error: f32,
}

/// The samples of three lists that are equally long.
pub(crate) fn samples(wavelength: &[f64], flux: &[f32], flux_error: &[f32]) -> impl Iterator<Item = Sample> {
    let numbers = wavelength.iter().zip(flux).zip(flux_error);
    numbers.map(|((wavelength, flux), error)| Sample { wavelength: *wavelength, flux: *flux, flux_error: *error })
}
