use super::{Band, EpochPhotometry, build, declared_loss as why, points::Points};
use crate::{OtherFlags, ProductKind, Release, Result, make, registry};
use gaialink_table::{
    LossReport, Table,
    arrow::array::{ArrayRef, Int16Array},
};
use std::sync::Arc;

type Columns = Vec<(&'static str, ArrayRef)>;

/// The RAW table of several sources: a row a source.
pub(super) fn to_raw(curves: &[EpochPhotometry]) -> Result<(Table, LossReport)> {
    curves.iter().try_for_each(build::check)?;
    let is_dr2 = build::common_release(curves) == Some(&Release::Dr2);
    let layout = build::layout(if is_dr2 { "dr2/epoch_photometry__raw" } else { "dr3/epoch_photometry__raw" })?;
    let lengths: Vec<usize> = curves.iter().map(EpochPhotometry::len).collect();
    let mut losses = LossReport::default();
    let transits = curves.iter().flat_map(|curves| &curves.transit_id).map(|id| id.map(|id| id.get()));
    let mut columns: Columns = vec![
        ("solution_id", build::integers(curves.iter().map(|curves| Some(curves.solution_id?.get())))),
        ("source_id", build::integers(curves.iter().map(|curves| Some(curves.source_id.get())))),
        ("n_transits", make::counts(ProductKind::EpochPhotometry, "n_transits", lengths.iter().map(|len| Some(*len)))?),
        ("transit_id", make::list_of(build::integers(transits), &lengths)?),
    ];
    for band in Band::ALL {
        columns.extend(of_band(curves, band, &lengths, &mut losses)?);
    }
    let counts = || curves.iter().flat_map(|curves| &curves.g_n_obs).copied();
    if is_dr2 {
        build::lost(&mut losses, "g_transit_n_obs", why::NO_COUNT, counts().flatten().count());
    } else {
        columns.push(("g_transit_n_obs", make::list_of(Arc::new(counts().collect::<Int16Array>()), &lengths)?));
    }
    let of_transits = curves.iter().flat_map(|curves| &curves.rejected_by_photometry).flatten().count();
    build::lost(&mut losses, "rejected_by_photometry", why::OF_TRANSITS, of_transits);
    build::table(layout.columns, columns, build::release(layout, curves).into_iter().collect(), losses)
}

fn of_band(curves: &[EpochPhotometry], band: Band, lengths: &[usize], losses: &mut LossReport) -> Result<Columns> {
    let (names, points) = (band.columns(), Points::of_band(curves, band));
    let mut columns = vec![
        (names.time, points.numbers(|curve| &curve.time, false)),
        (names.flux, points.numbers(|curve| &curve.flux, false)),
        (names.flux_error, points.numbers(|curve| &curve.flux_error, false)),
        (names.flux_over_error, points.ratios(false)),
        (names.mag, points.numbers(|curve| &curve.mag, false)),
        (names.rejected_by_variability, build::booleans(points.rejected_by_variability())),
    ];
    let known: Vec<OtherFlags> =
        curves.iter().flat_map(|curves| vec![curves.flag_meaning.in_raw() & band.flags(); curves.len()]).collect();
    for definition in registry::flags().iter().filter(|definition| band.flags().contains(definition.flag)) {
        let said = points.flags().zip(&known).map(|((_, flags), known)| match known.contains(definition.flag) {
            true => flags.get(definition.flag),
            false => None,
        });
        columns.push((definition.name, build::booleans(said)));
    }
    let other = points.flags().zip(&known).filter(|((_, flags), known)| !known.contains(flags.set)).count();
    build::lost(losses, names.flags, why::NO_COLUMN, other);
    build::lost(losses, "rejected_by_photometry", why::OF_POINTS, points.rejected_by_photometry().flatten().count());
    columns.into_iter().map(|(name, array)| Ok((name, make::list_of(array, lengths)?))).collect()
}
