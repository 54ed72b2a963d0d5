use super::{SOLUTION, SOURCE, scatter};
use crate::testdata::column::{Column, Table, Values};

const ROWS: u32 = 12;

/// A chain of the Multiple Star Classifier: one row a sample.
pub(super) fn table() -> Table {
    let rows = 0..ROWS;
    let around = |seed: u32, mean: f32, spread: f32| {
        Values::Float32(rows.clone().map(|row| Some(mean + spread * scatter(seed, row) / 32.0)).collect())
    };
    let mut columns = vec![
        Column::new("source_id", "", "meta.id", Values::Int64(rows.clone().map(|_| SOURCE).collect())),
        Column::new("solution_id", "", "meta.version", Values::Int64(rows.clone().map(|_| SOLUTION).collect())),
        Column::new("teff1", "K", "phys.temperature.effective", around(1, 5777.0, 100.0)),
        Column::new("teff2", "K", "phys.temperature.effective", around(2, 4400.5, 150.0)),
        Column::new("logg1", "log(cm.s**-2)", "phys.gravity", around(3, 4.4, 0.1)),
        Column::new("logg2", "log(cm.s**-2)", "phys.gravity", around(4, 4.6, 0.1)),
        Column::new("azero", "mag", "phys.absorption;em.opt", around(5, 0.5, 0.05)),
        Column::new("mh", "'dex'", "phys.abund.Fe", around(6, -0.25, 0.03)),
        Column::new("distancepc", "pc", "pos.distance", around(7, 321.0, 12.0)),
        Column::new("log_pos", "", "stat.probability", around(8, -1500.0, 3.0)),
        Column::new("log_lik", "", "stat.likelihood", around(9, -1502.0, 3.0)),
    ];
    if let Some(column) = columns.get_mut(2) {
        column.description = r#"samples of $T_{\rm eff, 1}$ <of the "primary"> & 'nothing' else"#.into();
    }
    Table { name: "mcmc_msc", params: Vec::new(), columns }
}
