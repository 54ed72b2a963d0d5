use super::{Grid, Sampled};
use crate::{
    Error, Result, make,
    registry::{Layout, ParamDefinition},
};
use gaialink_table::{
    Param, Schema, Table,
    arrow::array::{ArrayRef, Float64Array, Int64Array},
    schema::{Scope, Timesys},
};
use std::{collections::HashMap, sync::Arc};

/// A spectrum as a flat table: a row a wavelength, the rest in PARAMs, among them others by their names.
pub(crate) fn to_table(spectrum: &Sampled, grid: &Grid, others: Vec<(&'static str, String)>) -> Result<Table> {
    let layout = make::layout(grid.flat)?;
    let columns = vec![
        ("wavelength", make::numbers(&spectrum.wavelength)),
        ("flux", make::numbers(&spectrum.flux)),
        ("flux_error", make::numbers(&spectrum.flux_error)),
    ];
    let table = make::table(layout, columns, params(spectrum, layout, others))?;
    let mut schema = Schema::clone(table.schema());
    schema.scopes.push(resource());
    Ok(Table::try_new(schema, table.batches().to_vec())?)
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

/// Spectra as a RAW table: a row a source, with other columns by their names.
pub(crate) fn to_raw_table(spectra: &[Sampled], grid: &Grid, others: Vec<(&'static str, ArrayRef)>) -> Result<Table> {
    let standard = grid.wavelengths();
    let is_other = |spectrum: &&Sampled| !spectrum.wavelength.is_empty() && spectrum.wavelength != standard;
    if let Some(spectrum) = spectra.iter().find(is_other) {
        return Err(Error::Grid { product: grid.product, source_id: spectrum.source_id });
    }
    let ids: ArrayRef = Arc::new(Int64Array::from_iter_values(spectra.iter().map(|s| s.source_id.get())));
    let solutions: ArrayRef = Arc::new(Int64Array::from_iter(spectra.iter().map(|s| s.solution_id)));
    let ra: ArrayRef = Arc::new(Float64Array::from_iter(spectra.iter().map(|s| s.position.map(|p| p.ra))));
    let dec: ArrayRef = Arc::new(Float64Array::from_iter(spectra.iter().map(|s| s.position.map(|p| p.dec))));
    let flux = make::lists(spectra.iter().map(|s| Some(&s.flux)))?;
    let flux_error = make::lists(spectra.iter().map(|s| Some(&s.flux_error)))?;
    let mut columns = vec![
        ("source_id", ids),
        ("solution_id", solutions),
        ("ra", ra),
        ("dec", dec),
        ("flux", flux),
        ("flux_error", flux_error),
    ];
    columns.extend(others);
    make::table(make::layout(grid.raw)?, columns, Vec::new())
}

/// Spectra as one flat table: a row a wavelength, the source in each, with other columns by their names.
pub(crate) fn to_long_table(spectra: &[Sampled], grid: &Grid, others: Vec<(&'static str, ArrayRef)>) -> Result<Table> {
    let lengths: Vec<usize> = spectra.iter().map(|spectrum| spectrum.flux.len()).collect();
    let ids: Vec<i64> = spectra.iter().map(|spectrum| spectrum.source_id.get()).collect();
    let solutions: Vec<Option<i64>> = spectra.iter().map(|spectrum| spectrum.solution_id).collect();
    let ra: ArrayRef = Arc::new(Float64Array::from_iter(spectra.iter().map(|s| s.position.map(|p| p.ra))));
    let dec: ArrayRef = Arc::new(Float64Array::from_iter(spectra.iter().map(|s| s.position.map(|p| p.dec))));
    let mut columns = vec![
        ("source_id", make::repeated(&Int64Array::from(ids), &lengths)?),
        ("solution_id", make::repeated(&Int64Array::from(solutions), &lengths)?),
        ("ra", make::repeated(&ra, &lengths)?),
        ("dec", make::repeated(&dec, &lengths)?),
        ("wavelength", make::joined(spectra.iter().map(|spectrum| &spectrum.wavelength))),
        ("flux", make::joined(spectra.iter().map(|spectrum| &spectrum.flux))),
        ("flux_error", make::joined(spectra.iter().map(|spectrum| &spectrum.flux_error))),
    ];
    for (name, array) in others {
        columns.push((name, make::repeated(&array, &lengths)?));
    }
    make::of_columns(make::layout(grid.flat)?.csv, columns, Vec::new())
}

fn params(spectrum: &Sampled, layout: &Layout, others: Vec<(&'static str, String)>) -> Vec<Param> {
    let mut values: HashMap<&str, String> = others.into_iter().collect();
    values.insert("source_id", spectrum.source_id.to_string());
    values.extend(spectrum.solution_id.map(|id| ("solution_id", id.to_string())));
    let spelled = make::spelled;
    values.extend(spectrum.position.map(|p| ("spatialLocation", format!("{} {}", spelled(p.ra), spelled(p.dec)))));
    values.extend(spectrum.reference_epoch.map(|epoch| ("TimeAxisCoverageLocation", spelled(epoch))));
    values.extend(spectrum.params.numbers().map(|(name, number)| (name, spelled(number))));
    values.extend(spectrum.params.texts().map(|(name, text)| (name, text.to_owned())));
    let one = |definition: &ParamDefinition| values.remove(definition.column.name).map(|value| definition.param(value));
    layout.params.iter().filter_map(one).collect()
}
