use serde::{Deserialize, Serialize};

bitflags::bitflags! {
    /// What the image processing says of one CCD observation: the bits of `ccd_proc_flags`, as in the pre-release of Gaia DR4.
    ///
    /// ```
    /// use gaialink_products::CcdProcFlags;
    /// let flags = CcdProcFlags::from(528);
    /// assert_eq!(flags, CcdProcFlags::REDUCED_WINDOW | CcdProcFlags::WINDOW_CUT);
    /// assert_eq!(flags.problem(), 0);
    /// ```
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    #[serde(from = "u16", into = "u16")]
    pub struct CcdProcFlags: u16 {
        /// The window is smaller than usual.
        const REDUCED_WINDOW = 0x0010;
        /// There are no image parameters.
        const IPD_UNAVAILABLE = 0x0020;
        /// A cosmetic defect is in the window.
        const COSMETIC = 0x0040;
        /// A cosmic ray was removed.
        const COSMIC_REMOVED = 0x0080;
        /// Saturated samples were removed.
        const SATURATION_REMOVED = 0x0100;
        /// A part of the window was discarded.
        const WINDOW_CUT = 0x0200;
        /// There is no window.
        const NO_WINDOW = 0x0400;
        /// The first centroid failed.
        const INITIAL_CENTROID_FAILED = 0x0800;
        /// The background is odd.
        const ODD_BACKGROUND = 0x1000;
        /// The bias was mitigated in the lower mode.
        const LOW_BIAS_MITIGATION = 0x2000;
        /// Another source was removed from the image.
        const OTHER_SOURCE_REMOVED = 0x4000;
        /// Parameters of the line or point spread function were held at their limits.
        const PARAMETERS_CLAMPED = 0x8000;
    }
}

impl CcdProcFlags {
    /// The number of the problem that the image fit had, from 1 to 15; 0 for none.
    pub const fn problem(self) -> u16 {
        self.bits() & 0x000f
    }
}

bitflags::bitflags! {
    /// How a transit was acquired on board: the bits of `transit_acq_flags`, as in the pre-release of Gaia DR4. Other bits are kept.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    #[serde(from = "u16", into = "u16")]
    pub struct TransitAcqFlags: u16 {
        /// AF windows are truncated, of full geometry.
        const TRUNCATED_FULL_GEOMETRY = 0x0010;
        /// AF windows are truncated or trimmed.
        const TRUNCATED_OR_TRIMMED = 0x0020;
        /// AF windows have two dimensions.
        const WINDOWS_2D = 0x0040;
        /// The offset of the XP windows, a number of two bits.
        const XP_OFFSET = 0x0180;
        /// AF windows are trimmed.
        const TRIMMED = 0x1000;
        /// Windows were not centred actively.
        const CENTRING_INHIBITED = 0x2000;
    }
}

macro_rules! as_bits {
    ($($Flags:ident),*) => {
        $(
            /// All bits, those without a name too.
            impl From<u16> for $Flags {
                fn from(bits: u16) -> Self {
                    Self::from_bits_retain(bits)
                }
            }

            impl From<$Flags> for u16 {
                fn from(flags: $Flags) -> Self {
                    flags.bits()
                }
            }
        )*
    };
}

as_bits!(CcdProcFlags, TransitAcqFlags);

/// The bits of a `short`, which stands for an unsigned number.
pub(super) fn bits(cell: i64) -> Option<u16> {
    i16::try_from(cell).map(i16::cast_unsigned).or_else(|_| u16::try_from(cell)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shorts_are_unsigned() {
        let cases =
            [(0, Some(0)), (-1, Some(0xffff)), (-32_768, Some(0x8000)), (65_535, Some(0xffff)), (65_536, None), (-32_769, None)];
        for (cell, want) in cases {
            assert_eq!(bits(cell), want, "{cell}");
        }
        assert_eq!(CcdProcFlags::from_bits_retain(0x8013).problem(), 3);
        assert_eq!(CcdProcFlags::all().bits(), 0xfff0);
    }
}
