//! The long layout: a row a transit and band.

use super::{
    Band, EpochPhotometry, FlagMeaning, LightCurve, PointFlags, Ratios,
    join::{self, Rows},
    ratios::RatioCells,
};
use crate::{
    Error, OtherFlags, Result, SolutionId, TransitId, Values,
    sheet::{Cells, Group, Sheet},
};
use gaialink_table::arrow::array::{Array, BooleanArray, Int64Array, StringArray};

pub(super) fn read(sheet: &Sheet<'_>) -> Result<Vec<EpochPhotometry>> {
    let columns = Columns::read(sheet)?;
    sheet.groups().iter().map(|group| columns.source(sheet, group)).collect()
}

struct Columns {
    solution: Option<Int64Array>,
    transit_id: Cells<Int64Array>,
    band: StringArray,
    time: Cells<Values<f64>>,
    flux: Cells<Values<f64>>,
    flux_error: Cells<Values<f64>>,
    flux_over_error: RatioCells,
    mag: Cells<Values<f64>>,
    rejected_by_photometry: Option<Cells<BooleanArray>>,
    rejected_by_variability: Option<Cells<BooleanArray>>,
    flags: Option<Cells<Int64Array>>,
}

impl Columns {
    fn read(sheet: &Sheet<'_>) -> Result<Self> {
        Ok(Self {
            solution: sheet.integers("solution_id")?,
            transit_id: sheet.required_integer_cells("transit_id")?,
            band: sheet.required_texts("band")?,
            time: sheet.required_number_cells("time")?,
            flux: sheet.required_number_cells("flux")?,
            flux_error: sheet.required_number_cells("flux_error")?,
            flux_over_error: RatioCells::read(sheet, "flux_over_error")?,
            mag: sheet.required_number_cells("mag")?,
            rejected_by_photometry: sheet.boolean_cells("rejected_by_photometry")?,
            rejected_by_variability: sheet.boolean_cells("rejected_by_variability")?,
            flags: sheet.integer_cells("other_flags")?,
        })
    }

    fn source(&self, sheet: &Sheet<'_>, group: &Group) -> Result<EpochPhotometry> {
        let transits = self.transit_id.of(group).map(|id| id.map(TransitId::new));
        let bands = group.rows.clone().map(|row| self.band_of(sheet, row)).collect::<Result<Vec<_>>>()?;
        let joined = join::join(transits.zip(bands));
        let points = self.points(group);
        let curve = |band| points.curve(band, &joined);
        Ok(EpochPhotometry {
            source_id: group.source_id,
            solution_id: sheet.constant_integer("solution_id", self.solution.as_ref(), group)?.map(SolutionId::new),
            release: None,
            flag_meaning: FlagMeaning::Dr3,
            transit_id: joined.iter().map(|(transit, _)| *transit).collect(),
            rejected_by_photometry: vec![None; joined.len()],
            g_n_obs: vec![None; joined.len()],
            g: curve(Band::G),
            bp: curve(Band::Bp),
            rp: curve(Band::Rp),
        })
    }

    fn band_of(&self, sheet: &Sheet<'_>, row: usize) -> Result<Band> {
        let found = if self.band.is_valid(row) { self.band.value(row) } else { "" };
        found.parse().map_err(|error| Error::Band { product: sheet.product(), row, error })
    }

    fn points(&self, group: &Group) -> Points {
        let booleans = |cells: &Option<Cells<BooleanArray>>| -> Vec<Option<bool>> {
            cells.as_ref().map(|cells| cells.of(group).collect()).unwrap_or_default()
        };
        let mask = |mask: Option<i64>| mask.map(OtherFlags::from);
        Points {
            time: self.time.of(group),
            flux: self.flux.of(group),
            flux_error: self.flux_error.of(group),
            flux_over_error: self.flux_over_error.of(group),
            mag: self.mag.of(group),
            masks: self.flags.as_ref().map(|flags| flags.of(group).map(mask).collect()).unwrap_or_default(),
            rejected_by_photometry: booleans(&self.rejected_by_photometry),
            rejected_by_variability: booleans(&self.rejected_by_variability),
        }
    }
}

/// The points of a source, as they stand in the file.
struct Points {
    time: Values<f64>,
    flux: Values<f64>,
    flux_error: Values<f64>,
    flux_over_error: Ratios,
    mag: Values<f64>,
    masks: Vec<Option<OtherFlags>>,
    rejected_by_photometry: Vec<Option<bool>>,
    rejected_by_variability: Vec<Option<bool>>,
}

impl Points {
    /// The points of a band, one a transit.
    fn curve(&self, band: Band, joined: &[(Option<TransitId>, Rows)]) -> LightCurve {
        let rows: Vec<Option<usize>> = joined.iter().map(|(_, rows)| rows.get(band as usize).copied().flatten()).collect();
        let numbers = |values: &Values<f64>| -> Values<f64> {
            rows.iter().map(|row| row.and_then(|row| values.get(row).copied()).unwrap_or(f64::NAN)).collect()
        };
        let booleans = |values: &[Option<bool>]| -> Vec<Option<bool>> {
            rows.iter().map(|row| row.and_then(|row| values.get(row).copied().flatten())).collect()
        };
        let flags = |row: &Option<usize>| {
            let mask = row.and_then(|row| self.masks.get(row).copied().flatten());
            PointFlags::of_mask(mask, band)
        };
        LightCurve {
            band,
            time: numbers(&self.time),
            flux: numbers(&self.flux),
            flux_error: numbers(&self.flux_error),
            flux_over_error: ratios(&self.flux_over_error, &rows),
            mag: numbers(&self.mag),
            flags: rows.iter().map(flags).collect(),
            rejected_by_photometry: booleans(&self.rejected_by_photometry),
            rejected_by_variability: booleans(&self.rejected_by_variability),
        }
    }
}

fn ratios(all: &Ratios, rows: &[Option<usize>]) -> Ratios {
    match all {
        Ratios::Float(values) => {
            let number = |row: &Option<usize>| row.and_then(|row| values.get(row).copied()).unwrap_or(f32::NAN);
            rows.iter().map(number).collect::<Values<f32>>().into()
        }
        Ratios::Double(values) => {
            let number = |row: &Option<usize>| row.and_then(|row| values.get(row).copied()).unwrap_or(f64::NAN);
            rows.iter().map(number).collect::<Values<f64>>().into()
        }
    }
}
