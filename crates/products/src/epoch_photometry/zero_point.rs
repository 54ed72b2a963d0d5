use super::Band;
use crate::{Release, generated::zero_points::ZERO_POINTS};

impl Band {
    /// The magnitude of a flux of one electron per second in a release's light curves, Vega system: `mag + 2.5 log10 flux` of
    /// every point. Known of DR2 and DR3, from served files alone: no documentation states them (`data/zero_points.yaml`).
    ///
    /// ```
    /// use gaialink_products::{Band, Release};
    /// assert_eq!(Band::G.zero_point(&Release::Dr3), Some(25.687366867055584));
    /// assert_eq!(Band::G.zero_point(&Release::Dr4), None);
    /// ```
    pub fn zero_point(self, release: &Release) -> Option<f64> {
        let (_, points) = ZERO_POINTS.iter().find(|(known, _)| known == release)?;
        points.get(self as usize).copied()
    }
}

/// How far the magnitude and the flux of a point are from a zero point; nothing where one is missing.
pub(super) fn residual(mag: f64, flux: f64, zero_point: f64) -> Option<f64> {
    let residual = mag + 2.5 * flux.log10() - zero_point;
    residual.is_finite().then_some(residual)
}

/// The release whose zero points more than half of the points have, to a tenth of the least difference between two releases.
pub(super) fn release_of(points: impl Iterator<Item = (Band, f64, f64)>) -> Option<Release> {
    const TOLERANCE: f64 = 1e-4;
    let points: Vec<_> = points.collect();
    let fits = |release: &Release| {
        let residuals = points.iter().filter_map(|(band, mag, flux)| residual(*mag, *flux, band.zero_point(release)?));
        let (all, fitting) =
            residuals.fold((0, 0), |(all, fitting), found| (all + 1, fitting + u32::from(found.abs() < TOLERANCE)));
        2 * fitting > all
    };
    ZERO_POINTS.iter().map(|(release, _)| release).find(|release| fits(release)).cloned()
}
