//! Made by `cargo xtask codegen` of `data/dr3/mcmc_msc__raw.yaml`; change that file.

use crate::{
    ProductKind, Release, Structure,
    definition::{ColumnDefinition as Column, Firmness, Layout, Shape},
};
use gaialink_table::Datatype;

pub(super) static LAYOUT: Layout = Layout {
    name: "dr3/mcmc_msc__raw",
    product: ProductKind::McmcMsc,
    release: Release::Dr3,
    structure: Structure::Raw,
    exclusive: true,
    firmness: Firmness::Stated,
    sources: &["spark-schema", "aip", "served-2024"],
    key: &["teff1", "teff2", "logg1", "logg2"],
    params: &[],
    columns: &COLUMNS,
    csv: &COLUMNS,
};

const COLUMNS: [Column; 12] = [
    Column::new("source_id", Datatype::Long, Shape::Scalar, "Number of the source, unique within a release")
        .ucds(&["meta.id"])
        .never_null()
        .firm(Firmness::Stated),
    Column::new("solution_id", Datatype::Long, Shape::Scalar, "Which run of the processing made the row")
        .ucds(&["meta.version"])
        .firm(Firmness::Stated),
    Column::new("nsamples", Datatype::Short, Shape::Scalar, "Samples in each array")
        .ucds(&["meta.number"])
        .firm(Firmness::Stated),
    Column::new("teff1", Datatype::Float, Shape::Variable, "Effective temperature of the primary: the posterior samples")
        .units(&["K"])
        .ucds(&["phys.temperature.effective"])
        .firm(Firmness::Stated),
    Column::new("teff2", Datatype::Float, Shape::Variable, "Effective temperature of the secondary: the posterior samples")
        .units(&["K"])
        .ucds(&["phys.temperature.effective"])
        .firm(Firmness::Stated),
    Column::new(
        "logg1",
        Datatype::Float,
        Shape::Variable,
        "Logarithm of the surface gravity of the primary: the posterior samples",
    )
    .units(&["log(cm.s**-2)"])
    .ucds(&["phys.gravity"])
    .firm(Firmness::Stated),
    Column::new(
        "logg2",
        Datatype::Float,
        Shape::Variable,
        "Logarithm of the surface gravity of the secondary: the posterior samples",
    )
    .units(&["log(cm.s**-2)"])
    .ucds(&["phys.gravity"])
    .firm(Firmness::Stated),
    Column::new("azero", Datatype::Float, Shape::Variable, "Monochromatic extinction A0 at 541.4 nm: the posterior samples")
        .units(&["mag"])
        .ucds(&["phys.absorption;em.opt"])
        .firm(Firmness::Stated),
    Column::new("mh", Datatype::Float, Shape::Variable, "Metallicity [M/H]: the posterior samples")
        .units(&["'dex'", "''dex''"])
        .ucds(&["phys.abund.Fe"])
        .firm(Firmness::Stated),
    Column::new("distancepc", Datatype::Float, Shape::Variable, "Distance: the posterior samples")
        .units(&["pc"])
        .ucds(&["pos.distance"])
        .firm(Firmness::Stated),
    Column::new("log_pos", Datatype::Float, Shape::Variable, "Logarithm of the posterior: the posterior samples")
        .ucds(&["stat.probability"])
        .firm(Firmness::Stated),
    Column::new("log_lik", Datatype::Float, Shape::Variable, "Logarithm of the likelihood: the posterior samples")
        .ucds(&["stat.likelihood"])
        .firm(Firmness::Stated),
];
