use crate::report::printable;
use gaialink::arrow::{
    array::{Array, ArrayRef, AsArray},
    error::ArrowError,
    util::display::{ArrayFormatter, FormatOptions},
};

/// How many elements of an array are shown.
const ELEMENTS: usize = 4;
/// How many characters of a text are shown.
const CHARACTERS: usize = 60;

/// The cells of a column as text.
pub(crate) struct Cells<'a> {
    array: &'a ArrayRef,
}

impl<'a> Cells<'a> {
    pub(crate) fn new(array: &'a ArrayRef) -> Self {
        Self { array }
    }

    /// The cell of a row. Long arrays and texts are cut; how many elements an array has is told.
    pub(crate) fn text(&self, row: usize) -> Result<String, ArrowError> {
        if self.array.is_null(row) {
            return Ok("null".to_owned());
        }
        match (self.array.as_list_opt::<i32>(), self.array.as_fixed_size_list_opt()) {
            (Some(list), _) => elements(&list.value(row)),
            (_, Some(list)) => elements(&list.value(row)),
            _ => element(self.array, row),
        }
    }
}

fn elements(array: &ArrayRef) -> Result<String, ArrowError> {
    let count = array.len();
    let shown = (0..count.min(ELEMENTS)).map(|at| element(array, at)).collect::<Result<Vec<_>, _>>()?;
    let rest = if count > ELEMENTS { format!(", … {count}") } else { String::new() };
    Ok(format!("[{}{rest}]", shown.join(", ")))
}

fn element(array: &ArrayRef, at: usize) -> Result<String, ArrowError> {
    if array.is_null(at) {
        return Ok("null".to_owned());
    }
    let text = ArrayFormatter::try_new(array, &FormatOptions::default())?.value(at).try_to_string()?;
    let text = printable(&text);
    match text.char_indices().nth(CHARACTERS) {
        Some((cut, _)) => Ok(format!("{}…", text.get(..cut).unwrap_or_default())),
        None => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gaialink::arrow::{
        array::{BooleanArray, Float32Array, Int64Array, ListArray, StringArray},
        datatypes::Float64Type,
    };
    use std::sync::Arc;

    #[test]
    fn cells_of_every_kind() {
        let lists = vec![Some(vec![Some(1.5), None]), None, Some(vec![]), Some((0..9).map(|n| Some(n.into())).collect())];
        let long = "x".repeat(70);
        let cases: [(ArrayRef, Vec<String>); 5] = [
            (Arc::new(Float32Array::from(vec![Some(0.1), None, Some(f32::NAN)])), words(&["0.1", "null", "NaN"])),
            (Arc::new(Int64Array::from(vec![5937083312263887616])), words(&["5937083312263887616"])),
            (Arc::new(BooleanArray::from(vec![true, false])), words(&["true", "false"])),
            (
                Arc::new(StringArray::from(vec!["a\u{1b}[31m\n", &long])),
                words(&["a\\u{1b}[31m\\n", &format!("{}…", "x".repeat(60))]),
            ),
            (
                Arc::new(ListArray::from_iter_primitive::<Float64Type, _, _>(lists)),
                words(&["[1.5, null]", "null", "[]", "[0.0, 1.0, 2.0, 3.0, … 9]"]),
            ),
        ];
        for (array, want) in cases {
            let cells = Cells::new(&array);
            let found: Vec<String> = (0..array.len()).map(|row| cells.text(row).unwrap()).collect();
            assert_eq!(found, want);
        }
    }

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }
}
