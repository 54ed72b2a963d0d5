mod from_table;
mod to_table;

use crate::{SkyPosition, SourceId, SpectrumParams, Values};
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

impl XpSampled {
    /// The number of samples of the standard wavelengths.
    pub const SAMPLES: usize = 343;

    /// The standard wavelengths: 336, 338, … 1020 nm.
    pub fn standard_wavelengths() -> Values<f64> {
        (0..343_u16).map(|i| 336.0 + 2.0 * f64::from(i)).collect()
    }

    /// The number of samples.
    pub fn len(&self) -> usize {
        self.flux.len()
    }

    /// Whether there are no samples.
    pub fn is_empty(&self) -> bool {
        self.flux.is_empty()
    }

    /// Whether both are the same spectrum as far as both files tell: what only one of them holds (CSV has no PARAMs, RAW no
    /// epoch) is not compared.
    pub fn agrees_with(&self, other: &Self) -> bool {
        fn both<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
            a.is_none() || b.is_none() || a == b
        }
        let numbers = |(name, number)| both(Some(&number), other.params.numbers().find(|n| n.0 == name).map(|n| n.1).as_ref());
        let texts =
            |(name, text): (&str, &str)| both(Some(&text), other.params.texts().find(|t| t.0 == name).map(|t| t.1).as_ref());
        self.source_id == other.source_id
            && self.wavelength == other.wavelength
            && self.flux == other.flux
            && self.flux_error == other.flux_error
            && both(self.solution_id.as_ref(), other.solution_id.as_ref())
            && both(self.position.as_ref(), other.position.as_ref())
            && both(self.reference_epoch.as_ref(), other.reference_epoch.as_ref())
            && self.params.numbers().all(numbers)
            && self.params.texts().all(texts)
    }
}
