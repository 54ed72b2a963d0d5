mod generated;

use self::generated::COLUMNS;
pub use self::generated::OtherFlags;

impl OtherFlags {
    /// The flag that a boolean column of RAW says, such as `photometry_flag_af9_unavailable`.
    pub fn of_column(name: &str) -> Option<Self> {
        COLUMNS.iter().find(|(_, column)| *column == name).map(|(flag, _)| *flag)
    }

    /// The boolean columns of RAW that are true, by bit.
    pub fn column_names(self) -> impl Iterator<Item = &'static str> {
        COLUMNS.iter().filter(move |(flag, _)| self.contains(*flag)).map(|(_, column)| *column)
    }

    /// The bits that have no name.
    #[must_use]
    pub const fn unknown(self) -> Self {
        Self::from_bits_retain(self.bits() & !Self::all().bits())
    }
}

/// The flags of a cell.
impl From<i64> for OtherFlags {
    fn from(cell: i64) -> Self {
        Self::from_bits_retain(cell.cast_unsigned())
    }
}

/// The cell of the flags.
impl From<OtherFlags> for i64 {
    fn from(flags: OtherFlags) -> Self {
        flags.bits().cast_signed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry;

    #[test]
    fn bits_seen_in_files() {
        let cases: [(i64, &[u32]); 8] = [
            (4097, &[0, 12]),
            (5, &[0, 2]),
            (4_198_401, &[0, 12, 22]),
            (69_641, &[0, 3, 12, 16]),
            (1024, &[10]),
            (2048, &[11]),
            (16_779_264, &[11, 24]),
            (4_194_817, &[0, 9, 22]),
        ];
        for (cell, bits) in cases {
            let flags = OtherFlags::from(cell);
            let set = registry::flags().iter().filter(|definition| flags.contains(definition.flag));
            assert!(set.map(|definition| definition.bit).eq(bits.iter().copied()), "{cell}");
            let back = flags.column_names().filter_map(OtherFlags::of_column).fold(OtherFlags::empty(), |all, flag| all | flag);
            assert_eq!(i64::from(back), cell);
        }
    }

    #[test]
    fn the_layout() {
        assert_eq!(i64::from(OtherFlags::G), 8_385_535);
        assert_eq!(i64::from(OtherFlags::BP), 8_389_632);
        assert_eq!(i64::from(OtherFlags::RP), 16_779_264);
        assert_eq!(OtherFlags::G | OtherFlags::BP | OtherFlags::RP, OtherFlags::all());
        let bits = registry::flags().iter().map(|definition| (definition.bit, definition.flag.bits()));
        assert!(bits.eq((0..25).map(|bit| (bit, 1 << bit))));
        assert_eq!(OtherFlags::SM_REJECT.bits(), 1);
        assert_eq!(OtherFlags::AF2_UNAVAILABLE.bits(), 1 << 15);
        assert_eq!(OtherFlags::of_column("variability_flag_g_reject"), None);
    }

    #[test]
    fn unknown_bits_are_kept() {
        let flags = OtherFlags::from(-1);
        assert_eq!(i64::from(flags), -1);
        assert_eq!(flags.unknown().bits(), !0x1ff_ffff);
        assert_eq!(flags.column_names().count(), 25);
        assert_eq!(serde_json::to_string(&OtherFlags::from(4097)).unwrap(), "4097");
        assert_eq!(serde_json::from_str::<OtherFlags>("4097").unwrap(), OtherFlags::SM_REJECT | OtherFlags::NOISY_DATA);
    }

    #[test]
    fn every_flag_is_a_column_of_raw() {
        let raw = registry::layout("dr3/epoch_photometry__raw").unwrap();
        assert!(registry::flags().iter().all(|definition| raw.column(definition.name).is_some()));
    }
}
