//! Made by `cargo xtask codegen` of `data/dr4/epoch_astrometry__raw.yaml`; change that file.

use crate::{
    ProductKind, Release, Structure,
    definition::{ColumnDefinition as Column, Firmness, Layout, ParamDefinition, Shape},
};
use gaialink_table::Datatype;

pub(super) static LAYOUT: Layout = Layout {
    name: "dr4/epoch_astrometry__raw",
    product: ProductKind::EpochAstrometry,
    release: Release::Dr4,
    structure: Structure::Raw,
    exclusive: false,
    firmness: Firmness::Seen,
    sources: &["prerelease-2026"],
    key: &["transit_id", "obs_time_tcb", "centroid_pos_al"],
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
        .param(None, None),
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

const COLUMNS: [Column; 37] = [
    Column::new("solution_id", Datatype::Long, Shape::Scalar, "Which run of the processing made the row")
        .ucds(&["meta.version"])
        .never_null(),
    Column::new("source_id", Datatype::Long, Shape::Scalar, "Number of the source, unique within a release")
        .ucds(&["meta.id;meta.main"])
        .never_null(),
    Column::new("transit_id", Datatype::Long, Shape::Scalar, "Number of the transit across the focal plane")
        .ucds(&["meta.id.assoc"])
        .never_null(),
    Column::new("ra0", Datatype::Double, Shape::Scalar, "Right ascension of the local reference point")
        .units(&["deg"])
        .ucds(&["pos.eq.ra"])
        .never_null(),
    Column::new("dec0", Datatype::Double, Shape::Scalar, "Declination of the local reference point")
        .units(&["deg"])
        .ucds(&["pos.eq.dec"])
        .never_null(),
    Column::new(
        "agis_source_excess_noise",
        Datatype::Float,
        Shape::Scalar,
        "Excess noise of the source in the astrometric solution",
    )
    .units(&["mas"])
    .ucds(&["stat.param"])
    .never_null(),
    Column::new("obs_time_tcb", Datatype::Long, Shape::Variable, "TCB at Gaia of each CCD observation, from JD 2455197.5")
        .units(&["ns"])
        .ucds(&["time.epoch"])
        .never_null(),
    Column::new(
        "obs_time_bary_corr",
        Datatype::Float,
        Shape::Scalar,
        "What added to obs_time_tcb gives barycentric time, computed for AF4",
    )
    .units(&["ns"])
    .ucds(&["time.epoch;arith.diff"]),
    Column::new("scan_pos_angle", Datatype::Double, Shape::Variable, "Position angle of the scan direction")
        .units(&["deg"])
        .ucds(&["pos.posAng"])
        .never_null(),
    Column::new("zeta", Datatype::Float, Shape::Scalar, "Field angle across scan of the reference point")
        .units(&["deg"])
        .ucds(&["instr.offset;pos.posAng"]),
    Column::new("parallax_factor_al", Datatype::Float, Shape::Scalar, "Parallax factor along scan").ucds(&["obs.param"]),
    Column::new("parallax_factor_ac", Datatype::Float, Shape::Scalar, "Parallax factor across scan").ucds(&["obs.param"]),
    Column::new("colour_factor_al", Datatype::Float, Shape::Variable, "Colour factor along scan")
        .ucds(&["arith.factor;phot.color"])
        .never_null(),
    Column::new("colour_factor_ac", Datatype::Float, Shape::Variable, "Colour factor across scan")
        .ucds(&["arith.factor;phot.color"])
        .never_null(),
    Column::new("nu_eff_used_in_astrometry", Datatype::Float, Shape::Scalar, "Effective wavenumber taken for the astrometry")
        .units(&["um**-1"])
        .ucds(&["em.wavenumber;em.opt"])
        .never_null(),
    Column::new("nu_eff_error", Datatype::Float, Shape::Scalar, "Standard error of the effective wavenumber")
        .units(&["um**-1"])
        .ucds(&["stat.error;em.wavenumber;em.opt"])
        .never_null(),
    Column::new("centroid_pos_al", Datatype::Double, Shape::Variable, "Centroid along scan in the local plane")
        .units(&["mas"])
        .ucds(&["pos.angDistance"])
        .never_null(),
    Column::new(
        "centroid_pos_ac",
        Datatype::Double,
        Shape::Variable,
        "Centroid across scan in the local plane; empty in the pre-release",
    )
    .units(&["mas"])
    .ucds(&["pos.angDistance"]),
    Column::new("calculated_pos_ac", Datatype::Double, Shape::Variable, "Predicted position across scan")
        .units(&["mas"])
        .ucds(&["pos.angDistance"])
        .never_null(),
    Column::new("centroid_pos_error_al", Datatype::Float, Shape::Variable, "Standard error of the centroid along scan")
        .units(&["mas"])
        .ucds(&["stat.error;pos.angDistance"])
        .never_null(),
    Column::new(
        "centroid_pos_error_ac",
        Datatype::Float,
        Shape::Variable,
        "Standard error of the centroid across scan; empty in the pre-release",
    )
    .units(&["mas"])
    .ucds(&["stat.error;pos.angDistance"]),
    Column::new("used_by_agis_al", Datatype::Boolean, Shape::Variable, "Taken by the astrometric solution, along scan")
        .ucds(&["meta.code.status"])
        .never_null(),
    Column::new("used_by_agis_ac", Datatype::Boolean, Shape::Variable, "Taken by the astrometric solution, across scan")
        .ucds(&["meta.code.status"])
        .never_null(),
    Column::new("transit_acq_flags", Datatype::Short, Shape::Scalar, "On-board acquisition flags of the transit, one a bit")
        .ucds(&["meta.code.qual"])
        .never_null(),
    Column::new("transit_proc_flags", Datatype::Short, Shape::Scalar, "Processing flags of the transit, an unsigned 16-bit mask")
        .ucds(&["meta.code.qual"])
        .never_null(),
    Column::new("ccd_proc_flags", Datatype::Short, Shape::Variable, "Processing flags of each CCD observation, one a bit")
        .ucds(&["meta.code.qual"])
        .never_null(),
    Column::new("multipeak", Datatype::Boolean, Shape::Scalar, "The image has several peaks")
        .ucds(&["meta.code.status"])
        .never_null(),
    Column::new("blended", Datatype::Boolean, Shape::Scalar, "Another source shares the peak")
        .ucds(&["meta.code.status"])
        .never_null(),
    Column::new("ipd_error_al", Datatype::Float, Shape::Variable, "Standard error of the image fit along scan")
        .units(&["mas"])
        .ucds(&["stat.error;pos.angDistance"])
        .never_null(),
    Column::new(
        "ipd_error_ac",
        Datatype::Float,
        Shape::Variable,
        "Standard error of the image fit across scan; NaN for one-dimensional windows",
    )
    .units(&["mas"])
    .ucds(&["stat.error;pos.angDistance"])
    .never_null(),
    Column::new("g_mag", Datatype::Float, Shape::Scalar, "G magnitude").units(&["mag"]).ucds(&["phot.mag;em.opt"]).never_null(),
    Column::new("g_class", Datatype::Short, Shape::Scalar, "Class of the window").ucds(&["obs.param"]).never_null(),
    Column::new("gates", Datatype::Short, Shape::Variable, "Gate of each CCD observation").ucds(&["obs.param"]).never_null(),
    Column::new("source_dist_to_last_ci", Datatype::Float, Shape::Variable, "Distance to the last charge injection")
        .units(&["pixel"])
        .ucds(&["obs.param"])
        .never_null(),
    Column::new("ac_rate", Datatype::Float, Shape::Scalar, "Motion across scan")
        .units(&["pixel.s**-1"])
        .ucds(&["obs.param"])
        .never_null(),
    Column::new("sub_pixel_coord", Datatype::Float, Shape::Variable, "Position along scan within the pixel")
        .units(&["pixel"])
        .ucds(&["obs.param"])
        .never_null(),
    Column::new("mu", Datatype::Float, Shape::Variable, "CCD coordinate across scan")
        .units(&["pixel"])
        .ucds(&["obs.param"])
        .never_null(),
];
