use super::{Band, EpochPhotometry, FlagMeaning, LightCurve, long, side_by_side, zero_point};
use crate::{
    Error, Hints, ProductKind, Release, Result, evidence, recognise_table,
    registry::{self, Layout},
    sheet::Sheet,
};
use gaialink_table::Table;

const KIND: ProductKind = ProductKind::EpochPhotometry;

/// How many points of a band tell the release by their zero points.
const TELLING: usize = 16;

/// The light curves of a table, one value a source.
pub(super) fn from_table(table: &Table, hints: Hints<'_>) -> Result<Vec<EpochPhotometry>> {
    let (mut curves, is_raw) = read(table)?;
    let schema = table.schema();
    let told = evidence::said(schema, hints).map(|(release, _)| release);
    let release = told.or_else(|| by_zero_points(&curves)).or_else(|| evidence::by_layout(schema).map(|(release, _)| release));
    curves.iter_mut().for_each(|curves| curves.be_of(release.as_ref(), is_raw));
    Ok(curves)
}

/// The release whose zero points the light curves of a table have.
pub(crate) fn release_by_zero_points(table: &Table) -> Option<Release> {
    read(table).ok().and_then(|(curves, _)| by_zero_points(&curves))
}

/// The light curves of no release yet, and whether the table is RAW.
fn read(table: &Table) -> Result<(Vec<EpochPhotometry>, bool)> {
    if let Some(found) = recognise_table(table).filter(|found| !found.products().any(|product| product == KIND)) {
        return Err(Error::Product { expected: KIND, found: found.products().collect() });
    }
    let schema = table.schema();
    let time = |name| schema.field(name).map(|field| !field.cell_shape().is_scalar());
    let (names, is_long): (&[&str], bool) = match (time("g_transit_time"), time("time")) {
        (Some(true), _) => (&["dr3/epoch_photometry__raw", "dr2/epoch_photometry__raw"], false),
        (Some(false), _) => (&["dr3/epoch_photometry__individual"], false),
        (None, Some(_)) => (&["dr3/epoch_photometry__individual_long", "dr2/epoch_photometry__individual"], true),
        (None, None) => return Err(Error::MissingColumn { product: KIND, column: "g_transit_time" }),
    };
    let sheet = Sheet::of_layout(table, layout(table, names)?)?;
    let curves = if is_long { long::read(&sheet)? } else { side_by_side::read(&sheet)? };
    Ok((curves, sheet.is_raw()))
}

/// The layout with the most columns of the table.
fn layout(table: &Table, names: &[&str]) -> Result<&'static Layout> {
    let known = |layout: &&Layout| {
        let fields = &table.schema().fields;
        fields.iter().filter(|field| layout.any_column(&field.name).is_some_and(|column| column.accepts(field))).count()
    };
    let layouts = names.iter().rev().filter_map(|name| registry::layout(name));
    layouts.max_by_key(known).ok_or(Error::Unrecognised)
}

fn by_zero_points(curves: &[EpochPhotometry]) -> Option<Release> {
    let of_band = |curve: &LightCurve| -> Vec<(Band, f64, f64)> {
        let both = curve.mag.iter().zip(curve.flux.iter()).filter(|(mag, flux)| !mag.is_nan() && **flux > 0.0);
        both.take(TELLING).map(|(mag, flux)| (curve.band, *mag, *flux)).collect()
    };
    zero_point::release_of(curves.iter().take(TELLING).flat_map(EpochPhotometry::bands).flat_map(of_band))
}

impl EpochPhotometry {
    /// Takes up the release. RAW names its flags; masks do not.
    fn be_of(&mut self, release: Option<&Release>, is_raw: bool) {
        self.release = release.cloned();
        self.flag_meaning = if is_raw { FlagMeaning::of_raw(release) } else { FlagMeaning::of_masks(release) };
    }
}
