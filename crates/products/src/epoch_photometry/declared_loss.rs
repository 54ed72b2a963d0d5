use super::{EpochPhotometry, PhotometryLayout};
use gaialink_table::LossKind::{self, Null, Value};

/// What a light curve of one layout loses in another, or has to leave open there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DeclaredLoss {
    /// The layouts that say it.
    pub from: &'static [PhotometryLayout],
    /// The layout that does not.
    pub to: PhotometryLayout,
    /// [`LossKind::Value`] for what is lost, [`LossKind::Null`] for what is left null.
    pub kind: LossKind,
    /// The columns that a [`LossReport`](gaialink_table::LossReport) names.
    pub columns: &'static [&'static str],
    /// What happens.
    pub what: &'static str,
}

const WIDE: PhotometryLayout = PhotometryLayout::Wide;
const LONG: PhotometryLayout = PhotometryLayout::Long;
const RAW: PhotometryLayout = PhotometryLayout::Raw;

const MASKS: &[&str] = &["g_other_flags", "bp_other_flags", "rp_other_flags"];
const VARIABILITY: &[&str] = &["variability_flag_g_reject", "variability_flag_bp_reject", "variability_flag_rp_reject"];
const REJECTED: &[&str] = &["rejected_by_photometry"];
const N_OBS: &[&str] = &["g_transit_n_obs"];
const TRANSIT: &[&str] = &["transit_id"];
/// The family of RAW's flags of the photometric processing.
const FLAGS: &[&str] = &["photometry_flag_*"];

pub(super) const NOT_SAID: &str = "the light curve does not say it: it stays null";
pub(super) const OF_POINTS: &str = "said of points, where this layout has it of transits, or not at all";
pub(super) const OF_TRANSITS: &str = "said of transits, where this layout has it of points, or not at all";
pub(super) const NO_COUNT: &str = "this layout has no column for it";
pub(super) const PARTLY: &str = "some flags of the point are not said: its mask is null";
pub(super) const NO_COLUMN: &str = "bits that have no column, or mean something else";
pub(super) const NO_MASK: &str = "bits that mean something else in masks of this release";
pub(super) const OTHERWISE: &str = "the points join to other transits";

const fn loss(
    from: &'static [PhotometryLayout],
    to: PhotometryLayout,
    kind: LossKind,
    columns: &'static [&'static str],
    what: &'static str,
) -> DeclaredLoss {
    DeclaredLoss { from, to, kind, columns, what }
}

const LOSSES: &[DeclaredLoss] = &[
    loss(&[LONG], WIDE, Value, REJECTED, OF_POINTS),
    loss(&[LONG, RAW], WIDE, Null, REJECTED, NOT_SAID),
    loss(&[RAW], WIDE, Value, N_OBS, NO_COUNT),
    loss(&[RAW], WIDE, Value, MASKS, PARTLY),
    loss(&[RAW], WIDE, Value, MASKS, NO_MASK),
    loss(&[LONG, RAW], WIDE, Null, MASKS, NOT_SAID),
    loss(&[LONG, RAW], WIDE, Null, VARIABILITY, NOT_SAID),
    loss(&[LONG, RAW], WIDE, Null, TRANSIT, NOT_SAID),
    loss(&[WIDE], LONG, Value, REJECTED, OF_TRANSITS),
    loss(&[WIDE, RAW], LONG, Null, REJECTED, NOT_SAID),
    loss(&[RAW], LONG, Value, N_OBS, NO_COUNT),
    loss(&[RAW], LONG, Value, &["other_flags"], PARTLY),
    loss(&[RAW], LONG, Value, &["other_flags"], NO_MASK),
    loss(&[RAW], LONG, Null, &["other_flags", "rejected_by_variability"], NOT_SAID),
    loss(&[WIDE, RAW], LONG, Value, TRANSIT, OTHERWISE),
    loss(&[WIDE], RAW, Value, REJECTED, OF_TRANSITS),
    loss(&[LONG], RAW, Value, REJECTED, OF_POINTS),
    loss(&[WIDE, LONG], RAW, Null, N_OBS, NOT_SAID),
    loss(&[WIDE, LONG], RAW, Value, MASKS, NO_COLUMN),
    loss(&[WIDE, LONG], RAW, Null, FLAGS, NOT_SAID),
    loss(&[LONG], RAW, Null, VARIABILITY, NOT_SAID),
];

impl EpochPhotometry {
    /// What light curves lose or leave open from one layout to another. All that
    /// [`to_wide_table`](EpochPhotometry::to_wide_table), [`to_long_table`](EpochPhotometry::to_long_table) and
    /// [`to_raw_table`](EpochPhotometry::to_raw_table) report of light curves as the archive serves them is declared here; what a
    /// file had null in its own layout is reported again where it is null in the next.
    ///
    /// ```
    /// use gaialink_products::{EpochPhotometry, PhotometryLayout::{Raw, Wide}};
    /// let raw_to_wide = EpochPhotometry::declared_losses(Raw, Wide);
    /// assert!(raw_to_wide.into_iter().any(|loss| loss.columns == ["g_transit_n_obs"]));
    /// assert_eq!(EpochPhotometry::declared_losses(Wide, Wide).count(), 0);
    /// ```
    pub fn declared_losses(from: PhotometryLayout, to: PhotometryLayout) -> impl Iterator<Item = &'static DeclaredLoss> {
        LOSSES.iter().filter(move |loss| loss.to == to && loss.from.contains(&from))
    }
}
