use crate::{SkyPosition, healpix};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The number of a source, unique within a release: from 1 to 2⁶³ − 1.
///
/// Its upper bits are the HEALPix cell that the source was first seen in. Files with made-up ids (6, 4) are accepted.
///
/// ```
/// use gaialink_products::SourceId;
/// let id = SourceId::try_from(5937083312263887616)?;
/// assert_eq!(id.healpix12(), 172_791_866);
/// let centre = id.healpix_centre(12).ok_or("no cell")?;
/// assert_eq!(format!("{:.3} {:.3}", centre.ra, centre.dec), "251.513 -51.498");
/// assert_eq!("5937083312263887616".parse(), Ok(id));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct SourceId(i64);

/// A number or text that is no source id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is no source id; expected a number from 1 to 9223372036854775807")]
pub struct SourceIdError {
    /// What was found.
    pub found: String,
}

impl SourceId {
    /// The source id of that number, if it is one.
    pub const fn new(number: i64) -> Option<Self> {
        if number > 0 { Some(Self(number)) } else { None }
    }

    /// The number.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// The HEALPix cell of level 12, nested, ICRS: the bits from 35 up.
    pub const fn healpix12(self) -> u32 {
        self.healpix(12)
    }

    /// The HEALPix cell of a level from 0 to 12, nested, ICRS. Levels beyond 12 give the cell of level 12.
    pub const fn healpix(self, level: u8) -> u32 {
        let level = if level > 12 { 12 } else { level };
        let cell = self.0 >> (59 - 2 * level as i64);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "28 bits are left of a positive number")]
        let cell = cell as u32;
        cell
    }

    /// The centre of [`SourceId::healpix`], ICRS. A cell of level 12 is 52″ wide, so this tells where the source is to less than a
    /// minute of arc; a source that moves fast may have left its cell. `None` for numbers beyond the last cell of the sky, which no
    /// release has.
    pub fn healpix_centre(self, level: u8) -> Option<SkyPosition> {
        healpix::centre(level.min(12), self.healpix(level))
    }
}

impl TryFrom<i64> for SourceId {
    type Error = SourceIdError;

    fn try_from(number: i64) -> Result<Self, SourceIdError> {
        Self::new(number).ok_or_else(|| SourceIdError { found: number.to_string() })
    }
}

impl From<SourceId> for i64 {
    fn from(id: SourceId) -> Self {
        id.0
    }
}

impl FromStr for SourceId {
    type Err = SourceIdError;

    fn from_str(text: &str) -> Result<Self, SourceIdError> {
        let number = text.trim().parse().ok().and_then(Self::new);
        number.ok_or_else(|| SourceIdError { found: text.to_owned() })
    }
}

impl fmt::Display for SourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_positive() {
        for text in ["6", "4", "9223372036854775807"] {
            assert_eq!(text.parse::<SourceId>().unwrap().to_string(), text);
        }
        for text in ["0", "-1", "9223372036854775808", "", "x", "5.9e18"] {
            assert_eq!(text.parse::<SourceId>(), Err(SourceIdError { found: text.into() }));
        }
        assert!(serde_json::from_str::<SourceId>("0").is_err());
        assert_eq!(serde_json::to_string(&SourceId::new(5937083312263887616)).unwrap(), "5937083312263887616");
    }

    #[test]
    fn cells() {
        let id = SourceId::new(5937083312263887616).unwrap();
        assert_eq!(i64::from(id.healpix12()), 5937083312263887616 >> 35);
        assert_eq!(id.healpix(0), id.healpix12() >> 24);
        assert_eq!(id.healpix(200), id.healpix12());
        let last = SourceId::new(i64::MAX).unwrap();
        assert_eq!((last.healpix12(), last.healpix_centre(12)), (u32::MAX >> 4, None));
        assert_eq!(id.healpix_centre(200), id.healpix_centre(12));
        let wide = id.healpix_centre(2).unwrap();
        assert!((wide.ra - 251.5).abs() < 15.0 && (wide.dec + 51.5).abs() < 15.0, "{wide:?}");
    }
}
