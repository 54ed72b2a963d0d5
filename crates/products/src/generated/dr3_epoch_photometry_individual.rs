//! Made by `cargo xtask codegen` of `data/dr3/epoch_photometry__individual.yaml`; change that file.

use crate::{
    ProductKind, Release, Structure,
    definition::{ColumnDefinition as Column, Firmness, Layout, ParamDefinition, Shape},
};
use gaialink_table::Datatype;

pub(super) static LAYOUT: Layout = Layout {
    name: "dr3/epoch_photometry__individual",
    product: ProductKind::EpochPhotometry,
    release: Release::Dr3,
    structure: Structure::Individual,
    exclusive: true,
    firmness: Firmness::Seen,
    sources: &["served-2026", "notebooks-2025", "csv-rows", "esa-datalink-page"],
    key: &["transit_id", "g_transit_time", "bp_obs_time", "rp_obs_time"],
    params: &PARAMS,
    columns: &COLUMNS,
    csv: CSV,
};

const PARAMS: [ParamDefinition; 11] = [
    Column::new("citation", Datatype::Char, Shape::Variable, "How to acknowledge and cite the data")
        .ucds(&["meta.bib"])
        .never_null()
        .param(None, Some("https://www.cosmos.esa.int/web/gaia-users/credits")),
    Column::new("release", Datatype::Char, Shape::Variable, "Data release of the file")
        .ucds(&["meta.version"])
        .never_null()
        .param(None, Some("Gaia DR3")),
    Column::new("help", Datatype::Char, Shape::Variable, "Where to find help")
        .ucds(&["meta.ref.url"])
        .never_null()
        .param(None, Some("https://www.cosmos.esa.int/web/gaia-users/archive")),
    Column::new("issues", Datatype::Char, Shape::Variable, "Where known issues are listed")
        .ucds(&["meta.ref.url"])
        .never_null()
        .param(None, Some("https://www.cosmos.esa.int/web/gaia-users/known-issues")),
    Column::new("data", Datatype::Char, Shape::Variable, "Where the data are found")
        .ucds(&["meta.ref.url"])
        .never_null()
        .param(None, Some("https://www.cosmos.esa.int/web/gaia/data-access")),
    Column::new("terms", Datatype::Char, Shape::Variable, "Terms of use")
        .ucds(&["meta.ref.url"])
        .never_null()
        .param(None, Some("https://www.cosmos.esa.int/web/esdc/terms-and-conditions")),
    Column::new("home", Datatype::Char, Shape::Variable, "Home page of the mission")
        .ucds(&["meta.ref.url"])
        .never_null()
        .param(None, Some("https://www.cosmos.esa.int/web/gaia")),
    Column::new("publisher", Datatype::Char, Shape::Variable, "Who publishes the data")
        .ucds(&["meta.id;meta.curation"])
        .never_null()
        .param(None, Some("ESA/Gaia/DPAC")),
    Column::new("creator", Datatype::Char, Shape::Variable, "Who made the data")
        .ucds(&["meta.ref"])
        .never_null()
        .param(None, Some("Gaia Collaboration")),
    Column::new("solution_id", Datatype::Long, Shape::Scalar, "Which run of the processing made the row")
        .ucds(&["meta.version"])
        .never_null()
        .param(Some("SOLUTION"), None),
    Column::new("source_id", Datatype::Long, Shape::Scalar, "Number of the source, unique within a release")
        .ucds(&["meta.id;meta.main"])
        .never_null()
        .param(Some("SOURCEID"), None),
];

