use super::{Inexact, Number, Values, numbers};
use gaialink_table::arrow::array::{Array, ArrayRef, AsArray};
use std::ops::Range;

/// A column of arrays: the numbers of each batch, and the part of them that each row has. Rows borrow the memory of their batch, however
/// many there are.
#[derive(Debug)]
pub(crate) struct Lists<T: Number> {
    batches: Vec<Values<T>>,
    /// The batch of each row, and its numbers in there.
    rows: Vec<(usize, Range<usize>)>,
}

impl<T: Number> Lists<T> {
    /// The arrays of a column, one Arrow array a batch; a missing one is empty.
    pub(crate) fn of(column: &[ArrayRef]) -> Result<Self, Inexact> {
        let (mut batches, mut rows, mut before) = (Vec::new(), Vec::new(), 0_usize);
        for (batch, array) in column.iter().enumerate() {
            let none = || (Values::default(), vec![0..0; array.len()]);
            let found = elements(array).map(|(all, rows)| Ok((numbers(all).map_err(|error| error.behind(before))?, rows)));
            let (values, ranges) = found.transpose()?.unwrap_or_else(none);
            before += values.len();
            rows.extend(ranges.into_iter().map(|range| (batch, range)));
            batches.push(values);
        }
        Ok(Self { batches, rows })
    }

    /// The array of a row.
    pub(crate) fn get(&self, row: usize) -> Values<T> {
        let part = |(batch, range): &(usize, Range<usize>)| Some(self.batches.get(*batch)?.slice(range.clone()));
        self.rows.get(row).and_then(part).unwrap_or_default()
    }
}

/// The elements of all arrays of a column, and those that each row has: none where the array is missing. Nothing where the
/// column holds no arrays.
pub(crate) fn elements(array: &ArrayRef) -> Option<(&ArrayRef, Vec<Range<usize>>)> {
    if let Some(lists) = array.as_list_opt::<i32>() {
        let bounds = lists.value_offsets().windows(2).enumerate();
        let rows = bounds.map(|(row, bounds)| if lists.is_null(row) { 0..0 } else { range(bounds) }).collect();
        return Some((lists.values(), rows));
    }
    let lists = array.as_fixed_size_list_opt()?;
    let len = usize::try_from(lists.value_length()).unwrap_or_default();
    let part = |row: usize| if lists.is_null(row) { 0..0 } else { row * len..(row + 1) * len };
    Some((lists.values(), (0..lists.len()).map(part).collect()))
}

fn range(bounds: &[i32]) -> Range<usize> {
    let place = |bound: Option<&i32>| bound.and_then(|bound| usize::try_from(*bound).ok()).unwrap_or_default();
    place(bounds.first())..place(bounds.last())
}

#[cfg(test)]
mod tests {
    use super::*;
    use gaialink_table::arrow::{
        array::{FixedSizeListArray, Float32Array, ListArray},
        datatypes::Float64Type,
    };
    use std::sync::Arc;

    #[test]
    fn variable_fixed_and_missing() {
        let rows = vec![Some(vec![Some(1.0), None]), None, Some(vec![]), Some(vec![Some(2.0)])];
        let lists = ListArray::from_iter_primitive::<Float64Type, _, _>(rows);
        let cases: [(ArrayRef, [&[f64]; 3]); 3] = [
            (Arc::new(lists.clone()), [&[1.0, f64::NAN], &[], &[]]),
            (Arc::new(lists.slice(1, 3)), [&[], &[], &[2.0]]),
            (Arc::new(Float32Array::from(vec![1.0; 3])), [&[], &[], &[]]),
        ];
        for (array, want) in cases {
            let found = Lists::<f64>::of(std::slice::from_ref(&array)).unwrap();
            for (row, want) in want.iter().enumerate() {
                assert_eq!(found.get(row), want.to_vec().into(), "{array:?}, row {row}");
            }
            assert!(found.get(array.len()).is_empty());
        }
    }

    #[test]
    fn fixed() {
        let rows = vec![Some(vec![Some(1.0), Some(2.0)]), None, Some(vec![Some(3.0), None])];
        let lists = FixedSizeListArray::from_iter_primitive::<Float64Type, _, _>(rows, 2);
        let found = Lists::<f64>::of(&[Arc::new(lists)]).unwrap();
        assert_eq!(found.get(0), vec![1.0, 2.0].into());
        assert_eq!(found.get(1), vec![].into());
        assert_eq!(found.get(2), vec![3.0, f64::NAN].into());
    }

    #[test]
    fn batches_are_not_joined() {
        let batch = |numbers: &[f64]| -> ArrayRef {
            let row = Some(numbers.iter().copied().map(Some).collect::<Vec<_>>());
            Arc::new(ListArray::from_iter_primitive::<Float64Type, _, _>([row]))
        };
        let column = [batch(&[1.0, 2.0]), batch(&[3.0])];
        let found = Lists::<f64>::of(&column).unwrap();
        for (row, want) in [&[1.0, 2.0][..], &[3.0]].into_iter().enumerate() {
            assert_eq!(*found.get(row), *want);
            let all = column[row].as_list::<i32>().values().as_primitive::<Float64Type>().values();
            assert!(found.get(row).buffer().ptr_eq(all), "row {row}");
        }
        assert!(found.get(2).is_empty());
        let error = Lists::<f32>::of(&[batch(&[1.0, 2.0]), batch(&[0.123456789012])]).unwrap_err();
        assert!(matches!(error, Inexact::Number(2, _)), "{error:?}");
    }
}
