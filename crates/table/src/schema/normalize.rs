//! Foreign Arrow types brought home to the model's.
//!
//! | foreign | at home |
//! |---|---|
//! | dictionaries, run ends | their values |
//! | `LargeUtf8`, `Utf8View` | `Utf8` |
//! | `LargeList`, `ListView`, `LargeListView` | `List` |
//! | `Float16` | `Float32` |
//! | `Timestamp`, `Date32`, `Date64` | ISO 8601 in `Utf8`, `xtype` `timestamp`; UTC and a `Z` where there is a time zone |
//! | `Null` | `Utf8`, all null |
//! | lists of lists | flat, with the shape in the arraysize; the inner lists must all be as long as the first one |
//! | items that cannot be null | items that can |
//!
//! Structs, maps, unions, decimals, intervals, durations, times of day and binary columns are refused by name.

mod flatten;
mod levels;

use self::levels::Levels;
use super::{Schema, arrow as keys};
use crate::{Error, Result};
use arrow::{
    array::{ArrayRef, RecordBatch, RecordBatchOptions},
    compute::{CastOptions, cast_with_options},
    datatypes::{DataType, Schema as ArrowSchema, SchemaRef, TimeUnit},
};
use std::sync::Arc;

/// Brings batches of any Arrow program under a schema of the model.
///
/// ```
/// use gaialink_table::arrow::{array::{LargeStringArray, RecordBatch}, datatypes::DataType};
/// use gaialink_table::schema::Normalizer;
/// use std::sync::Arc;
///
/// let names = LargeStringArray::from(vec!["XP_SAMPLED"]);
/// let foreign = RecordBatch::try_from_iter([("product", Arc::new(names) as _)])?;
/// let normalizer = Normalizer::try_new(&foreign.schema(), &[])?;
/// let batch = normalizer.batch(&foreign)?;
/// assert_eq!(batch.column(0).data_type(), &DataType::Utf8);
/// assert_eq!(normalizer.schema().fields[0].name, "product");
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Normalizer {
    schema: Arc<Schema>,
    arrow_schema: SchemaRef,
    levels: Vec<Levels>,
}

impl Normalizer {
    /// A normalizer of batches under this Arrow schema.
    ///
    /// Lists of lists have the shape of the first inner list of the `samples`, which are batches under the same schema; without
    /// one to be found, a shape of one element.
    ///
    /// # Errors
    ///
    /// [`Error::ArrowType`] where a column's type has no place in the model, [`Error::SchemaJson`] where the schema in the
    /// metadata is damaged.
    pub fn try_new(arrow: &ArrowSchema, samples: &[RecordBatch]) -> Result<Self> {
        let mut fields = Vec::new();
        let mut levels = Vec::new();
        for (index, field) in arrow.fields().iter().enumerate() {
            let samples: Vec<&ArrayRef> = samples.iter().filter_map(|batch| batch.columns().get(index)).collect();
            let mut found = Levels::try_new(field)?;
            found.measure(field.name(), &samples)?;
            fields.push(found.home(field));
            levels.push(found);
        }
        let home = ArrowSchema::new_with_metadata(fields, arrow.metadata().clone());
        let schema = keys::from_arrow(&home)?;
        let arrow_schema = Arc::new(keys::to_arrow(&schema)?);
        Ok(Self { schema: Arc::new(schema), arrow_schema, levels })
    }

    /// The schema of the batches it gives.
    pub fn schema(&self) -> &Arc<Schema> {
        &self.schema
    }

    /// The Arrow form of that schema.
    pub fn arrow_schema(&self) -> &SchemaRef {
        &self.arrow_schema
    }

    /// The batch with its columns as the model has them.
    ///
    /// # Errors
    ///
    /// [`Error::ColumnCount`] where the batch has other columns, [`Error::Mismatch`] where inner lists are not all of one length,
    /// [`Error::Arrow`] where a value does not fit, such as a date beyond year 262142.
    pub fn batch(&self, batch: &RecordBatch) -> Result<RecordBatch> {
        let (expected, found) = (self.levels.len(), batch.num_columns());
        if expected != found {
            return Err(Error::ColumnCount { expected, found });
        }
        let mut columns = Vec::new();
        for ((levels, field), column) in self.levels.iter().zip(self.arrow_schema.fields()).zip(batch.columns()) {
            let plain = cast(column, &levels.plain())?;
            columns.push(cast(&flatten::flat(plain, &levels.inner, field.name())?, field.data_type())?);
        }
        let options = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
        Ok(RecordBatch::try_new_with_options(Arc::clone(&self.arrow_schema), columns, &options)?)
    }
}

/// The array as another type, or an error where a value does not fit.
pub(crate) fn cast(array: &ArrayRef, to: &DataType) -> Result<ArrayRef> {
    if array.data_type() == to {
        return Ok(Arc::clone(array));
    }
    let options = CastOptions { safe: false, ..CastOptions::default() };
    if let (DataType::Timestamp(unit, Some(_)), DataType::Utf8) = (array.data_type(), to) {
        let utc = DataType::Timestamp(*unit, Some("+00:00".into()));
        return Ok(cast_with_options(&cast_with_options(array, &utc, &options)?, to, &options)?);
    }
    if let (DataType::Date64, DataType::Utf8) = (array.data_type(), to) {
        let time = DataType::Timestamp(TimeUnit::Millisecond, None);
        return Ok(cast_with_options(&cast_with_options(array, &time, &options)?, to, &options)?);
    }
    Ok(cast_with_options(array, to, &options)?)
}
