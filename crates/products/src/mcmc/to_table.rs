use super::chain::Chain;
use crate::{Result, make};
use gaialink_table::{
    Table,
    arrow::array::{ArrayRef, Int64Array},
};
use std::{iter, sync::Arc};

/// A chain as a flat table: a row a sample.
pub(super) fn to_table<C: Chain<N>, const N: usize>(chain: &C) -> Result<Table> {
    let [flat, _] = C::LAYOUTS;
    let (source_id, solution_id) = chain.ids();
    let repeated = |number: Option<i64>| -> ArrayRef { Arc::new(Int64Array::from_iter(iter::repeat_n(number, len(chain)))) };
    let mut columns = vec![("source_id", repeated(Some(source_id.get()))), ("solution_id", repeated(solution_id))];
    columns.extend(C::NAMES.into_iter().zip(chain.columns().map(make::numbers)));
    make::table(make::layout(flat)?, columns, Vec::new())
}

/// Chains as a RAW table: a row a source.
pub(super) fn to_raw_table<C: Chain<N>, const N: usize>(chains: &[C]) -> Result<Table> {
    let [_, raw] = C::LAYOUTS;
    let ids: ArrayRef = Arc::new(Int64Array::from_iter_values(chains.iter().map(|chain| chain.ids().0.get())));
    let solutions: ArrayRef = Arc::new(Int64Array::from_iter(chains.iter().map(|chain| chain.ids().1)));
    let samples = make::counts(C::KIND, "nsamples", chains.iter().map(|chain| Some(len(chain))))?;
    let mut columns = vec![("source_id", ids), ("solution_id", solutions), ("nsamples", samples)];
    for (place, name) in C::NAMES.into_iter().enumerate() {
        columns.push((name, make::lists(chains.iter().map(|chain| chain.columns().get(place).copied()))?));
    }
    make::table(make::layout(raw)?, columns, Vec::new())
}

fn len<C: Chain<N>, const N: usize>(chain: &C) -> usize {
    chain.columns().first().map_or(0, |first| first.len())
}
