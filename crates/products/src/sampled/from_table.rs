use super::{Grid, Sampled, SampledSpectrum};
use crate::{
    Error, Result, SkyPosition, SolutionId, SpectrumParams, Values,
    sheet::{Group, Sheet},
    values::Lists,
};
use gaialink_table::{Table, arrow::array::Int64Array};

/// The spectra of a table, RAW or flat, one a source.
pub(crate) fn from_table<S: SampledSpectrum>(table: &Table) -> Result<Vec<S>> {
    let sheet = Sheet::try_new(table, S::GRID.product, "flux")?;
    let others = S::others(&sheet)?;
    let common = Common::of(&sheet)?;
    let sampled = if sheet.is_raw() { raw(&sheet, &common, S::GRID)? } else { flat(&sheet, &common)? };
    Ok(sampled.into_iter().zip(others).map(|(sampled, others)| S::of(sampled, others)).collect())
}

fn flat(sheet: &Sheet<'_>, common: &Common) -> Result<Vec<Sampled>> {
    let wavelength = sheet.required_numbers::<f64>("wavelength")?;
    let flux = sheet.required_numbers("flux")?;
    let flux_error = sheet.required_numbers("flux_error")?;
    let one = |group: &Group| {
        let rows = &group.rows;
        let lists = (wavelength.slice(rows.clone()), flux.slice(rows.clone()), flux_error.slice(rows.clone()));
        common.spectrum(sheet, group, lists)
    };
    sheet.groups().iter().map(one).collect()
}

fn raw(sheet: &Sheet<'_>, common: &Common, grid: &Grid) -> Result<Vec<Sampled>> {
    let flux: Lists<f32> = sheet.required_lists("flux")?;
    let flux_error: Lists<f32> = sheet.required_lists("flux_error")?;
    let standard = grid.wavelengths();
    let one = |group: &Group| {
        let (product, source_id, row) = (sheet.product(), group.source_id, group.rows.start);
        let (flux, flux_error) = (flux.get(row), flux_error.get(row));
        let expected = if flux.is_empty() { 0 } else { usize::from(grid.samples) };
        for (column, found) in [("flux", flux.len()), ("flux_error", flux_error.len())] {
            if found != expected {
                return Err(Error::Length { product, source_id, column, expected, found });
            }
        }
        common.spectrum(sheet, group, (standard.slice(0..expected), flux, flux_error))
    };
    sheet.groups().iter().map(one).collect()
}

/// What is said of the sources once, and of each beside its samples.
struct Common {
    solution: Option<Int64Array>,
    ra: Option<Values<f64>>,
    dec: Option<Values<f64>>,
    solution_id: Option<i64>,
    position: Option<SkyPosition>,
    reference_epoch: Option<f64>,
    params: SpectrumParams,
}

impl Common {
    fn of(sheet: &Sheet<'_>) -> Result<Self> {
        let params = sheet.params();
        Ok(Self {
            solution: sheet.integers("solution_id")?,
            ra: sheet.numbers("ra")?,
            dec: sheet.numbers("dec")?,
            solution_id: params.integer("solution_id")?,
            position: params.position("spatialLocation")?,
            reference_epoch: params.number("TimeAxisCoverageLocation")?,
            params: SpectrumParams::of(params)?,
        })
    }

    fn spectrum(&self, sheet: &Sheet<'_>, group: &Group, lists: (Values<f64>, Values<f32>, Values<f32>)) -> Result<Sampled> {
        let (wavelength, flux, flux_error) = lists;
        let solution_id = match &self.solution {
            Some(column) => sheet.constant_integer("solution_id", Some(column), group)?,
            None => self.solution_id,
        };
        let ra = sheet.constant("ra", self.ra.as_ref(), group)?;
        let dec = sheet.constant("dec", self.dec.as_ref(), group)?;
        let of_columns = (!ra.is_nan() && !dec.is_nan()).then_some(SkyPosition { ra, dec });
        Ok(Sampled {
            source_id: group.source_id,
            solution_id: solution_id.map(SolutionId::new),
            position: of_columns.or(self.position),
            reference_epoch: self.reference_epoch,
            wavelength,
            flux,
            flux_error,
            params: self.params.clone(),
        })
    }
}
