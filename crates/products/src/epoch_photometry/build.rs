//! What the writers of all layouts share.

use super::{EpochPhotometry, FlagMeaning, PointFlags, annotate::annotate, declared_loss as why, points::Points};
use crate::{
    Error, ProductKind, Release, Result,
    registry::{ColumnDefinition, Layout},
};
use gaialink_table::{
    LossKind, LossReport, Param, Schema, Table,
    arrow::array::{Array, ArrayRef, AsArray, BooleanArray, Int64Array},
};
use std::sync::Arc;

pub(super) fn integers(numbers: impl Iterator<Item = Option<i64>>) -> ArrayRef {
    Arc::new(numbers.collect::<Int64Array>())
}

pub(super) fn booleans(values: impl Iterator<Item = Option<bool>>) -> ArrayRef {
    Arc::new(values.collect::<BooleanArray>())
}

/// Columns of integers in one.
pub(super) fn joined(parts: &[ArrayRef]) -> Result<ArrayRef> {
    if parts.is_empty() {
        return Ok(integers(std::iter::empty()));
    }
    let parts: Vec<_> = parts.iter().map(AsRef::as_ref).collect();
    Ok(gaialink_table::arrow::compute::concat(&parts)?)
}

/// The table of the columns of a layout, and what it leaves open added to the losses.
pub(super) fn table(
    definitions: &'static [ColumnDefinition],
    columns: Vec<(&'static str, ArrayRef)>,
    params: Vec<Param>,
    mut losses: LossReport,
) -> Result<(Table, LossReport)> {
    for definition in definitions.iter().filter(|column| !column.nullable || column.name == "g_transit_n_obs") {
        let array = columns.iter().find(|(name, _)| *name == definition.name).map(|(_, array)| array);
        losses.add_many(LossKind::Null, definition.name, why::NOT_SAID, array.map_or(0, nulls));
    }
    let table = crate::make::as_wide_as_they_are(definitions, columns, params)?;
    let mut schema = Schema::clone(table.schema());
    annotate(&mut schema);
    Ok((Table::try_new(schema, table.batches().to_vec())?, losses))
}

/// The missing cells, and in arrays the missing elements.
fn nulls(array: &ArrayRef) -> u64 {
    let elements = array.as_list_opt::<i32>().map_or(0, |list| list.values().null_count());
    u64::try_from(array.null_count() + elements).unwrap_or(u64::MAX)
}

/// The PARAM of the release, where all light curves are of the same.
pub(super) fn release(layout: &Layout, curves: &[EpochPhotometry]) -> Option<Param> {
    let release = common_release(curves)?;
    Some(match layout.param("release") {
        Some(definition) => definition.param(release.name()),
        None => Param::text("release", release.name()),
    })
}

pub(super) fn common_release(curves: &[EpochPhotometry]) -> Option<&Release> {
    let (first, others) = curves.split_first()?;
    first.release.as_ref().filter(|release| others.iter().all(|other| other.release.as_ref() == Some(release)))
}

/// The masks of points, under the meaning of their release; what a mask cannot hold is lost.
pub(super) fn masks(
    points: &Points<'_>,
    (meaning, in_masks): (FlagMeaning, FlagMeaning),
    column: &str,
    losses: &mut LossReport,
) -> ArrayRef {
    let same = meaning.in_common(in_masks);
    let mut mask = |flags: PointFlags, band| match flags.mask() {
        Some(mask) => {
            losses.add_many(LossKind::Value, column, why::NO_MASK, u64::from(!same.contains(mask)));
            Some(i64::from(mask & same))
        }
        None => {
            losses.add_many(LossKind::Value, column, why::PARTLY, u64::from(!flags.is_missing(band)));
            None
        }
    };
    let cells: Vec<Option<i64>> = points.flags().map(|(band, flags)| mask(flags, band)).collect();
    integers(cells.into_iter())
}

/// What is said of transits or points and has no place.
pub(super) fn lost(losses: &mut LossReport, column: &str, what: &str, said: usize) {
    losses.add_many(LossKind::Value, column, what, u64::try_from(said).unwrap_or(u64::MAX));
}

/// The layout of that name.
pub(super) fn layout(name: &'static str) -> Result<&'static Layout> {
    crate::make::layout(name)
}

/// A list that differs in length from the transits.
pub(super) fn check(curves: &EpochPhotometry) -> Result<()> {
    let expected = curves.len();
    let length = |column: &'static str, found: usize| match found == expected {
        true => Ok(()),
        false => {
            Err(Error::Length { product: ProductKind::EpochPhotometry, source_id: curves.source_id, column, expected, found })
        }
    };
    length("rejected_by_photometry", curves.rejected_by_photometry.len())?;
    length("g_transit_n_obs", curves.g_n_obs.len())?;
    for curve in curves.bands() {
        let names = curve.band.columns();
        length(names.time, curve.time.len())?;
        length(names.flux, curve.flux.len())?;
        length(names.flux_error, curve.flux_error.len())?;
        length(names.flux_over_error, curve.flux_over_error.len())?;
        length(names.mag, curve.mag.len())?;
        length(names.flags, curve.flags.len())?;
        length(names.rejected_by_variability, curve.rejected_by_variability.len())?;
        length("rejected_by_photometry", curve.rejected_by_photometry.len())?;
    }
    Ok(())
}
