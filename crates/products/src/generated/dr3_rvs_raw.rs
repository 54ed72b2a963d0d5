//! Made by `cargo xtask codegen` of `data/dr3/rvs__raw.yaml`; change that file.

use crate::{
    ProductKind, Release, Structure,
    definition::{ColumnDefinition as Column, Firmness, Layout, Shape},
};
use gaialink_table::Datatype;

pub(super) static LAYOUT: Layout = Layout {
    name: "dr3/rvs__raw",
    product: ProductKind::Rvs,
    release: Release::Dr3,
    structure: Structure::Raw,
    exclusive: false,
    firmness: Firmness::Stated,
    sources: &["gaiaxpy-tests", "spark-schema"],
    key: &["source_id", "flux", "flux_error"],
    params: &[],
    columns: &COLUMNS,
    csv: &COLUMNS,
};

const COLUMNS: [Column; 9] = [
    Column::new("source_id", Datatype::Long, Shape::Scalar, "Number of the source, unique within a release")
        .ucds(&["meta.id;meta.main"])
        .never_null()
        .firm(Firmness::Stated),
    Column::new("solution_id", Datatype::Long, Shape::Scalar, "Which run of the processing made the row")
        .ucds(&["meta.version"])
        .firm(Firmness::Stated),
    Column::new("ra", Datatype::Double, Shape::Scalar, "Right ascension (ICRS) at the reference epoch")
        .units(&["deg"])
        .ucds(&["pos.eq.ra"])
        .utypes(&["Char.SpatialAxis.Coverage.Location.Coord.Position2D.Value2.C1"])
        .firm(Firmness::Inferred),
    Column::new("dec", Datatype::Double, Shape::Scalar, "Declination (ICRS) at the reference epoch")
        .units(&["deg"])
        .ucds(&["pos.eq.dec"])
        .utypes(&["Char.SpatialAxis.Coverage.Location.Coord.Position2D.Value2.C2"])
        .firm(Firmness::Inferred),
    Column::new("flux", Datatype::Float, Shape::Variable, "Flux of each sample")
        .ucds(&["phot.flux;em.opt.I"])
        .firm(Firmness::Inferred),
    Column::new("flux_error", Datatype::Float, Shape::Variable, "Standard error of the flux of each sample")
        .ucds(&["stat.error;phot.flux;em.opt.I"])
        .firm(Firmness::Inferred),
    Column::new("combined_transits", Datatype::Short, Shape::Scalar, "Transits combined in the mean spectrum")
        .ucds(&["meta.number"])
        .firm(Firmness::Stated),
    Column::new("combined_ccds", Datatype::Short, Shape::Scalar, "CCD spectra combined in the mean spectrum")
        .ucds(&["meta.number"])
        .firm(Firmness::Stated),
    Column::new("deblended_ccds", Datatype::Short, Shape::Scalar, "Combined CCD spectra that were deblended first")
        .ucds(&["meta.number"])
        .firm(Firmness::Stated),
];
