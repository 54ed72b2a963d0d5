//! Made by `cargo xtask codegen` of `data/dr3/epoch_photometry__raw.yaml`; change that file.

use crate::{
    ProductKind, Release, Structure,
    definition::{ColumnDefinition as Column, Firmness, Layout, ParamDefinition, Shape},
};
use gaialink_table::Datatype;

pub(super) static LAYOUT: Layout = Layout {
    name: "dr3/epoch_photometry__raw",
    product: ProductKind::EpochPhotometry,
    release: Release::Dr3,
    structure: Structure::Raw,
    exclusive: true,
    firmness: Firmness::Seen,
    sources: &["bulk", "spark-schema", "served-raw-2026", "gdr3-documentation"],
    key: &["source_id", "transit_id", "g_transit_time"],
    params: &PARAMS,
    columns: &COLUMNS,
    csv: &COLUMNS,
};

const PARAMS: [ParamDefinition; 9] = [
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
];

const COLUMNS: [Column; 48] = [
    Column::new("solution_id", Datatype::Long, Shape::Scalar, "Which run of the processing made the row").ucds(&["meta.version"]),
    Column::new("source_id", Datatype::Long, Shape::Scalar, "Number of the source, unique within a release")
        .ucds(&["meta.id;meta.main"])
        .never_null(),
    Column::new("n_transits", Datatype::Short, Shape::Scalar, "Transits, the length of each array").ucds(&["meta.number"]),
    Column::new("transit_id", Datatype::Long, Shape::Variable, "Number of the transit across the focal plane").ucds(&["meta.id"]),
    Column::new("g_transit_time", Datatype::Double, Shape::Variable, "Barycentric time of the G average, JD(TCB) - 2455197.5")
        .units(&["d"])
        .ucds(&["time.epoch"])
        .utypes(&["spec:Spectrum.Data.TimeAxis.Value"]),
    Column::new("g_transit_flux", Datatype::Double, Shape::Variable, "G flux of the transit")
        .units(&["'electron'.s**-1"])
        .ucds(&["phot.flux;stat.mean"])
        .utypes(&["spec:Spectrum.Data.SpectralAxis.Value"]),
    Column::new("g_transit_flux_error", Datatype::Double, Shape::Variable, "Standard error of the G flux")
        .units(&["'electron'.s**-1"])
        .ucds(&["stat.error;phot.flux;em.opt"]),
    Column::new("g_transit_flux_over_error", Datatype::Float, Shape::Variable, "G flux divided by its standard error")
        .ucds(&["stat.snr;phot.flux;em.opt"]),
    Column::new("g_transit_mag", Datatype::Double, Shape::Variable, "G magnitude of the transit, Vega system")
        .units(&["mag"])
        .ucds(&["phot.mag;em.opt"]),
    Column::new("g_transit_n_obs", Datatype::Short, Shape::Variable, "CCD fluxes averaged to the G flux of the transit")
        .ucds(&["meta.number"]),
    Column::new("bp_obs_time", Datatype::Double, Shape::Variable, "Barycentric time of the BP observation, JD(TCB) - 2455197.5")
        .units(&["d"])
        .ucds(&["time.epoch"])
        .utypes(&["spec:Spectrum.Data.TimeAxis.Value"]),
    Column::new("bp_flux", Datatype::Double, Shape::Variable, "BP flux of the transit")
        .units(&["'electron'.s**-1"])
        .ucds(&["phot.flux;stat.mean"])
        .utypes(&["spec:Spectrum.Data.SpectralAxis.Value"]),
    Column::new("bp_flux_error", Datatype::Double, Shape::Variable, "Standard error of the BP flux")
        .units(&["'electron'.s**-1"])
        .ucds(&["stat.error;phot.flux;em.opt.B"]),
    Column::new("bp_flux_over_error", Datatype::Float, Shape::Variable, "BP flux divided by its standard error")
        .ucds(&["stat.snr;phot.flux;em.opt.B"]),
    Column::new("bp_mag", Datatype::Double, Shape::Variable, "BP magnitude of the transit, Vega system")
        .units(&["mag"])
        .ucds(&["phot.mag;em.opt.B"]),
    Column::new("rp_obs_time", Datatype::Double, Shape::Variable, "Barycentric time of the RP observation, JD(TCB) - 2455197.5")
        .units(&["d"])
        .ucds(&["time.epoch"])
        .utypes(&["spec:Spectrum.Data.TimeAxis.Value"]),
    Column::new("rp_flux", Datatype::Double, Shape::Variable, "RP flux of the transit")
        .units(&["'electron'.s**-1"])
        .ucds(&["phot.flux;stat.mean"])
        .utypes(&["spec:Spectrum.Data.SpectralAxis.Value"]),
    Column::new("rp_flux_error", Datatype::Double, Shape::Variable, "Standard error of the RP flux")
        .units(&["'electron'.s**-1"])
        .ucds(&["stat.error;phot.flux;em.opt.R"]),
    Column::new("rp_flux_over_error", Datatype::Float, Shape::Variable, "RP flux divided by its standard error")
        .ucds(&["stat.snr;phot.flux;em.opt.R"]),
    Column::new("rp_mag", Datatype::Double, Shape::Variable, "RP magnitude of the transit, Vega system")
        .units(&["mag"])
        .ucds(&["phot.mag;em.opt.R"]),
    Column::new(
        "photometry_flag_noisy_data",
        Datatype::Boolean,
        Shape::Variable,
        "The G fluxes of the transit scatter more than expected",
    )
    .ucds(&["meta.code.status"])
    .never_null(),
    Column::new("photometry_flag_sm_unavailable", Datatype::Boolean, Shape::Variable, "No SM measurement to process")
        .ucds(&["meta.code.status"])
        .never_null(),
    Column::new("photometry_flag_af1_unavailable", Datatype::Boolean, Shape::Variable, "No AF1 measurement to process")
        .ucds(&["meta.code.status"])
        .never_null(),
    Column::new("photometry_flag_af2_unavailable", Datatype::Boolean, Shape::Variable, "No AF2 measurement to process")
        .ucds(&["meta.code.status"])
        .never_null(),
    Column::new("photometry_flag_af3_unavailable", Datatype::Boolean, Shape::Variable, "No AF3 measurement to process")
        .ucds(&["meta.code.status"])
        .never_null(),
    Column::new("photometry_flag_af4_unavailable", Datatype::Boolean, Shape::Variable, "No AF4 measurement to process")
        .ucds(&["meta.code.status"])
        .never_null(),
    Column::new("photometry_flag_af5_unavailable", Datatype::Boolean, Shape::Variable, "No AF5 measurement to process")
        .ucds(&["meta.code.status"])
        .never_null(),
    Column::new("photometry_flag_af6_unavailable", Datatype::Boolean, Shape::Variable, "No AF6 measurement to process")
        .ucds(&["meta.code.status"])
        .never_null(),
    Column::new("photometry_flag_af7_unavailable", Datatype::Boolean, Shape::Variable, "No AF7 measurement to process")
        .ucds(&["meta.code.status"])
        .never_null(),
    Column::new("photometry_flag_af8_unavailable", Datatype::Boolean, Shape::Variable, "No AF8 measurement to process")
        .ucds(&["meta.code.status"])
        .never_null(),
    Column::new("photometry_flag_af9_unavailable", Datatype::Boolean, Shape::Variable, "No AF9 measurement to process")
        .ucds(&["meta.code.status"])
        .never_null(),
    Column::new("photometry_flag_bp_unavailable", Datatype::Boolean, Shape::Variable, "No BP measurement to process")
        .ucds(&["meta.code.status"])
        .never_null(),
    Column::new("photometry_flag_rp_unavailable", Datatype::Boolean, Shape::Variable, "No RP measurement to process")
        .ucds(&["meta.code.status"])
        .never_null(),
    Column::new(
        "photometry_flag_sm_reject",
        Datatype::Boolean,
        Shape::Variable,
        "SM measurement rejected by the photometric processing",
    )
    .ucds(&["meta.code.status"])
    .never_null(),
    Column::new(
        "photometry_flag_af1_reject",
        Datatype::Boolean,
        Shape::Variable,
        "AF1 measurement rejected by the photometric processing",
    )
    .ucds(&["meta.code.status"])
    .never_null(),
    Column::new(
        "photometry_flag_af2_reject",
        Datatype::Boolean,
        Shape::Variable,
        "AF2 measurement rejected by the photometric processing",
    )
    .ucds(&["meta.code.status"])
    .never_null(),
    Column::new(
        "photometry_flag_af3_reject",
        Datatype::Boolean,
        Shape::Variable,
        "AF3 measurement rejected by the photometric processing",
    )
    .ucds(&["meta.code.status"])
    .never_null(),
    Column::new(
        "photometry_flag_af4_reject",
        Datatype::Boolean,
        Shape::Variable,
        "AF4 measurement rejected by the photometric processing",
    )
    .ucds(&["meta.code.status"])
    .never_null(),
    Column::new(
        "photometry_flag_af5_reject",
        Datatype::Boolean,
        Shape::Variable,
        "AF5 measurement rejected by the photometric processing",
    )
    .ucds(&["meta.code.status"])
    .never_null(),
    Column::new(
        "photometry_flag_af6_reject",
        Datatype::Boolean,
        Shape::Variable,
        "AF6 measurement rejected by the photometric processing",
    )
    .ucds(&["meta.code.status"])
    .never_null(),
    Column::new(
        "photometry_flag_af7_reject",
        Datatype::Boolean,
        Shape::Variable,
        "AF7 measurement rejected by the photometric processing",
    )
    .ucds(&["meta.code.status"])
    .never_null(),
    Column::new(
        "photometry_flag_af8_reject",
        Datatype::Boolean,
        Shape::Variable,
        "AF8 measurement rejected by the photometric processing",
    )
    .ucds(&["meta.code.status"])
    .never_null(),
    Column::new(
        "photometry_flag_af9_reject",
        Datatype::Boolean,
        Shape::Variable,
        "AF9 measurement rejected by the photometric processing",
    )
    .ucds(&["meta.code.status"])
    .never_null(),
    Column::new(
        "photometry_flag_bp_reject",
        Datatype::Boolean,
        Shape::Variable,
        "BP measurement rejected by the photometric processing",
    )
    .ucds(&["meta.code.status"])
    .never_null(),
    Column::new(
        "photometry_flag_rp_reject",
        Datatype::Boolean,
        Shape::Variable,
        "RP measurement rejected by the photometric processing",
    )
    .ucds(&["meta.code.status"])
    .never_null(),
    Column::new(
        "variability_flag_g_reject",
        Datatype::Boolean,
        Shape::Variable,
        "G point rejected by the variability processing",
    )
    .ucds(&["meta.code.status"])
    .never_null(),
    Column::new(
        "variability_flag_bp_reject",
        Datatype::Boolean,
        Shape::Variable,
        "BP point rejected by the variability processing",
    )
    .ucds(&["meta.code.status"])
    .never_null(),
    Column::new(
        "variability_flag_rp_reject",
        Datatype::Boolean,
        Shape::Variable,
        "RP point rejected by the variability processing",
    )
    .ucds(&["meta.code.status"])
    .never_null(),
];
