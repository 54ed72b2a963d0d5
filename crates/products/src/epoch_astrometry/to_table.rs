use super::{AstrometryTransit, EpochAstrometry};
use crate::{ProductKind, Result, SolutionId, TransitId, Values, make};
use gaialink_table::{
    LossReport, Table,
    arrow::array::{ArrayRef, BooleanArray, Float32Array, Float64Array, Int16Array, Int64Array},
};
use std::sync::Arc;

type Columns = Vec<(&'static str, ArrayRef)>;

/// Sources as one table: a row a transit.
pub(super) fn to_table(sources: &[EpochAstrometry]) -> Result<(Table, LossReport)> {
    let layout = make::layout("dr4/epoch_astrometry__raw")?;
    let transits = Transits(sources.iter().flat_map(|source| &source.transits).collect());
    let mut columns = of_sources(sources);
    columns.extend(transits.numbers());
    columns.extend(transits.lists()?);
    columns.extend(transits.integers()?);
    columns.extend(transits.truth_values()?);
    let release = common_release(sources).and_then(|release| Some(layout.param("release")?.param(release)));
    let table = make::as_wide_as_they_are(layout.columns, columns, release.into_iter().collect())?;
    Ok((table, LossReport::default()))
}

fn common_release(sources: &[EpochAstrometry]) -> Option<&str> {
    let (first, others) = sources.split_first()?;
    let release = first.release.as_ref().filter(|release| others.iter().all(|other| other.release.as_ref() == Some(release)));
    release.map(|release| release.name())
}

/// What is said of a source, in the row of each of its transits.
fn of_sources(sources: &[EpochAstrometry]) -> Columns {
    let rows = || sources.iter().flat_map(|source| source.transits.iter().map(move |_| source));
    let solutions: Int64Array = rows().map(|source| source.solution_id.map(SolutionId::get)).collect();
    let ids = Int64Array::from_iter_values(rows().map(|source| source.source_id.get()));
    let ra: Float64Array = rows().map(|source| source.reference.map(|reference| reference.ra)).collect();
    let dec: Float64Array = rows().map(|source| source.reference.map(|reference| reference.dec)).collect();
    vec![
        ("solution_id", Arc::new(solutions)),
        ("source_id", Arc::new(ids)),
        ("ra0", Arc::new(ra)),
        ("dec0", Arc::new(dec)),
        ("agis_source_excess_noise", numbers(rows().map(|source| source.excess_noise))),
    ]
}

/// The rows of a table.
struct Transits<'a>(Vec<&'a AstrometryTransit>);

