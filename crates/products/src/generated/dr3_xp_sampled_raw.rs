//! Made by `cargo xtask codegen` of `data/dr3/xp_sampled__raw.yaml`; change that file.

use crate::{
    ProductKind, Release, Structure,
    definition::{ColumnDefinition as Column, Firmness, Layout, Shape},
};
use gaialink_table::Datatype;

pub(super) static LAYOUT: Layout = Layout {
    name: "dr3/xp_sampled__raw",
    product: ProductKind::XpSampled,
    release: Release::Dr3,
    structure: Structure::Raw,
    exclusive: false,
    firmness: Firmness::Seen,
    sources: &["gaiaxpy-tests", "spark-schema"],
    key: &["source_id", "flux", "flux_error"],
    params: &[],
    columns: &COLUMNS,
    csv: &COLUMNS,
};

const COLUMNS: [Column; 6] = [
    Column::new("source_id", Datatype::Long, Shape::Scalar, "Number of the source, unique within a release")
        .ucds(&["meta.id;meta.main"])
        .never_null(),
    Column::new("solution_id", Datatype::Long, Shape::Scalar, "Which run of the processing made the row").ucds(&["meta.version"]),
    Column::new("ra", Datatype::Double, Shape::Scalar, "Right ascension (ICRS) at the reference epoch")
        .units(&["deg"])
        .ucds(&["pos.eq.ra"])
        .utypes(&["Char.SpatialAxis.Coverage.Location.Coord.Position2D.Value2.C1"]),
    Column::new("dec", Datatype::Double, Shape::Scalar, "Declination (ICRS) at the reference epoch")
        .units(&["deg"])
        .ucds(&["pos.eq.dec"])
        .utypes(&["Char.SpatialAxis.Coverage.Location.Coord.Position2D.Value2.C2"]),
    Column::new("flux", Datatype::Float, Shape::Variable, "Flux of each sample")
        .units(&["W.m**-2.nm**-1", "W.nm-1.m-2"])
        .ucds(&["spect"]),
    Column::new("flux_error", Datatype::Float, Shape::Variable, "Standard error of the flux of each sample")
        .units(&["W.m**-2.nm**-1", "W.nm-1.m-2"])
        .ucds(&["stat.error;spect"]),
];
