//! What is wrong with a light curve: its numbers against each other, and its flags against what they say.

use super::{Band, EpochPhotometry, FlagMeaning, Point, Transit, zero_point};
use crate::{OtherFlags, TransitId};
use gaialink_table::{Finding, Position, Severity};
use std::ops::Range;

/// How far a magnitude may be from that of its flux: what `float` columns round off.
const MAG: f64 = 1e-5;
/// How far a ratio may be from that of flux and error, as a part of it.
const RATIO: f64 = 1e-5;
/// The days of TCB in which Gaia observed: 2014-07-24 to 2025-01-16.
pub(crate) const OBSERVED: Range<f64> = 1665.0..5494.0;

/// Adds what is wrong with the light curves of a source: one finding a rule and band.
pub(crate) fn check(curves: &EpochPhotometry, findings: &mut Vec<Finding>) {
    for band in Band::ALL {
        let mut found = Found { curves, band, findings };
        found.mag_against_flux();
        found.ratio();
        found.times();
        found.flags();
    }
    repeated(curves, findings);
    transits(curves, findings);
}

struct Found<'a> {
    curves: &'a EpochPhotometry,
    band: Band,
    findings: &'a mut Vec<Finding>,
}

impl Found<'_> {
    /// One finding for all points that break a rule, with what is wrong with the first of them.
    fn add(&mut self, severity: Severity, code: &str, column: &str, what: &str, wrong: impl Fn(&Point) -> Option<String>) {
        let mut all = self.curves.points(self.band).filter_map(|point| Some((point.transit_id, wrong(&point)?)));
        let Some((transit, first)) = all.next() else { return };
        let count = 1 + all.count();
        let transit = transit.map_or_else(|| "no number".to_owned(), |id| id.to_string());
        let (source, band) = (self.curves.source_id, self.band);
        let message = format!("{what}: {count} points in {band} of source {source}, the first of transit {transit}: {first}");
        self.findings.push(Finding::new(severity, code, Position::default().in_column(column), message));
    }

    fn mag_against_flux(&mut self) {
        let Some(zero_point) = self.curves.release.as_ref().and_then(|release| self.band.zero_point(release)) else { return };
        let column = self.band.columns().mag;
        self.add(Severity::Warning, "W-MAG-FLUX", column, "the magnitude is not that of the flux", |point| {
            let residual = zero_point::residual(point.mag, point.flux, zero_point)?;
            (residual.abs() > MAG).then(|| expected(&format!("{:.6}", point.mag - residual), point.mag))
        });
    }

    fn ratio(&mut self) {
        let column = self.band.columns().flux_over_error;
        self.add(Severity::Warning, "W-FLUX-OVER-ERROR", column, "not the flux divided by its error", |point| {
            let ratio = point.flux / point.flux_error;
            let is_wrong = (ratio / point.flux_over_error - 1.0).abs() > RATIO;
            is_wrong.then(|| expected(&format!("{ratio:.5}"), point.flux_over_error))
        });
    }

    fn times(&mut self) {
        let column = self.band.columns().time;
        self.add(Severity::Warning, "W-TIME-RANGE", column, "Gaia did not observe at this time", |point| {
            let is_wrong = !point.time.is_nan() && !OBSERVED.contains(&point.time);
            is_wrong.then(|| expected(&format!("{} to {}", OBSERVED.start, OBSERVED.end), point.time))
        });
        let times = self.curves.band(self.band).time.iter().filter(|time| !time.is_nan());
        if !times.is_sorted() {
            let message = format!("the times in {} of source {} do not ascend", self.band, self.curves.source_id);
            let at = Position::default().in_column(column);
            self.findings.push(Finding::new(Severity::Warning, "W-TIME-ORDER", at, message));
        }
    }

    fn flags(&mut self) {
        let (band, column) = (self.band, self.band.columns().flags);
        self.add(Severity::Info, "I-FLAG-UNKNOWN", column, "bits that the band has no flags for", |point| {
            let others = point.flags.set.difference(band.flags());
            (!others.is_empty()).then(|| format!("found {}", i64::from(others)))
        });
        let is_known = matches!(self.curves.flag_meaning, FlagMeaning::Dr2 | FlagMeaning::Dr3);
        let Some((reject, unavailable)) = of_band(band).filter(|_| is_known) else {
            return;
        };
        if self.curves.flag_meaning == FlagMeaning::Dr3 {
            let what = "the flags say that there was nothing to process, but there is a flux";
            self.add(Severity::Warning, "W-FLAG-FLUX", column, what, |point| {
                let is_wrong = point.flags.set.contains(unavailable) && !point.flux.is_nan();
                is_wrong.then(|| format!("found {} beside the flux {}", names(unavailable), point.flux))
            });
        }
        if self.curves.band(band).rejected_by_photometry.iter().any(Option::is_some) {
            let what = "rejected_by_photometry and the flags disagree";
            self.add(Severity::Warning, "W-FLAG-REJECTED", "rejected_by_photometry", what, |point| {
                let (rejected, flag) = point.rejected_by_photometry.zip(point.flags.get(reject))?;
                (rejected != flag).then(|| format!("expected {flag} by {}, found {rejected}", names(reject)))
            });
        }
    }
}

fn expected(expected: &str, found: f64) -> String {
    format!("expected {expected}, found {found}")
}

fn names(flags: OtherFlags) -> &'static str {
    flags.column_names().next().unwrap_or_default()
}

/// The flags of a band that speak of the whole point: those of single CCDs say nothing of an average in G.
fn of_band(band: Band) -> Option<(OtherFlags, OtherFlags)> {
    match band {
        Band::G => None,
        Band::Bp => Some((OtherFlags::BP_REJECT, OtherFlags::BP_UNAVAILABLE)),
        Band::Rp => Some((OtherFlags::RP_REJECT, OtherFlags::RP_UNAVAILABLE)),
    }
}

/// Transits that are there more than once.
fn repeated(curves: &EpochPhotometry, findings: &mut Vec<Finding>) {
    let mut ids: Vec<TransitId> = curves.transit_id.iter().copied().flatten().collect();
    ids.sort_unstable();
    let mut again = ids.windows(2).filter_map(|pair| if let [one, other] = pair { (one == other).then_some(*one) } else { None });
    let Some(first) = again.next() else { return };
    let (count, source) = (1 + again.count(), curves.source_id);
    let message = format!("{count} transits of source {source} that are there before, the first {first}");
    let at = Position::default().in_column("transit_id");
    findings.push(Finding::new(Severity::Warning, "W-TRANSIT-TWICE", at, message));
}

/// Transits that are rejected as a whole, although they have a flux in every band and no band is flagged.
fn transits(curves: &EpochPhotometry, findings: &mut Vec<Finding>) {
    let is_flagged = |point: &Point| of_band(point.band).is_some_and(|(reject, _)| point.flags.set.contains(reject));
    let is_good = |point: &Point| point.is_observed() && !is_flagged(point);
    let contradicts = |transit: &Transit| {
        transit.rejected_by_photometry == Some(true) && [transit.g, transit.bp, transit.rp].iter().all(is_good)
    };
    let count = curves.transits().filter(contradicts).count();
    if count > 0 {
        let message = format!(
            "rejected_by_photometry, but every band has a flux and none is flagged: {count} transits of source {}",
            curves.source_id
        );
        let at = Position::default().in_column("rejected_by_photometry");
        findings.push(Finding::new(Severity::Warning, "W-FLAG-REJECTED", at, message));
    }
}
