use super::{AstrometryTransit, CcdProcFlags, EpochAstrometry, TransitAcqFlags, flags};
use crate::{
    Error, Hints, ProductKind, Release, Result, SkyPosition, SolutionId, SourceId, TransitId, Values, recognise_table, registry,
    release,
    sheet::{Cells, Group, Sheet},
    time::Tcb,
};
use gaialink_table::{
    Table,
    arrow::array::{BooleanArray, Int64Array},
};
use std::collections::BTreeMap;

const KIND: ProductKind = ProductKind::EpochAstrometry;

/// Numbers of their own, and lists of `double`.
const DOUBLES: [&str; 15] = [
    "ra0",
    "dec0",
    "agis_source_excess_noise",
    "obs_time_bary_corr",
    "scan_pos_angle",
    "zeta",
    "parallax_factor_al",
    "parallax_factor_ac",
    "nu_eff_used_in_astrometry",
    "nu_eff_error",
    "centroid_pos_al",
    "centroid_pos_ac",
    "calculated_pos_ac",
    "g_mag",
    "ac_rate",
];
/// Lists of `float`.
const FLOATS: [&str; 9] = [
    "colour_factor_al",
    "colour_factor_ac",
    "centroid_pos_error_al",
    "centroid_pos_error_ac",
    "ipd_error_al",
    "ipd_error_ac",
    "source_dist_to_last_ci",
    "sub_pixel_coord",
    "mu",
];
const INTEGERS: [&str; 7] =
    ["transit_id", "obs_time_tcb", "transit_acq_flags", "transit_proc_flags", "ccd_proc_flags", "g_class", "gates"];
const BOOLEANS: [&str; 4] = ["used_by_agis_al", "used_by_agis_ac", "multipeak", "blended"];

/// The epoch astrometry of a table, one value a source; its rows are transits.
pub(super) fn from_table(table: &Table, hints: Hints<'_>) -> Result<Vec<EpochAstrometry>> {
    let found = recognise_table(table).ok_or(Error::Unrecognised)?;
    if !found.products().any(|product| product == KIND) {
        return Err(Error::Product { expected: KIND, found: found.products().collect() });
    }
    let layout = registry::layout("dr4/epoch_astrometry__raw").ok_or(Error::Unrecognised)?;
    let sheet = Sheet::by_source(table, layout)?;
    let columns = Columns::read(&sheet)?;
    let release = release(table.schema(), hints).map(|(release, _)| release);
    sheet.groups().iter().map(|group| columns.source(&sheet, group, release.as_ref())).collect()
}

/// The columns that are there, by name.
struct Columns {
    solution: Option<Int64Array>,
    doubles: BTreeMap<&'static str, Cells<Values<f64>>>,
    floats: BTreeMap<&'static str, Cells<Values<f32>>>,
    integers: BTreeMap<&'static str, Cells<Int64Array>>,
    booleans: BTreeMap<&'static str, Cells<BooleanArray>>,
}

fn read<C, const N: usize>(
    names: [&'static str; N],
    read: impl Fn(&'static str) -> Result<Option<C>>,
) -> Result<BTreeMap<&'static str, C>> {
    names.into_iter().filter_map(|name| read(name).map(|cells| Some((name, cells?))).transpose()).collect()
}

impl Columns {
    fn read(sheet: &Sheet<'_>) -> Result<Self> {
        Ok(Self {
            solution: sheet.integers("solution_id")?,
            doubles: read(DOUBLES, |name| sheet.number_cells(name))?,
            floats: read(FLOATS, |name| sheet.number_cells(name))?,
            integers: read(INTEGERS, |name| sheet.integer_cells(name))?,
            booleans: read(BOOLEANS, |name| sheet.boolean_cells(name))?,
        })
    }

    fn source(&self, sheet: &Sheet<'_>, group: &Group, release: Option<&Release>) -> Result<EpochAstrometry> {
        let row = |row| Row { columns: self, group: Group { source_id: group.source_id, rows: row..row + 1 } };
        let all = || group.rows.clone().map(row);
        let ra = constant(group, "ra0", all().map(|row| row.number("ra0")))?;
        let dec = constant(group, "dec0", all().map(|row| row.number("dec0")))?;
        let noise = all().map(|row| row.number("agis_source_excess_noise"));
        Ok(EpochAstrometry {
            source_id: group.source_id,
            solution_id: sheet.constant_integer("solution_id", self.solution.as_ref(), group)?.map(SolutionId::new),
            release: release.cloned(),
            reference: ra.zip(dec).map(|(ra, dec)| SkyPosition { ra, dec }),
            excess_noise: constant(group, "agis_source_excess_noise", noise)?,
            transits: group.rows.clone().map(|place| row(place).transit()).collect::<Result<_>>()?,
        })
    }
}

/// The number that a source has in all of its rows.
fn constant(group: &Group, column: &'static str, mut numbers: impl Iterator<Item = Option<f64>>) -> Result<Option<f64>> {
    let first = numbers.next().flatten();
    let varies = || Error::Varies { product: KIND, source_id: group.source_id, column };
    if numbers.all(|other| other.map(f64::to_bits) == first.map(f64::to_bits)) { Ok(first) } else { Err(varies()) }
}

/// One row.
struct Row<'a> {
    columns: &'a Columns,
    group: Group,
}

