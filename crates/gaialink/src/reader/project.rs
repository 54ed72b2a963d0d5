use super::BoxReader;
use crate::{Error, ErrorKind, Result, error::some};
use gaialink_table::{
    Schema, TableReader, Trailer,
    arrow::{
        array::{RecordBatch, RecordBatchOptions},
        datatypes::SchemaRef,
    },
    schema,
};
use std::sync::Arc;

/// Some columns of a reader, in the order in which they were asked for.
pub(crate) struct Project {
    inner: BoxReader,
    columns: Vec<usize>,
    schema: Arc<Schema>,
    arrow_schema: SchemaRef,
}

impl Project {
    pub(crate) fn try_new(inner: BoxReader, names: &[String]) -> Result<Self> {
        let columns = places(inner.schema().fields.iter().map(|f| f.name.as_str()), names)?;
        let schema = Arc::new(inner.schema().project(&columns));
        let arrow_schema = Arc::new(schema::arrow::to_arrow(&schema)?);
        Ok(Self { inner, columns, schema, arrow_schema })
    }
}

/// The places of the named columns among all of them, of the first one where a name repeats.
pub(crate) fn places<'a>(all: impl Iterator<Item = &'a str> + Clone, wanted: &[String]) -> Result<Vec<usize>> {
    let place = |name: &String| {
        all.clone().position(|known| known == name).ok_or_else(|| {
            let found = some(all.clone().map(|known| format!("`{known}`")));
            Error::from(ErrorKind::NoColumn { wanted: name.clone(), found })
        })
    };
    wanted.iter().map(place).collect()
}

impl TableReader for Project {
    type Error = Error;

    fn schema(&self) -> &Arc<Schema> {
        &self.schema
    }

    fn next_batch(&mut self) -> Result<Option<RecordBatch>> {
        let Some(batch) = self.inner.next_batch()? else { return Ok(None) };
        let columns = self.columns.iter().filter_map(|i| batch.columns().get(*i)).cloned().collect();
        let options = RecordBatchOptions::new().with_match_field_names(false).with_row_count(Some(batch.num_rows()));
        let batch = RecordBatch::try_new_with_options(Arc::clone(&self.arrow_schema), columns, &options);
        Ok(Some(batch.map_err(gaialink_table::Error::from)?))
    }

    fn finish(self: Box<Self>) -> Result<Trailer> {
        self.inner.finish()
    }
}