const COLUMNS: [Column; 23] = [
    Column::new("transit_id", Datatype::Long, Shape::Scalar, "Number of the transit across the focal plane")
        .ucds(&["meta.id"])
        .never_null(),
    Column::new("g_transit_time", Datatype::Double, Shape::Scalar, "Barycentric time of the G average, JD(TCB) - 2455197.5")
        .units(&["d"])
        .ucds(&["time.epoch"])
        .utypes(&["spec:Spectrum.Data.TimeAxis.Value"]),
    Column::new("g_transit_flux", Datatype::Double, Shape::Scalar, "G flux of the transit")
        .units(&["'electron'.s**-1"])
        .ucds(&["phot.flux;em.opt"])
        .utypes(&["spec:Spectrum.Data.SpectralAxis.Value"]),
    Column::new("g_transit_flux_error", Datatype::Double, Shape::Scalar, "Standard error of the G flux")
        .units(&["'electron'.s**-1"])
        .ucds(&["stat.error;phot.flux;em.opt"]),
    Column::new("g_transit_flux_over_error", Datatype::Float, Shape::Scalar, "G flux divided by its standard error")
        .ucds(&["stat.snr;phot.flux;em.opt"]),
    Column::new("g_transit_mag", Datatype::Double, Shape::Scalar, "G magnitude of the transit, Vega system")
        .units(&["mag"])
        .ucds(&["phot.mag;em.opt"]),
    Column::new("bp_obs_time", Datatype::Double, Shape::Scalar, "Barycentric time of the BP observation, JD(TCB) - 2455197.5")
        .units(&["d"])
        .ucds(&["time.epoch"])
        .utypes(&["spec:Spectrum.Data.TimeAxis.Value"]),
    Column::new("bp_flux", Datatype::Double, Shape::Scalar, "BP flux of the transit")
        .units(&["'electron'.s**-1"])
        .ucds(&["phot.flux;em.opt.B"])
        .utypes(&["spec:Spectrum.Data.SpectralAxis.Value"]),
    Column::new("bp_flux_error", Datatype::Double, Shape::Scalar, "Standard error of the BP flux")
        .units(&["'electron'.s**-1"])
        .ucds(&["stat.error;phot.flux;em.opt.B"]),
    Column::new("bp_flux_over_error", Datatype::Float, Shape::Scalar, "BP flux divided by its standard error")
        .ucds(&["stat.snr;phot.flux;em.opt.B"]),
    Column::new("bp_mag", Datatype::Double, Shape::Scalar, "BP magnitude of the transit, Vega system")
        .units(&["mag"])
        .ucds(&["phot.mag;em.opt.B"]),
    Column::new("rp_obs_time", Datatype::Double, Shape::Scalar, "Barycentric time of the RP observation, JD(TCB) - 2455197.5")
        .units(&["d"])
        .ucds(&["time.epoch"])
        .utypes(&["spec:Spectrum.Data.TimeAxis.Value"]),
    Column::new("rp_flux", Datatype::Double, Shape::Scalar, "RP flux of the transit")
        .units(&["'electron'.s**-1"])
        .ucds(&["phot.flux;em.opt.R"])
        .utypes(&["spec:Spectrum.Data.SpectralAxis.Value"]),
    Column::new("rp_flux_error", Datatype::Double, Shape::Scalar, "Standard error of the RP flux")
        .units(&["'electron'.s**-1"])
        .ucds(&["stat.error;phot.flux;em.opt.R"]),
    Column::new("rp_flux_over_error", Datatype::Float, Shape::Scalar, "RP flux divided by its standard error")
        .ucds(&["stat.snr;phot.flux;em.opt.R"]),
    Column::new("rp_mag", Datatype::Double, Shape::Scalar, "RP magnitude of the transit, Vega system")
        .units(&["mag"])
        .ucds(&["phot.mag;em.opt.R"]),
    Column::new("variability_flag_g_reject", Datatype::Boolean, Shape::Scalar, "G point rejected by the variability processing")
        .ucds(&["meta.code.status"])
        .never_null(),
    Column::new(
        "variability_flag_bp_reject",
        Datatype::Boolean,
        Shape::Scalar,
        "BP point rejected by the variability processing",
    )
    .ucds(&["meta.code.status"])
    .never_null(),
    Column::new(
        "variability_flag_rp_reject",
        Datatype::Boolean,
        Shape::Scalar,
        "RP point rejected by the variability processing",
    )
    .ucds(&["meta.code.status"])
    .never_null(),
    Column::new("g_other_flags", Datatype::Long, Shape::Scalar, "Photometric processing flags of the G band, one a bit")
        .ucds(&["meta.code.status"])
        .never_null(),
    Column::new("bp_other_flags", Datatype::Long, Shape::Scalar, "Photometric processing flag bits of the BP band")
        .ucds(&["meta.code.status"])
        .never_null(),
    Column::new("rp_other_flags", Datatype::Long, Shape::Scalar, "Photometric processing flag bits of the RP band")
        .ucds(&["meta.code.status"])
        .never_null(),
    Column::new("rejected_by_photometry", Datatype::Boolean, Shape::Scalar, "Rejected by the photometric processing")
        .ucds(&["meta.code.status"])
        .never_null(),
];

static CSV: &[Column] = &[
    PARAMS[9].column,
    PARAMS[10].column,
    COLUMNS[0],
    COLUMNS[1],
    COLUMNS[2],
    COLUMNS[3],
    COLUMNS[4],
    COLUMNS[5],
    COLUMNS[6],
    COLUMNS[7],
    COLUMNS[8],
    COLUMNS[9],
    COLUMNS[10],
    COLUMNS[11],
    COLUMNS[12],
    COLUMNS[13],
    COLUMNS[14],
    COLUMNS[15],
    COLUMNS[16],
    COLUMNS[17],
    COLUMNS[18],
    COLUMNS[19],
    COLUMNS[20],
    COLUMNS[21],
    COLUMNS[22],
];
