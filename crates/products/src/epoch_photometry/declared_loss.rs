use crate::{DeclaredLoss, Form, ProductKind};
use gaialink_table::LossKind::{self, Null, Value};

/// INDIVIDUAL of DR3 is the wide layout.
const WIDE: &[Form] = &[Form::Individual, Form::Wide];
const LONG: &[Form] = &[Form::Long];
const RAW: &[Form] = &[Form::Raw];
const WIDE_LONG: &[Form] = &[Form::Individual, Form::Wide, Form::Long];
const WIDE_RAW: &[Form] = &[Form::Individual, Form::Wide, Form::Raw];
/// What is null stays null, from whichever form it comes.
const ANY: &[Form] = &[Form::Raw, Form::Individual, Form::Long, Form::Wide];

const MASKS: &[&str] = &["g_other_flags", "bp_other_flags", "rp_other_flags"];
const VARIABILITY: &[&str] = &["variability_flag_g_reject", "variability_flag_bp_reject", "variability_flag_rp_reject"];
const REJECTED: &[&str] = &["rejected_by_photometry"];
const N_OBS: &[&str] = &["g_transit_n_obs"];
const TRANSIT: &[&str] = &["transit_id"];
const IDS: &[&str] = &["solution_id", "transit_id"];
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
    from: &'static [Form],
    to: &'static [Form],
    kind: LossKind,
    subjects: &'static [&'static str],
    detail: &'static str,
) -> DeclaredLoss {
    DeclaredLoss { product: ProductKind::EpochPhotometry, from, to, kind, subjects, detail }
}

/// What light curves lose, or leave open, from one form to another.
pub(crate) const LOSSES: &[DeclaredLoss] = &[
    loss(LONG, WIDE, Value, REJECTED, OF_POINTS),
    loss(RAW, WIDE, Value, N_OBS, NO_COUNT),
    loss(RAW, WIDE, Value, MASKS, PARTLY),
    loss(RAW, WIDE, Value, MASKS, NO_MASK),
    loss(ANY, WIDE, Null, REJECTED, NOT_SAID),
    loss(ANY, WIDE, Null, MASKS, NOT_SAID),
    loss(ANY, WIDE, Null, VARIABILITY, NOT_SAID),
    loss(ANY, WIDE, Null, IDS, NOT_SAID),
    loss(WIDE, LONG, Value, REJECTED, OF_TRANSITS),
    loss(RAW, LONG, Value, N_OBS, NO_COUNT),
    loss(RAW, LONG, Value, &["other_flags"], PARTLY),
    loss(RAW, LONG, Value, &["other_flags"], NO_MASK),
    loss(WIDE_RAW, LONG, Value, TRANSIT, OTHERWISE),
    loss(ANY, LONG, Null, &["other_flags", "rejected_by_photometry", "rejected_by_variability"], NOT_SAID),
    loss(ANY, LONG, Null, IDS, NOT_SAID),
    loss(WIDE, RAW, Value, REJECTED, OF_TRANSITS),
    loss(LONG, RAW, Value, REJECTED, OF_POINTS),
    loss(WIDE_LONG, RAW, Value, MASKS, NO_COLUMN),
    loss(ANY, RAW, Null, N_OBS, NOT_SAID),
    loss(ANY, RAW, Null, FLAGS, NOT_SAID),
    loss(ANY, RAW, Null, VARIABILITY, NOT_SAID),
];
