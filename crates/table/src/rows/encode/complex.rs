use super::primitive::{Words, of_array, with_nulls};
use crate::rows::word::Word;
use arrow::{
    array::{Array, ArrayRef, AsArray},
    buffer::NullBuffer,
};

/// Pairs of floats; a null, of a pair or of a part, is NaN.
pub(super) fn words<W: Word>(values: &ArrayRef) -> Words<W> {
    let pairs = values.as_fixed_size_list();
    let whole = pairs.nulls().filter(|nulls| nulls.null_count() > 0).map(|nulls| nulls.expand(2));
    let nulls = NullBuffer::union(whole.as_ref(), pairs.values().nulls());
    Words::complete(with_nulls(of_array(pairs.values()), nulls.as_ref(), W::NAN), 2, W::NAN)
}
