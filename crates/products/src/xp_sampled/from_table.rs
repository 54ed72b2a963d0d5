use super::XpSampled;
use crate::{
    Error, ProductKind, Result, SkyPosition, SpectrumParams, Values,
    sheet::{Group, Sheet},
    values::Lists,
};
use gaialink_table::Table;

impl XpSampled {
    /// The spectra of a table, RAW or flat, one a source.
    ///
    /// # Errors
    ///
    /// [`Error::Product`] where the table is another product; [`Error::MissingColumn`], [`Error::Type`], [`Error::Unit`],
    /// [`Error::Value`] or [`Error::Length`] where a column is not that of the product; [`Error::Varies`] where a flat table
    /// says different things of one source; [`Error::Param`] and those of the source ids.
    pub fn from_table(table: &Table) -> Result<Vec<Self>> {
        let sheet = Sheet::try_new(table, ProductKind::XpSampled, "flux")?;
        let common = Common::of(&sheet)?;
        if sheet.is_raw() { raw(&sheet, &common) } else { flat(&sheet, &common) }
    }
}

/// The one spectrum of a table.
///
/// # Errors
///
/// [`Error::Sources`] where there are none or several, and those of [`XpSampled::from_table`].
impl TryFrom<&Table> for XpSampled {
    type Error = Error;

    fn try_from(table: &Table) -> Result<Self> {
        crate::product::only(Self::from_table(table)?, ProductKind::XpSampled)
    }
}

fn flat(sheet: &Sheet<'_>, common: &Common) -> Result<Vec<XpSampled>> {
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

fn raw(sheet: &Sheet<'_>, common: &Common) -> Result<Vec<XpSampled>> {
    let flux: Lists<f32> = sheet.required_lists("flux")?;
    let flux_error: Lists<f32> = sheet.required_lists("flux_error")?;
    let standard = XpSampled::standard_wavelengths();
    let one = |group: &Group| {
        let (product, source_id, row) = (sheet.product(), group.source_id, group.rows.start);
        let (flux, flux_error) = (flux.get(row), flux_error.get(row));
        let expected = if flux.is_empty() { 0 } else { XpSampled::SAMPLES };
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
    solution: Option<gaialink_table::arrow::array::Int64Array>,
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

    fn spectrum(&self, sheet: &Sheet<'_>, group: &Group, lists: (Values<f64>, Values<f32>, Values<f32>)) -> Result<XpSampled> {
        let (wavelength, flux, flux_error) = lists;
        let solution_id = match &self.solution {
            Some(column) => sheet.constant_integer("solution_id", Some(column), group)?,
            None => self.solution_id,
        };
        let ra = sheet.constant("ra", self.ra.as_ref(), group)?;
        let dec = sheet.constant("dec", self.dec.as_ref(), group)?;
        let of_columns = (!ra.is_nan() && !dec.is_nan()).then_some(SkyPosition { ra, dec });
        Ok(XpSampled {
            source_id: group.source_id,
            solution_id,
            position: of_columns.or(self.position),
            reference_epoch: self.reference_epoch,
            wavelength,
            flux,
            flux_error,
            params: self.params.clone(),
        })
    }
}
