//! Made by `cargo xtask codegen` of `data/dr2/epoch_photometry__individual.yaml`; change that file.

use crate::{
    ProductKind, Release, Structure,
    definition::{ColumnDefinition as Column, Firmness, Layout, Shape},
};
use gaialink_table::Datatype;

pub(super) static LAYOUT: Layout = Layout {
    name: "dr2/epoch_photometry__individual",
    product: ProductKind::EpochPhotometry,
    release: Release::Dr2,
    structure: Structure::Individual,
    exclusive: true,
    firmness: Firmness::Seen,
    sources: &["served-dr2", "served-dr2-2021"],
    key: &["transit_id", "band", "time", "mag"],
    params: &[],
    columns: &COLUMNS,
    csv: &COLUMNS,
};

const COLUMNS: [Column; 12] = [
    Column::new("source_id", Datatype::Long, Shape::Scalar, "Number of the source, unique within a release")
        .utypes(&["meta.id;meta.main"])
        .never_null(),
    Column::new("transit_id", Datatype::Long, Shape::Scalar, "Number of the transit across the focal plane")
        .ucds(&["meta.version"])
        .never_null(),
    Column::new("band", Datatype::Char, Shape::Variable, "Band of the point: G, BP or RP")
        .ucds(&["instr.bandpass"])
        .utypes(&["ssa:DataID.Bandpass"])
        .never_null(),
    Column::new("time", Datatype::Double, Shape::Scalar, "Barycentric time of the point, JD(TCB) - 2455197.5")
        .units(&["d"])
        .ucds(&["time.epoch", "time.epoch;VOX:Image_MJDateObs"])
        .utypes(&["spec:Spectrum.Data.TimeAxis.Value"]),
    Column::new("mag", Datatype::Double, Shape::Scalar, "Magnitude, Vega system").units(&["mag"]).ucds(&["phot.mag;em.opt"]),
    Column::new("flux", Datatype::Double, Shape::Scalar, "Flux of the point")
        .units(&["e-/s"])
        .ucds(&["em.opt;phot.flux;stat.mean"])
        .utypes(&["spec:Spectrum.Data.SpectralAxis.Value"]),
    Column::new("flux_error", Datatype::Double, Shape::Scalar, "Standard error of the flux")
        .units(&["e-/s"])
        .ucds(&["em.opt;phot.flux;stat.error"]),
    Column::new("flux_over_error", Datatype::Float, Shape::Scalar, "Flux divided by its standard error")
        .ucds(&["em.opt;phot.flux;stat.error"]),
    Column::new("rejected_by_photometry", Datatype::Boolean, Shape::Scalar, "Rejected by the photometric processing")
        .ucds(&["meta.code.status"])
        .never_null(),
    Column::new("rejected_by_variability", Datatype::Boolean, Shape::Scalar, "Rejected by the variability processing")
        .ucds(&["meta.code.status"])
        .never_null(),
    Column::new("other_flags", Datatype::Long, Shape::Scalar, "Photometric processing flags, one a bit")
        .ucds(&["meta.code.status"])
        .never_null(),
    Column::new("solution_id", Datatype::Long, Shape::Scalar, "Which run of the processing made the row")
        .ucds(&["meta.version"])
        .never_null(),
];
