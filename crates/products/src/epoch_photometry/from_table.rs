use super::{Band, EpochPhotometry, FlagMeaning, LightCurve, long, side_by_side, zero_point};
use crate::{
    Error, ProductKind, Release, Result, recognise_table,
    registry::{self, Layout},
    release,
    sheet::Sheet,
};
use gaialink_table::Table;

const KIND: ProductKind = ProductKind::EpochPhotometry;

/// How many points of a band tell the release by their zero points.
const TELLING: usize = 16;

/// The light curves of a table, one value a source.
pub(super) fn from_table(table: &Table, given: Option<&Release>) -> Result<Vec<EpochPhotometry>> {
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
    let told = release(schema, None, None).map(|(release, _)| release);
    let told = told.or_else(|| given.filter(|given| !given.has_known_photometry()).cloned());
    let mut curves = if is_long { long::read(&sheet)? } else { side_by_side::read(&sheet)? };
    let release = told.or_else(|| by_zero_points(&curves)).or_else(|| given.cloned());
    curves.iter_mut().for_each(|curves| curves.be_of(release.as_ref(), sheet.is_raw()));
    Ok(curves)
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
    /// Takes up the release. RAW names its flags, whatever the release; masks do not.
    fn be_of(&mut self, release: Option<&Release>, is_raw: bool) {
        self.release = release.cloned();
        self.flag_meaning = if is_raw { FlagMeaning::Dr3 } else { FlagMeaning::of_masks(release) };
    }
}
