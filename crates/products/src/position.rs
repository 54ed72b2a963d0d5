use serde::{Deserialize, Serialize};

/// A place on the sky, ICRS, in degrees.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
pub struct SkyPosition {
    /// The right ascension.
    pub ra: f64,
    /// The declination.
    pub dec: f64,
}

impl SkyPosition {
    /// Right ascension and declination: `ra dec`, `(ra, dec)` or `[ra, dec]`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let bare = text.trim().trim_matches(['(', ')', '[', ']']);
        let mut words = bare.split([',', ' ']).filter(|word| !word.is_empty()).map(|word| word.parse().ok());
        let position = Self { ra: words.next()??, dec: words.next()?? };
        words.next().is_none().then_some(position)
    }
}
