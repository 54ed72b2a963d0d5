use crate::OtherFlags;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A band of Gaia's photometry.
///
/// ```
/// use gaialink_products::Band;
/// assert_eq!("BP".parse(), Ok(Band::Bp));
/// assert_eq!(Band::ALL.map(Band::name), ["G", "BP", "RP"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Band {
    /// The broad band of the astrometric field; a point is the average over the CCDs of a transit.
    G,
    /// The blue photometer.
    Bp,
    /// The red photometer.
    Rp,
}

impl Band {
    /// All bands, in the order of the archive.
    pub const ALL: [Self; 3] = [Self::G, Self::Bp, Self::Rp];

    /// The archive's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::G => "G",
            Self::Bp => "BP",
            Self::Rp => "RP",
        }
    }

    /// The flags that can be set of a point of this band.
    pub const fn flags(self) -> OtherFlags {
        match self {
            Self::G => OtherFlags::G,
            Self::Bp => OtherFlags::BP,
            Self::Rp => OtherFlags::RP,
        }
    }

    /// The names of its columns where the bands stand side by side.
    pub(super) const fn columns(self) -> &'static BandColumns {
        match self {
            Self::G => &G,
            Self::Bp => &BP,
            Self::Rp => &RP,
        }
    }
}

impl fmt::Display for Band {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A text that names no band.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is no band; expected G, BP or RP")]
pub struct ParseBandError {
    /// The text that was found.
    pub found: String,
}

impl FromStr for Band {
    type Err = ParseBandError;

    fn from_str(text: &str) -> Result<Self, ParseBandError> {
        let found = Self::ALL.into_iter().find(|band| band.name() == text.trim());
        found.ok_or_else(|| ParseBandError { found: text.to_owned() })
    }
}

/// The columns of a band in the wide layout and in RAW.
pub(super) struct BandColumns {
    pub(super) time: &'static str,
    pub(super) flux: &'static str,
    pub(super) flux_error: &'static str,
    pub(super) flux_over_error: &'static str,
    pub(super) mag: &'static str,
    pub(super) rejected_by_variability: &'static str,
    pub(super) flags: &'static str,
}

const G: BandColumns = BandColumns {
    time: "g_transit_time",
    flux: "g_transit_flux",
    flux_error: "g_transit_flux_error",
    flux_over_error: "g_transit_flux_over_error",
    mag: "g_transit_mag",
    rejected_by_variability: "variability_flag_g_reject",
    flags: "g_other_flags",
};
const BP: BandColumns = BandColumns {
    time: "bp_obs_time",
    flux: "bp_flux",
    flux_error: "bp_flux_error",
    flux_over_error: "bp_flux_over_error",
    mag: "bp_mag",
    rejected_by_variability: "variability_flag_bp_reject",
    flags: "bp_other_flags",
};
const RP: BandColumns = BandColumns {
    time: "rp_obs_time",
    flux: "rp_flux",
    flux_error: "rp_flux_error",
    flux_over_error: "rp_flux_over_error",
    mag: "rp_mag",
    rejected_by_variability: "variability_flag_rp_reject",
    flags: "rp_other_flags",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for band in Band::ALL {
            assert_eq!(band.name().parse(), Ok(band));
            assert_eq!(serde_json::to_string(&band).unwrap(), format!("{:?}", band.name()));
        }
        assert_eq!("g".parse::<Band>(), Err(ParseBandError { found: "g".into() }));
    }
}
