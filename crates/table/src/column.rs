use crate::{Error, Field, Result, schema};
use arrow::{
    array::{Array, ArrayRef, RecordBatch, new_empty_array},
    compute::concat,
};

/// One column of a table: what is said of it and its arrays, one a batch.
#[derive(Clone, Copy, Debug)]
pub struct Column<'a> {
    field: &'a Field,
    index: usize,
    batches: &'a [RecordBatch],
}

impl<'a> Column<'a> {
    pub(crate) fn new(field: &'a Field, index: usize, batches: &'a [RecordBatch]) -> Self {
        Self { field, index, batches }
    }

    /// What is said of the column.
    pub fn field(&self) -> &'a Field {
        self.field
    }

    /// Its place in the table, counted from 0.
    pub fn index(&self) -> usize {
        self.index
    }

    /// Its arrays, one a batch.
    pub fn chunks(&self) -> impl Iterator<Item = &'a ArrayRef> + use<'a> {
        let index = self.index;
        self.batches.iter().filter_map(move |batch| batch.columns().get(index))
    }

    /// The column as one array: the batch's own where there is one batch, joined otherwise.
    ///
    /// # Errors
    ///
    /// [`Error::Arrow`] where the joined column is larger than Arrow can index.
    pub fn to_array(&self) -> Result<ArrayRef> {
        let chunks: Vec<&dyn Array> = self.chunks().map(|chunk| &**chunk).collect();
        match self.chunks().next() {
            Some(only) if chunks.len() == 1 => Ok(ArrayRef::clone(only)),
            Some(_) => Ok(concat(&chunks)?),
            None => Ok(new_empty_array(&schema::arrow::data_type(self.field)?)),
        }
    }

    /// The column as one array of a concrete Arrow type.
    ///
    /// # Errors
    ///
    /// [`Error::Mismatch`] where the column is of another type, and those of [`Column::to_array`].
    ///
    /// ```
    /// use gaialink_table::{Datatype, Field, Schema, Table, arrow::array::Float32Array};
    /// use std::sync::Arc;
    /// let schema = Schema::from_fields(vec![Field::new("flux", Datatype::Float)]);
    /// let table = Table::from_columns(schema, vec![Arc::new(Float32Array::from(vec![1.5, 2.5]))])?;
    /// let flux = table.column("flux").map(|c| c.to::<Float32Array>()).transpose()?;
    /// assert_eq!(flux.map(|f| f.values().to_vec()), Some(vec![1.5, 2.5]));
    /// # Ok::<_, gaialink_table::Error>(())
    /// ```
    pub fn to<A: Array + Clone + 'static>(&self) -> Result<A> {
        let array = self.to_array()?;
        array.as_any().downcast_ref::<A>().cloned().ok_or_else(|| Error::Mismatch {
            column: self.field.name.clone(),
            expected: short_name(std::any::type_name::<A>()),
            found: array.data_type().to_string(),
        })
    }
}

/// The name of a type without the paths to it: `PrimitiveArray<Int64Type>`.
fn short_name(path: &str) -> String {
    let names: Vec<&str> = path.split('<').filter_map(|part| part.rsplit("::").next()).collect();
    names.join("<")
}
