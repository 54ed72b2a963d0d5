mod band;
mod check;
mod from_table;
mod matrix;
mod to_table;

pub use self::band::XpBand;
pub(crate) use self::check::check;

use crate::{SolutionId, SourceId};
use serde::{Deserialize, Serialize};

/// XP_CONTINUOUS: the mean BP and RP spectra of a source as coefficients of basis functions.
///
/// A band that was not fitted is `None`, in whichever way the file says it: nulls, NaN, empty arrays or empty fields.
///
/// ```
/// use gaialink_products::XpContinuous;
/// # use gaialink_products::registry;
/// # use gaialink_table::{Datatype, Schema, Table, arrow::array::{ArrayRef, Float32Array, Float64Array, Int16Array, Int64Array, ListArray}};
/// # use gaialink_table::arrow::{array::new_null_array, datatypes::{Float32Type, Float64Type}};
/// # use gaialink_table::schema::arrow::data_type;
/// # use std::sync::Arc;
/// # let layout = registry::layout("dr3/xp_continuous__raw").ok_or("no layout")?;
/// # let column = |column: &registry::ColumnDefinition| -> ArrayRef {
/// #     match column.name {
/// #         "source_id" => Arc::new(Int64Array::from(vec![7])),
/// #         "rp_coefficients" => Arc::new(ListArray::from_iter_primitive::<Float64Type, _, _>([Some([Some(4.0), Some(3.0)])])),
/// #         "rp_coefficient_errors" => Arc::new(ListArray::from_iter_primitive::<Float32Type, _, _>([Some([Some(0.5), Some(0.25)])])),
/// #         "rp_coefficient_correlations" => Arc::new(ListArray::from_iter_primitive::<Float32Type, _, _>([Some([Some(0.125)])])),
/// #         _ => new_null_array(&data_type(&column.field()).unwrap_or(gaialink_table::arrow::datatypes::DataType::Null), 1),
/// #     }
/// # };
/// # let columns = layout.columns.iter().map(column).collect();
/// # let table = Table::from_columns(Schema::from_fields(layout.columns.iter().map(|c| c.field()).collect()), columns)?;
/// let source = XpContinuous::try_from(&table)?;
/// assert!(source.bp.is_none());
/// let rp = source.rp.ok_or("no RP")?;
/// assert_eq!(*rp.coefficients, [4.0, 3.0]);
/// assert_eq!(rp.correlation_matrix(), ndarray::array![[1.0, 0.125], [0.125, 1.0]]);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct XpContinuous {
    /// The source.
    pub source_id: SourceId,
    /// Which run of the processing made the spectra.
    pub solution_id: Option<SolutionId>,
    /// The blue photometer's spectrum.
    pub bp: Option<XpBand>,
    /// The red photometer's spectrum.
    pub rp: Option<XpBand>,
}
