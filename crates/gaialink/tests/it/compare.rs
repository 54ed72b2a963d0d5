//! Whether two tables hold the same values, bit for bit.

use gaialink::{
    Table,
    arrow::{
        array::{Array, ArrayRef, AsArray},
        datatypes::{DataType, Float32Type, Float64Type},
    },
};

/// What a format does with a missing floating-point number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Missing {
    /// Null and NaN stay apart.
    Apart,
    /// Null elements of arrays are written as NaN.
    NanInArrays,
    /// Null is written as NaN.
    Nan,
}

/// Asserts that two tables have the same columns of values, in whatever batches.
pub(crate) fn assert_same_values(found: &Table, want: &Table, missing: Missing, context: &str) {
    assert_eq!(found.num_rows(), want.num_rows(), "{context}");
    assert_eq!(found.schema().fields.len(), want.schema().fields.len(), "{context}");
    for (found, want) in found.columns().zip(want.columns()) {
        let context = format!("{context}: column {}", want.field().name);
        let missing = if missing == Missing::NanInArrays { Missing::Apart } else { missing };
        assert_same(&found.to_array().unwrap(), &want.to_array().unwrap(), missing, &context);
    }
}

fn assert_same(found: &ArrayRef, want: &ArrayRef, missing: Missing, context: &str) {
    assert_eq!(found.len(), want.len(), "{context}");
    match (found.data_type(), want.data_type()) {
        (DataType::Float32, DataType::Float32) => {
            let bits = |array: &ArrayRef| -> Vec<Option<u32>> {
                array.as_primitive::<Float32Type>().iter().map(|v| keep(v.map(f32::to_bits), f32::is_nan, v, missing)).collect()
            };
            assert_eq!(bits(found), bits(want), "{context}");
        }
        (DataType::Float64, DataType::Float64) => {
            let bits = |array: &ArrayRef| -> Vec<Option<u64>> {
                array.as_primitive::<Float64Type>().iter().map(|v| keep(v.map(f64::to_bits), f64::is_nan, v, missing)).collect()
            };
            assert_eq!(bits(found), bits(want), "{context}");
        }
        (DataType::List(_) | DataType::FixedSizeList(..), DataType::List(_) | DataType::FixedSizeList(..)) => {
            for row in 0..want.len() {
                assert_eq!(found.is_null(row), want.is_null(row), "{context}, row {row}");
                if want.is_valid(row) {
                    assert_same(&cell(found, row), &cell(want, row), missing, &format!("{context}, row {row}"));
                }
            }
        }
        (a, b) => {
            assert_eq!(a, b, "{context}");
            assert_eq!(found.to_data(), want.to_data(), "{context}");
        }
    }
}

/// The bits of a number; none for a missing one, and for NaN where it stands for a missing one.
fn keep<B, F: Copy>(bits: Option<B>, is_nan: fn(F) -> bool, value: Option<F>, missing: Missing) -> Option<B> {
    bits.filter(|_| missing == Missing::Apart || !value.is_some_and(is_nan))
}

fn cell(array: &ArrayRef, row: usize) -> ArrayRef {
    match array.as_list_opt::<i32>() {
        Some(list) => list.value(row),
        None => array.as_fixed_size_list().value(row),
    }
}
