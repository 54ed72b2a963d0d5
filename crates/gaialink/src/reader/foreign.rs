use crate::{Error, ErrorKind, OpenOptions, Result, error::some};
use gaialink_table::{
    Schema, Trailer,
    arrow::{
        array::RecordBatch,
        datatypes::{DataType, Schema as ArrowSchema},
    },
    schema::Normalizer,
};
use std::sync::Arc;

/// Brings batches of any Arrow program home: their types become the model's, their sizes a batch's.
pub(crate) struct Foreign {
    schema: Arc<Schema>,
    normalizer: Normalizer,
    columns: Vec<usize>,
    rest: Option<RecordBatch>,
    step: usize,
    batch_bytes: usize,
}

impl Foreign {
    /// Of batches under an Arrow schema, the named columns or all of them. Lists of lists need a look at the first batch.
    pub(crate) fn try_new(
        arrow: &ArrowSchema,
        num_rows: Option<u64>,
        options: &OpenOptions,
        first: impl FnOnce() -> Result<Option<RecordBatch>>,
    ) -> Result<Self> {
        let columns = match &options.columns {
            Some(names) => places(arrow.fields().iter().map(|f| f.name().as_str()), names)?,
            None => (0..arrow.fields().len()).collect(),
        };
        let arrow = arrow.project(&columns).map_err(gaialink_table::Error::from)?;
        let nested = arrow.fields().iter().any(|field| is_list_of_lists(field.data_type()));
        let first = if nested { first()? } else { None };
        let sample = first.as_ref().map(|batch| batch.project(&columns)).transpose().map_err(gaialink_table::Error::from)?;
        let normalizer = Normalizer::try_new(&arrow, sample.as_slice())?;
        let mut schema = Schema::clone(normalizer.schema());
        schema.num_rows = num_rows;
        let (schema, batch_bytes) = (Arc::new(schema), options.limits.batch_size());
        let mut foreign = Self { schema, normalizer, columns, rest: None, step: 1, batch_bytes };
        first.map_or(Ok(()), |batch| foreign.put(&batch))?;
        Ok(foreign)
    }

    pub(crate) fn schema(&self) -> &Arc<Schema> {
        &self.schema
    }

    /// Takes the next batch as it came.
    pub(crate) fn put(&mut self, batch: &RecordBatch) -> Result<()> {
        let batch = batch.project(&self.columns).map_err(gaialink_table::Error::from)?;
        let batch = self.normalizer.batch(&batch)?;
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

/// Whether the items of a list are lists.
fn is_list_of_lists(data_type: &DataType) -> bool {
    let item = |data_type: &DataType| match data_type {
        DataType::List(item)
        | DataType::LargeList(item)
        | DataType::ListView(item)
        | DataType::LargeListView(item)
        | DataType::FixedSizeList(item, _) => Some(item.data_type().clone()),
        _ => None,
    };
    item(data_type).and_then(|inner| item(&inner)).is_some()
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
