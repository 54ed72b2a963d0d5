use super::{
    XpBand, XpContinuous,
    from_table::{BP, Names, RP},
};
use crate::{Result, SolutionId, make};
use gaialink_table::{
    LossReport, Table,
    arrow::array::{ArrayRef, Float32Array, Int16Array, Int64Array},
};
use std::sync::Arc;

impl XpContinuous {
    /// The spectra of one source as a table in the archive's layout (INDIVIDUAL): one row. Nothing is lost, as in all forms of
    /// the product.
    ///
    /// # Errors
    ///
    /// Those of the table.
    pub fn to_table(&self) -> Result<(Table, LossReport)> {
        table(&[self], "dr3/xp_continuous__individual")
    }

    /// The spectra of several sources as one table in the archive's layout (RAW): a row a source.
    ///
    /// # Errors
    ///
    /// Those of the table, where there are more numbers than Arrow can index.
    pub fn to_raw_table(sources: &[Self]) -> Result<(Table, LossReport)> {
        table(&sources.iter().collect::<Vec<_>>(), "dr3/xp_continuous__raw")
    }

    /// The same as [`XpContinuous::to_raw_table`]: a row a source is as flat as the product can be.
    ///
    /// # Errors
    ///
    /// Those of the table, where there are more numbers than Arrow can index.
    pub fn to_long_table(sources: &[Self]) -> Result<(Table, LossReport)> {
        Self::to_raw_table(sources)
    }
}

fn table(sources: &[&XpContinuous], layout: &'static str) -> Result<(Table, LossReport)> {
    let ids: ArrayRef = Arc::new(Int64Array::from_iter_values(sources.iter().map(|source| source.source_id.get())));
    let solutions: ArrayRef =
        Arc::new(Int64Array::from_iter(sources.iter().map(|source| source.solution_id.map(SolutionId::get))));
    let mut columns = vec![("source_id", ids), ("solution_id", solutions)];
    let bp: Vec<Option<&XpBand>> = sources.iter().map(|source| source.bp.as_ref()).collect();
    let rp: Vec<Option<&XpBand>> = sources.iter().map(|source| source.rp.as_ref()).collect();
    columns.extend(band(&bp, &BP)?);
    columns.extend(band(&rp, &RP)?);
    Ok((make::table(make::layout(layout)?, columns, Vec::new())?, LossReport::default()))
}

/// The columns of a band, null where a source has none.
fn band(bands: &[Option<&XpBand>], names: &'static Names) -> Result<Vec<(&'static str, ArrayRef)>> {
    let integers = |get: fn(&XpBand) -> Option<i16>| -> ArrayRef {
        Arc::new(Int16Array::from_iter(bands.iter().map(|band| band.and_then(get))))
    };
    let numbers = |get: fn(&XpBand) -> Option<f32>| -> ArrayRef {
        Arc::new(Float32Array::from_iter(bands.iter().map(|band| band.and_then(get))))
    };
    let integer_columns = [
        integers(|band| band.basis_function_id),
        integers(|band| band.degrees_of_freedom),
        integers(|band| band.n_parameters),
        integers(|band| band.n_measurements),
        integers(|band| band.n_rejected_measurements),
        integers(|band| band.n_relevant_bases),
    ];
    let number_columns =
        [numbers(|band| band.standard_deviation), numbers(|band| band.chi_squared), numbers(|band| band.relative_shrinking)];
    let list_columns = [
        make::lists(bands.iter().map(|band| band.map(|band| &band.coefficient_errors)))?,
        make::lists(bands.iter().map(|band| band.map(|band| &band.coefficient_correlations)))?,
    ];
    let coefficients = make::lists(bands.iter().map(|band| band.map(|band| &band.coefficients)))?;
    let mut columns = vec![(names.coefficients, coefficients)];
    columns.extend(names.integers.into_iter().zip(integer_columns));
    columns.extend(names.numbers.into_iter().zip(number_columns));
    columns.extend(names.lists.into_iter().zip(list_columns));
    Ok(columns)
}
