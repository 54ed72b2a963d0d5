use super::Band;
use crate::OtherFlags;
use serde::{Deserialize, Serialize};

/// The flags of one point of a light curve, and those of which the file says nothing.
///
/// A mask says all of them or, where it is null, none; RAW has a truth value for each, which may be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PointFlags {
    /// The flags that are set; bits without a name are kept.
    pub set: OtherFlags,
    /// The flags of the band of which nothing is said.
    pub missing: OtherFlags,
}

impl PointFlags {
    /// The flags of a mask. A missing mask says nothing of any flag of its band.
    pub const fn of_mask(mask: Option<OtherFlags>, band: Band) -> Self {
        match mask {
            Some(set) => Self { set, missing: OtherFlags::empty() },
            None => Self { set: OtherFlags::empty(), missing: band.flags() },
        }
    }

    /// The mask, where all flags of the band are known.
    pub fn mask(self) -> Option<OtherFlags> {
        self.missing.is_empty().then_some(self.set)
    }

    /// Whether nothing is said of any flag of the band.
    pub fn is_missing(self, band: Band) -> bool {
        self.set.is_empty() && self.missing.contains(band.flags())
    }

    /// One flag: nothing where it is not said.
    pub fn get(self, flag: OtherFlags) -> Option<bool> {
        (!self.missing.intersects(flag)).then(|| self.set.contains(flag))
    }

    /// Takes up what is said of one flag.
    pub fn say(&mut self, flag: OtherFlags, value: Option<bool>) {
        self.set.set(flag, value == Some(true));
        self.missing.set(flag, value.is_none());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_and_single_flags() {
        let mask = OtherFlags::from(4097);
        let flags = PointFlags::of_mask(Some(mask), Band::G);
        assert_eq!((flags.mask(), flags.is_missing(Band::G)), (Some(mask), false));
        assert_eq!(flags.get(OtherFlags::SM_REJECT), Some(true));
        let mut none = PointFlags::of_mask(None, Band::Bp);
        assert_eq!((none.mask(), none.is_missing(Band::Bp)), (None, true));
        none.say(OtherFlags::BP_REJECT, Some(false));
        assert_eq!((none.mask(), none.is_missing(Band::Bp)), (None, false));
        none.say(OtherFlags::BP_UNAVAILABLE, Some(true));
        assert_eq!(none.mask(), Some(OtherFlags::BP_UNAVAILABLE));
        none.say(OtherFlags::BP_UNAVAILABLE, None);
        assert_eq!((none.get(OtherFlags::BP_UNAVAILABLE), none.get(OtherFlags::BP_REJECT)), (None, Some(false)));
    }
}
