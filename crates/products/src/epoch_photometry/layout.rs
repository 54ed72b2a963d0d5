use crate::Structure;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How light curves are laid out in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PhotometryLayout {
    /// A row a transit, the bands side by side: INDIVIDUAL of DR3 since December 2024.
    Wide,
    /// A row a transit and band: INDIVIDUAL of DR2, INDIVIDUAL and COMBINED of DR3 until December 2024.
    Long,
    /// A row a source, arrays in the cells: RAW.
    Raw,
}

impl PhotometryLayout {
    /// All layouts.
    pub const ALL: [Self; 3] = [Self::Wide, Self::Long, Self::Raw];

    /// The structure that the archive counts it among.
    pub const fn structure(self) -> Structure {
        match self {
            Self::Wide | Self::Long => Structure::Individual,
            Self::Raw => Structure::Raw,
        }
    }
}

impl fmt::Display for PhotometryLayout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Wide => "wide",
            Self::Long => "long",
            Self::Raw => "raw",
        })
    }
}
