use super::Fact;
use crate::{XpBand, XpContinuous};

/// The coefficients of each band, and how many of them are relevant.
pub(super) fn facts(source: &XpContinuous) -> Vec<Fact> {
    vec![Fact::new("BP", band(source.bp.as_ref())), Fact::new("RP", band(source.rp.as_ref()))]
}

fn band(band: Option<&XpBand>) -> String {
    let Some(band) = band else { return "not fitted".to_owned() };
    let mut words = vec![format!("{} coefficients", band.coefficients.len())];
    words.extend(band.n_relevant_bases.map(|bases| format!("{bases} relevant bases")));
    words.extend(band.n_measurements.map(|found| format!("{found} measurements")));
    words.extend(band.n_rejected_measurements.filter(|found| *found > 0).map(|found| format!("{found} rejected")));
    words.join(", ")
}
