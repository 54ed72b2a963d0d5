use serde::{Deserialize, Serialize};

/// A place on the sky, ICRS, in degrees.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
pub struct SkyPosition {
    /// The right ascension.
    pub ra: f64,
    /// The declination.
    pub dec: f64,
}
