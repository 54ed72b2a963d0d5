use gaialink_products::{ProductKind, Release, registry};
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, fmt, str::FromStr};

/// What is asked for: the archive's `RETRIEVAL_TYPE`, an open set which grows with every release.
///
/// Any word of capital letters, digits and `_` is one; small letters are read as capital ones.
///
/// ```
/// use gaialink_datalink::RetrievalType;
/// use gaialink_products::{ProductKind, Release};
/// let rvs: RetrievalType = "rvs".parse()?;
/// assert_eq!(rvs, RetrievalType::from(ProductKind::Rvs));
/// assert_eq!(rvs.flag(), Some("has_rvs"));
/// assert_eq!(rvs.is_of(&Release::Dr2), Some(false));
/// # Ok::<_, gaialink_datalink::ParseRetrievalTypeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RetrievalType(Cow<'static, str>);

/// A text that is no [`RetrievalType`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is no retrieval type; expected a word such as XP_SAMPLED")]
pub struct ParseRetrievalTypeError {
    /// The text that was found.
    pub found: String,
}

/// What Gaia DR2 has.
const DR2: &[&str] = &["EPOCH_PHOTOMETRY"];

/// What Gaia DR3 has, with the columns of `gaia_source` that tell which sources have it.
const DR3: &[(&str, &str)] = &[
    ("EPOCH_PHOTOMETRY", "has_epoch_photometry"),
    ("MCMC_GSPPHOT", "has_mcmc_gspphot"),
    ("MCMC_MSC", "has_mcmc_msc"),
    ("RVS", "has_rvs"),
    ("XP_CONTINUOUS", "has_xp_continuous"),
    ("XP_SAMPLED", "has_xp_sampled"),
];

/// Names that the archive has given up, and what it calls them now.
const RENAMED: &[(&str, &str)] = &[
    ("RVS_EPOCH", "EPOCH_SPECTRUM_RVS"),
    ("RVS_EPOCH_DATA_DOUBLE", "EPOCH_PARAMETERS_RVS_DOUBLE"),
    ("RVS_EPOCH_DATA_SINGLE", "EPOCH_PARAMETERS_RVS_SINGLE"),
    ("RVS_EPOCH_SPECTRUM", "EPOCH_SPECTRUM_RVS"),
    ("RVS_SPECTRA", "RVS"),
    ("RV_EPOCH_DOUBLE", "EPOCH_PARAMETERS_RVS_DOUBLE"),
    ("RV_EPOCH_SINGLE", "EPOCH_PARAMETERS_RVS_SINGLE"),
    ("XP_EPOCH_CROWDING", "EPOCH_SPECTRUM_XP_CROWDING"),
    ("XP_EPOCH_SPECTRUM", "EPOCH_SPECTRUM_XP"),
    ("XP_EPOCH_SPECTRUM_SSO", "EPOCH_SPECTRUM_XP_SSO"),
    ("XP_MEAN_SPECTRUM", "MEAN_SPECTRUM_XP"),
    ("XP_MEAN_SPECTRUM_GRAVLENS", "MEAN_SPECTRUM_XP_GRAVLENS"),
];

/// Images, which are FITS files and nothing else.
const IMAGES: &[&str] = &["CROWDED_FIELD_IMAGE", "RESIDUAL_IMAGE"];

impl RetrievalType {
    /// Everything that there is of a source: `ALL`.
    pub const ALL: Self = Self(Cow::Borrowed("ALL"));

    /// The name, such as `XP_SAMPLED`.
    pub fn name(&self) -> &str {
        &self.0
    }

    /// Every type that a public release is known to have; `None` where that is not known.
    pub fn known(release: &Release) -> Option<Vec<Self>> {
        let own = |name: &&'static str| Self(Cow::Borrowed(*name));
        match release {
            Release::Dr1 => Some(Vec::new()),
            Release::Dr2 => Some(DR2.iter().map(own).collect()),
            Release::Edr3 | Release::Dr3 | Release::Fpr => Some(DR3.iter().map(|(name, _)| own(name)).collect()),
            _ => None,
        }
    }

    /// Every type that Gaia DR4 is announced to have. They have been renamed several times, and the release may do so again, so
    /// that it is in none of [`RetrievalType::known`], and no type is refused for it.
    ///
    /// ```
    /// use gaialink_datalink::RetrievalType;
    /// use gaialink_products::Release;
    /// assert!(RetrievalType::announced().any(|kind| kind.name() == "EPOCH_SPECTRUM_XP"));
    /// assert_eq!(RetrievalType::known(&Release::Dr4), None);
    /// ```
    pub fn announced() -> impl Iterator<Item = Self> {
        registry::announced().iter().map(|product| Self(Cow::Borrowed(product.name)))
    }

    /// Whether a release has it, where that is known. Gaia EDR3 and Gaia FPR have what Gaia DR3 has.
    pub fn is_of(&self, release: &Release) -> Option<bool> {
        let known = Self::known(release)?;
        Some(known.contains(self) || (*self == Self::ALL && !known.is_empty()))
    }

