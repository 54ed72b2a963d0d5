use crate::OtherFlags;
use serde::{Deserialize, Serialize};

bitflags::bitflags! {
    /// The bits of `other_flags` in Gaia DR2 that DR3 says otherwise: 23 and 24.
    ///
    /// Served files of DR2 describe them as "rejected by variability processing"; there is no file that sets them, so what they
    /// mean stays open. All other bits are those of [`OtherFlags`] and are kept here under no name of their own.
    ///
    /// ```
    /// use gaialink_products::{OtherFlags, OtherFlagsDr2};
    /// let flags = OtherFlagsDr2::from(OtherFlags::from(8388609));
    /// assert!(flags.contains(OtherFlagsDr2::BP_VARIABILITY_REJECT));
    /// assert!(flags.names().eq(["photometry_flag_sm_reject", "bp_variability_reject"]));
    /// assert_eq!(OtherFlags::from(flags).bits(), 8388609);
    /// ```
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    #[serde(from = "i64", into = "i64")]
    pub struct OtherFlagsDr2: u64 {
        /// BP measurement rejected by the variability processing (bit 23).
        const BP_VARIABILITY_REJECT = 1 << 23;
        /// RP measurement rejected by the variability processing (bit 24).
        const RP_VARIABILITY_REJECT = 1 << 24;
        /// The bits that DR3 has too.
        const SHARED = (1 << 23) - 1;
    }
}

impl OtherFlagsDr2 {
    /// The names of the flags that are set, by bit: those of RAW's columns for the bits that DR3 has too.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        let shared = OtherFlags::from_bits_retain(self.bits() & Self::SHARED.bits());
        let own =
            [(Self::BP_VARIABILITY_REJECT, "bp_variability_reject"), (Self::RP_VARIABILITY_REJECT, "rp_variability_reject")];
        shared.column_names().chain(own.into_iter().filter(move |(flag, _)| self.contains(*flag)).map(|(_, name)| name))
    }

    /// The bits that have no name.
    #[must_use]
    pub fn unknown(self) -> Self {
        Self::from_bits_retain(self.bits() & !Self::all().bits())
    }
}

impl From<i64> for OtherFlagsDr2 {
    fn from(cell: i64) -> Self {
        Self::from_bits_retain(cell.cast_unsigned())
    }
}

impl From<OtherFlagsDr2> for i64 {
    fn from(flags: OtherFlagsDr2) -> Self {
        flags.bits().cast_signed()
    }
}

/// The same bits under DR2's names.
impl From<OtherFlags> for OtherFlagsDr2 {
    fn from(flags: OtherFlags) -> Self {
        Self::from_bits_retain(flags.bits())
    }
}

/// The same bits under DR3's names.
impl From<OtherFlagsDr2> for OtherFlags {
    fn from(flags: OtherFlagsDr2) -> Self {
        Self::from_bits_retain(flags.bits())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry;

    #[test]
    fn every_bit_but_two_is_shared() {
        for definition in registry::flags() {
            let names: Vec<&str> = OtherFlagsDr2::from(definition.flag).names().collect();
            let is_shared = names == [definition.name];
            assert_eq!(is_shared, definition.bit < 23, "{}: {names:?}", definition.name);
        }
        assert_eq!(OtherFlagsDr2::from(-1).unknown().bits(), !0x1ff_ffff);
        assert_eq!(i64::from(OtherFlagsDr2::from(4_194_817)), 4_194_817);
    }
}
