use super::{OTHER, SOLUTION, SOURCE, scatter};
use crate::testdata::column::{Column, Table, Values};

const COEFFICIENTS: u32 = 55;
const CORRELATIONS: u32 = COEFFICIENTS * (COEFFICIENTS - 1) / 2;

/// One source: one row with arrays in the cells.
pub(super) fn individual() -> Table {
    table("xp_continuous", &[(SOURCE, true)])
}

/// Two sources; the second has no BP spectrum.
pub(super) fn raw_with_a_missing_band() -> Table {
    table("xp_continuous_raw", &[(SOURCE, true), (OTHER, false)])
}

fn table(name: &'static str, sources: &[(i64, bool)]) -> Table {
    let ids = sources.iter().map(|(id, _)| *id).collect();
    let mut columns = vec![
        Column::new("source_id", "", "meta.id;meta.main", Values::Int64(ids)),
        Column::new("solution_id", "", "meta.version", Values::Int64(vec![SOLUTION; sources.len()])),
    ];
    columns.extend(band("bp", 56, &sources.iter().map(|(_, has_bp)| *has_bp).collect::<Vec<_>>()));
    columns.extend(band("rp", 57, &vec![true; sources.len()]));
    Table { name, params: Vec::new(), columns }
}

fn band(band: &str, basis: i16, present: &[bool]) -> Vec<Column> {
    let seed = |row: usize| u32::try_from(row).unwrap_or(0) + u32::from(band == "rp") * 7;
    let short = |value: i16| Values::Int16(present.iter().map(|there| there.then_some(value)).collect());
    let float = |value: f32| Values::Float32(present.iter().map(|there| there.then_some(value)).collect());
    let floats = |count: u32, scale: f32, kind: u32| {
        let cell = |(row, there): (usize, &bool)| match there {
            true => (0..count).map(|index| scatter(seed(row) + kind, index) * scale).collect(),
            false => Vec::new(),
        };
        present.iter().enumerate().map(cell).collect::<Vec<Vec<f32>>>()
    };
    let coefficients = floats(COEFFICIENTS, 8.0, 0);
    let coefficients = coefficients.iter().map(|cell| cell.iter().map(|x| f64::from(*x)).collect()).collect();
    let errors = floats(COEFFICIENTS, 1.0, 100).into_iter().map(|cell| cell.into_iter().map(|x| x.abs() + 0.5).collect());
    let name = |rest: &str| format!("{band}_{rest}");
    vec![
        Column::new(name("basis_function_id"), "", "meta.id", short(basis)),
        Column::new(name("degrees_of_freedom"), "", "stat.fit.dof", short(1145)),
        Column::new(name("n_parameters"), "", "stat.fit.param", short(55)),
        Column::new(name("n_measurements"), "", "meta.number", short(1200)),
        Column::new(name("n_rejected_measurements"), "", "meta.number", short(0)),
        Column::new(name("standard_deviation"), "", "stat.stdev", float(1.015_625)),
        Column::new(name("chi_squared"), "", "stat.fit.chi2", float(1181.1)),
        Column::new(name("coefficients"), "", "stat.fit.param", Values::Float64s(coefficients)),
        Column::new(name("coefficient_errors"), "", "stat.error", Values::Float32s(errors.collect())),
        Column::new(
            name("coefficient_correlations"),
            "",
            "stat.correlation",
            Values::Float32s(floats(CORRELATIONS, 1.0 / 1024.0, 200)),
        ),
        Column::new(name("n_relevant_bases"), "", "meta.number", short(3)),
        Column::new(name("relative_shrinking"), "", "stat.fit.param", float(0.987_654_3)),
    ]
}
