use super::Chain;
use crate::{Values, finding::of_source};
use gaialink_table::{Finding, Severity};

/// Parameters that are positive, and those that are not negative.
const POSITIVE: [&str; 5] = ["teff", "teff1", "teff2", "distancepc", "radius"];
const NOT_NEGATIVE: [&str; 5] = ["azero", "ag", "abp", "arp", "ebpminrp"];

/// How many samples the archive's chains have.
const LENGTHS: [usize; 2] = [100, 2000];

/// Adds what is wrong with a chain: the number of its samples, missing ones, and those out of their range.
pub(crate) fn check<C: Chain<N>, const N: usize>(chain: &C, findings: &mut Vec<Finding>) {
    let (source_id, _) = chain.ids();
    let mut warn = |code, column, message: &str| {
        findings.push(of_source(Severity::Warning, code, source_id, column, message));
    };
    let len = chain.columns().first().map_or(0, |column| column.len());
    if !LENGTHS.contains(&len) {
        warn("W-SAMPLES", None, &format!("{len} samples, where the archive's chains have 100 or 2000"));
    }
    for (name, column) in C::NAMES.into_iter().zip(chain.columns()) {
        let missing = column.iter().filter(|number| number.is_nan()).count();
        if missing > 0 {
            warn("W-SAMPLES", Some(name), &format!("{missing} samples are missing"));
        }
        if let Some(message) = out_of_range(name, column) {
            warn("W-PARAMETER", Some(name), &message);
        }
    }
}

/// The samples that their parameter cannot have.
fn out_of_range(name: &str, column: &Values<f32>) -> Option<String> {
    let (expected, fits): (_, fn(f32) -> bool) = match name {
        name if POSITIVE.contains(&name) => ("a positive number", |number| number > 0.0),
        name if NOT_NEGATIVE.contains(&name) => ("no negative number", |number| number >= 0.0),
        _ => return None,
    };
    let mut wrong = column.iter().enumerate().filter(|(_, number)| !number.is_nan() && !fits(**number));
    let (place, first) = wrong.next()?;
    Some(format!("{} samples out of range, the first is sample {place}: expected {expected}, found {first}", 1 + wrong.count()))
}
