mod followed;

use self::followed::Followed;
use crate::{Error, Result, convert::from_table::Stored};
use gaialink_table::{
    Position,
    arrow::{
        array::{Array, ArrayRef, ArrowPrimitiveType, AsArray},
        compute::{max, min},
        datatypes::{DataType, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type},
    },
    rows::RowError,
};

/// Follows an integer column to find a null value that it does not hold (FITS 4.0, 7.3.2: TNULL).
///
/// Until the first null, the values seen are remembered as far as they are candidates: the smallest and the largest number, and of 8-
/// and 16-bit integers all. From the first null on the candidate is fixed, and the row codec refuses a value that equals it.
#[derive(Clone, Debug, Default)]
pub(super) struct NullSearch {
    /// Whether the smallest and the largest stored value were seen.
    seen: (bool, bool),
    /// All stored values that were seen, of small integers.
    followed: Followed,
}

impl NullSearch {
    /// Looks at the values of a batch; gives the null value of the column, once it has a null.
    pub(super) fn look(&mut self, stored: &Stored, array: &ArrayRef) -> Result<Option<i64>> {
        if !stored.is_integer() || stored.packed.null.is_some() {
            return Ok(stored.packed.null);
        }
        let (has_null, values) = elements(array);
        let (smallest, largest) = extremes(&values);
        self.seen = (self.seen.0 || smallest, self.seen.1 || largest);
        self.followed.look(&values);
        if !has_null {
            return Ok(None);
        }
        let (low, high) = stored_range(values.data_type());
        let unsigned = matches!(values.data_type(), DataType::UInt8 | DataType::UInt16 | DataType::UInt32 | DataType::UInt64);
        match (self.seen, unsigned) {
            ((false, _), false) => Ok(Some(low)),
            ((_, false), _) => Ok(Some(high)),
            ((false, true), true) => Ok(Some(low)),
            ((true, true), _) => self.followed.free(low).map(Some).ok_or_else(|| none(stored, values.data_type())),
        }
    }
}

fn none(stored: &Stored, values: &DataType) -> Error {
    let column = stored.packed.field.name.clone();
    let at = Position::default().in_column(&column);
    let is_followed = matches!(values, DataType::Int8 | DataType::UInt8 | DataType::Int16 | DataType::UInt16);
    let found = match is_followed {
        true => "every number of its type does",
        false => "both its smallest and its largest number do; declare one (VALUES null)",
    };
    let reason = format!("a null needs a null value that occurs nowhere in the column, and {found}");
    Error::new(at, RowError::Field { column, reason })
}

/// Whether there is a null that needs a null value, and the elements of all cells.
fn elements(array: &ArrayRef) -> (bool, ArrayRef) {
    match array.data_type() {
        DataType::FixedSizeList(..) => {
            let list = array.as_fixed_size_list();
            let values = ArrayRef::clone(list.values());
            // A null cell is a cell of nulls.
            (list.null_count() > 0 || values.null_count() > 0, values)
        }
        DataType::List(_) => {
            let list = array.as_list::<i32>();
            let offset = |end: i32| usize::try_from(end).unwrap_or(0);
            let (start, end) = (offset(list.offsets().first()), offset(list.offsets().last()));
            let values = list.values().slice(start, end.saturating_sub(start));
            (values.null_count() > 0, values)
        }
        _ => (array.null_count() > 0, ArrayRef::clone(array)),
    }
}

/// Whether the smallest and the largest number of the type are among the values.
fn extremes(values: &ArrayRef) -> (bool, bool) {
    match values.data_type() {
        DataType::Int8 => of::<Int8Type>(values, i8::MIN, i8::MAX),
        DataType::Int16 => of::<Int16Type>(values, i16::MIN, i16::MAX),
        DataType::Int32 => of::<Int32Type>(values, i32::MIN, i32::MAX),
        DataType::Int64 => of::<Int64Type>(values, i64::MIN, i64::MAX),
        DataType::UInt8 => of::<UInt8Type>(values, u8::MIN, u8::MAX),
        DataType::UInt16 => of::<UInt16Type>(values, u16::MIN, u16::MAX),
        DataType::UInt32 => of::<UInt32Type>(values, u32::MIN, u32::MAX),
        DataType::UInt64 => of::<UInt64Type>(values, u64::MIN, u64::MAX),
        _ => (false, false),
    }
}

fn of<T: ArrowPrimitiveType>(values: &ArrayRef, low: T::Native, high: T::Native) -> (bool, bool) {
    let Some(values) = values.as_primitive_opt::<T>() else { return (false, false) };
    (min(values).is_some_and(|v| v == low), max(values).is_some_and(|v| v == high))
}

/// The smallest and the largest number of a type, as they are stored.
fn stored_range(datatype: &DataType) -> (i64, i64) {
    match datatype {
        DataType::Int8 | DataType::UInt8 => (0, 255),
        DataType::Int16 | DataType::UInt16 => (i16::MIN.into(), i16::MAX.into()),
        DataType::Int32 | DataType::UInt32 => (i32::MIN.into(), i32::MAX.into()),
        _ => (i64::MIN, i64::MAX),
    }
}
