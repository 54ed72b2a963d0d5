//! EPOCH_ASTROMETRY: the astrometric observations of a source, transit by transit, as in the pre-release of Gaia DR4.

mod flags;
mod from_table;
mod transit;

pub use self::{
    flags::{CcdProcFlags, TransitAcqFlags},
    transit::AstrometryTransit,
};
use crate::{Error, ProductKind, Release, Result, SkyPosition, SolutionId, SourceId};
use gaialink_table::Table;
use serde::{Deserialize, Serialize};

/// EPOCH_ASTROMETRY: the astrometric observations of one source, transit by transit and CCD by CCD.
///
/// The columns are those of the pre-release of 2026-06-26 (Gaia DR4_RC3), which the release may change: columns may be missing, and
/// others are left alone. The times are those of the clock at Gaia, although the file's TIMESYS says BARYCENTER;
/// [`AstrometryTransit::barycentric_times`] reduces them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EpochAstrometry {
    /// The source.
    pub source_id: SourceId,
    /// Which run of the processing made the observations.
    pub solution_id: Option<SolutionId>,
    /// The release, by the PARAM of that name.
    pub release: Option<Release>,
    /// The point to which the positions in the local plane refer.
    pub reference: Option<SkyPosition>,
    /// Excess noise of the source in the astrometric solution, in mas; NaN where it is missing.
    pub excess_noise: f64,
    /// The transits, in the order of the file.
    pub transits: Vec<AstrometryTransit>,
}

impl EpochAstrometry {
    /// The epoch astrometry of a table, whose rows are transits, one value a source.
    ///
    /// # Errors
    ///
    /// [`Error::Product`] or [`Error::Unrecognised`] where the table is another product or none; [`Error::Type`],
    /// [`Error::Unit`], [`Error::Value`] or [`Error::Length`] where a column is not that of the product; those of the source ids.
    pub fn from_table(table: &Table) -> Result<Vec<Self>> {
        from_table::from_table(table)
    }
}

/// The epoch astrometry of the one source of a table.
///
/// # Errors
///
/// [`Error::Sources`] where there are none or several, and those of [`EpochAstrometry::from_table`].
impl TryFrom<&Table> for EpochAstrometry {
    type Error = Error;

    fn try_from(table: &Table) -> Result<Self> {
        crate::product::only(Self::from_table(table)?, ProductKind::EpochAstrometry)
    }
}
