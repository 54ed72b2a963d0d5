use super::{Band, EpochPhotometry, FlagMeaning, build, declared_loss as why, points::Points};
use crate::Result;
use gaialink_table::{LossReport, Param, Table, arrow::array::ArrayRef};
use std::{iter, slice};

type Columns = Vec<(&'static str, ArrayRef)>;

/// The table of one source, with its ids in PARAMs.
pub(super) fn to_individual(curves: &EpochPhotometry) -> Result<(Table, LossReport)> {
    let one = slice::from_ref(curves);
    let layout = build::layout("dr3/epoch_photometry__individual")?;
    let (columns, losses) = side_by_side(one)?;
    let id = |name, id: Option<i64>| -> Option<Param> { Some(layout.param(name)?.param(id?.to_string())) };
    let solution = id("solution_id", curves.solution_id.map(i64::from));
    let params = [build::release(layout, one), solution, id("source_id", Some(curves.source_id.get()))];
    build::table(layout.columns, columns, params.into_iter().flatten().collect(), losses)
}

/// The table of several sources, with their ids in columns.
pub(super) fn to_wide(curves: &[EpochPhotometry]) -> Result<(Table, LossReport)> {
    let layout = build::layout("dr3/epoch_photometry__individual")?;
    let (mut columns, losses) = side_by_side(curves)?;
    let repeated = |id: fn(&EpochPhotometry) -> Option<i64>| {
        build::integers(curves.iter().flat_map(move |curves| iter::repeat_n(id(curves), curves.len())))
    };
    columns.push(("source_id", repeated(|curves| Some(curves.source_id.get()))));
    columns.push(("solution_id", repeated(|curves| Some(curves.solution_id?.get()))));
    build::table(layout.csv, columns, build::release(layout, curves).into_iter().collect(), losses)
}

/// The columns but for the ids.
fn side_by_side(curves: &[EpochPhotometry]) -> Result<(Columns, LossReport)> {
    curves.iter().try_for_each(build::check)?;
    let mut losses = LossReport::default();
    let ids = curves.iter().flat_map(|curves| &curves.transit_id).map(|id| id.map(|id| id.get()));
    let rejected = curves.iter().flat_map(|curves| &curves.rejected_by_photometry).copied();
    let mut columns = vec![("transit_id", build::integers(ids)), ("rejected_by_photometry", build::booleans(rejected))];
    for band in Band::ALL {
        columns.extend(of_band(curves, band, &mut losses)?);
    }
    let counts = curves.iter().flat_map(|curves| &curves.g_n_obs).flatten().count();
    build::lost(&mut losses, "g_transit_n_obs", why::NO_COUNT, counts);
    Ok((columns, losses))
}

fn of_band(curves: &[EpochPhotometry], band: Band, losses: &mut LossReport) -> Result<Columns> {
    let (names, points) = (band.columns(), Points::of_band(curves, band));
    build::lost(losses, "rejected_by_photometry", why::OF_POINTS, points.rejected_by_photometry().flatten().count());
    let in_masks = FlagMeaning::of_masks(build::common_release(curves));
    let of_source = |curves: &EpochPhotometry| {
        let points = Points::of_band(slice::from_ref(curves), band);
        build::masks(&points, (curves.flag_meaning, in_masks), names.flags, losses)
    };
    let masks: Vec<ArrayRef> = curves.iter().map(of_source).collect();
    Ok(vec![
        (names.time, points.numbers(|curve| &curve.time, true)),
        (names.flux, points.numbers(|curve| &curve.flux, true)),
        (names.flux_error, points.numbers(|curve| &curve.flux_error, true)),
        (names.flux_over_error, points.ratios(true)),
        (names.mag, points.numbers(|curve| &curve.mag, true)),
        (names.rejected_by_variability, build::booleans(points.rejected_by_variability())),
        (names.flags, build::joined(&masks)?),
    ])
}
