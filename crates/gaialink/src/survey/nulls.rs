use crate::{Result, Target};
use gaialink_table::{
    Datatype, Error, Field,
    arrow::{
        array::{ArrayRef, AsArray},
        compute::cast,
        datatypes::{DataType, Int64Type},
    },
};

/// How many values are followed, from the smallest one on; a byte has no more.
const FOLLOWED: usize = 256;

/// Follows a column of integers to find a value that it does not hold.
pub(super) struct Absent {
    first: i64,
    /// Whether the values from the first one on were seen.
    seen: Vec<bool>,
    has_null: bool,
}

impl Absent {
    pub(super) fn of(field: &Field, target: Target, wanted: bool) -> Option<Self> {
        let first = match field.datatype {
            Datatype::SignedByte if target == Target::Fits => i8::MIN.into(),
            Datatype::UnsignedShort | Datatype::UnsignedInt | Datatype::UnsignedLong if target == Target::Fits => 0,
            Datatype::UnsignedByte => 0,
            // A datatype that VOTable does not have is written as the next wider one.
            Datatype::SignedByte | Datatype::Short => i16::MIN.into(),
            Datatype::UnsignedShort | Datatype::Int => i32::MIN.into(),
            Datatype::UnsignedInt | Datatype::Long => i64::MIN,
            _ => return None,
        };
        wanted.then(|| Self { first, seen: vec![false; FOLLOWED], has_null: false })
    }

    pub(super) fn look(&mut self, elements: &ArrayRef, has_null: bool) -> Result<()> {
        self.has_null |= has_null;
        let values = cast(elements, &DataType::Int64).map_err(Error::from)?;
        for value in values.as_primitive::<Int64Type>().iter().flatten() {
            let place = value.checked_sub(self.first).and_then(|place| usize::try_from(place).ok());
            if let Some(seen) = place.and_then(|place| self.seen.get_mut(place)) {
                *seen = true;
            }
        }
        Ok(())
    }

    /// The value, where the column holds nulls and one of the followed values is free.
    pub(super) fn finish(self) -> Option<i64> {
        let free = self.seen.iter().position(|seen| !seen).filter(|_| self.has_null)?;
        self.first.checked_add(i64::try_from(free).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gaialink_table::arrow::array::{Int16Array, UInt8Array};
    use std::sync::Arc;

    #[test]
    fn the_smallest_free_value() {
        let short = |values: Vec<Option<i16>>| Arc::new(Int16Array::from(values)) as ArrayRef;
        let byte = |values: Vec<Option<u8>>| Arc::new(UInt8Array::from(values)) as ArrayRef;
        let cases = [
            (Datatype::Short, short(vec![Some(1), None]), Some(-32768)),
            (Datatype::Short, short(vec![Some(-32768), None, Some(-32766)]), Some(-32767)),
            (Datatype::Short, short(vec![Some(1)]), None),
            (Datatype::UnsignedByte, byte((0..=255).map(Some).chain([None]).collect()), None),
            (Datatype::UnsignedByte, byte((0..255).map(Some).chain([None]).collect()), Some(255)),
        ];
        for (datatype, array, want) in cases {
            let mut absent = Absent::of(&Field::new("n", datatype), Target::VotableBinary, true).unwrap();
            absent.look(&array, gaialink_table::arrow::array::Array::null_count(&array) > 0).unwrap();
            assert_eq!(absent.finish(), want, "{array:?}");
        }
    }

    #[test]
    fn each_target_has_its_own_smallest_value() {
        let cases = [
            (Datatype::SignedByte, Some(-128), Some(-32768)),
            (Datatype::UnsignedShort, Some(0), Some(-2147483648)),
            (Datatype::UnsignedInt, Some(0), Some(i64::MIN)),
            (Datatype::UnsignedLong, Some(0), None),
            (Datatype::Long, Some(i64::MIN), Some(i64::MIN)),
        ];
        for (datatype, fits, votable) in cases {
            let first = |target| Absent::of(&Field::new("n", datatype), target, true).map(|absent| absent.first);
            assert_eq!((first(Target::Fits), first(Target::VotableBinary)), (fits, votable), "{datatype}");
        }
    }
}
