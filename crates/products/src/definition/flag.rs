use super::Firmness;
use crate::OtherFlags;

/// One bit of [`OtherFlags`].
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FlagDefinition {
    /// The flag.
    pub flag: OtherFlags,
    /// Its bit, counted from 0.
    pub bit: u32,
    /// The boolean column of RAW that says the same.
    pub name: &'static str,
    /// The band: G, BP or RP.
    pub band: &'static str,
    /// How firm the place of the bit is.
    pub firmness: Firmness,
    /// What it says.
    pub description: &'static str,
}
