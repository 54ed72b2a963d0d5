//! What is wrong with epoch astrometry: numbers that cannot be, and flags that contradict the rest.

use super::{AstrometryTransit, CcdProcFlags, EpochAstrometry};
use crate::{epoch_photometry::OBSERVED, finding::of_source};
use gaialink_table::{Finding, Severity};

/// The longest way of light from Gaia to the barycentre, in nanoseconds: 1.04 astronomical units.
const BARY_CORR: f64 = 520e9;
/// The greatest parallax factor: the distance of Gaia from the barycentre, in astronomical units.
const PARALLAX_FACTOR: f64 = 1.04;

/// What is wrong with a transit: code, column, message, and whether a transit is so.
type Rule = (&'static str, &'static str, &'static str, fn(&AstrometryTransit) -> bool);

const RULES: [Rule; 7] = [
    ("W-TIME-RANGE", "obs_time_tcb", "Gaia did not observe at this time", |transit| {
        transit.obs_time.iter().flatten().any(|time| !OBSERVED.contains(&time.days()))
    }),
    ("W-TIME-ORDER", "obs_time_tcb", "the times do not ascend from CCD to CCD", |transit| {
        !transit.obs_time.iter().flatten().is_sorted()
    }),
    ("W-BARY-CORR", "obs_time_bary_corr", "light does not take as long to the barycentre", |transit| {
        transit.bary_corr.is_some_and(|correction| correction.abs() > BARY_CORR)
    }),
    (
        "W-PARALLAX-FACTOR",
        "parallax_factor_al",
        "a parallax factor is greater than Gaia's distance from the barycentre",
        |transit| {
            [transit.parallax_factor_al, transit.parallax_factor_ac].iter().flatten().any(|factor| factor.abs() > PARALLAX_FACTOR)
        },
    ),
    ("W-ERROR", "centroid_pos_error_al", "an error is not positive", |transit| {
        [&transit.centroid_pos_error_al, &transit.ipd_error_al].iter().any(|list| list.iter().any(|error| *error <= 0.0))
    }),
    ("W-FLAG-CENTROID", "ccd_proc_flags", "a centroid where the flags say that there is no window or image", |transit| {
        let mut observations = transit.ccd_proc_flags.iter().zip(transit.centroid_pos_al.iter());
        observations.any(|(flags, centroid)| is_lost(*flags) && !centroid.is_nan())
    }),
    ("W-FLAG-AGIS", "used_by_agis_al", "an observation that the astrometric solution took, without a centroid", |transit| {
        let mut observations = transit.used_by_agis_al.iter().zip(transit.centroid_pos_al.iter());
        observations.any(|(used, centroid)| *used == Some(true) && centroid.is_nan())
    }),
];

/// Whether there is nothing of an observation.
fn is_lost(flags: Option<CcdProcFlags>) -> bool {
    flags.is_some_and(|flags| flags.intersects(CcdProcFlags::NO_WINDOW | CcdProcFlags::IPD_UNAVAILABLE))
}

/// Adds what is wrong with the transits of a source: one finding a rule.
pub(crate) fn check(source: &EpochAstrometry, findings: &mut Vec<Finding>) {
    for (code, column, message, is_wrong) in RULES {
        let mut wrong = source.transits.iter().filter(|transit| is_wrong(transit));
        let Some(first) = wrong.next() else { continue };
        let count = 1 + wrong.count();
        let transit = first.transit_id.map_or_else(|| "no number".to_owned(), |id| id.to_string());
        let message = format!("{message}: {count} transits, the first {transit}");
        findings.push(of_source(Severity::Warning, code, source.source_id, Some(column), &message));
    }
}
