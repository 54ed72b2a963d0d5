use gaialink_table::{
    arrow::array::{Array, ArrayRef, AsArray},
    text::CellError,
};

/// Checks that each cell has a multiple of so many elements.
pub(super) fn check(array: &ArrayRef, multiple: u64, column: &str) -> Result<(), (usize, CellError)> {
    let Some(list) = array.as_list_opt::<i32>() else { return Ok(()) };
    let step = usize::try_from(multiple).unwrap_or(usize::MAX);
    let odd = (0..list.len()).find(|row| list.is_valid(*row) && !usize_len(list.value_length(*row)).is_multiple_of(step.max(1)));
    match odd {
        None => Ok(()),
        Some(row) => {
            let found = u64::try_from(list.value_length(row)).unwrap_or_default();
            let expected = format!("a multiple of {multiple}");
            Err((row, CellError::Length { column: column.to_owned(), found, expected }))
        }
    }
}

fn usize_len(len: i32) -> usize {
    usize::try_from(len).unwrap_or_default()
}
