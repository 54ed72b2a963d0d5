use super::BoxReader;
use crate::{Error, Result};
use gaialink_table::{Schema, TableReader, Trailer, arrow::array::RecordBatch};
use std::{ops::Range, sync::Arc};

/// Some rows of a reader.
pub(crate) struct Slice {
    inner: BoxReader,
    schema: Arc<Schema>,
    rows: Range<u64>,
    at: u64,
}

impl Slice {
    pub(crate) fn new(inner: BoxReader, rows: Range<u64>) -> Self {
        let mut schema = Schema::clone(inner.schema());
        let count = |rows_of_all: u64| rows.end.min(rows_of_all).saturating_sub(rows.start);
        schema.num_rows = schema.num_rows.map(count);
        Self { inner, schema: Arc::new(schema), rows, at: 0 }
    }
}

impl TableReader for Slice {
    type Error = Error;

    fn schema(&self) -> &Arc<Schema> {
        &self.schema
    }

    fn next_batch(&mut self) -> Result<Option<RecordBatch>> {
        while self.at < self.rows.end {
            let Some(batch) = self.inner.next_batch()? else { return Ok(None) };
            let first = self.at;
            self.at = first.saturating_add(u64::try_from(batch.num_rows()).unwrap_or(u64::MAX));
            let from = self.rows.start.max(first).min(self.at);
            let to = self.rows.end.min(self.at).max(from);
            if from < to {
                return Ok(Some(batch.slice(offset(from, first), offset(to, from))));
            }
        }
        Ok(None)
    }

    fn finish(self: Box<Self>) -> Result<Trailer> {
        self.inner.finish()
    }
}

/// The difference of two places within one batch, whose rows were counted in memory.
fn offset(to: u64, from: u64) -> usize {
    usize::try_from(to.saturating_sub(from)).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use gaialink_table::{
        Datatype, Field,
        arrow::array::{AsArray, Int64Array},
        arrow::datatypes::Int64Type,
        schema,
    };
    use std::collections::VecDeque;

    struct Numbers(Arc<Schema>, VecDeque<RecordBatch>);

    impl TableReader for Numbers {
        type Error = Error;

        fn schema(&self) -> &Arc<Schema> {
            &self.0
        }

        fn next_batch(&mut self) -> Result<Option<RecordBatch>> {
            Ok(self.1.pop_front())
        }

        fn finish(self: Box<Self>) -> Result<Trailer> {
            Ok(Trailer::default())
        }
    }

    fn numbers(sizes: &[i64]) -> BoxReader {
        let mut schema = Schema::from_fields(vec![Field::new("n", Datatype::Long)]);
        schema.num_rows = Some(sizes.iter().sum::<i64>().unsigned_abs());
        let arrow = Arc::new(schema::arrow::to_arrow(&schema).unwrap());
        let mut next = 0;
        let batch = |size: &i64| {
            let array = Int64Array::from_iter_values(next..next + size);
            next += size;
            RecordBatch::try_new(Arc::clone(&arrow), vec![Arc::new(array)]).unwrap()
        };
        let batches = sizes.iter().map(batch).collect();
        Box::new(Numbers(Arc::new(schema), batches))
    }

    #[test]
    fn every_range_of_every_batching() {
        for sizes in [&[7][..], &[3, 4], &[1, 0, 2, 1, 3], &[]] {
            let total: i64 = sizes.iter().sum();
            for start in 0..9 {
                for end in 0..10 {
                    let mut slice = Slice::new(numbers(sizes), start..end);
                    let mut seen = Vec::new();
                    while let Some(batch) = slice.next_batch().unwrap() {
                        assert!(batch.num_rows() > 0);
                        seen.extend_from_slice(batch.column(0).as_primitive::<Int64Type>().values());
                    }
                    let want: Vec<i64> = (0..total).filter(|n| (start..end).contains(&n.unsigned_abs())).collect();
                    assert_eq!(seen, want, "{sizes:?} {start}..{end}");
                    let count = u64::try_from(want.len()).unwrap();
                    assert_eq!(slice.schema().num_rows, Some(count));
                }
            }
        }
    }
}
