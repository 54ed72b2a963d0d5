//! The layouts with the bands side by side: wide, a row a transit, and RAW, an array a source.

use super::{Band, EpochPhotometry, FlagMeaning, LightCurve, PointFlags, ratios::RatioCells, shape::Shape};
use crate::{
    Error, OtherFlags, Result, SolutionId, TransitId, Values, registry,
    sheet::{Cells, Group, Sheet},
};
use gaialink_table::arrow::array::{BooleanArray, Int64Array};

pub(super) fn read(sheet: &Sheet<'_>) -> Result<Vec<EpochPhotometry>> {
    let columns = Columns::read(sheet)?;
    sheet.groups().iter().map(|group| columns.source(sheet, group)).collect()
}

struct Columns {
    solution: Option<Int64Array>,
    /// The number of transits that RAW states.
    counts: Option<Int64Array>,
    transit_id: Option<Cells<Int64Array>>,
    rejected: Option<Cells<BooleanArray>>,
    n_obs: Option<Cells<Int64Array>>,
    g: BandCells,
    bp: BandCells,
    rp: BandCells,
}

impl Columns {
    fn read(sheet: &Sheet<'_>) -> Result<Self> {
        Ok(Self {
            solution: sheet.integers("solution_id")?,
            counts: if sheet.is_raw() { sheet.integers("n_transits")? } else { None },
            transit_id: Some(sheet.required_integer_cells("transit_id")?),
            rejected: sheet.boolean_cells("rejected_by_photometry")?,
            n_obs: sheet.integer_cells("g_transit_n_obs")?,
            g: BandCells::read(sheet, Band::G)?,
            bp: BandCells::read(sheet, Band::Bp)?,
            rp: BandCells::read(sheet, Band::Rp)?,
        })
    }

    fn source(&self, sheet: &Sheet<'_>, group: &Group) -> Result<EpochPhotometry> {
        let transits: Vec<_> = integers(self.transit_id.as_ref(), group).collect();
        let shape = Shape { sheet, group, len: transits.len().max(self.g.time.of(group).len()) };
        shape.stated(sheet.constant_integer("n_transits", self.counts.as_ref(), group)?)?;
        let (g, bp, rp) = (self.g.curve(&shape)?, self.bp.curve(&shape)?, self.rp.curve(&shape)?);
        let n_obs: Vec<_> = integers(self.n_obs.as_ref(), group).collect();
        let n_obs = shape.filled("g_transit_n_obs", n_obs, None)?.into_iter().enumerate().map(|place| counted(sheet, place));
        let param = sheet.params().integer("solution_id")?;
        Ok(EpochPhotometry {
            source_id: group.source_id,
            solution_id: sheet.constant_integer("solution_id", self.solution.as_ref(), group)?.or(param).map(SolutionId::new),
            release: None,
            flag_meaning: FlagMeaning::Dr3,
            transit_id: shape.filled("transit_id", transits.into_iter().map(|id| id.map(TransitId::new)).collect(), None)?,
            rejected_by_photometry: shape.filled("rejected_by_photometry", booleans(self.rejected.as_ref(), group), None)?,
            g_n_obs: n_obs.collect::<Result<_>>()?,
            g,
            bp,
            rp,
        })
    }
}

fn counted(sheet: &Sheet<'_>, (place, count): (usize, Option<i64>)) -> Result<Option<i16>> {
    let (product, column) = (sheet.product(), "g_transit_n_obs");
    let error = |found: i64| Error::Value { product, column, place, expected: "short", found: found.to_string() };
    count.map(|count| i16::try_from(count).map_err(|_| error(count))).transpose()
}

/// The columns of a band.
struct BandCells {
    band: Band,
    time: Cells<Values<f64>>,
    flux: Cells<Values<f64>>,
    flux_error: Cells<Values<f64>>,
    flux_over_error: RatioCells,
    mag: Cells<Values<f64>>,
    rejected_by_variability: Option<Cells<BooleanArray>>,
    mask: Option<Cells<Int64Array>>,
    flags: Vec<(OtherFlags, &'static str, Cells<BooleanArray>)>,
}

impl BandCells {
    fn read(sheet: &Sheet<'_>, band: Band) -> Result<Self> {
        let names = band.columns();
        let mut flags = Vec::new();
        for definition in registry::flags().iter().filter(|definition| band.flags().contains(definition.flag)) {
            if let Some(cells) = sheet.boolean_cells(definition.name)? {
                flags.push((definition.flag, definition.name, cells));
            }
        }
        Ok(Self {
            band,
            time: sheet.required_number_cells(names.time)?,
            flux: sheet.required_number_cells(names.flux)?,
            flux_error: sheet.required_number_cells(names.flux_error)?,
            flux_over_error: RatioCells::read(sheet, names.flux_over_error)?,
            mag: sheet.required_number_cells(names.mag)?,
            rejected_by_variability: sheet.boolean_cells(names.rejected_by_variability)?,
            mask: sheet.integer_cells(names.flags)?,
            flags,
        })
    }

    fn curve(&self, shape: &Shape<'_>) -> Result<LightCurve> {
        let (names, group) = (self.band.columns(), shape.group);
        let rejected = booleans(self.rejected_by_variability.as_ref(), group);
        Ok(LightCurve {
            band: self.band,
            time: shape.numbers(names.time, self.time.of(group))?,
            flux: shape.numbers(names.flux, self.flux.of(group))?,
            flux_error: shape.numbers(names.flux_error, self.flux_error.of(group))?,
            flux_over_error: shape.ratios(names.flux_over_error, self.flux_over_error.of(group))?,
            mag: shape.numbers(names.mag, self.mag.of(group))?,
            flags: self.flags(shape)?,
            rejected_by_photometry: vec![None; shape.len],
            rejected_by_variability: shape.filled(names.rejected_by_variability, rejected, None)?,
        })
    }

    /// The flags by the mask, and by RAW's columns of truth values.
    fn flags(&self, shape: &Shape<'_>) -> Result<Vec<PointFlags>> {
        let of_mask = |mask: Option<i64>| PointFlags::of_mask(mask.map(OtherFlags::from), self.band);
        let masks = integers(self.mask.as_ref(), shape.group).map(of_mask).collect();
        let mut points = shape.filled(self.band.columns().flags, masks, of_mask(None))?;
        for (flag, name, cells) in &self.flags {
            let said = shape.filled(name, cells.of(shape.group).collect(), None)?;
            points.iter_mut().zip(said).for_each(|(point, said)| point.say(*flag, said));
        }
        Ok(points)
    }
}

fn integers(cells: Option<&Cells<Int64Array>>, group: &Group) -> impl Iterator<Item = Option<i64>> {
    cells.into_iter().flat_map(|cells| cells.of(group))
}

fn booleans(cells: Option<&Cells<BooleanArray>>, group: &Group) -> Vec<Option<bool>> {
    cells.map(|cells| cells.of(group).collect()).unwrap_or_default()
}
