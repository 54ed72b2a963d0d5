//! Made by `cargo xtask codegen` of `data/dr3/epoch_photometry__individual_long.yaml`; change that file.

use crate::{
    ProductKind, Release, Structure,
    definition::{ColumnDefinition as Column, Firmness, Layout, Shape},
};
use gaialink_table::Datatype;

pub(super) static LAYOUT: Layout = Layout {
    name: "dr3/epoch_photometry__individual_long",
    product: ProductKind::EpochPhotometry,
    release: Release::Dr3,
    structure: Structure::Individual,
    exclusive: false,
    firmness: Firmness::Stated,
    sources: &["esa-history-page", "evans-2023", "vstar"],
    key: &["transit_id", "band", "time", "mag"],
    params: &[],
    columns: &COLUMNS,
    csv: &COLUMNS,
};

const COLUMNS: [Column; 12] = [
    Column::new("source_id", Datatype::Long, Shape::Scalar, "Number of the source, unique within a release")
        .ucds(&["meta.id;meta.main"])
        .never_null()
        .firm(Firmness::Stated),
    Column::new("transit_id", Datatype::Long, Shape::Scalar, "Number of the transit across the focal plane")
        .ucds(&["meta.id"])
        .firm(Firmness::Stated),
    Column::new("band", Datatype::Char, Shape::Variable, "Band of the point: G, BP or RP")
        .ucds(&["instr.bandpass"])
        .utypes(&["ssa:DataID.Bandpass"])
        .never_null()
        .firm(Firmness::Stated),
    Column::new("time", Datatype::Double, Shape::Scalar, "Barycentric time of the point, JD(TCB) - 2455197.5")
        .units(&["d"])
        .ucds(&["time.epoch"])
        .firm(Firmness::Stated),
    Column::new("mag", Datatype::Double, Shape::Scalar, "Magnitude, Vega system")
        .units(&["mag"])
        .ucds(&["phot.mag;em.opt"])
        .firm(Firmness::Stated),
    Column::new("flux", Datatype::Double, Shape::Scalar, "Flux of the point")
        .units(&["'electron'.s**-1"])
        .ucds(&["phot.flux;stat.mean"])
        .firm(Firmness::Stated),
    Column::new("flux_error", Datatype::Double, Shape::Scalar, "Standard error of the flux")
        .units(&["'electron'.s**-1"])
        .ucds(&["stat.error;phot.flux;em.opt"])
        .firm(Firmness::Stated),
    Column::new("flux_over_error", Datatype::Double, Shape::Scalar, "Flux divided by its standard error")
        .ucds(&["stat.snr;phot.flux;em.opt"])
        .firm(Firmness::Stated),
    Column::new("rejected_by_photometry", Datatype::Boolean, Shape::Scalar, "Rejected by the photometric processing")
        .ucds(&["meta.code.status"])
        .never_null()
        .firm(Firmness::Stated),
    Column::new("rejected_by_variability", Datatype::Boolean, Shape::Scalar, "Rejected by the variability processing")
        .ucds(&["meta.code.status"])
        .never_null()
        .firm(Firmness::Stated),
    Column::new("other_flags", Datatype::Long, Shape::Scalar, "Photometric processing flags, one a bit")
        .ucds(&["meta.code.status"])
        .never_null()
        .firm(Firmness::Stated),
    Column::new("solution_id", Datatype::Long, Shape::Scalar, "Which run of the processing made the row")
        .ucds(&["meta.version"])
        .never_null()
        .firm(Firmness::Stated),
];
