use super::Fact;
use crate::{
    Band, EpochPhotometry, OtherFlags, Point,
    time::{Barycentric, Tcb},
};
use std::collections::BTreeMap;

/// Of each band: how many epochs there are and when, how many are rejected, and the flags that are set.
pub(super) fn facts(curves: &EpochPhotometry) -> Vec<Fact> {
    let mut facts = vec![Fact::new("transits", curves.len().to_string())];
    for band in Band::ALL {
        facts.push(Fact::new(band.name(), epochs(curves, band)));
        facts.extend(rejected(curves, band).map(|rejected| Fact::new(format!("{band} rejected"), rejected)));
        facts.extend(flags(curves, band).map(|flags| Fact::new(format!("{band} flags"), flags)));
    }
    let whole = curves.rejected_by_photometry.iter().filter(|rejected| **rejected == Some(true)).count();
    if whole > 0 {
        facts.push(Fact::new("rejected transits", whole.to_string()));
    }
    facts
}

fn epochs(curves: &EpochPhotometry, band: Band) -> String {
    let observed: Vec<Point> = curves.points(band).filter(Point::is_observed).collect();
    let times = || observed.iter().map(|point| point.time);
    let (first, last) = (times().fold(f64::INFINITY, f64::min), times().fold(f64::NEG_INFINITY, f64::max));
    match (utc(first), utc(last)) {
        (Some(from), Some(to)) => {
            format!("{} epochs in {:.3} days, {first:.3} to {last:.3} ({from} to {to})", observed.len(), last - first)
        }
        _ => "no epochs".to_owned(),
    }
}

fn utc(time: f64) -> Option<String> {
    Some(Tcb::<Barycentric>::from_days(time)?.to_utc()?.format("%FT%T%.3fZ").to_string())
}

fn rejected(curves: &EpochPhotometry, band: Band) -> Option<String> {
    let curve = curves.band(band);
    let count = |list: &[Option<bool>]| list.iter().filter(|rejected| **rejected == Some(true)).count();
    let counts = [(count(&curve.rejected_by_photometry), "photometry"), (count(&curve.rejected_by_variability), "variability")];
    let words: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, by)| format!("{count} by {by}")).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

fn flags(curves: &EpochPhotometry, band: Band) -> Option<String> {
    let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
    for point in curves.points(band) {
        point.flags.set.iter().for_each(|flag| *counts.entry(flag.bits()).or_default() += 1);
    }
    let name = |bits| match curves.flag_meaning.names(OtherFlags::from_bits_retain(bits)).first() {
        Some(name) => name.trim_start_matches("photometry_flag_").to_owned(),
        None => format!("{bits:#x}"),
    };
    let words: Vec<String> = counts.into_iter().map(|(bits, count)| format!("{} {count}", name(bits))).collect();
    (!words.is_empty()).then(|| words.join(", "))
}