    /// The boolean column of Gaia DR3's `gaia_source` that tells which sources have it.
    pub fn flag(&self) -> Option<&'static str> {
        DR3.iter().find(|(name, _)| *name == self.0).map(|(_, flag)| *flag)
    }

    /// What the archive calls it now, where it has renamed it.
    pub fn renamed(&self) -> Option<Self> {
        let found = RENAMED.iter().find(|(old, _)| *old == self.0);
        found.map(|(_, new)| Self(Cow::Borrowed(*new)))
    }

    /// Whether it is an image, which is served as FITS only.
    pub fn is_image(&self) -> bool {
        IMAGES.contains(&&*self.0)
    }

    /// The product it brings, where it is one that is known here.
    pub fn product(&self) -> Option<ProductKind> {
        self.0.parse().ok()
    }
}

impl From<ProductKind> for RetrievalType {
    fn from(kind: ProductKind) -> Self {
        Self(Cow::Borrowed(kind.name()))
    }
}

impl FromStr for RetrievalType {
    type Err = ParseRetrievalTypeError;

    fn from_str(text: &str) -> Result<Self, ParseRetrievalTypeError> {
        let word = text.trim().to_ascii_uppercase();
        let fine = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
        if word.starts_with(|c: char| c.is_ascii_uppercase()) && word.chars().all(fine) {
            Ok(Self(Cow::Owned(word)))
        } else {
            Err(ParseRetrievalTypeError { found: text.to_owned() })
        }
    }
}

impl TryFrom<String> for RetrievalType {
    type Error = ParseRetrievalTypeError;

    fn try_from(text: String) -> Result<Self, ParseRetrievalTypeError> {
        text.parse()
    }
}

impl From<RetrievalType> for String {
    fn from(kind: RetrievalType) -> Self {
        kind.0.into_owned()
    }
}

impl fmt::Display for RetrievalType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str) -> RetrievalType {
        name.parse().unwrap()
    }

    #[test]
    fn what_releases_have() {
        for (name, release, want) in [
            ("EPOCH_PHOTOMETRY", Release::Dr2, Some(true)),
            ("XP_SAMPLED", Release::Dr2, Some(false)),
            ("epoch_photometry", Release::Dr3, Some(true)),
            ("MCMC_MSC", Release::Edr3, Some(true)),
            ("RVS", Release::Fpr, Some(true)),
            ("ALL", Release::Dr3, Some(true)),
            ("ALL", Release::Dr1, Some(false)),
            ("MEAN_SPECTRUM_XP", Release::Dr3, Some(false)),
            ("MEAN_SPECTRUM_XP", Release::Dr4, None),
        ] {
            assert_eq!(of(name).is_of(&release), want, "{name} in {release}");
        }
        assert_eq!(RetrievalType::known(&Release::Dr3).unwrap().len(), 6);
    }

    #[test]
    fn those_of_dr4_are_words_that_come_back() {
        let names: Vec<String> = RetrievalType::announced().map(|kind| kind.to_string()).collect();
        assert_eq!(names.len(), 21);
        assert!(names.is_sorted());
        for name in &names {
            let kind = of(&name.to_lowercase());
            assert_eq!((kind.name(), kind.to_string(), kind.renamed()), (name.as_str(), name.clone(), None));
            assert_eq!((kind.is_of(&Release::Dr4), kind.is_of(&Release::Dr3)), (None, Some(name == "EPOCH_PHOTOMETRY")));
            assert_eq!(kind.is_image(), ["CROWDED_FIELD_IMAGE", "RESIDUAL_IMAGE"].contains(&name.as_str()));
            let model = match name.as_str() {
                "EPOCH_ASTROMETRY" => Some(ProductKind::EpochAstrometry),
                "EPOCH_PHOTOMETRY" => Some(ProductKind::EpochPhotometry),
                _ => None,
            };
            assert_eq!(kind.product(), model, "{name}");
        }
        let is_announced = |name: &str| names.iter().any(|known| known == name);
        let new_names: Vec<&str> = RENAMED.iter().map(|(_, new)| *new).filter(|new| *new != "RVS").collect();
        assert!(new_names.into_iter().all(is_announced));
        assert!(IMAGES.iter().copied().all(is_announced));
    }

    #[test]
    fn names() {
        assert_eq!(of("RVS_EPOCH").renamed(), Some(of("EPOCH_SPECTRUM_RVS")));
        assert_eq!(of("RVS").renamed(), None);
        assert!(RENAMED.iter().all(|(_, new)| of(new).renamed().is_none()), "no chain of names");
        assert!(of("RESIDUAL_IMAGE").is_image());
        assert_eq!(of("MCMC_MSC").product(), Some(ProductKind::McmcMsc));
        assert_eq!(of("EPOCH_IMAGE").product(), None);
        for bad in ["", "XP SAMPLED", "1A", "A&B=C", "_A"] {
            assert_eq!(bad.parse::<RetrievalType>(), Err(ParseRetrievalTypeError { found: bad.into() }), "{bad:?}");
        }
    }
}
