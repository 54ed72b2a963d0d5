use super::McmcMsc;
use crate::{Result, make};
use gaialink_table::{
    Table,
    arrow::array::{ArrayRef, Int16Array, Int64Array},
};
use std::{iter, sync::Arc};

impl McmcMsc {
    /// The chain as a flat table in the archive's layout (INDIVIDUAL): a row a sample.
    ///
    /// # Errors
    ///
    /// Those of the table, where the parameters differ in length.
    pub fn to_table(&self) -> Result<Table> {
        let repeated = |number: Option<i64>| -> ArrayRef { Arc::new(Int64Array::from_iter(iter::repeat_n(number, self.len()))) };
        let mut columns = vec![("source_id", repeated(Some(self.source_id.get()))), ("solution_id", repeated(self.solution_id))];
        columns.extend(Self::PARAMETERS.into_iter().zip(self.parameters().map(make::numbers)));
        make::table(make::layout("dr3/mcmc_msc__individual")?, columns, Vec::new())
    }

    /// Chains as one table in the archive's layout for several sources (RAW): a row a source.
    ///
    /// # Errors
    ///
    /// Those of the table, where there are more samples than Arrow can index.
    pub fn to_raw_table(chains: &[Self]) -> Result<Table> {
        let ids: ArrayRef = Arc::new(Int64Array::from_iter_values(chains.iter().map(|chain| chain.source_id.get())));
        let solutions: ArrayRef = Arc::new(Int64Array::from_iter(chains.iter().map(|chain| chain.solution_id)));
        let samples: ArrayRef = Arc::new(Int16Array::from_iter(chains.iter().map(|chain| i16::try_from(chain.len()).ok())));
        let mut columns = vec![("source_id", ids), ("solution_id", solutions), ("nsamples", samples)];
        for (place, name) in Self::PARAMETERS.into_iter().enumerate() {
            columns.push((name, make::lists(chains.iter().map(|chain| chain.parameters().get(place).copied()))?));
        }
        make::table(make::layout("dr3/mcmc_msc__raw")?, columns, Vec::new())
    }
}
