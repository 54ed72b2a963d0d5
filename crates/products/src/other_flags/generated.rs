//! Made by `cargo xtask codegen` of `data/other_flags.yaml`; change that file.

use serde::{Deserialize, Serialize};

bitflags::bitflags! {
    /// The photometric processing flags of a transit of EPOCH_PHOTOMETRY in Gaia DR3: the bits of `other_flags`,
    /// `g_other_flags`, `bp_other_flags` and `rp_other_flags`, which share one layout of 25 bits.
    ///
    /// Bits beyond these are kept. The flags have the names of the boolean columns of RAW. A file of DR2 says of bits 23 and
    /// 24 that the variability processing rejected the point; in DR2 their meaning is open.
    ///
    /// ```
    /// use gaialink_products::OtherFlags;
    /// let flags = OtherFlags::from(4097);
    /// assert_eq!(flags, OtherFlags::SM_REJECT | OtherFlags::NOISY_DATA);
    /// assert!(flags.column_names().eq(["photometry_flag_sm_reject", "photometry_flag_noisy_data"]));
    /// assert_eq!(i64::from(flags), 4097);
    /// ```
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    #[serde(from = "i64", into = "i64")]
    pub struct OtherFlags: u64 {
        /// SM measurement rejected by the photometric processing (bit 0).
        const SM_REJECT = 1 << 0;
        /// AF1 measurement rejected by the photometric processing (bit 1).
        const AF1_REJECT = 1 << 1;
        /// AF2 measurement rejected by the photometric processing (bit 2).
        const AF2_REJECT = 1 << 2;
        /// AF3 measurement rejected by the photometric processing (bit 3).
        const AF3_REJECT = 1 << 3;
        /// AF4 measurement rejected by the photometric processing (bit 4).
        const AF4_REJECT = 1 << 4;
        /// AF5 measurement rejected by the photometric processing (bit 5).
        const AF5_REJECT = 1 << 5;
        /// AF6 measurement rejected by the photometric processing (bit 6).
        const AF6_REJECT = 1 << 6;
        /// AF7 measurement rejected by the photometric processing (bit 7).
        const AF7_REJECT = 1 << 7;
        /// AF8 measurement rejected by the photometric processing (bit 8).
        const AF8_REJECT = 1 << 8;
        /// AF9 measurement rejected by the photometric processing (bit 9).
        const AF9_REJECT = 1 << 9;
        /// BP measurement rejected by the photometric processing (bit 10).
        const BP_REJECT = 1 << 10;
        /// RP measurement rejected by the photometric processing (bit 11).
        const RP_REJECT = 1 << 11;
        /// The G fluxes of the transit scatter more than expected (bit 12).
        const NOISY_DATA = 1 << 12;
        /// No SM measurement to process (bit 13).
        const SM_UNAVAILABLE = 1 << 13;
        /// No AF1 measurement to process (bit 14).
        const AF1_UNAVAILABLE = 1 << 14;
        /// No AF2 measurement to process (bit 15).
        const AF2_UNAVAILABLE = 1 << 15;
        /// No AF3 measurement to process (bit 16).
        const AF3_UNAVAILABLE = 1 << 16;
        /// No AF4 measurement to process (bit 17).
        const AF4_UNAVAILABLE = 1 << 17;
        /// No AF5 measurement to process (bit 18).
        const AF5_UNAVAILABLE = 1 << 18;
        /// No AF6 measurement to process (bit 19).
        const AF6_UNAVAILABLE = 1 << 19;
        /// No AF7 measurement to process (bit 20).
        const AF7_UNAVAILABLE = 1 << 20;
        /// No AF8 measurement to process (bit 21).
        const AF8_UNAVAILABLE = 1 << 21;
        /// No AF9 measurement to process (bit 22).
        const AF9_UNAVAILABLE = 1 << 22;
        /// No BP measurement to process (bit 23).
        const BP_UNAVAILABLE = 1 << 23;
        /// No RP measurement to process (bit 24).
        const RP_UNAVAILABLE = 1 << 24;
    }
}

impl OtherFlags {
    /// All flags of the G band.
    pub const G: Self = Self::from_bits_retain(0x7ff3ff);
    /// All flags of the BP band.
    pub const BP: Self = Self::from_bits_retain(0x800400);
    /// All flags of the RP band.
    pub const RP: Self = Self::from_bits_retain(0x1000800);
}

/// The columns of RAW, by bit.
pub(super) static COLUMNS: [(OtherFlags, &str); 25] = [
    (OtherFlags::SM_REJECT, "photometry_flag_sm_reject"),
    (OtherFlags::AF1_REJECT, "photometry_flag_af1_reject"),
    (OtherFlags::AF2_REJECT, "photometry_flag_af2_reject"),
    (OtherFlags::AF3_REJECT, "photometry_flag_af3_reject"),
    (OtherFlags::AF4_REJECT, "photometry_flag_af4_reject"),
    (OtherFlags::AF5_REJECT, "photometry_flag_af5_reject"),
    (OtherFlags::AF6_REJECT, "photometry_flag_af6_reject"),
    (OtherFlags::AF7_REJECT, "photometry_flag_af7_reject"),
    (OtherFlags::AF8_REJECT, "photometry_flag_af8_reject"),
    (OtherFlags::AF9_REJECT, "photometry_flag_af9_reject"),
    (OtherFlags::BP_REJECT, "photometry_flag_bp_reject"),
    (OtherFlags::RP_REJECT, "photometry_flag_rp_reject"),
    (OtherFlags::NOISY_DATA, "photometry_flag_noisy_data"),
    (OtherFlags::SM_UNAVAILABLE, "photometry_flag_sm_unavailable"),
    (OtherFlags::AF1_UNAVAILABLE, "photometry_flag_af1_unavailable"),
    (OtherFlags::AF2_UNAVAILABLE, "photometry_flag_af2_unavailable"),
    (OtherFlags::AF3_UNAVAILABLE, "photometry_flag_af3_unavailable"),
    (OtherFlags::AF4_UNAVAILABLE, "photometry_flag_af4_unavailable"),
    (OtherFlags::AF5_UNAVAILABLE, "photometry_flag_af5_unavailable"),
    (OtherFlags::AF6_UNAVAILABLE, "photometry_flag_af6_unavailable"),
    (OtherFlags::AF7_UNAVAILABLE, "photometry_flag_af7_unavailable"),
    (OtherFlags::AF8_UNAVAILABLE, "photometry_flag_af8_unavailable"),
    (OtherFlags::AF9_UNAVAILABLE, "photometry_flag_af9_unavailable"),
    (OtherFlags::BP_UNAVAILABLE, "photometry_flag_bp_unavailable"),
    (OtherFlags::RP_UNAVAILABLE, "photometry_flag_rp_unavailable"),
];
