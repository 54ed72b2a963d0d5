use crate::{
    ProductKind, Result, SkyPosition, SolutionId, SourceId, SpectrumParams, Values,
    sampled::{self, Grid, SampledSpectrum},
    sheet::Sheet,
};
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
/// for sample in spectrum.samples() {
///     println!("{} nm {} ± {} W/m²/nm", sample.wavelength, sample.flux, sample.flux_error);
/// }
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct XpSampled {
    /// The source.
    pub source_id: SourceId,
    /// Which run of the processing made the spectrum.
    pub solution_id: Option<SolutionId>,
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

sampled::methods!(XpSampled, 343, "336, 338, … 1020");

impl SampledSpectrum for XpSampled {
    const GRID: &'static Grid = &Grid {
        product: ProductKind::XpSampled,
        samples: 343,
        wavelength: |place| 336.0 + 2.0 * place,
        flat: "dr3/xp_sampled__individual",
        raw: "dr3/xp_sampled__raw",
    };

    type Others = ();

    fn others(sheet: &Sheet<'_>) -> Result<Vec<()>> {
        Ok(vec![(); sheet.groups().len()])
    }

    sampled::conversions!(() =>);
}
