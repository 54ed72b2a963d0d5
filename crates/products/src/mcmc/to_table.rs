use super::chain::Chain;
use crate::{Result, SolutionId, Values, make};
use gaialink_table::{
    LossReport, Table,
    arrow::array::{ArrayRef, Int64Array},
};
use std::sync::Arc;

/// A chain as a flat table: a row a sample.
pub(super) fn to_table<C: Chain<N>, const N: usize>(chain: &C) -> Result<(Table, LossReport)> {
    let mut columns = repeated_ids(std::slice::from_ref(chain))?;
    columns.extend(C::NAMES.into_iter().zip(chain.columns().map(make::numbers)));
    let [flat, _] = C::LAYOUTS;
    Ok((make::table(make::layout(flat)?, columns, Vec::new())?, LossReport::default()))
}

/// Chains as one flat table: a row a sample, the ids in each.
pub(super) fn to_long_table<C: Chain<N>, const N: usize>(chains: &[C]) -> Result<(Table, LossReport)> {
    let mut columns = repeated_ids(chains)?;
    let parameters: Vec<[&Values<f32>; N]> = chains.iter().map(Chain::columns).collect();
    for (place, name) in C::NAMES.into_iter().enumerate() {
        columns.push((name, make::joined(parameters.iter().filter_map(|columns| columns.get(place).copied()))));
    }
    let [flat, _] = C::LAYOUTS;
    Ok((make::table(make::layout(flat)?, columns, Vec::new())?, LossReport::default()))
}

fn repeated_ids<C: Chain<N>, const N: usize>(chains: &[C]) -> Result<Vec<(&'static str, ArrayRef)>> {
    let lengths: Vec<usize> = chains.iter().map(len).collect();
    let ids: Int64Array = chains.iter().map(|chain| chain.ids().0.get()).collect::<Vec<_>>().into();
    let solutions: Int64Array = chains.iter().map(|chain| chain.ids().1.map(SolutionId::get)).collect::<Vec<_>>().into();
    Ok(vec![("source_id", make::repeated(&ids, &lengths)?), ("solution_id", make::repeated(&solutions, &lengths)?)])
}

/// Chains as a RAW table: a row a source.
pub(super) fn to_raw_table<C: Chain<N>, const N: usize>(chains: &[C]) -> Result<(Table, LossReport)> {
    let [_, raw] = C::LAYOUTS;
    let ids: ArrayRef = Arc::new(Int64Array::from_iter_values(chains.iter().map(|chain| chain.ids().0.get())));
    let solutions: ArrayRef = Arc::new(Int64Array::from_iter(chains.iter().map(|chain| chain.ids().1.map(SolutionId::get))));
    let samples = make::counts(C::KIND, "nsamples", chains.iter().map(|chain| Some(len(chain))))?;
    let mut columns = vec![("source_id", ids), ("solution_id", solutions), ("nsamples", samples)];
    for (place, name) in C::NAMES.into_iter().enumerate() {
        columns.push((name, make::lists(chains.iter().map(|chain| chain.columns().get(place).copied()))?));
    }
    Ok((make::table(make::layout(raw)?, columns, Vec::new())?, LossReport::default()))
}

fn len<C: Chain<N>, const N: usize>(chain: &C) -> usize {
    chain.columns().first().map_or(0, |first| first.len())
}
