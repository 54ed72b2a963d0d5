use crate::{Error, ErrorKind, OpenOptions, Result, error::some};
use gaialink_table::{
    Schema, Trailer,
    arrow::{
        array::{RecordBatch, RecordBatchOptions},
        datatypes::{Schema as ArrowSchema, SchemaRef},
    },
    schema,
};
use std::sync::Arc;

/// Brings batches of any Arrow program home: their types become the model's, their sizes a batch's.
pub(crate) struct Foreign {
    schema: Arc<Schema>,
    arrow_schema: SchemaRef,
    columns: Vec<usize>,
    rest: Option<RecordBatch>,
    step: usize,
    batch_bytes: usize,
}

impl Foreign {
    /// Of batches under an Arrow schema, the named columns or all of them.
    pub(crate) fn try_new(arrow: &ArrowSchema, num_rows: Option<u64>, options: &OpenOptions) -> Result<Self> {
        let columns = match &options.columns {
            Some(names) => places(arrow.fields().iter().map(|f| f.name().as_str()), names)?,
            None => (0..arrow.fields().len()).collect(),
        };
        let arrow = arrow.project(&columns).map_err(gaialink_table::Error::from)?;
        let mut schema = schema::arrow::from_arrow(&arrow)?;
        schema.num_rows = num_rows;
        let arrow_schema = Arc::new(schema::arrow::to_arrow(&schema)?);
        Ok(Self {
            schema: Arc::new(schema),
            arrow_schema,
            columns,
            rest: None,
            step: 1,
            batch_bytes: options.limits.batch_size(),
        })
    }

    pub(crate) fn schema(&self) -> &Arc<Schema> {
        &self.schema
    }

    /// Takes the next batch as it came.
    pub(crate) fn put(&mut self, batch: RecordBatch) -> Result<()> {
        let columns = self.columns.iter().filter_map(|i| batch.columns().get(*i)).cloned().collect();
        let options = RecordBatchOptions::new().with_match_field_names(false).with_row_count(Some(batch.num_rows()));
        let batch = RecordBatch::try_new_with_options(Arc::clone(&self.arrow_schema), columns, &options);
        let batch = batch.map_err(gaialink_table::Error::from)?;
        self.step = step(&batch, self.batch_bytes);
        self.rest = Some(batch);
        Ok(())
    }

    /// The next piece of what was taken, of about the size of a batch.
    pub(crate) fn take(&mut self) -> Option<RecordBatch> {
        let rest = self.rest.take().filter(|batch| batch.num_rows() > 0)?;
        let (rows, step) = (rest.num_rows(), self.step.min(rest.num_rows()));
        if step < rows {
            self.rest = Some(rest.slice(step, rows - step));
        }
        Some(rest.slice(0, step))
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

/// What stood behind the rows, from the JSON in a file's footer.
pub(crate) fn trailer(json: Option<&String>) -> Result<Trailer> {
    let trailer = json.map(|json| serde_json::from_str(json)).transpose();
    Ok(trailer.map_err(gaialink_table::Error::SchemaJson)?.unwrap_or_default())
}

/// How many rows of a batch are about `size` bytes.
fn step(batch: &RecordBatch, size: usize) -> usize {
    let pieces = batch.get_array_memory_size().div_ceil(size.max(1)).max(1);
    batch.num_rows().div_ceil(pieces).max(1)
}
