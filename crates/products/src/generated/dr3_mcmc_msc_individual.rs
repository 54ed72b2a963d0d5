//! Made by `cargo xtask codegen` of `data/dr3/mcmc_msc__individual.yaml`; change that file.

use crate::{
    ProductKind, Release, Structure,
    definition::{ColumnDefinition as Column, Firmness, Layout, Shape},
};
use gaialink_table::Datatype;

pub(super) static LAYOUT: Layout = Layout {
    name: "dr3/mcmc_msc__individual",
    product: ProductKind::McmcMsc,
    release: Release::Dr3,
    structure: Structure::Individual,
    exclusive: true,
    firmness: Firmness::Seen,
    sources: &["served-2024"],
    key: &["teff1", "teff2", "logg1", "logg2"],
    params: &[],
    columns: &COLUMNS,
    csv: &COLUMNS,
};

const COLUMNS: [Column; 11] = [
    Column::new("source_id", Datatype::Long, Shape::Scalar, "Number of the source, unique within a release")
        .ucds(&["meta.id"])
        .never_null(),
    Column::new("solution_id", Datatype::Long, Shape::Scalar, "Which run of the processing made the row").ucds(&["meta.version"]),
    Column::new("teff1", Datatype::Float, Shape::Scalar, "Effective temperature of the primary: one posterior sample")
        .units(&["K"])
        .ucds(&["phys.temperature.effective"]),
    Column::new("teff2", Datatype::Float, Shape::Scalar, "Effective temperature of the secondary: one posterior sample")
        .units(&["K"])
        .ucds(&["phys.temperature.effective"]),
    Column::new("logg1", Datatype::Float, Shape::Scalar, "Logarithm of the surface gravity of the primary: one posterior sample")
        .units(&["log(cm.s**-2)"])
        .ucds(&["phys.gravity"]),
    Column::new(
        "logg2",
        Datatype::Float,
        Shape::Scalar,
        "Logarithm of the surface gravity of the secondary: one posterior sample",
    )
    .units(&["log(cm.s**-2)"])
    .ucds(&["phys.gravity"]),
    Column::new("azero", Datatype::Float, Shape::Scalar, "Monochromatic extinction A0 at 541.4 nm: one posterior sample")
        .units(&["mag"])
        .ucds(&["phys.absorption;em.opt"]),
    Column::new("mh", Datatype::Float, Shape::Scalar, "Metallicity [M/H]: one posterior sample")
        .units(&["'dex'", "''dex''"])
        .ucds(&["phys.abund.Fe"]),
    Column::new("distancepc", Datatype::Float, Shape::Scalar, "Distance: one posterior sample")
        .units(&["pc"])
        .ucds(&["pos.distance"]),
    Column::new("log_pos", Datatype::Float, Shape::Scalar, "Logarithm of the posterior: one posterior sample")
        .ucds(&["stat.probability"]),
    Column::new("log_lik", Datatype::Float, Shape::Scalar, "Logarithm of the likelihood: one posterior sample")
        .ucds(&["stat.likelihood"]),
];
