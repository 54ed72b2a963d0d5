use crate::{Datatype, Field};
use arrow::array::{Array, ArrayRef, AsArray, StringArray};

/// How large the cells of a column are, so that a writer can choose its widths.
///
/// ```
/// use gaialink_table::{Field, arrow::array::{ArrayRef, StringArray}, rows::Measure};
/// use std::sync::Arc;
/// let names: ArrayRef = Arc::new(StringArray::from(vec![Some("Gaia"), None, Some("é")]));
/// assert_eq!(Measure::of(&Field::text("name"), &names), Measure { string: 4, elements: 1 });
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// The units of the longest string: bytes of a `char`, 16-bit units of a `unicodeChar`; 0 where there is no text.
    pub string: usize,
    /// The elements of the longest cell; an array of strings has strings.
    pub elements: usize,
}

impl Measure {
    /// Measures the cells of an array that is of the field's type; an array of another type is of no size.
    pub fn of(field: &Field, array: &ArrayRef) -> Self {
        let (values, elements) = if let Some(lists) = array.as_list_opt::<i32>() {
            let len = |(row, len): (usize, usize)| if lists.is_valid(row) { len } else { 0 };
            (lists.values(), lists.offsets().lengths().enumerate().map(len).max().unwrap_or(0))
        } else if let Some(lists) = array.as_fixed_size_list_opt().filter(|_| !field.cell_shape().is_scalar()) {
            (lists.values(), usize::try_from(lists.value_length()).unwrap_or(0))
        } else {
            (array, usize::from(!array.is_empty()))
        };
        let string = values.as_string_opt::<i32>().map_or(0, |strings| longest(strings, field.datatype));
        Self { string, elements }
    }

    /// The larger of two, such as of two batches.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        Self { string: self.string.max(other.string), elements: self.elements.max(other.elements) }
    }
}

fn longest(strings: &StringArray, datatype: Datatype) -> usize {
    let units = |text: &str| match datatype {
        Datatype::UnicodeChar => text.encode_utf16().count(),
        _ => text.len(),
    };
    strings.iter().flatten().map(units).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ArraySize;
    use arrow::{
        array::{Int32Array, ListArray},
        datatypes::Int32Type,
    };
    use std::sync::Arc;

    #[test]
    fn the_longest_counts() {
        let text = |values: &[&str]| -> ArrayRef { Arc::new(StringArray::from(values.to_vec())) };
        let unicode = Field::array("c", Datatype::UnicodeChar, ArraySize::variable(&[], None));
        let lists: ArrayRef = Arc::new(ListArray::from_iter_primitive::<Int32Type, _, _>([
            Some(vec![Some(1)]),
            None,
            Some(vec![Some(1), None, Some(3)]),
        ]));
        let numbers = Field::array("c", Datatype::Int, ArraySize::variable(&[], None));
        let ints: ArrayRef = Arc::new(Int32Array::from(vec![1, 2]));
        let cases = [
            (Field::text("c"), text(&["a", "éé", ""]), (4, 1)),
            (unicode, text(&["a", "éé\u{1D11E}"]), (4, 1)),
            (Field::text("c"), text(&[]), (0, 0)),
            (numbers, lists, (0, 3)),
            (Field::new("c", Datatype::Int), ints, (0, 1)),
        ];
        for (field, array, (string, elements)) in cases {
            assert_eq!(Measure::of(&field, &array), Measure { string, elements }, "{array:?}");
        }
        let (a, b) = (Measure { string: 1, elements: 5 }, Measure { string: 2, elements: 3 });
        assert_eq!(a.max(b), Measure { string: 2, elements: 5 });
    }
}
