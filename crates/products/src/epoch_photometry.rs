//! EPOCH_PHOTOMETRY: the light curves of a source in G, BP and RP, whatever their layout.

mod annotate;
mod build;
mod check;
mod declared_loss;
mod flag_meaning;
mod from_table;
mod join;
mod light_curve;
mod long;
mod point;
mod point_flags;
mod points;
mod ratios;
mod shape;
mod side_by_side;
mod to_long;
mod to_raw;
mod to_wide;
mod zero_point;

pub(crate) use self::{
    annotate::{annotate, is_barycentric_tcb},
    check::{OBSERVED, check},
    declared_loss::LOSSES,
    from_table::release_by_zero_points,
};
pub use self::{
    flag_meaning::FlagMeaning,
    light_curve::LightCurve,
    point::{Point, Transit},
    point_flags::PointFlags,
    ratios::Ratios,
};
use crate::{Band, Error, Hints, ProductKind, Release, Result, SolutionId, SourceId, TransitId};
use gaialink_table::{LossReport, Schema, Table};
use serde::{Deserialize, Serialize};

/// EPOCH_PHOTOMETRY: the light curves of one source in G, BP and RP, point by point and transit by transit.
///
/// All lists have one element a transit: where a transit was not observed in a band, or the file does not tell, numbers are NaN and
/// the others missing. The layouts of the archive tell different things: [`EpochPhotometry::rejected_by_photometry`] is the wide
/// layout's, [`LightCurve::rejected_by_photometry`] the long one's, [`EpochPhotometry::g_n_obs`] that of RAW in DR3. None is made up
/// of another.
///
/// ```
/// use gaialink_products::{Band, EpochPhotometry};
/// # use gaialink_products::registry;
/// # use gaialink_table::{Schema, Table, arrow::array::{ArrayRef, BooleanArray, Float64Array, Int64Array, StringArray}};
/// # use std::sync::Arc;
/// # let layout = registry::layout("dr3/epoch_photometry__individual_long").ok_or("no layout")?;
/// # let fields: Vec<_> = layout.columns.iter().map(|column| column.field()).collect();
/// # let columns = layout.columns.iter().map(|column| -> ArrayRef { match column.name {
/// #     "source_id" | "solution_id" => Arc::new(Int64Array::from(vec![7; 3])),
/// #     "transit_id" => Arc::new(Int64Array::from(vec![1, 2, 2])),
/// #     "other_flags" => Arc::new(Int64Array::from(vec![0, 1, 0])),
/// #     "band" => Arc::new(StringArray::from(vec!["G", "G", "BP"])),
/// #     "rejected_by_photometry" | "rejected_by_variability" => Arc::new(BooleanArray::from(vec![false; 3])),
/// #     _ => Arc::new(Float64Array::from(vec![1709.5, 1741.25, 1741.5])),
/// # } }).collect();
/// # let table = Table::from_columns(Schema::from_fields(fields), columns)?;
/// let curves = EpochPhotometry::try_from(&table)?;
/// let times: Vec<f64> = curves.points(Band::G).map(|point| point.time).collect();
/// assert_eq!(times, [1709.5, 1741.25]);
/// let both: Vec<_> = curves.transits().filter(|transit| transit.g.is_observed() && transit.bp.is_observed()).collect();
/// assert_eq!(both.len(), 1);
/// assert!((both[0].bp.time - both[0].g.time - 0.25).abs() < 1e-9);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EpochPhotometry {
    /// The source.
    pub source_id: SourceId,
    /// Which run of the processing made the light curves.
    pub solution_id: Option<SolutionId>,
    /// The release, decided as in [`release_of_table`](crate::release_of_table).
    pub release: Option<Release>,
    /// What the bits of the flags mean.
    pub flag_meaning: FlagMeaning,
    /// The transits.
    pub transit_id: Vec<Option<TransitId>>,
    /// Whether the photometric processing rejected each transit, which only the wide layout tells.
    pub rejected_by_photometry: Vec<Option<bool>>,
    /// How many CCDs were averaged in G, which only RAW of DR3 tells.
    pub g_n_obs: Vec<Option<i16>>,
    /// The points in G.
    pub g: LightCurve,
    /// The points in BP.
    pub bp: LightCurve,
    /// The points in RP.
    pub rp: LightCurve,
}

impl EpochPhotometry {
    /// The light curves of a table in any layout, one value a source, in the order of the table.
    ///
    /// # Errors
    ///
    /// [`Error::Product`] where the table is another product; [`Error::MissingColumn`], [`Error::Type`], [`Error::Unit`],
    /// [`Error::Value`], [`Error::Length`] or [`Error::Band`] where a column is not that of the product; [`Error::Varies`] where a
    /// flat table says different things of one source; those of the source ids.
    pub fn from_table(table: &Table) -> Result<Vec<Self>> {
        Self::from_table_with(table, None)
    }

