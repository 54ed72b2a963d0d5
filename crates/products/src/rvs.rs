mod counters;

use self::counters::Counters;
use crate::{
    ProductKind, Result, SkyPosition, SolutionId, SourceId, SpectrumParams, Values,
    finding::of_source,
    sampled::{self, Grid, SampledSpectrum},
    sheet::Sheet,
};
use gaialink_table::{Finding, Severity, arrow::array::ArrayRef};
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
/// assert_eq!(spectrum.samples().map(|sample| sample.flux).collect::<Vec<_>>(), [0.75, 0.5]);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Rvs {
    /// The source.
    pub source_id: SourceId,
    /// Which run of the processing made the spectrum.
    pub solution_id: Option<SolutionId>,
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

sampled::methods!(Rvs, 2401, "846, 846.01, … 870");

impl SampledSpectrum for Rvs {
    const GRID: &'static Grid = &Grid {
        product: ProductKind::Rvs,
        samples: 2401,
        wavelength: |place| 846.0 + 0.01 * place,
        flat: "dr3/rvs__individual",
        raw: "dr3/rvs__raw",
    };

    type Others = Counters;

    fn others(sheet: &Sheet<'_>) -> Result<Vec<Counters>> {
        counters::from_sheet(sheet)
    }

    sampled::conversions!([combined_transits, combined_ccds, deblended_ccds] => combined_transits, combined_ccds, deblended_ccds);

    fn other_params(&self) -> Vec<(&'static str, String)> {
        counters::params(self.counters())
    }

    fn other_columns(spectra: &[Self]) -> Result<Vec<(&'static str, ArrayRef)>> {
        counters::columns(&spectra.iter().map(Self::counters).collect::<Vec<_>>())
    }
}

impl Rvs {
    /// Adds what is wrong with the spectrum.
    pub(crate) fn check(&self, findings: &mut Vec<Finding>) {
        sampled::check(self, findings);
        let counters = [self.combined_transits, self.combined_ccds];
        let too_many = self.deblended_ccds > self.combined_ccds && self.combined_ccds.is_some();
        if too_many || counters.iter().flatten().any(|count| *count < 0) {
            let text = |counter: Option<i32>| counter.map_or_else(|| "unknown".to_owned(), |counter| counter.to_string());
            let [transits, combined, deblended] = self.counters().map(text);
            let what = "more CCD spectra were deblended than combined, or a counter is negative";
            let message = format!("{what}: {deblended} deblended of {combined}, in {transits} transits");
            findings.push(of_source(Severity::Warning, "W-COUNTERS", self.source_id, Some("deblended_ccds"), &message));
        }
    }

    /// The counters in the order of their columns.
    fn counters(&self) -> Counters {
        [self.combined_transits, self.combined_ccds, self.deblended_ccds]
    }
}
