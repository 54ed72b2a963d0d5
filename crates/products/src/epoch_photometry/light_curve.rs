use super::{Band, PointFlags, Ratios};
use crate::Values;
use serde::{Deserialize, Serialize};

/// The points of one band, one a transit; a missing number is NaN.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LightCurve {
    /// The band.
    pub band: Band,
    /// Barycentric times, in days of TCB from JD 2455197.5.
    pub time: Values<f64>,
    /// Fluxes, in electrons per second.
    pub flux: Values<f64>,
    /// Standard errors of the fluxes.
    pub flux_error: Values<f64>,
    /// Fluxes divided by their standard errors.
    pub flux_over_error: Ratios,
    /// Magnitudes, Vega system.
    pub mag: Values<f64>,
    /// What the photometric processing says of each point; `PointFlags` of a missing mask where it says nothing.
    pub flags: Vec<PointFlags>,
    /// Whether the photometric processing rejected the point, which only the long layout tells.
    pub rejected_by_photometry: Vec<Option<bool>>,
    /// Whether the variability processing rejected the point.
    pub rejected_by_variability: Vec<Option<bool>>,
}

impl LightCurve {
    /// The number of points, which is that of the transits, whether they were observed in this band or not.
    pub fn len(&self) -> usize {
        self.flags.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.flags.is_empty()
    }

    /// Whether the file says anything of a point.
    pub fn says(&self, place: usize) -> bool {
        let numbers = [&self.time, &self.flux, &self.flux_error, &self.mag];
        numbers.iter().any(|values| values.get(place).is_some_and(|number| !number.is_nan()))
            || !self.flux_over_error.get(place).is_nan()
            || self.flags.get(place).is_some_and(|flags| !flags.is_missing(self.band))
            || said(&self.rejected_by_photometry, place).is_some()
            || said(&self.rejected_by_variability, place).is_some()
    }
}

/// The truth value of a place.
pub(super) fn said(values: &[Option<bool>], place: usize) -> Option<bool> {
    values.get(place).copied().flatten()
}