    /// The light curves of a table of which more is known, such as the name of its file: the release tells what the bits of the masks
    /// mean, and is decided as in [`release_of_table`](crate::release_of_table).
    ///
    /// # Errors
    ///
    /// Those of [`EpochPhotometry::from_table`].
    pub fn from_table_with<'a>(table: &Table, hints: impl Into<Hints<'a>>) -> Result<Vec<Self>> {
        from_table::from_table(table, hints.into())
    }

    /// The light curves as a table of their own in the archive's layout (INDIVIDUAL): a row a transit, the bands side by side, the
    /// ids and the release in PARAMs. A missing number is null.
    ///
    /// The layout is DR3's alone, so light curves of no known release come back as those of DR3. What is lost, or left null,
    /// the report says; see [`declared_losses`](crate::declared_losses).
    ///
    /// # Errors
    ///
    /// [`Error::Length`] where the lists differ in length.
    pub fn to_table(&self) -> Result<(Table, LossReport)> {
        to_wide::to_individual(self)
    }

    /// Light curves of any number of sources in the same layout, the ids in columns as in the archive's CSV files.
    ///
    /// # Errors
    ///
    /// [`Error::Length`] where the lists of a source differ in length.
    pub fn to_wide_table(curves: &[Self]) -> Result<(Table, LossReport)> {
        to_wide::to_wide(curves)
    }

    /// Light curves of any number of sources in the long layout (COMBINED where they are several): a row a transit and band, as
    /// far as anything is said of the point, band by band. A missing number is null.
    ///
    /// What is lost, or left null, the report says; see [`declared_losses`](crate::declared_losses).
    ///
    /// # Errors
    ///
    /// [`Error::Length`] where the lists of a source differ in length.
    pub fn to_long_table(curves: &[Self]) -> Result<(Table, LossReport)> {
        to_long::to_long(curves)
    }

    /// Light curves of any number of sources in RAW: a row a source. A missing number is NaN.
    ///
    /// DR3's layout is its own, so light curves of no known release come back as those of DR3. What is lost, or left null, the
    /// report says; see [`declared_losses`](crate::declared_losses).
    ///
    /// # Errors
    ///
    /// [`Error::Length`] where the lists of a source differ in length, [`Error::Value`] where there are more transits than a
    /// `short` can count, and the table's where there are more points than Arrow can index.
    pub fn to_raw_table(curves: &[Self]) -> Result<(Table, LossReport)> {
        to_raw::to_raw(curves)
    }

    /// The points of a band.
    pub const fn band(&self, band: Band) -> &LightCurve {
        match band {
            Band::G => &self.g,
            Band::Bp => &self.bp,
            Band::Rp => &self.rp,
        }
    }

    /// The points of all bands: G, BP and RP.
    pub const fn bands(&self) -> [&LightCurve; 3] {
        [&self.g, &self.bp, &self.rp]
    }

    /// Says in a schema of light curves of which time system the times are, as the archive's files do: a TIMESYS in the RESOURCE
    /// (barycentric, TCB, from JD 2455197.5), to which the columns of times refer. One that is there and says the same is used.
    ///
    /// ```
    /// use gaialink_products::EpochPhotometry;
    /// use gaialink_table::{Datatype, Field, Schema};
    /// let mut schema = Schema::from_fields(vec![Field::new("g_transit_time", Datatype::Double)]);
    /// EpochPhotometry::annotate(&mut schema);
    /// assert_eq!(schema.fields[0].reference.as_deref(), Some("time_frame"));
    /// assert_eq!(schema.all_timesys().next().and_then(|system| system.timescale.as_deref()), Some("TCB"));
    /// ```
    pub fn annotate(schema: &mut Schema) {
        annotate(schema);
    }

    /// The number of transits.
    pub fn len(&self) -> usize {
        self.transit_id.len()
    }

    /// Whether there are no transits.
    pub fn is_empty(&self) -> bool {
        self.transit_id.is_empty()
    }
}

/// The light curves of the one source of a table.
///
/// # Errors
///
/// [`Error::Sources`] where there are none or several, and those of [`EpochPhotometry::from_table`].
impl TryFrom<&Table> for EpochPhotometry {
    type Error = Error;

    fn try_from(table: &Table) -> Result<Self> {
        crate::only::only(Self::from_table(table)?, ProductKind::EpochPhotometry)
    }
}
