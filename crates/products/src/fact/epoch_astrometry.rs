use super::Fact;
use crate::{
    EpochAstrometry, TransitAcqFlags, Values,
    time::{Place, Tcb},
};
use std::collections::BTreeMap;

/// How many transits there are and when, how many observations the astrometric solution took, and the flags that are set.
pub(super) fn facts(source: &EpochAstrometry) -> Vec<Fact> {
    let mut facts = vec![Fact::new("transits", transits(source))];
    let ccds: usize = source.transits.iter().map(|transit| transit.len()).sum();
    let used = source.transits.iter().flat_map(|transit| &transit.used_by_agis_al).filter(|used| **used == Some(true)).count();
    facts.push(Fact::new("CCD observations", format!("{ccds}, {used} of them used along scan")));
    let magnitudes: Values<f64> = source.transits.iter().filter_map(|transit| transit.g_mag).collect();
    facts.extend(magnitudes.median().map(|median| Fact::new("G", format!("{median:.3} mag (median)"))));
    facts.extend(source.excess_noise.map(|noise| Fact::new("excess noise", format!("{noise:.3} mas"))));
    // The offset is a number and no flag.
    let acquisition = source.transits.iter().filter_map(|transit| transit.transit_acq_flags);
    let acquisition = acquisition.map(|flags| flags.difference(TransitAcqFlags::XP_OFFSET));
    facts.extend(counted(acquisition.flat_map(|flags| flags.iter_names())).map(|names| Fact::new("transit flags", names)));
    let processing = source.transits.iter().flat_map(|transit| &transit.ccd_proc_flags).flatten();
    facts.extend(counted(processing.flat_map(|flags| flags.iter_names())).map(|names| Fact::new("CCD flags", names)));
    facts
}

fn transits(source: &EpochAstrometry) -> String {
    let times = || source.transits.iter().flat_map(|transit| &transit.obs_time).flatten().copied();
    let count = source.transits.len();
    match (times().min().and_then(utc), times().max().and_then(utc)) {
        (Some(from), Some(to)) => format!("{count}, {from} to {to} at Gaia"),
        _ => count.to_string(),
    }
}

fn utc<P: Place>(time: Tcb<P>) -> Option<String> {
    Some(time.to_utc()?.format("%FT%T%.3fZ").to_string())
}

/// Flags by name, and how often each is set.
fn counted<F>(flags: impl Iterator<Item = (&'static str, F)>) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    flags.for_each(|(name, _)| *counts.entry(name).or_default() += 1);
    let words: Vec<String> = counts.into_iter().map(|(name, count)| format!("{} {count}", name.to_lowercase())).collect();
    (!words.is_empty()).then(|| words.join(", "))
}
