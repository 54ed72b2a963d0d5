//! Made by `cargo xtask codegen` of `data/dr3/mcmc_gspphot__raw.yaml`; change that file.

use crate::{
    ProductKind, Release, Structure,
    definition::{ColumnDefinition as Column, Firmness, Layout, Shape},
};
use gaialink_table::Datatype;

pub(super) static LAYOUT: Layout = Layout {
    name: "dr3/mcmc_gspphot__raw",
    product: ProductKind::McmcGspphot,
    release: Release::Dr3,
    structure: Structure::Raw,
    exclusive: false,
    firmness: Firmness::Stated,
    sources: &["spark-schema", "aip"],
    key: &["teff", "logg", "azero", "ebpminrp"],
    params: &[],
    columns: &COLUMNS,
    csv: &COLUMNS,
};

const COLUMNS: [Column; 16] = [
    Column::new("solution_id", Datatype::Long, Shape::Scalar, "Which run of the processing made the row")
        .ucds(&["meta.version"])
        .firm(Firmness::Stated),
    Column::new("source_id", Datatype::Long, Shape::Scalar, "Number of the source, unique within a release")
        .ucds(&["meta.id;meta.main"])
        .never_null()
        .firm(Firmness::Stated),
    Column::new("nsamples", Datatype::Short, Shape::Scalar, "Samples in each array")
        .ucds(&["meta.number"])
        .firm(Firmness::Stated),
    Column::new("teff", Datatype::Float, Shape::Variable, "Effective temperature: the posterior samples")
        .units(&["K"])
        .ucds(&["phys.temperature.effective"])
        .firm(Firmness::Stated),
    Column::new("azero", Datatype::Float, Shape::Variable, "Monochromatic extinction A0 at 541.4 nm: the posterior samples")
        .units(&["mag"])
        .ucds(&["phys.absorption;em.opt"])
        .firm(Firmness::Inferred),
    Column::new("logg", Datatype::Float, Shape::Variable, "Logarithm of the surface gravity: the posterior samples")
        .units(&["log(cm.s**-2)"])
        .ucds(&["phys.gravity"])
        .firm(Firmness::Stated),
    Column::new("mh", Datatype::Float, Shape::Variable, "Metallicity [M/H]: the posterior samples")
        .units(&["'dex'"])
        .ucds(&["phys.abund.Fe"])
        .firm(Firmness::Inferred),
    Column::new("ag", Datatype::Float, Shape::Variable, "Extinction in the G band: the posterior samples")
        .units(&["mag"])
        .ucds(&["phys.absorption;em.opt"])
        .firm(Firmness::Inferred),
    Column::new("mg", Datatype::Float, Shape::Variable, "Absolute magnitude in the G band: the posterior samples")
        .units(&["mag"])
        .ucds(&["phys.magAbs;em.opt"])
        .firm(Firmness::Inferred),
    Column::new("distancepc", Datatype::Float, Shape::Variable, "Distance: the posterior samples")
        .units(&["pc"])
        .ucds(&["pos.distance"])
        .firm(Firmness::Stated),
    Column::new("abp", Datatype::Float, Shape::Variable, "Extinction in the BP band: the posterior samples")
        .units(&["mag"])
        .ucds(&["phys.absorption;em.opt.B"])
        .firm(Firmness::Inferred),
    Column::new("arp", Datatype::Float, Shape::Variable, "Extinction in the RP band: the posterior samples")
        .units(&["mag"])
        .ucds(&["phys.absorption;em.opt.R"])
        .firm(Firmness::Inferred),
    Column::new("ebpminrp", Datatype::Float, Shape::Variable, "Colour excess E(BP-RP): the posterior samples")
        .units(&["mag"])
        .firm(Firmness::Inferred),
    Column::new("log_pos", Datatype::Float, Shape::Variable, "Logarithm of the posterior: the posterior samples")
        .ucds(&["stat.probability"])
        .firm(Firmness::Inferred),
    Column::new("log_lik", Datatype::Float, Shape::Variable, "Logarithm of the likelihood: the posterior samples")
        .ucds(&["stat.likelihood"])
        .firm(Firmness::Inferred),
    Column::new("radius", Datatype::Float, Shape::Variable, "Radius of the star: the posterior samples")
        .units(&["solRad"])
        .ucds(&["phys.size.radius"])
        .firm(Firmness::Inferred),
];
