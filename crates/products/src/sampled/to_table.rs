use super::{Sampled, SampledSpectrum, losses::losses, params::params};
use crate::{Error, Form, Result, SolutionId, make};
use gaialink_table::{
    LossReport, Schema, Table,
    arrow::array::{ArrayRef, Float64Array, Int64Array},
    schema::{Scope, Timesys},
};
use std::sync::Arc;

/// A spectrum as a flat table: a row a wavelength, the rest in PARAMs.
pub(crate) fn to_table<S: SampledSpectrum>(spectrum: &S) -> Result<(Table, LossReport)> {
    let layout = make::layout(S::GRID.flat)?;
    let sampled = spectrum.sampled();
    let columns = vec![
        ("wavelength", make::numbers(&sampled.wavelength)),
        ("flux", make::numbers(&sampled.flux)),
        ("flux_error", make::numbers(&sampled.flux_error)),
    ];
    let table = make::table(layout, columns, params(&sampled, layout, spectrum.other_params()))?;
    let mut schema = Schema::clone(table.schema());
    schema.scopes.push(resource());
    Ok((Table::try_new(schema, table.batches().to_vec())?, LossReport::default()))
}

/// The RESOURCE around a spectrum of the archive.
fn resource() -> Scope {
    let mut timesys = Timesys::default();
    timesys.id = Some("time_frame".to_owned());
    timesys.timeorigin = Some("2455197.5".to_owned());
    timesys.timescale = Some("TCB".to_owned());
    timesys.refposition = Some("BARYCENTER".to_owned());
    let mut resource = Scope::default();
    resource.kind = Some("results".to_owned());
    resource.utype = Some("spec:Spectrum".to_owned());
    resource.timesys.push(timesys);
    resource
}

/// Spectra as a RAW table: a row a source.
pub(crate) fn to_raw_table<S: SampledSpectrum>(spectra: &[S]) -> Result<(Table, LossReport)> {
    let (grid, sampled) = (S::GRID, all(spectra));
    let standard = grid.wavelengths();
    let is_other = |spectrum: &&Sampled| !spectrum.wavelength.is_empty() && spectrum.wavelength != standard;
    if let Some(spectrum) = sampled.iter().find(is_other) {
        return Err(Error::Grid { product: grid.product, source_id: spectrum.source_id });
    }
    let mut columns: Vec<(&'static str, ArrayRef)> = of_sources(&sampled).into();
    columns.push(("flux", make::lists(sampled.iter().map(|spectrum| Some(&spectrum.flux)))?));
    columns.push(("flux_error", make::lists(sampled.iter().map(|spectrum| Some(&spectrum.flux_error)))?));
    columns.extend(S::other_columns(spectra)?);
    Ok((make::table(make::layout(grid.raw)?, columns, Vec::new())?, losses(&sampled, grid, Form::Raw)?))
}

/// Spectra as one flat table: a row a wavelength, the source in each.
pub(crate) fn to_long_table<S: SampledSpectrum>(spectra: &[S]) -> Result<(Table, LossReport)> {
    let (grid, sampled) = (S::GRID, all(spectra));
    let lengths: Vec<usize> = sampled.iter().map(|spectrum| spectrum.flux.len()).collect();
    let mut columns: Vec<(&'static str, ArrayRef)> = vec![
        ("wavelength", make::joined(sampled.iter().map(|spectrum| &spectrum.wavelength))),
        ("flux", make::joined(sampled.iter().map(|spectrum| &spectrum.flux))),
        ("flux_error", make::joined(sampled.iter().map(|spectrum| &spectrum.flux_error))),
    ];
    for (name, array) in of_sources(&sampled).into_iter().chain(S::other_columns(spectra)?) {
        columns.push((name, make::repeated(&array, &lengths)?));
    }
    let table = make::of_columns(make::layout(grid.flat)?.csv, columns, Vec::new())?;
    Ok((table, losses(&sampled, grid, Form::Long)?))
}

pub(super) fn all<S: SampledSpectrum>(spectra: &[S]) -> Vec<Sampled> {
    spectra.iter().map(S::sampled).collect()
}

/// The columns that have one value a source.
fn of_sources(spectra: &[Sampled]) -> [(&'static str, ArrayRef); 4] {
    let solution = |spectrum: &Sampled| spectrum.solution_id.map(SolutionId::get);
    let ids = Int64Array::from_iter_values(spectra.iter().map(|spectrum| spectrum.source_id.get()));
    let solutions = Int64Array::from_iter(spectra.iter().map(solution));
    let ra = Float64Array::from_iter(spectra.iter().map(|spectrum| spectrum.position.map(|position| position.ra)));
    let dec = Float64Array::from_iter(spectra.iter().map(|spectrum| spectrum.position.map(|position| position.dec)));
    [("source_id", Arc::new(ids)), ("solution_id", Arc::new(solutions)), ("ra", Arc::new(ra)), ("dec", Arc::new(dec))]
}
