//! What the spectra that are sampled in wavelength share.

mod check;
mod from_table;
mod grid;
mod to_table;

pub(crate) use self::{
    check::check,
    from_table::from_sheet,
    grid::Grid,
    to_table::{to_long_table, to_raw_table, to_table},
};

use crate::{SkyPosition, SourceId, SpectrumParams, Values, registry};

/// A sampled spectrum of either kind.
#[derive(Clone, Debug)]
pub(crate) struct Sampled {
    pub(crate) source_id: SourceId,
    pub(crate) solution_id: Option<i64>,
    pub(crate) position: Option<SkyPosition>,
    pub(crate) reference_epoch: Option<f64>,
    pub(crate) wavelength: Values<f64>,
    pub(crate) flux: Values<f32>,
    pub(crate) flux_error: Values<f32>,
    pub(crate) params: SpectrumParams,
}

impl Sampled {
    /// Whether both are the same spectrum as far as both tell.
    pub(crate) fn agrees_with(&self, other: &Self) -> bool {
        let numbers = |(name, number)| agree(Some(&number), other.params.numbers().find(|n| n.0 == name).map(|n| n.1).as_ref());
        let texts =
            |(name, text): (&str, &str)| agree(Some(&text), other.params.texts().find(|t| t.0 == name).map(|t| t.1).as_ref());
        self.source_id == other.source_id
            && self.wavelength == other.wavelength
            && self.flux == other.flux
            && self.flux_error == other.flux_error
            && agree(self.solution_id.as_ref(), other.solution_id.as_ref())
            && agree(self.position.as_ref(), other.position.as_ref())
            && agree(self.reference_epoch.as_ref(), other.reference_epoch.as_ref())
            && self.params.numbers().all(numbers)
            && self.params.texts().all(texts)
    }
}

/// What all files of INDIVIDUAL say alike, filled in where a file says nothing of it: the PARAMs and the reference epoch.
pub(crate) fn fill_in(grid: &Grid, params: &mut SpectrumParams, reference_epoch: &mut Option<f64>) {
    let Some(layout) = registry::layout(grid.flat) else { return };
    if reference_epoch.is_none() && params.fill_in(layout) {
        let value = layout.param("TimeAxisCoverageLocation").and_then(|param| param.value);
        *reference_epoch = value.and_then(|value| value.parse().ok());
    }
}

/// Whether two values are equal, or one is not known.
pub(crate) fn agree<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
    a.is_none() || b.is_none() || a == b
}
