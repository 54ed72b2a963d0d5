mod counters;

use self::counters::Counters;
use crate::{
    Error, ProductKind, Result, SkyPosition, SourceId, Spectrum, SpectrumParams, Values,
    check::of_source,
    sampled::{self, Grid, Sampled},
    sheet::Sheet,
};
use gaialink_table::{Finding, Severity, Table};
use serde::{Deserialize, Serialize};

/// RVS: the mean spectrum of a source by the Radial Velocity Spectrometer, in the rest frame of the star.
///
/// The three lists have the same length, 2401 where the sampling is the standard one. A missing flux is NaN. The flux is
/// normalised and has no unit; the wavelengths are in vacuum.
///
/// ```
/// use gaialink_products::Rvs;
/// # use gaialink_products::registry;
/// # use gaialink_table::{Schema, Table, Param, arrow::array::{ArrayRef, Float32Array, Float64Array}};
/// # use std::sync::Arc;
/// # let layout = registry::layout("dr3/rvs__individual").ok_or("no layout")?;
/// # let mut schema = Schema::from_fields(layout.columns.iter().map(|column| column.field()).collect());
/// # schema.params.push(Param::text("source_id", "5937083312263887616"));
/// # schema.params.push(Param::text("combined_transits", "17"));
/// # let flux: ArrayRef = Arc::new(Float32Array::from(vec![0.75, 0.5]));
/// # let wavelength: ArrayRef = Arc::new(Float64Array::from(vec![846.0, 846.01]));
/// # let table = Table::from_columns(schema, vec![wavelength, Arc::clone(&flux), flux])?;
/// let spectrum = Rvs::try_from(&table)?;
/// assert_eq!(spectrum.source_id.get(), 5937083312263887616);
/// assert_eq!(*spectrum.wavelength, [846.0, 846.01]);
/// assert_eq!(spectrum.combined_transits, Some(17));
/// assert_eq!(spectrum.flux.view().sum(), 1.25);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Rvs {
    /// The source.
    pub source_id: SourceId,
    /// Which run of the processing made the spectrum.
    pub solution_id: Option<i64>,
    /// The transits that were combined.
    pub combined_transits: Option<i32>,
    /// The CCD spectra that were combined.
    pub combined_ccds: Option<i32>,
    /// The CCD spectra among them that were deblended first.
    pub deblended_ccds: Option<i32>,
    /// The position of the source at the reference epoch.
    pub position: Option<SkyPosition>,
    /// The reference epoch, in Julian years.
    pub reference_epoch: Option<f64>,
    /// The wavelengths, in nm; for RAW the standard ones.
    pub wavelength: Values<f64>,
    /// The flux at each wavelength, normalised.
    pub flux: Values<f32>,
    /// The standard errors of the fluxes.
    pub flux_error: Values<f32>,
    /// What the PARAMs of the file say.
    pub params: SpectrumParams,
}

static GRID: Grid = Grid {
    product: ProductKind::Rvs,
    samples: 2401,
    wavelength: |place| 846.0 + 0.01 * place,
    flat: "dr3/rvs__individual",
    raw: "dr3/rvs__raw",
};

impl Rvs {
    /// The number of samples of the standard wavelengths.
    pub const SAMPLES: usize = 2401;

    /// The standard wavelengths: 846, 846.01, … 870 nm.
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
        let sheet = Sheet::try_new(table, ProductKind::Rvs, "flux")?;
        let counters = counters::from_sheet(&sheet)?;
        Ok(sampled::from_sheet(&sheet, &GRID)?.into_iter().zip(counters).map(Self::of).collect())
    }

    /// The spectrum as a flat table in the archive's layout (INDIVIDUAL): a row a wavelength, the rest in PARAMs. What the
    /// spectrum does not know makes no PARAM.
    ///
    /// # Errors
    ///
    /// Those of the table, where the lists differ in length.
    pub fn to_table(&self) -> Result<Table> {
        sampled::to_table(&self.sampled(), &GRID, counters::params(self.counters()))
    }

    /// Spectra as one table in the archive's layout for several sources (RAW): a row a source. It has no place for epochs
    /// and the other PARAMs.
    ///
    /// # Errors
    ///
    /// [`Error::Grid`] where a spectrum has other than the standard wavelengths, [`Error::Value`] where a count is no
    /// `short`, those of the table where there are more samples than Arrow can index.
    pub fn to_raw_table(spectra: &[Self]) -> Result<Table> {
        let counters: Vec<Counters> = spectra.iter().map(Self::counters).collect();
        let spectra: Vec<Sampled> = spectra.iter().map(Self::sampled).collect();
        sampled::to_raw_table(&spectra, &GRID, counters::columns(&counters)?)
    }

    /// Spectra as one flat table, with the columns of the archive's CSV: a row a wavelength, the source in each. It has no place for
    /// epochs and the other PARAMs.
    ///
    /// # Errors
    ///
    /// Those of the table, where the lists of a spectrum differ in length.
    pub fn to_long_table(spectra: &[Self]) -> Result<Table> {
        let counters: Vec<Counters> = spectra.iter().map(Self::counters).collect();
        let spectra: Vec<Sampled> = spectra.iter().map(Self::sampled).collect();
        sampled::to_long_table(&spectra, &GRID, counters::columns(&counters)?)
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
        let counters = [self.combined_transits, self.combined_ccds];
        let too_many = self.deblended_ccds > self.combined_ccds && self.combined_ccds.is_some();
        if too_many || counters.iter().flatten().any(|count| *count < 0) {
            let message = "more CCD spectra were deblended than combined, or a counter is negative";
            findings.push(of_source(Severity::Warning, "W-COUNTERS", self.source_id, Some("deblended_ccds"), message));
        }
    }

    /// Whether both are the same spectrum as far as both files tell: what only one of them holds (CSV has no PARAMs, RAW no
    /// epoch) is not compared.
    pub fn agrees_with(&self, other: &Self) -> bool {
        let mut counters = self.counters().into_iter().zip(other.counters());
        counters.all(|(a, b)| sampled::agree(a.as_ref(), b.as_ref())) && self.sampled().agrees_with(&other.sampled())
    }

    fn of((sampled, counters): (Sampled, Counters)) -> Self {
        let [combined_transits, combined_ccds, deblended_ccds] = counters;
        Self {
            source_id: sampled.source_id,
            solution_id: sampled.solution_id,
            combined_transits,
            combined_ccds,
            deblended_ccds,
            position: sampled.position,
            reference_epoch: sampled.reference_epoch,
            wavelength: sampled.wavelength,
            flux: sampled.flux,
            flux_error: sampled.flux_error,
            params: sampled.params,
        }
    }

    fn sampled(&self) -> Sampled {
        Sampled {
            source_id: self.source_id,
            solution_id: self.solution_id,
            position: self.position,
            reference_epoch: self.reference_epoch,
            wavelength: self.wavelength.clone(),
            flux: self.flux.clone(),
            flux_error: self.flux_error.clone(),
            params: self.params.clone(),
        }
    }

    /// The counters in the order of [`counters::NAMES`].
    fn counters(&self) -> Counters {
        [self.combined_transits, self.combined_ccds, self.deblended_ccds]
    }
}

/// The one spectrum of a table.
///
/// # Errors
///
/// [`Error::Sources`] where there are none or several, and those of [`Rvs::from_table`].
impl TryFrom<&Table> for Rvs {
    type Error = Error;

    fn try_from(table: &Table) -> Result<Self> {
        crate::product::only(Self::from_table(table)?, ProductKind::Rvs)
    }
}
