use gaialink_table::arrow::array::{Array, ArrayRef, RecordBatch};

/// About how many bytes the rows of a batch take, which may be a part of a larger one.
pub(super) fn size(batch: &RecordBatch) -> usize {
    let of = |column: &ArrayRef| column.to_data().get_slice_memory_size().unwrap_or(0);
    batch.columns().iter().map(of).sum()
}
