use super::{Band, EpochPhotometry, FlagMeaning, LightCurve, build, declared_loss as why, join, points::Points};
use crate::{Release, Result, TransitId};
use gaialink_table::{
    LossReport, Table,
    arrow::array::{ArrayRef, StringArray},
};
use std::{iter, sync::Arc};

/// The long table of several sources: the points that say anything, band by band.
pub(super) fn to_long(curves: &[EpochPhotometry]) -> Result<(Table, LossReport)> {
    curves.iter().try_for_each(build::check)?;
    let is_dr2 = build::common_release(curves) == Some(&Release::Dr2);
    let name = if is_dr2 { "dr2/epoch_photometry__individual" } else { "dr3/epoch_photometry__individual_long" };
    let layout = build::layout(name)?;
    let mut losses = LossReport::default();
    let rows: Vec<Vec<(&LightCurve, usize)>> = curves.iter().map(rows).collect();
    let masks = masks(curves, &rows, &mut losses)?;
    for (curves, rows) in curves.iter().zip(&rows) {
        not_held(curves, rows, &mut losses);
    }
    let of_rows = |id: fn(&EpochPhotometry) -> Option<i64>| -> ArrayRef {
        build::integers(curves.iter().zip(&rows).flat_map(|(curves, rows)| iter::repeat_n(id(curves), rows.len())))
    };
    let transits = curves.iter().zip(&rows).flat_map(|(curves, rows)| rows.iter().map(|(_, place)| transit(curves, *place)));
    let transits = build::integers(transits.map(|id| id.map(TransitId::get)));
    let (source, solution) = (of_rows(|curves| Some(curves.source_id.get())), of_rows(|curves| Some(curves.solution_id?.get())));
    let points = Points::of(rows.into_iter().flatten().collect());
    let columns: Vec<(&'static str, ArrayRef)> = vec![
        ("source_id", source),
        ("transit_id", transits),
        ("band", Arc::new(StringArray::from_iter_values(points.bands().map(Band::name)))),
        ("time", points.numbers(|curve| &curve.time, true)),
        ("mag", points.numbers(|curve| &curve.mag, true)),
        ("flux", points.numbers(|curve| &curve.flux, true)),
        ("flux_error", points.numbers(|curve| &curve.flux_error, true)),
        ("flux_over_error", points.ratios(true)),
        ("rejected_by_photometry", build::booleans(points.rejected_by_photometry())),
        ("rejected_by_variability", build::booleans(points.rejected_by_variability())),
        ("other_flags", masks),
        ("solution_id", solution),
    ];
    build::table(layout.columns, columns, build::release(layout, curves).into_iter().collect(), losses)
}

/// The points of a source that the table has: those of which anything is said, and where nothing is said of a transit in any
/// band, the point in G.
fn rows(curves: &EpochPhotometry) -> Vec<(&LightCurve, usize)> {
    let says_nothing = |place: usize| !curves.bands().iter().any(|curve| curve.says(place));
    let is_row = |curve: &LightCurve, place: usize| curve.says(place) || (curve.band == Band::G && says_nothing(place));
    let of_band = |curve| (0..curves.len()).map(move |place| (curve, place));
    curves.bands().into_iter().flat_map(of_band).filter(|(curve, place)| is_row(curve, *place)).collect()
}

fn masks(curves: &[EpochPhotometry], rows: &[Vec<(&LightCurve, usize)>], losses: &mut LossReport) -> Result<ArrayRef> {
    let in_masks = FlagMeaning::of_masks(build::common_release(curves));
    let of_source = |(curves, rows): (&EpochPhotometry, &Vec<(&LightCurve, usize)>)| {
        build::masks(&Points::of(rows.clone()), (curves.flag_meaning, in_masks), "other_flags", losses)
    };
    let parts: Vec<ArrayRef> = curves.iter().zip(rows).map(of_source).collect();
    build::joined(&parts)
}

fn transit(curves: &EpochPhotometry, place: usize) -> Option<TransitId> {
    curves.transit_id.get(place).copied().flatten()
}

/// What a source says that the long table has no place for.
fn not_held(curves: &EpochPhotometry, rows: &[(&LightCurve, usize)], losses: &mut LossReport) {
    let of_transits = curves.rejected_by_photometry.iter().flatten().count();
    build::lost(losses, "rejected_by_photometry", why::OF_TRANSITS, of_transits);
    build::lost(losses, "g_transit_n_obs", why::NO_COUNT, curves.g_n_obs.iter().flatten().count());
    let joined = join::join(rows.iter().map(|(curve, place)| (transit(curves, *place), curve.band)));
    let mut places =
        joined.iter().map(|(_, of_bands)| of_bands.map(|row| row.and_then(|row| rows.get(row)).map(|(_, place)| *place)));
    let stays = |place: usize| places.next().is_some_and(|found| found.into_iter().flatten().all(|found| found == place));
    let moved = (0..curves.len()).map(stays).filter(|stays| !stays).count();
    build::lost(losses, "transit_id", why::OTHERWISE, moved.max(joined.len().saturating_sub(curves.len())));
}
