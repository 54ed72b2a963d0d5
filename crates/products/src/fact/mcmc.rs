use super::Fact;
use crate::{mcmc::Chain, registry};

/// The number of samples, and of each parameter the median with the quantiles at 16 and 84 %.
pub(super) fn facts<C: Chain<N>, const N: usize>(chain: &C) -> Vec<Fact> {
    let [flat, _] = C::LAYOUTS;
    let unit = |name: &str| registry::layout(flat)?.column(name)?.units.first().copied();
    let samples = chain.columns().first().map_or(0, |column| column.len());
    let mut facts = vec![Fact::new("samples", samples.to_string())];
    for (name, column) in C::NAMES.into_iter().zip(chain.columns()) {
        let value = match column.quantiles([0.16, 0.5, 0.84]) {
            Some([low, median, high]) => format!("{median:.3} ({low:.3} to {high:.3})"),
            None => "no samples".to_owned(),
        };
        let unit = unit(name).map(|unit| format!(" {}", unit.replace('\'', ""))).unwrap_or_default();
        facts.push(Fact::new(name, value + &unit));
    }
    facts
}
