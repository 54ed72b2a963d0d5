//! Cells that are no values of their column, as other readers take them: null, or NaN where an array has others.

use gaialink_table::{Datatype, Field, text::number::parse_f64};

/// The text that a cell is read as which holds something that is no value; empty for null.
pub(super) fn value(cell: &[u8], field: &Field) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(cell) else { return Vec::new() };
    let null = match field.datatype {
        Datatype::Float | Datatype::Double => Some("NaN"),
        _ => field.null_text(),
    };
    let Some(null) = null.filter(|_| !field.arraysize.is_scalar()) else { return Vec::new() };
    let is_value = |word: &&str| match field.datatype {
        Datatype::Float | Datatype::Double => parse_f64(word.as_bytes()).is_ok(),
        _ => word.parse::<i64>().is_ok(),
    };
    let words: Vec<&str> = text.split_ascii_whitespace().map(|word| if is_value(&word) { word } else { null }).collect();
    fitted(&words.join(" "), field)
}

/// More text than an array of missing elements may take than is there.
const SLACK: usize = 10_000;

/// An array of another number of elements than its shape has: those beyond are left out, those that are missing are NaN, the
/// null value of the column or blanks; empty for null, where it has none.
pub(super) fn fitted(text: &str, field: &Field) -> Vec<u8> {
    if field.datatype.is_text() {
        return fitted_strings(text, field);
    }
    let parts = if matches!(field.datatype, Datatype::FloatComplex | Datatype::DoubleComplex) { 2 } else { 1 };
    let mut words: Vec<&str> = text.split_ascii_whitespace().collect();
    let size = field.cell_shape();
    let found = (words.len() as u64).div_ceil(parts);
    let wanted = size.fixed_len().unwrap_or_else(|| found.div_ceil(size.inner_len().max(1)).saturating_mul(size.inner_len()));
    let fill = match field.datatype {
        Datatype::Float | Datatype::Double | Datatype::FloatComplex | Datatype::DoubleComplex => Some("NaN"),
        _ => field.null_text(),
    };
    let wanted = usize::try_from(wanted.saturating_mul(parts)).unwrap_or(usize::MAX);
    match fill {
        // An array many times as long as its text is more likely a wrong arraysize.
        Some(fill) if wanted <= words.len().saturating_add(SLACK) => words.resize(wanted, fill),
        None if wanted <= words.len() => words.truncate(wanted),
        _ => return Vec::new(),
    }
    words.join(" ").into_bytes()
}

/// The same of strings side by side.
fn fitted_strings(text: &str, field: &Field) -> Vec<u8> {
    let length = field.arraysize.string_len().unwrap_or(0).max(1);
    let found = text.chars().count();
    let strings = (found as u64).div_ceil(length);
    let size = field.cell_shape();
    let inner = size.inner_len().max(1);
    let wanted = size.fixed_len().unwrap_or_else(|| strings.div_ceil(inner).saturating_mul(inner)).saturating_mul(length);
    match usize::try_from(wanted) {
        Ok(wanted) if wanted <= found.saturating_add(SLACK) => {
            let blanks = std::iter::repeat(' ');
            text.chars().chain(blanks).take(wanted).collect::<String>().into_bytes()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(datatype: Datatype, size: &str, null: Option<&str>) -> Field {
        let mut field = Field::array("a", datatype, size.parse().unwrap());
        let mut values = gaialink_table::schema::Values::default();
        values.null = null.map(str::to_owned);
        field.values.push(values);
        field
    }

    #[test]
    fn arrays_are_fitted_and_other_cells_null() {
        use Datatype::{Bit, Char, Double, FloatComplex, Short, UnicodeChar};
        let cases = [
            (field(Double, "3", None), "1 2", "1 2 NaN"),
            (field(Double, "3", None), "1 2 3 4", "1 2 3"),
            (field(Double, "2x*", None), "1 2 3", "1 2 3 NaN"),
            (field(Double, "3", None), "", "NaN NaN NaN"),
            (field(Short, "3", None), "1 2", ""),
            (field(Short, "3", None), "1 2 3 4", "1 2 3"),
            (field(Short, "3", Some("-1")), "1 2", "1 2 -1"),
            (field(FloatComplex, "2", None), "1 2 3", "1 2 3 NaN"),
            (field(Bit, "2", None), "1 0 1", "1 0"),
            (field(Double, "1000000000", None), "1", ""),
            (field(Char, "2x2", None), "abcdef", "abcd"),
            (field(UnicodeChar, "2x2x*", None), "aé€", "aé€ "),
            (field(Char, "2x2x*", None), "abcdef", "abcdef  "),
            (field(Char, "2x1000000000x*", None), "ab", ""),
        ];
        for (field, text, want) in cases {
            assert_eq!(String::from_utf8(fitted(text, &field)).unwrap(), want, "{text} of {}", field.arraysize);
        }
        let cases = [
            (field(Double, "", None), "1,5", ""),
            (field(Double, "2", None), "1 x", "1 NaN"),
            (field(Double, "2", None), "(1 2)", "NaN NaN"),
            (field(Short, "2", None), "1 x", ""),
            (field(Short, "2", Some("-1")), "1 x", "1 -1"),
        ];
        for (field, text, want) in cases {
            assert_eq!(String::from_utf8(value(text.as_bytes(), &field)).unwrap(), want, "{text} of {}", field.arraysize);
        }
    }
}
