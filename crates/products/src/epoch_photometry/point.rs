use super::{Band, EpochPhotometry, LightCurve, PointFlags, light_curve::said};
use crate::{
    TransitId,
    time::{Barycentric, Tcb},
};

/// One point of a light curve; a missing number is NaN.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Point {
    /// The transit.
    pub transit_id: Option<TransitId>,
    /// The band.
    pub band: Band,
    /// Barycentric time, in days of TCB from JD 2455197.5.
    pub time: f64,
    /// Flux, in electrons per second.
    pub flux: f64,
    /// Standard error of the flux.
    pub flux_error: f64,
    /// Flux divided by its standard error.
    pub flux_over_error: f64,
    /// Magnitude, Vega system.
    pub mag: f64,
    /// What the photometric processing says of it.
    pub flags: PointFlags,
    /// Whether the photometric processing rejected it: the point in the long layout, its transit in the wide one.
    pub rejected_by_photometry: Option<bool>,
    /// Whether the variability processing rejected it.
    pub rejected_by_variability: Option<bool>,
}

impl Point {
    /// The time as an instant; nothing where it is missing.
    pub fn instant(&self) -> Option<Tcb<Barycentric>> {
        Tcb::from_days(self.time)
    }

    /// Whether there is a time and a flux.
    pub fn is_observed(&self) -> bool {
        !self.time.is_nan() && !self.flux.is_nan()
    }

    /// Whether the photometric or the variability processing rejected it.
    pub fn is_rejected(&self) -> bool {
        self.rejected_by_photometry == Some(true) || self.rejected_by_variability == Some(true)
    }
}

/// One transit: its points in all bands.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Transit {
    /// Its number.
    pub transit_id: Option<TransitId>,
    /// Whether the photometric processing rejected it as a whole, which only the wide layout tells.
    pub rejected_by_photometry: Option<bool>,
    /// How many CCDs were averaged in G, which only RAW of DR3 tells.
    pub g_n_obs: Option<i16>,
    /// The point in G.
    pub g: Point,
    /// The point in BP.
    pub bp: Point,
    /// The point in RP.
    pub rp: Point,
}

impl EpochPhotometry {
    /// The points of a band of which the file says anything, in the order of the transits.
    pub fn points(&self, band: Band) -> impl Iterator<Item = Point> {
        let curve = self.band(band);
        (0..self.len()).filter(|place| curve.says(*place)).map(move |place| self.point(curve, place))
    }

    /// All transits, the bands joined.
    pub fn transits(&self) -> impl Iterator<Item = Transit> {
        (0..self.len()).map(|place| Transit {
            transit_id: self.transit(place),
            rejected_by_photometry: said(&self.rejected_by_photometry, place),
            g_n_obs: self.g_n_obs.get(place).copied().flatten(),
            g: self.point(&self.g, place),
            bp: self.point(&self.bp, place),
            rp: self.point(&self.rp, place),
        })
    }

    fn transit(&self, place: usize) -> Option<TransitId> {
        self.transit_id.get(place).copied().flatten()
    }

    fn point(&self, curve: &LightCurve, place: usize) -> Point {
        let number = |values: &[f64]| values.get(place).copied().unwrap_or(f64::NAN);
        let of_transit = said(&self.rejected_by_photometry, place);
        Point {
            transit_id: self.transit(place),
            band: curve.band,
            time: number(&curve.time),
            flux: number(&curve.flux),
            flux_error: number(&curve.flux_error),
            flux_over_error: curve.flux_over_error.get(place),
            mag: number(&curve.mag),
            flags: curve.flags.get(place).copied().unwrap_or(PointFlags::of_mask(None, curve.band)),
            rejected_by_photometry: said(&curve.rejected_by_photometry, place).or(of_transit),
            rejected_by_variability: said(&curve.rejected_by_variability, place),
        }
    }
}
