use crate::{OtherFlags, OtherFlagsDr2, Release};
use serde::{Deserialize, Serialize};

/// Which release's words the bits of a light curve's flags are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum FlagMeaning {
    /// Masks of DR2: [`OtherFlagsDr2`].
    Dr2,
    /// Those of DR3, and RAW's columns: [`OtherFlags`].
    Dr3,
    /// RAW of another release that has columns of the names of DR3's: [`OtherFlags`] holds them by these names, which is all that is
    /// known of them. They are no bits of that release's masks, nor of DR3's.
    Named,
    /// Masks of another release, whose bits are not known; DR4 has other flags than DR3.
    Unknown,
}

impl FlagMeaning {
    pub(crate) fn of_masks(release: Option<&Release>) -> Self {
        match release {
            Some(Release::Dr2) => Self::Dr2,
            Some(Release::Dr3) | None => Self::Dr3,
            Some(_) => Self::Unknown,
        }
    }

    pub(super) fn of_raw(release: Option<&Release>) -> Self {
        match release {
            Some(Release::Dr2 | Release::Dr3) | None => Self::Dr3,
            Some(_) => Self::Named,
        }
    }

    /// The names of the flags that are set; bits that have none are left out.
    pub fn names(self, flags: OtherFlags) -> Vec<&'static str> {
        match self {
            Self::Dr2 => OtherFlagsDr2::from(flags).names().collect(),
            Self::Dr3 | Self::Named => flags.column_names().collect(),
            Self::Unknown => Vec::new(),
        }
    }

    /// The bits that mean the same in both.
    pub(super) fn in_common(self, other: Self) -> OtherFlags {
        let all = OtherFlags::from_bits_retain(u64::MAX);
        match (self, other) {
            (one, same) if one == same => all,
            (Self::Dr2 | Self::Dr3, Self::Dr2 | Self::Dr3) => {
                all.difference(OtherFlags::BP_UNAVAILABLE | OtherFlags::RP_UNAVAILABLE)
            }
            _ => OtherFlags::empty(),
        }
    }

    /// The bits that have a column in RAW.
    pub(super) fn in_raw(self) -> OtherFlags {
        match self {
            Self::Dr2 => OtherFlags::all().difference(OtherFlags::BP_UNAVAILABLE | OtherFlags::RP_UNAVAILABLE),
            Self::Dr3 | Self::Named => OtherFlags::all(),
            Self::Unknown => OtherFlags::empty(),
        }
    }
}
