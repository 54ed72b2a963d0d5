//! What the spectra that are sampled in wavelength share.

mod check;
mod conversions;
mod declared_loss;
mod from_table;
mod grid;
mod losses;
mod methods;
mod params;
mod sample;
mod to_table;

pub use self::sample::Sample;
pub(crate) use self::{
    check::check,
    conversions::conversions,
    declared_loss::LOSSES,
    from_table::from_table,
    grid::Grid,
    losses::losses_of_release,
    methods::methods,
    sample::samples,
    to_table::{to_long_table, to_raw_table, to_table},
};

use crate::{Result, SkyPosition, SolutionId, SourceId, SpectrumParams, Values, registry, sheet::Sheet};
use gaialink_table::arrow::array::ArrayRef;

/// A spectrum of either kind, as its tables see it: what all have, and counters, which only some do.
pub(crate) trait SampledSpectrum: Sized {
    /// The standard sampling and the layouts.
    const GRID: &'static Grid;

    /// What is said of each source of a sheet beside what all spectra have.
    type Others;

    /// Those of each source of a sheet.
    fn others(sheet: &Sheet<'_>) -> Result<Vec<Self::Others>>;

    /// The spectrum.
    fn of(sampled: Sampled, others: Self::Others) -> Self;

    /// What all spectra have.
    fn sampled(&self) -> Sampled;

    /// The others as PARAMs have them.
    fn other_params(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    /// The others of several sources as columns have them.
    fn other_columns(_: &[Self]) -> Result<Vec<(&'static str, ArrayRef)>> {
        Ok(Vec::new())
    }
}

/// The standard sampling of a spectrum.
pub(crate) const fn grid<S: SampledSpectrum>() -> &'static Grid {
    S::GRID
}

/// A sampled spectrum of either kind.
#[derive(Clone, Debug)]
pub(crate) struct Sampled {
    pub(crate) source_id: SourceId,
    pub(crate) solution_id: Option<SolutionId>,
    pub(crate) position: Option<SkyPosition>,
    pub(crate) reference_epoch: Option<f64>,
    pub(crate) wavelength: Values<f64>,
    pub(crate) flux: Values<f32>,
    pub(crate) flux_error: Values<f32>,
    pub(crate) params: SpectrumParams,
}

impl Sampled {
    fn agrees_with(&self, other: &Self) -> bool {
        let numbers = |(name, number)| same(Some(&number), other.params.numbers().find(|n| n.0 == name).map(|n| n.1).as_ref());
        let texts =
            |(name, text): (&str, &str)| same(Some(&text), other.params.texts().find(|t| t.0 == name).map(|t| t.1).as_ref());
        self.source_id == other.source_id
            && self.wavelength == other.wavelength
            && self.flux == other.flux
            && self.flux_error == other.flux_error
            && same(self.solution_id.as_ref(), other.solution_id.as_ref())
            && same(self.position.as_ref(), other.position.as_ref())
            && same(self.reference_epoch.as_ref(), other.reference_epoch.as_ref())
            && self.params.numbers().all(numbers)
            && self.params.texts().all(texts)
    }
}

/// Whether both are the same spectrum as far as both tell.
pub(crate) fn agree<S: SampledSpectrum>(a: &S, b: &S) -> bool {
    let others = b.other_params();
    let told = |name: &str| others.iter().find(|(other, _)| *other == name).map(|(_, value)| value);
    a.sampled().agrees_with(&b.sampled()) && a.other_params().iter().all(|(name, value)| same(Some(value), told(name)))
}

/// Whether two values are equal, or one is not known.
fn same<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
    a.is_none() || b.is_none() || a == b
}

/// What all files of INDIVIDUAL say alike, filled in where a file says nothing of it: the PARAMs and the reference epoch.
pub(crate) fn fill_in(grid: &Grid, params: &mut SpectrumParams, reference_epoch: &mut Option<f64>) {
    let Some(layout) = registry::layout(grid.flat) else { return };
    if reference_epoch.is_none() && params.fill_in(layout) {
        let value = layout.param("TimeAxisCoverageLocation").and_then(|param| param.value);
        *reference_epoch = value.and_then(|value| value.parse().ok());
    }
}
