use super::{CcdProcFlags, TransitAcqFlags};
use crate::{
    TransitId, Values,
    time::{AtGaia, Barycentric, Tcb},
};
use serde::{Deserialize, Serialize};

/// One transit of EPOCH_ASTROMETRY. Lists have one element a CCD: SM, then AF1 to AF9; they are empty where the file has nothing. A
/// number of a list that is missing is NaN.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AstrometryTransit {
    /// The transit.
    pub transit_id: Option<TransitId>,
    /// When each CCD was crossed, in TCB at Gaia: `obs_time_tcb`.
    pub obs_time: Vec<Option<Tcb<AtGaia>>>,
    /// What added to the times gives those at the barycentre, in nanoseconds, computed for AF4: `obs_time_bary_corr`. One transit
    /// in ten of the pre-release lacks it, and with it `zeta` and the parallax factors.
    pub bary_corr: Option<f64>,
    /// Position angles of the scan, in degrees.
    pub scan_pos_angle: Values<f64>,
    /// Field angle across scan of the reference point, in degrees.
    pub zeta: Option<f64>,
    /// Parallax factor along scan: the shift of the source for a parallax of one, without unit.
    pub parallax_factor_al: Option<f64>,
    /// Parallax factor across scan, without unit.
    pub parallax_factor_ac: Option<f64>,
    /// Colour factors along scan, without unit.
    pub colour_factor_al: Values<f32>,
    /// Colour factors across scan, without unit.
    pub colour_factor_ac: Values<f32>,
    /// Effective wavenumber that was taken, per micrometre.
    pub nu_eff_used_in_astrometry: Option<f64>,
    /// Its standard error, per micrometre.
    pub nu_eff_error: Option<f64>,
    /// Centroids along scan in the local plane, in mas.
    pub centroid_pos_al: Values<f64>,
    /// Centroids across scan in the local plane, in mas; empty in the pre-release.
    pub centroid_pos_ac: Values<f64>,
    /// Predicted positions across scan, in mas.
    pub calculated_pos_ac: Values<f64>,
    /// Standard errors of the centroids along scan, in mas.
    pub centroid_pos_error_al: Values<f32>,
    /// Standard errors of the centroids across scan, in mas; empty in the pre-release.
    pub centroid_pos_error_ac: Values<f32>,
    /// Whether the astrometric solution took the observations, along scan.
    pub used_by_agis_al: Vec<Option<bool>>,
    /// Whether the astrometric solution took the observations, across scan.
    pub used_by_agis_ac: Vec<Option<bool>>,
    /// How the transit was acquired.
    pub transit_acq_flags: Option<TransitAcqFlags>,
    /// What the processing says of the transit; the bits are not known.
    pub transit_proc_flags: Option<u16>,
    /// What the processing says of each observation.
    pub ccd_proc_flags: Vec<Option<CcdProcFlags>>,
    /// Whether the image has several peaks.
    pub multipeak: Option<bool>,
    /// Whether another source shares the peak.
    pub blended: Option<bool>,
    /// Standard errors of the image fits along scan, in mas.
    pub ipd_error_al: Values<f32>,
    /// Standard errors of the image fits across scan, in mas; NaN for windows of one dimension.
    pub ipd_error_ac: Values<f32>,
    /// G magnitude, in mag.
    pub g_mag: Option<f64>,
    /// Class of the window.
    pub g_class: Option<i64>,
    /// Gate of each observation.
    pub gates: Vec<Option<i64>>,
    /// Distances to the last charge injection, in pixels.
    pub source_dist_to_last_ci: Values<f32>,
    /// Motion across scan, in pixels per second.
    pub ac_rate: Option<f64>,
    /// Positions along scan within the pixel, in pixels.
    pub sub_pixel_coord: Values<f32>,
    /// CCD coordinates across scan, in pixels.
    pub mu: Values<f32>,
}

impl AstrometryTransit {
    /// The number of CCDs.
    pub fn len(&self) -> usize {
        self.obs_time.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.obs_time.is_empty()
    }

    /// The times at the barycentre, one a CCD; `None` where the time or the correction is missing.
    pub fn barycentric_times(&self) -> impl Iterator<Item = Option<Tcb<Barycentric>>> {
        self.obs_time.iter().map(|time| (*time)?.to_barycentre(self.bary_corr?))
    }
}