impl Transits<'_> {
    fn number(&self, of: fn(&AstrometryTransit) -> Option<f64>) -> ArrayRef {
        numbers(self.0.iter().map(|transit| of(transit)))
    }

    fn doubles(&self, of: fn(&AstrometryTransit) -> &Values<f64>) -> Result<ArrayRef> {
        make::lists(self.0.iter().map(|transit| Some(of(transit))))
    }

    fn floats(&self, of: fn(&AstrometryTransit) -> &Values<f32>) -> Result<ArrayRef> {
        make::lists(self.0.iter().map(|transit| Some(of(transit))))
    }

    fn lengths<T>(&self, of: fn(&AstrometryTransit) -> &[T]) -> Vec<usize> {
        self.0.iter().map(|transit| of(transit).len()).collect()
    }

    fn numbers(&self) -> Columns {
        vec![
            ("obs_time_bary_corr", self.number(|transit| transit.bary_corr)),
            ("zeta", self.number(|transit| transit.zeta)),
            ("parallax_factor_al", self.number(|transit| transit.parallax_factor_al)),
            ("parallax_factor_ac", self.number(|transit| transit.parallax_factor_ac)),
            ("nu_eff_used_in_astrometry", self.number(|transit| transit.nu_eff_used_in_astrometry)),
            ("nu_eff_error", self.number(|transit| transit.nu_eff_error)),
            ("g_mag", self.number(|transit| transit.g_mag)),
            ("ac_rate", self.number(|transit| transit.ac_rate)),
        ]
    }

    fn lists(&self) -> Result<Columns> {
        Ok(vec![
            ("scan_pos_angle", self.doubles(|transit| &transit.scan_pos_angle)?),
            ("colour_factor_al", self.floats(|transit| &transit.colour_factor_al)?),
            ("colour_factor_ac", self.floats(|transit| &transit.colour_factor_ac)?),
            ("centroid_pos_al", self.doubles(|transit| &transit.centroid_pos_al)?),
            ("centroid_pos_ac", self.doubles(|transit| &transit.centroid_pos_ac)?),
            ("calculated_pos_ac", self.doubles(|transit| &transit.calculated_pos_ac)?),
            ("centroid_pos_error_al", self.floats(|transit| &transit.centroid_pos_error_al)?),
            ("centroid_pos_error_ac", self.floats(|transit| &transit.centroid_pos_error_ac)?),
            ("ipd_error_al", self.floats(|transit| &transit.ipd_error_al)?),
            ("ipd_error_ac", self.floats(|transit| &transit.ipd_error_ac)?),
            ("source_dist_to_last_ci", self.floats(|transit| &transit.source_dist_to_last_ci)?),
            ("sub_pixel_coord", self.floats(|transit| &transit.sub_pixel_coord)?),
            ("mu", self.floats(|transit| &transit.mu)?),
        ])
    }

    fn integers(&self) -> Result<Columns> {
        let transits = || self.0.iter();
        let ids: Int64Array = transits().map(|transit| transit.transit_id.map(TransitId::get)).collect();
        let times: Int64Array = transits().flat_map(|t| &t.obs_time).map(|time| time.map(|time| time.nanoseconds())).collect();
        let acquisition: Int16Array = transits().map(|t| t.transit_acq_flags.map(|flags| flags.bits().cast_signed())).collect();
        let processing: Int16Array = transits().map(|t| t.transit_proc_flags.map(u16::cast_signed)).collect();
        let of_ccds = transits().flat_map(|t| &t.ccd_proc_flags).map(|flags| flags.map(|flags| flags.bits().cast_signed()));
        let of_ccds: ArrayRef = Arc::new(of_ccds.collect::<Int16Array>());
        Ok(vec![
            ("transit_id", Arc::new(ids)),
            ("obs_time_tcb", make::list_of(Arc::new(times), &self.lengths(|transit| &transit.obs_time))?),
            ("transit_acq_flags", Arc::new(acquisition)),
            ("transit_proc_flags", Arc::new(processing)),
            ("ccd_proc_flags", make::list_of(of_ccds, &self.lengths(|transit| &transit.ccd_proc_flags))?),
            ("g_class", shorts("g_class", transits().map(|transit| transit.g_class))?),
            ("gates", {
                let gates = shorts("gates", transits().flat_map(|transit| &transit.gates).copied())?;
                make::list_of(gates, &self.lengths(|transit| &transit.gates))?
            }),
        ])
    }

    fn truth_values(&self) -> Result<Columns> {
        let list = |of: fn(&AstrometryTransit) -> &[Option<bool>]| {
            let all = self.0.iter().flat_map(|transit| of(transit)).copied().collect::<BooleanArray>();
            make::list_of(Arc::new(all), &self.lengths(of))
        };
        let one = |of: fn(&AstrometryTransit) -> Option<bool>| -> ArrayRef {
            Arc::new(self.0.iter().map(|transit| of(transit)).collect::<BooleanArray>())
        };
        Ok(vec![
            ("used_by_agis_al", list(|transit| &transit.used_by_agis_al)?),
            ("used_by_agis_ac", list(|transit| &transit.used_by_agis_ac)?),
            ("multipeak", one(|transit| transit.multipeak)),
            ("blended", one(|transit| transit.blended)),
        ])
    }
}

fn shorts(column: &'static str, numbers: impl Iterator<Item = Option<i64>>) -> Result<ArrayRef> {
    make::counts(ProductKind::EpochAstrometry, column, numbers)
}

/// A column of numbers, null where they are missing: `float` where that loses nothing.
fn numbers(numbers: impl Iterator<Item = Option<f64>>) -> ArrayRef {
    let numbers: Vec<Option<f64>> = numbers.map(|number| number.filter(|number| !number.is_nan())).collect();
    #[expect(clippy::cast_possible_truncation, reason = "taken only where nothing is cut")]
    let narrow: Vec<Option<f32>> = numbers.iter().map(|number| number.map(|number| number as f32)).collect();
    let is_exact = narrow.iter().zip(&numbers).all(|(narrow, number)| narrow.map(f64::from) == *number);
    if is_exact { Arc::new(Float32Array::from(narrow)) } else { Arc::new(Float64Array::from(numbers)) }
}
