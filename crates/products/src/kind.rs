use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A kind of product, by the archive's name for it: the retrieval type of Gaia DR2 and DR3.
///
/// ```
/// use gaialink_products::ProductKind;
/// let kind: ProductKind = "XP_SAMPLED".parse()?;
/// assert_eq!(kind, ProductKind::XpSampled);
/// assert_eq!(kind.to_string(), "XP_SAMPLED");
/// # Ok::<_, gaialink_products::ParseProductKindError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum ProductKind {
    /// Astrometry of every transit, as in the pre-release of Gaia DR4.
    EpochAstrometry,
    /// Light curves in G, BP and RP.
    EpochPhotometry,
    /// Markov chains of stellar parameters, the star taken as single.
    McmcGspphot,
    /// Markov chains of stellar parameters, the star taken as two.
    McmcMsc,
    /// The mean spectrum of the radial velocity spectrometer.
    Rvs,
    /// The mean BP and RP spectra as coefficients of basis functions.
    XpContinuous,
    /// The mean BP and RP spectrum, sampled in wavelength.
    XpSampled,
}

const NAMES: [(ProductKind, &str); 7] = [
    (ProductKind::EpochAstrometry, "EPOCH_ASTROMETRY"),
    (ProductKind::EpochPhotometry, "EPOCH_PHOTOMETRY"),
    (ProductKind::McmcGspphot, "MCMC_GSPPHOT"),
    (ProductKind::McmcMsc, "MCMC_MSC"),
    (ProductKind::Rvs, "RVS"),
    (ProductKind::XpContinuous, "XP_CONTINUOUS"),
    (ProductKind::XpSampled, "XP_SAMPLED"),
];

impl ProductKind {
    /// The archive's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::EpochAstrometry => "EPOCH_ASTROMETRY",
            Self::EpochPhotometry => "EPOCH_PHOTOMETRY",
            Self::McmcGspphot => "MCMC_GSPPHOT",
            Self::McmcMsc => "MCMC_MSC",
            Self::Rvs => "RVS",
            Self::XpContinuous => "XP_CONTINUOUS",
            Self::XpSampled => "XP_SAMPLED",
        }
    }

    /// Every kind, by name.
    pub fn all() -> impl Iterator<Item = Self> {
        NAMES.into_iter().map(|(kind, _)| kind)
    }
}

impl fmt::Display for ProductKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A text that names no product that is known here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is no known product; expected a name such as XP_SAMPLED")]
pub struct ParseProductKindError {
    /// The text that was found.
    pub found: String,
}

impl FromStr for ProductKind {
    type Err = ParseProductKindError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known = NAMES.into_iter().find(|(_, name)| *name == text);
        known.map(|(kind, _)| kind).ok_or_else(|| ParseProductKindError { found: text.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_comes_back() {
        for (kind, name) in NAMES {
            assert_eq!(name.parse(), Ok(kind));
            assert_eq!(kind.to_string(), name);
            assert_eq!(serde_json::to_string(&kind).unwrap(), format!("{name:?}"));
        }
        assert_eq!("xp_sampled".parse::<ProductKind>(), Err(ParseProductKindError { found: "xp_sampled".into() }));
    }
}
