use crate::{Hints, ProductKind, Release, ReleaseEvidence, epoch_photometry, evidence, recognise::recognise};
use gaialink_table::Table;
use std::sync::Arc;

/// How many rows of light curves are looked at for their zero points.
const TELLING: usize = 256;

/// The release of a table, and what told it: as [`release`](crate::release) has it, and of light curves also by their zero points,
/// which are surer than their columns: they tell DR2 and DR3 apart in CSV files.
///
/// Everything here that needs a release decides it in this one order ([`ReleaseEvidence`]): what the caller says, what the file says,
/// its name, its zero points, its columns. Zero points alone cannot tell a release whose own are not known, such as Gaia DR4.
///
/// ```
/// use gaialink_products::{Release, ReleaseEvidence, registry, release_of_table};
/// use gaialink_table::{Table, arrow::array::{ArrayRef, BooleanArray, Float64Array, Int64Array, StringArray}};
/// # use std::sync::Arc;
/// # let layout = registry::layout("dr3/epoch_photometry__individual_long").ok_or("no layout")?;
/// # let header: Vec<&str> = layout.columns.iter().map(|column| column.name).collect();
/// let schema = registry::csv_schema(&header).ok_or("an unknown header")?;
/// # let columns = header.iter().map(|name| -> ArrayRef { match *name {
/// #     "source_id" | "solution_id" | "transit_id" | "other_flags" => Arc::new(Int64Array::from(vec![7])),
/// #     "band" => Arc::new(StringArray::from(vec!["G"])),
/// #     "rejected_by_photometry" | "rejected_by_variability" => Arc::new(BooleanArray::from(vec![false])),
/// #     "flux" => Arc::new(Float64Array::from(vec![1271049.8640846065])),
/// #     "mag" => Arc::new(Float64Array::from(vec![10.427959253785666])),
/// #     _ => Arc::new(Float64Array::from(vec![1716.8])),
/// # } }).collect();
/// let table = Table::from_columns(schema, columns)?;
/// assert_eq!(release_of_table(&table, None), Some((Release::Dr2, ReleaseEvidence::ZeroPoints)));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
pub fn release_of_table<'a>(table: &Table, hints: impl Into<Hints<'a>>) -> Option<(Release, ReleaseEvidence)> {
    evidence::said(table.schema(), hints.into())
        .or_else(|| by_zero_points(table).map(|found| (found, ReleaseEvidence::ZeroPoints)))
        .or_else(|| evidence::by_layout(table.schema()))
}

/// The release of the first light curves.
fn by_zero_points(table: &Table) -> Option<Release> {
    let is_light_curve = recognise(table.schema())?.products().any(|product| product == ProductKind::EpochPhotometry);
    let first = table.batches().iter().find(|batch| batch.num_rows() > 0).filter(|_| is_light_curve)?;
    let few = first.slice(0, first.num_rows().min(TELLING));
    epoch_photometry::release_by_zero_points(&Table::try_new(Arc::clone(table.schema()), vec![few]).ok()?)
}
