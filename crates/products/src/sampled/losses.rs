use super::{Grid, Sampled, SampledSpectrum, declared_loss::LOSSES, params::params, to_table::all};
use crate::{DeclaredLoss, Form, Release, Result, definition::ParamDefinition, make};
use gaialink_table::LossReport;
use std::collections::HashSet;

/// The PARAMs that all files of Gaia DR3 say alike, and that are filled in of DR3 alone.
const DATED: [&str; 2] = ["TimeAxisCoverageLocation", "TimeAxisCoverageBoundsExtent"];

/// What spectra say that a form has no place for, and that is not what every served file says.
pub(super) fn losses(spectra: &[Sampled], grid: &Grid, to: Form) -> Result<LossReport> {
    told(spectra, grid, to, |definition, value| !definition.says(value))
}

/// What spectra of a release lose beside that: what every file of DR3 says, where theirs need not say it.
pub(crate) fn losses_of_release<S: SampledSpectrum>(spectra: &[S], to: Form, release: Option<&Release>) -> Result<LossReport> {
    if release.is_none_or(|release| *release == Release::Dr3) {
        return Ok(LossReport::default());
    }
    told(&all(spectra), S::GRID, to, |definition, value| DATED.contains(&definition.column.name) && definition.says(value))
}

/// What spectra say that a form has no place for, as far as it is lost by that. The spectra of a table share their PARAMs, so
/// each value counts once.
fn told(spectra: &[Sampled], grid: &Grid, to: Form, is_lost: impl Fn(&ParamDefinition, &str) -> bool) -> Result<LossReport> {
    let (layout, mut losses) = (make::layout(grid.flat)?, LossReport::default());
    let mut told = HashSet::new();
    let mut last: Option<&Sampled> = None;
    for spectrum in spectra {
        let is_same = |last: &Sampled| last.params == spectrum.params && last.reference_epoch == spectrum.reference_epoch;
        if last.replace(spectrum).is_some_and(is_same) {
            continue;
        }
        for param in params(spectrum, layout, Vec::new()) {
            let (name, value) = (param.field.name, param.value);
            let is_lost = layout.param(&name).is_some_and(|definition| is_lost(definition, &value));
            if let Some(declared) = declared(grid, to, &name).filter(|_| is_lost)
                && told.insert((name.clone(), value))
            {
                losses.add(declared.kind, &name, declared.detail);
            }
        }
    }
    Ok(losses)
}

/// The loss of a PARAM in a form.
fn declared(grid: &Grid, to: Form, param: &str) -> Option<&'static DeclaredLoss> {
    LOSSES.iter().find(|declared| declared.is_of(grid.product, to) && declared.subjects.contains(&param))
}
