//! Made by `cargo xtask codegen` of `data/dr3/mcmc_gspphot__individual.yaml`; change that file.

use crate::{
    ProductKind, Release, Structure,
    definition::{ColumnDefinition as Column, Firmness, Layout, Shape},
};
use gaialink_table::Datatype;

pub(super) static LAYOUT: Layout = Layout {
    name: "dr3/mcmc_gspphot__individual",
    product: ProductKind::McmcGspphot,
    release: Release::Dr3,
    structure: Structure::Individual,
    exclusive: false,
    firmness: Firmness::Stated,
    sources: &["spark-schema", "aip"],
    key: &["teff", "logg", "azero", "ebpminrp"],
    params: &[],
    columns: &COLUMNS,
    csv: &COLUMNS,
};

const COLUMNS: [Column; 15] = [
    Column::new("solution_id", Datatype::Long, Shape::Scalar, "Which run of the processing made the row")
        .ucds(&["meta.version"])
        .firm(Firmness::Stated),
    Column::new("source_id", Datatype::Long, Shape::Scalar, "Number of the source, unique within a release")
        .ucds(&["meta.id;meta.main"])
        .never_null()
        .firm(Firmness::Stated),
    Column::new("teff", Datatype::Float, Shape::Scalar, "Effective temperature: one posterior sample")
        .units(&["K"])
        .ucds(&["phys.temperature.effective"])
        .firm(Firmness::Stated),
    Column::new("azero", Datatype::Float, Shape::Scalar, "Monochromatic extinction A0 at 541.4 nm: one posterior sample")
        .units(&["mag"])
        .ucds(&["phys.absorption;em.opt"])
        .firm(Firmness::Inferred),
    Column::new("logg", Datatype::Float, Shape::Scalar, "Logarithm of the surface gravity: one posterior sample")
        .units(&["log(cm.s**-2)"])
        .ucds(&["phys.gravity"])
        .firm(Firmness::Stated),
    Column::new("mh", Datatype::Float, Shape::Scalar, "Metallicity [M/H]: one posterior sample")
        .units(&["'dex'"])
        .ucds(&["phys.abund.Fe"])
        .firm(Firmness::Inferred),
    Column::new("ag", Datatype::Float, Shape::Scalar, "Extinction in the G band: one posterior sample")
        .units(&["mag"])
        .ucds(&["phys.absorption;em.opt"])
        .firm(Firmness::Inferred),
    Column::new("mg", Datatype::Float, Shape::Scalar, "Absolute magnitude in the G band: one posterior sample")
        .units(&["mag"])
        .ucds(&["phys.magAbs;em.opt"])
        .firm(Firmness::Inferred),
    Column::new("distancepc", Datatype::Float, Shape::Scalar, "Distance: one posterior sample")
        .units(&["pc"])
        .ucds(&["pos.distance"])
        .firm(Firmness::Stated),
    Column::new("abp", Datatype::Float, Shape::Scalar, "Extinction in the BP band: one posterior sample")
        .units(&["mag"])
        .ucds(&["phys.absorption;em.opt.B"])
        .firm(Firmness::Inferred),
    Column::new("arp", Datatype::Float, Shape::Scalar, "Extinction in the RP band: one posterior sample")
        .units(&["mag"])
        .ucds(&["phys.absorption;em.opt.R"])
        .firm(Firmness::Inferred),
    Column::new("ebpminrp", Datatype::Float, Shape::Scalar, "Colour excess E(BP-RP): one posterior sample")
        .units(&["mag"])
        .firm(Firmness::Inferred),
    Column::new("log_pos", Datatype::Float, Shape::Scalar, "Logarithm of the posterior: one posterior sample")
        .ucds(&["stat.probability"])
        .firm(Firmness::Inferred),
    Column::new("log_lik", Datatype::Float, Shape::Scalar, "Logarithm of the likelihood: one posterior sample")
        .ucds(&["stat.likelihood"])
        .firm(Firmness::Inferred),
    Column::new("radius", Datatype::Float, Shape::Scalar, "Radius of the star: one posterior sample")
        .units(&["solRad"])
        .ucds(&["phys.size.radius"])
        .firm(Firmness::Inferred),
];
