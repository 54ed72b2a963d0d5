//! EPOCH_ASTROMETRY: the astrometric observations of a source, transit by transit, as in the pre-release of Gaia DR4.

mod check;
mod flags;
mod from_table;
mod to_table;
mod transit;

pub(crate) use self::check::check;
pub use self::{
    flags::{CcdProcFlags, TransitAcqFlags},
    transit::AstrometryTransit,
};
use crate::{Error, Hints, ProductKind, Release, Result, SkyPosition, SolutionId, SourceId};
use gaialink_table::{LossReport, Table};
use serde::{Deserialize, Serialize};

/// EPOCH_ASTROMETRY: the astrometric observations of one source, transit by transit and CCD by CCD.
///
/// The columns are those of the pre-release of 2026-06-26 (Gaia DR4_RC3), which the release may change: columns may be missing, and
/// others are left alone. The times are those of the clock at Gaia, although the file's TIMESYS says BARYCENTER;
/// [`AstrometryTransit::barycentric_times`] reduces them.
///
/// ```
/// use gaialink_products::{CcdProcFlags, EpochAstrometry, registry};
/// # use gaialink_table::{Param, Schema, Table, arrow::{array::{ArrayRef, Float64Array, Int16Array, Int64Array, ListArray, new_null_array}, datatypes::{Float64Type, Int16Type, Int64Type}}};
/// # use gaialink_table::schema::arrow::data_type;
/// # use std::sync::Arc;
/// # let layout = registry::layout("dr4/epoch_astrometry__raw").ok_or("no layout")?;
/// # let column = |column: &registry::ColumnDefinition| -> ArrayRef {
/// #     match column.name {
/// #         "source_id" | "transit_id" => Arc::new(Int64Array::from(vec![7])),
/// #         "obs_time_bary_corr" => Arc::new(gaialink_table::arrow::array::Float32Array::from(vec![1e9])),
/// #         "obs_time_tcb" => Arc::new(ListArray::from_iter_primitive::<Int64Type, _, _>([Some([Some(248_777_672_486_876_800), None])])),
/// #         "centroid_pos_al" => Arc::new(ListArray::from_iter_primitive::<Float64Type, _, _>([Some([Some(7.25), None])])),
/// #         "ccd_proc_flags" => Arc::new(ListArray::from_iter_primitive::<Int16Type, _, _>([Some([Some(0x0080), Some(0x0400)])])),
/// #         _ => new_null_array(&data_type(&column.field()).unwrap_or(gaialink_table::arrow::datatypes::DataType::Null), 1),
/// #     }
/// # };
/// # let table = Table::from_columns(Schema::from_fields(layout.columns.iter().map(|c| c.field()).collect()), layout.columns.iter().map(column).collect())?;
/// for source in EpochAstrometry::from_table(&table)? {
///     for transit in &source.transits {
///         let times: Vec<_> = transit.barycentric_times().map(|time| time.map(|time| time.nanoseconds())).collect();
///         assert_eq!(times, [Some(248_777_673_486_876_800), None]);
///         assert_eq!(transit.centroid_pos_al[0], 7.25);
///         assert_eq!(transit.ccd_proc_flags[0], Some(CcdProcFlags::COSMIC_REMOVED));
///     }
/// }
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
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
    /// Excess noise of the source in the astrometric solution, in mas.
    pub excess_noise: Option<f64>,
    /// The transits, in the order of the file.
    pub transits: Vec<AstrometryTransit>,
}

impl EpochAstrometry {
    /// The epoch astrometry of a table, whose rows are transits, one value a source.
    ///
    /// # Errors
    ///
    /// [`Error::Product`] or [`Error::Unrecognised`] where the table is another product or none; [`Error::Type`],
    /// [`Error::Unit`], [`Error::Value`] or [`Error::Length`] where a column is not that of the product; [`Error::Varies`] where
    /// the rows say different things of one source; those of the source ids.
    pub fn from_table(table: &Table) -> Result<Vec<Self>> {
        Self::from_table_with(table, None)
    }

    /// The epoch astrometry of a table of which more is known, such as the name of its file, which may tell the release.
    ///
    /// # Errors
    ///
    /// Those of [`EpochAstrometry::from_table`].
    pub fn from_table_with<'a>(table: &Table, hints: impl Into<Hints<'a>>) -> Result<Vec<Self>> {
        from_table::from_table(table, hints.into())
    }

    /// The epoch astrometry of the source as a table of its own: that of [`EpochAstrometry::to_raw_table`].
    ///
    /// # Errors
    ///
    /// Those of [`EpochAstrometry::to_raw_table`].
    pub fn to_table(&self) -> Result<(Table, LossReport)> {
        to_table::to_table(std::slice::from_ref(self))
    }

    /// Epoch astrometry of any number of sources in the layout of the pre-release (RAW): a row a transit, with all of its columns,
    /// those that the source's file did not have too. A missing number is null, in arrays NaN; nothing is lost.
    ///
    /// # Errors
    ///
    /// [`Error::Value`] where a gate or class is no `short`; the table's where there are more observations than Arrow can index.
    pub fn to_raw_table(sources: &[Self]) -> Result<(Table, LossReport)> {
        to_table::to_table(sources)
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
        crate::only::only(Self::from_table(table)?, ProductKind::EpochAstrometry)
    }
}
