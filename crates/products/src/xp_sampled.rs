use crate::{
    Error, ProductKind, Result, SkyPosition, SourceId, Spectrum, SpectrumParams, Values,
    sampled::{self, Grid, Sampled},
    sheet::Sheet,
};
use gaialink_table::{Finding, Table};
use serde::{Deserialize, Serialize};

/// XP_SAMPLED: the mean BP and RP spectrum of a source, externally calibrated and sampled in wavelength.
///
/// The three lists have the same length, 343 where the sampling is the standard one. A missing flux is NaN. The flux is in
/// W m⁻² nm⁻¹.
///
/// ```
/// use gaialink_products::XpSampled;
/// # use gaialink_products::registry;
/// # use gaialink_table::{Schema, Table, Param, arrow::array::{ArrayRef, Float32Array, Float64Array}};
/// # use std::sync::Arc;
/// # let layout = registry::layout("dr3/xp_sampled__individual").ok_or("no layout")?;
/// # let mut schema = Schema::from_fields(layout.columns.iter().map(|column| column.field()).collect());
/// # schema.params.push(Param::text("source_id", "5937083312263887616"));
/// # let flux: ArrayRef = Arc::new(Float32Array::from(vec![1e-17, 2e-17]));
/// # let wavelength: ArrayRef = Arc::new(Float64Array::from(vec![336.0, 338.0]));
/// # let table = Table::from_columns(schema, vec![wavelength, Arc::clone(&flux), flux])?;
/// let spectrum = XpSampled::try_from(&table)?;
/// assert_eq!(spectrum.source_id.get(), 5937083312263887616);
/// assert_eq!(*spectrum.wavelength, [336.0, 338.0]);
/// assert_eq!(spectrum.flux.view().sum(), 3e-17);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct XpSampled {
    /// The source.
    pub source_id: SourceId,
    /// Which run of the processing made the spectrum.
    pub solution_id: Option<i64>,
    /// The position of the source at the reference epoch.
    pub position: Option<SkyPosition>,
    /// The reference epoch, in Julian years.
    pub reference_epoch: Option<f64>,
    /// The wavelengths, in nm; for RAW the standard ones.
    pub wavelength: Values<f64>,
    /// The flux at each wavelength, in W m⁻² nm⁻¹.
    pub flux: Values<f32>,
    /// The standard errors of the fluxes.
    pub flux_error: Values<f32>,
    /// What the PARAMs of the file say.
    pub params: SpectrumParams,
}

static GRID: Grid = Grid {
    product: ProductKind::XpSampled,
    samples: 343,
    wavelength: |place| 336.0 + 2.0 * place,
    flat: "dr3/xp_sampled__individual",
    raw: "dr3/xp_sampled__raw",
};

impl XpSampled {
    /// The number of samples of the standard wavelengths.
    pub const SAMPLES: usize = 343;

    /// The standard wavelengths: 336, 338, … 1020 nm.
    pub fn standard_wavelengths() -> Values<f64> {
        GRID.wavelengths()
    }

    /// The spectra of a table, RAW or flat, one a source.
    ///
    /// # Errors
    ///
    /// [`Error::Product`] where the table is another product; [`Error::MissingColumn`], [`Error::Type`], [`Error::Unit`],
    /// [`Error::Value`] or [`Error::Length`] where a column is not that of the product; [`Error::Varies`] where a flat table
    /// says different things of one source; [`Error::Param`] and those of the source ids.
    pub fn from_table(table: &Table) -> Result<Vec<Self>> {
        let sheet = Sheet::try_new(table, ProductKind::XpSampled, "flux")?;
        Ok(sampled::from_sheet(&sheet, &GRID)?.into_iter().map(Self::of).collect())
    }

    /// The spectrum as a flat table in the archive's layout (INDIVIDUAL): a row a wavelength, the rest in PARAMs. What the
    /// spectrum does not know makes no PARAM.
    ///
    /// # Errors
    ///
    /// Those of the table, where the lists differ in length.
    pub fn to_table(&self) -> Result<Table> {
        sampled::to_table(&self.sampled(), &GRID, Vec::new())
    }

    /// Spectra as one table in the archive's layout for several sources (RAW): a row a source. It has no place for epochs
    /// and the other PARAMs.
    ///
    /// # Errors
    ///
    /// [`Error::Grid`] where a spectrum has other than the standard wavelengths, those of the table where there are more
    /// samples than Arrow can index.
    pub fn to_raw_table(spectra: &[Self]) -> Result<Table> {
        let spectra: Vec<Sampled> = spectra.iter().map(Self::sampled).collect();
        sampled::to_raw_table(&spectra, &GRID, Vec::new())
    }

    /// Spectra as one flat table, with the columns of the archive's CSV: a row a wavelength, the source in each. It has no place for
    /// epochs and the other PARAMs.
    ///
    /// # Errors
    ///
    /// Those of the table, where the lists of a spectrum differ in length.
    pub fn to_long_table(spectra: &[Self]) -> Result<Table> {
        let spectra: Vec<Sampled> = spectra.iter().map(Self::sampled).collect();
        sampled::to_long_table(&spectra, &GRID, Vec::new())
    }

    /// Fills in what all of the archive's files of INDIVIDUAL say alike, such as the reference epoch and the publisher, where
    /// nothing of it is known: a spectrum of RAW or CSV then says what its file of INDIVIDUAL says.
    pub fn fill_in(&mut self) {
        sampled::fill_in(&GRID, &mut self.params, &mut self.reference_epoch);
    }

    /// The same in the IVOA Spectrum data model, by what INDIVIDUAL says of it.
    ///
    /// # Errors
    ///
    /// Those of `to_table`.
    pub fn spectrum(&self) -> Result<Spectrum> {
        Spectrum::try_from(&self.to_table()?)
    }

    /// The number of samples.
    pub fn len(&self) -> usize {
        self.flux.len()
    }

    /// Whether there are no samples.
    pub fn is_empty(&self) -> bool {
        self.flux.is_empty()
    }

    /// Adds what is wrong with the spectrum.
    pub(crate) fn check(&self, findings: &mut Vec<Finding>) {
        sampled::check(&self.sampled(), &GRID, findings);
    }

    /// Whether both are the same spectrum as far as both files tell: what only one of them holds (CSV has no PARAMs, RAW no
    /// epoch) is not compared.
    pub fn agrees_with(&self, other: &Self) -> bool {
        self.sampled().agrees_with(&other.sampled())
    }

    fn of(sampled: Sampled) -> Self {
        let Sampled { source_id, solution_id, position, reference_epoch, wavelength, flux, flux_error, params } = sampled;
        Self { source_id, solution_id, position, reference_epoch, wavelength, flux, flux_error, params }
    }

    fn sampled(&self) -> Sampled {
        let Self { source_id, solution_id, position, reference_epoch, wavelength, flux, flux_error, params } = self.clone();
        Sampled { source_id, solution_id, position, reference_epoch, wavelength, flux, flux_error, params }
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
