use gaialink_table::arrow::{
    array::{ArrayRef, ArrowPrimitiveType, AsArray},
    datatypes::{DataType, Int8Type, Int16Type, UInt8Type, UInt16Type},
};

/// Which values of 8 or 16 bits were seen: a bit for each, from the smallest on. Wider ones are not followed.
#[derive(Clone, Debug, Default)]
pub(super) struct Followed {
    words: Vec<u64>,
}

impl Followed {
    /// Follows the values, where they are small.
    pub(super) fn look(&mut self, values: &ArrayRef) {
        match values.data_type() {
            DataType::Int8 => self.mark::<Int8Type>(values, i8::MIN.into(), 1 << 8),
            DataType::UInt8 => self.mark::<UInt8Type>(values, 0, 1 << 8),
            DataType::Int16 => self.mark::<Int16Type>(values, i16::MIN.into(), 1 << 16),
            DataType::UInt16 => self.mark::<UInt16Type>(values, 0, 1 << 16),
            _ => {}
        }
    }

    fn mark<T: ArrowPrimitiveType>(&mut self, values: &ArrayRef, smallest: i32, count: usize)
    where
        i32: From<T::Native>,
    {
        self.words.resize(count / 64, 0);
        for value in values.as_primitive_opt::<T>().into_iter().flatten().flatten() {
            let place = usize::try_from(i32::from(value).wrapping_sub(smallest)).unwrap_or(0);
            if let Some(word) = self.words.get_mut(place / 64) {
                *word |= 1 << (place % 64);
            }
        }
    }

    /// The first value that was not seen, counted from what the smallest one is stored as.
    pub(super) fn free(&self, smallest: i64) -> Option<i64> {
        let (word, bits) = self.words.iter().enumerate().find(|(_, bits)| **bits != u64::MAX)?;
        let place = i64::try_from(word).ok()?.checked_mul(64)?.checked_add(bits.trailing_ones().into())?;
        smallest.checked_add(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gaialink_table::arrow::array::{Int8Array, Int16Array, Int32Array, UInt8Array, UInt16Array};
    use std::sync::Arc;

    #[test]
    fn the_first_value_that_was_not_seen() {
        let cases: [(ArrayRef, i64, Option<i64>); 8] = [
            (Arc::new(UInt8Array::from(vec![0, 1, 255])), 0, Some(2)),
            (Arc::new(UInt8Array::from_iter_values(0..=255)), 0, None),
            (Arc::new(UInt8Array::from_iter_values((0..=255).filter(|n| *n != 64))), 0, Some(64)),
            (Arc::new(Int8Array::from(vec![127, -128, -127])), 0, Some(2)),
            (Arc::new(Int16Array::from(vec![Some(-32768), None, Some(32767)])), -32768, Some(-32767)),
            (Arc::new(Int16Array::from_iter_values(-32768..=32766)), -32768, Some(32767)),
            (Arc::new(UInt16Array::from(vec![0, 65535])), -32768, Some(-32767)),
            (Arc::new(Int32Array::from(vec![1])), 0, None),
        ];
        for (values, smallest, want) in cases {
            let mut followed = Followed::default();
            followed.look(&values);
            assert_eq!(followed.free(smallest), want, "{}", values.data_type());
        }
    }
}