impl Row<'_> {
    fn doubles(&self, name: &str) -> Values<f64> {
        self.columns.doubles.get(name).map(|cells| cells.of(&self.group)).unwrap_or_default()
    }

    fn number(&self, name: &str) -> Option<f64> {
        self.doubles(name).first().copied().filter(|number| !number.is_nan())
    }

    fn floats(&self, name: &str) -> Values<f32> {
        self.columns.floats.get(name).map(|cells| cells.of(&self.group)).unwrap_or_default()
    }

    fn integers(&self, name: &str) -> Vec<Option<i64>> {
        self.columns.integers.get(name).map(|cells| cells.of(&self.group).collect()).unwrap_or_default()
    }

    fn integer(&self, name: &str) -> Option<i64> {
        self.integers(name).first().copied().flatten()
    }

    fn booleans(&self, name: &str) -> Vec<Option<bool>> {
        self.columns.booleans.get(name).map(|cells| cells.of(&self.group).collect()).unwrap_or_default()
    }

    fn boolean(&self, name: &str) -> Option<bool> {
        self.booleans(name).first().copied().flatten()
    }

    /// The bits of one mask.
    fn bits(&self, column: &'static str, cell: Option<i64>) -> Result<Option<u16>> {
        let place = self.group.rows.start;
        let error = |found: i64| Error::Value { product: KIND, column, place, expected: "short", found: found.to_string() };
        cell.map(|cell| flags::bits(cell).ok_or_else(|| error(cell))).transpose()
    }

    fn transit(&self) -> Result<AstrometryTransit> {
        let ccd_flags = self.integers("ccd_proc_flags").into_iter().map(|cell| self.bits("ccd_proc_flags", cell));
        let ccd_flags: Vec<Option<u16>> = ccd_flags.collect::<Result<_>>()?;
        let transit = AstrometryTransit {
            transit_id: self.integer("transit_id").map(TransitId::new),
            obs_time: self.integers("obs_time_tcb").into_iter().map(|time| time.map(Tcb::from_nanoseconds)).collect(),
            bary_corr: self.number("obs_time_bary_corr"),
            scan_pos_angle: self.doubles("scan_pos_angle"),
            zeta: self.number("zeta"),
            parallax_factor_al: self.number("parallax_factor_al"),
            parallax_factor_ac: self.number("parallax_factor_ac"),
            colour_factor_al: self.floats("colour_factor_al"),
            colour_factor_ac: self.floats("colour_factor_ac"),
            nu_eff_used_in_astrometry: self.number("nu_eff_used_in_astrometry"),
            nu_eff_error: self.number("nu_eff_error"),
            centroid_pos_al: self.doubles("centroid_pos_al"),
            centroid_pos_ac: self.doubles("centroid_pos_ac"),
            calculated_pos_ac: self.doubles("calculated_pos_ac"),
            centroid_pos_error_al: self.floats("centroid_pos_error_al"),
            centroid_pos_error_ac: self.floats("centroid_pos_error_ac"),
            used_by_agis_al: self.booleans("used_by_agis_al"),
            used_by_agis_ac: self.booleans("used_by_agis_ac"),
            transit_acq_flags: self
                .bits("transit_acq_flags", self.integer("transit_acq_flags"))?
                .map(TransitAcqFlags::from_bits_retain),
            transit_proc_flags: self.bits("transit_proc_flags", self.integer("transit_proc_flags"))?,
            ccd_proc_flags: ccd_flags.into_iter().map(|bits| bits.map(CcdProcFlags::from_bits_retain)).collect(),
            multipeak: self.boolean("multipeak"),
            blended: self.boolean("blended"),
            ipd_error_al: self.floats("ipd_error_al"),
            ipd_error_ac: self.floats("ipd_error_ac"),
            g_mag: self.number("g_mag"),
            g_class: self.integer("g_class"),
            gates: self.integers("gates"),
            source_dist_to_last_ci: self.floats("source_dist_to_last_ci"),
            ac_rate: self.number("ac_rate"),
            sub_pixel_coord: self.floats("sub_pixel_coord"),
            mu: self.floats("mu"),
        };
        check(self.group.source_id, &transit)?;
        Ok(transit)
    }
}

/// Every list has an element a CCD, or none.
fn check(source_id: SourceId, transit: &AstrometryTransit) -> Result<()> {
    let expected = transit.len();
    match lengths(transit).into_iter().find(|(_, found)| *found != 0 && *found != expected) {
        Some((column, found)) => Err(Error::Length { product: KIND, source_id, column, expected, found }),
        None => Ok(()),
    }
}

fn lengths(transit: &AstrometryTransit) -> [(&'static str, usize); 17] {
    [
        ("scan_pos_angle", transit.scan_pos_angle.len()),
        ("colour_factor_al", transit.colour_factor_al.len()),
        ("colour_factor_ac", transit.colour_factor_ac.len()),
        ("centroid_pos_al", transit.centroid_pos_al.len()),
        ("centroid_pos_ac", transit.centroid_pos_ac.len()),
        ("calculated_pos_ac", transit.calculated_pos_ac.len()),
        ("centroid_pos_error_al", transit.centroid_pos_error_al.len()),
        ("centroid_pos_error_ac", transit.centroid_pos_error_ac.len()),
        ("used_by_agis_al", transit.used_by_agis_al.len()),
        ("used_by_agis_ac", transit.used_by_agis_ac.len()),
        ("ccd_proc_flags", transit.ccd_proc_flags.len()),
        ("ipd_error_al", transit.ipd_error_al.len()),
        ("ipd_error_ac", transit.ipd_error_ac.len()),
        ("gates", transit.gates.len()),
        ("source_dist_to_last_ci", transit.source_dist_to_last_ci.len()),
        ("sub_pixel_coord", transit.sub_pixel_coord.len()),
        ("mu", transit.mu.len()),
    ]
}
