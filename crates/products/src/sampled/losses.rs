use super::{Grid, Sampled, declared_loss::LOSSES, params::params};
use crate::{DeclaredLoss, Form, Result, make};
use gaialink_table::LossReport;
use std::collections::HashSet;

/// What spectra say that a form has no place for, and that is not what every served file says. The spectra of a table share
/// their PARAMs, so each value counts once.
pub(super) fn losses(spectra: &[Sampled], grid: &Grid, to: Form) -> Result<LossReport> {
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
            let is_lost = layout.param(&name).is_some_and(|definition| !definition.says(&value));
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
