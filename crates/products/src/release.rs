use serde::{Deserialize, Serialize};
use std::{convert::Infallible, fmt, str::FromStr};

/// A data release: an open set.
///
/// A text is read with or without `Gaia` and in any case; what is no public release, such as the pre-release `Gaia DR4_RC3`,
/// is kept as it came.
///
/// ```
/// use gaialink_products::Release;
/// let Ok(release) = "Gaia DR3".parse::<Release>();
/// assert_eq!(release, Release::Dr3);
/// assert_eq!(Release::from("dr3"), Release::Dr3);
/// assert_eq!(Release::from("Gaia DR4_RC3").to_string(), "Gaia DR4_RC3");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
#[non_exhaustive]
pub enum Release {
    /// Gaia DR1.
    Dr1,
    /// Gaia DR2.
    Dr2,
    /// Gaia EDR3, whose source ids DR3 shares.
    Edr3,
    /// Gaia DR3.
    Dr3,
    /// Gaia FPR, the focused product release.
    Fpr,
    /// Gaia DR4.
    Dr4,
    /// Any other, by its name.
    Other(String),
}

impl Release {
    /// The name, such as `Gaia DR3`.
    pub fn name(&self) -> &str {
        match self {
            Self::Dr1 => "Gaia DR1",
            Self::Dr2 => "Gaia DR2",
            Self::Edr3 => "Gaia EDR3",
            Self::Dr3 => "Gaia DR3",
            Self::Fpr => "Gaia FPR",
            Self::Dr4 => "Gaia DR4",
            Self::Other(name) => name,
        }
    }
}

impl From<&str> for Release {
    fn from(text: &str) -> Self {
        let trimmed = text.trim();
        let upper = trimmed.to_ascii_uppercase();
        let word = upper.strip_prefix("GAIA").unwrap_or(&upper).trim_start_matches([' ', '_', '-']);
        match word {
            "DR1" => Self::Dr1,
            "DR2" => Self::Dr2,
            "EDR3" => Self::Edr3,
            "DR3" => Self::Dr3,
            "FPR" => Self::Fpr,
            "DR4" => Self::Dr4,
            _ => Self::Other(trimmed.to_owned()),
        }
    }
}

impl From<String> for Release {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<Release> for String {
    fn from(release: Release) -> Self {
        release.name().to_owned()
    }
}

impl FromStr for Release {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self::from(text))
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_releases() {
        let cases = [
            ("Gaia DR3", Release::Dr3, "Gaia DR3"),
            ("gaiadr2", Release::Dr2, "Gaia DR2"),
            (" DR4 ", Release::Dr4, "Gaia DR4"),
            ("Gaia EDR3", Release::Edr3, "Gaia EDR3"),
            ("fpr", Release::Fpr, "Gaia FPR"),
            ("Gaia DR4_RC3", Release::Other("Gaia DR4_RC3".into()), "Gaia DR4_RC3"),
            ("Gaia", Release::Other("Gaia".into()), "Gaia"),
        ];
        for (text, want, name) in cases {
            assert_eq!(Release::from(text), want, "{text:?}");
            assert_eq!(want.to_string(), name);
            assert_eq!(Release::from(name), want);
        }
    }
}
