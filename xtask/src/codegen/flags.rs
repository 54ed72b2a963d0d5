use super::{layout::Firm, source::firmness};
use crate::failure::Result;
use serde::Deserialize;
use std::fmt::Write;

/// `crates/products/data/other_flags.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Flags {
    flags: Vec<Flag>,
}

/// One bit.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Flag {
    bit: u32,
    name: String,
    band: String,
    firm: Firm,
    description: String,
}

/// The head of the type; what it means beyond its bits is written by hand, in `other_flags.rs`.
const STRUCT: &str = r#"bitflags::bitflags! {
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
"#;

/// The module of the type, and the boolean columns of RAW.
pub(super) fn bits(flags: &Flags) -> Result<String> {
    let mut code = head();
    code.push_str("use serde::{Deserialize, Serialize};\n\n");
    code.push_str(STRUCT);
    for flag in &flags.flags {
        writeln!(code, "        /// {} (bit {}).", flag.description, flag.bit)?;
        writeln!(code, "        const {} = 1 << {};", constant(flag), flag.bit)?;
    }
    code.push_str("    }\n}\n\nimpl OtherFlags {\n");
    for band in ["G", "BP", "RP"] {
        let of_band = flags.flags.iter().filter(|flag| flag.band == band);
        let mask = of_band.fold(0_u64, |mask, flag| mask | 1 << flag.bit);
        writeln!(code, "    /// All flags of the {band} band.\n    pub const {band}: Self = Self::from_bits_retain({mask:#x});")?;
    }
    writeln!(
        code,
        "}}\n\n/// The columns of RAW, by bit.\npub(super) static COLUMNS: [(OtherFlags, &str); {}] = [",
        flags.flags.len()
    )?;
    for flag in &flags.flags {
        writeln!(code, "(OtherFlags::{}, {:?}),", constant(flag), flag.name)?;
    }
    code.push_str("];\n");
    Ok(code)
}

/// The module of what is known of each flag.
pub(super) fn definitions(flags: &Flags) -> Result<String> {
    let mut code = head();
    code.push_str("use crate::{OtherFlags, definition::{Firmness, FlagDefinition}};\n\n");
    code.push_str("/// All flags, by bit.\npub(crate) static FLAGS: &[FlagDefinition] = &[\n");
    for flag in &flags.flags {
        let (constant, firmness) = (constant(flag), firmness(flag.firm));
        writeln!(
            code,
            "FlagDefinition {{ flag: OtherFlags::{constant}, bit: {}, name: {:?}, band: {:?}, firmness: {firmness}, description: {:?} }},",
            flag.bit, flag.name, flag.band, flag.description
        )?;
    }
    code.push_str("];\n");
    Ok(code)
}

fn head() -> String {
    "//! Made by `cargo xtask codegen` of `data/other_flags.yaml`; change that file.\n\n".to_owned()
}

/// `AF1_REJECT` of `photometry_flag_af1_reject`.
fn constant(flag: &Flag) -> String {
    flag.name.trim_start_matches("photometry_flag_").to_uppercase()
}
