use super::{CellError, Wanted, text::entry};
use gaialink_products::SourceId;
use gaialink_table::arrow::{
    array::{Array, ArrayRef, AsArray, BooleanArray},
    datatypes::{DataType, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type},
};

/// The ids of a column, whatever its type.
pub(super) enum Ids<'a> {
    Number(Box<dyn Fn(usize) -> Option<i64> + 'a>),
    Text(&'a gaialink_table::arrow::array::StringArray),
}

/// The ids of a column; `None` where its type cannot hold them.
pub(super) fn ids(array: &ArrayRef) -> Option<Ids<'_>> {
    macro_rules! number {
        ($kind:ty) => {{
            let values = array.as_primitive::<$kind>();
            Ids::Number(Box::new(move |row| values.values().get(row).map(|value| i64::from(*value))))
        }};
    }
    Some(match array.data_type() {
        DataType::Int8 => number!(Int8Type),
        DataType::Int16 => number!(Int16Type),
        DataType::Int32 => number!(Int32Type),
        DataType::Int64 => number!(Int64Type),
        DataType::UInt8 => number!(UInt8Type),
        DataType::UInt16 => number!(UInt16Type),
        DataType::UInt32 => number!(UInt32Type),
        DataType::UInt64 => {
            let values = array.as_primitive::<UInt64Type>();
            // What is beyond a source id is none, as 0 is.
            Ids::Number(Box::new(move |row| values.values().get(row).map(|value| i64::try_from(*value).unwrap_or(0))))
        }
        DataType::Utf8 => Ids::Text(array.as_string::<i32>()),
        _ => return None,
    })
}

impl Ids<'_> {
    /// The source of a row that is not null; nothing for text without characters.
    pub(super) fn at(&self, row: usize) -> Result<Option<Wanted>, CellError> {
        match self {
            Self::Number(number) => {
                let Some(number) = number(row) else { return Ok(None) };
                Ok(Some(Wanted { source_id: SourceId::try_from(number)?, release: None }))
            }
            Self::Text(values) => match values.value(row).trim() {
                "" => Ok(None),
                word => entry(word).map(Some),
            },
        }
    }
}

/// Which rows of a column of flags are true: a boolean, a number that is not 0, or a text that says so; null is false.
pub(super) fn flags(array: &ArrayRef, is_true: impl Fn(&str) -> bool, into: &mut Vec<bool>) {
    if let Some(values) = array.as_any().downcast_ref::<BooleanArray>() {
        into.extend(values.iter().map(|value| value == Some(true)));
    } else if let Some(values) = array.as_string_opt::<i32>() {
        into.extend(values.iter().map(|value| value.is_some_and(|word| is_true(word.trim()))));
    } else if let Some(Ids::Number(number)) = ids(array) {
        into.extend((0..array.len()).map(|row| array.is_valid(row) && number(row).is_some_and(|n| n != 0)));
    } else {
        into.extend(std::iter::repeat_n(false, array.len()));
    }
}
