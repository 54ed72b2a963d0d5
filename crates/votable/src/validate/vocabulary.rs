//! The words of the vocabularies to which VOTable points, as of the text of version 1.5, and those of older schemas.

/// The reference frames of COOSYS up to 1.4.
pub(super) const FRAMES_1_4: &[&str] =
    &["eq_FK4", "eq_FK5", "ICRS", "ecl_FK4", "ecl_FK5", "galactic", "supergalactic", "xy", "barycentric", "geo_app"];

/// The reference frames of COOSYS from 1.5 on.
pub(super) const FRAMES_1_5: &[&str] = &[
    "AZ_EL",
    "BODY",
    "ecl_FK4",
    "ECLIPTIC",
    "EQUATORIAL",
    "FK4",
    "FK5",
    "GALACTIC",
    "GALACTIC_I",
    "GENERIC_GALACTIC",
    "ICRS",
    "SUPER_GALACTIC",
    "UNKNOWN",
];

pub(super) const REFPOSITIONS: &[&str] = &["BARYCENTER", "EMBARYCENTER", "GEOCENTER", "HELIOCENTER", "TOPOCENTER", "UNKNOWN"];

pub(super) const TIMESCALES: &[&str] = &["GPS", "TAI", "TCB", "TCG", "TDB", "TT", "UNKNOWN", "UT", "UTC"];

pub(super) const CONTENT_ROLES_1_0: &[&str] = &["query", "hints", "doc"];

pub(super) const CONTENT_ROLES_1_1: &[&str] = &["query", "hints", "doc", "location"];
