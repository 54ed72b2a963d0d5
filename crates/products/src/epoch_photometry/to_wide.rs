use super::{Band, EpochPhotometry, FlagMeaning, build, declared_loss as why, points::Points};
use crate::Result;
use gaialink_table::{LossReport, Param, Table};
use std::slice;

/// The wide table of one source, with its ids in PARAMs.
pub(super) fn to_wide(curves: &EpochPhotometry) -> Result<(Table, LossReport)> {
    build::check(curves)?;
    let layout = build::layout("dr3/epoch_photometry__individual")?;
    let mut losses = LossReport::default();
    let ids = curves.transit_id.iter().map(|id| id.map(|id| id.get()));
    let mut columns = vec![
        ("transit_id", build::integers(ids)),
        ("rejected_by_photometry", build::booleans(curves.rejected_by_photometry.iter().copied())),
    ];
    let meaning = (curves.flag_meaning, FlagMeaning::of_masks(curves.release.as_ref()));
    for band in Band::ALL {
        let (names, points) = (band.columns(), Points::of_band(slice::from_ref(curves), band));
        columns.extend([
            (names.time, points.numbers(|curve| &curve.time, true)),
            (names.flux, points.numbers(|curve| &curve.flux, true)),
            (names.flux_error, points.numbers(|curve| &curve.flux_error, true)),
            (names.flux_over_error, points.ratios(true)),
            (names.mag, points.numbers(|curve| &curve.mag, true)),
            (names.rejected_by_variability, build::booleans(points.rejected_by_variability())),
            (names.flags, build::masks(&points, meaning, names.flags, &mut losses)),
        ]);
        build::lost(&mut losses, "rejected_by_photometry", why::OF_POINTS, points.rejected_by_photometry().flatten().count());
    }
    build::lost(&mut losses, "g_transit_n_obs", why::NO_COUNT, curves.g_n_obs.iter().flatten().count());
    let id = |name, id: Option<i64>| -> Option<Param> { Some(layout.param(name)?.param(id?.to_string())) };
    let solution = id("solution_id", curves.solution_id.map(i64::from));
    let params = [build::release(layout, slice::from_ref(curves)), solution, id("source_id", Some(curves.source_id.get()))];
    build::table(layout, columns, params.into_iter().flatten().collect(), losses)
}
