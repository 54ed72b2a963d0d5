//! Strings with more characters than their arraysize has room for.

use gaialink_table::{
    Datatype, Field, Position, Warning,
    arrow::array::{ArrayRef, AsArray},
};

/// Tells of strings that are longer than declared, which are kept whole.
pub(super) fn warning(field: &Field, column: &ArrayRef) -> Option<Warning> {
    let declared = usize::try_from(field.arraysize.string_len()?).ok().filter(|_| field.datatype.is_text())?;
    let strings = column.as_string_opt::<i32>()?;
    let offsets = strings.value_offsets();
    let bytes = |(start, end): (&i32, &i32)| usize::try_from(end.saturating_sub(*start)).unwrap_or_default();
    // Characters are never more than bytes.
    if offsets.iter().zip(offsets.iter().skip(1)).map(bytes).max()? <= declared {
        return None;
    }
    let length = |text: &str| match field.datatype {
        Datatype::UnicodeChar => text.encode_utf16().count(),
        _ => text.chars().count(),
    };
    let (mut first, mut count, mut longest) = (None, 0_u64, 0);
    for (row, length) in strings.iter().enumerate().filter_map(|(row, text)| Some((row, length(text?)))) {
        if length > declared {
            first.get_or_insert(row);
            count += 1;
            longest = longest.max(length);
        }
    }
    let message = match count {
        1 => format!("a string of {longest} characters in an arraysize of {declared} is kept whole"),
        _ => format!("{count} strings of up to {longest} characters in an arraysize of {declared} are kept whole"),
    };
    let row = (first? as u64).saturating_add(1);
    Some(Warning::new("W-LENGTH", Position::at_row(row).in_column(&field.name), message))
}

#[cfg(test)]
mod tests {
    use super::*;
    use gaialink_table::arrow::array::StringArray;
    use std::sync::Arc;

    #[test]
    fn what_is_too_long() {
        type Case = (Datatype, &'static str, Vec<Option<&'static str>>, Option<(u64, &'static str)>);
        let cases: [Case; 7] = [
            (Datatype::Char, "3", vec![Some("abc"), None, Some("äöü")], None),
            (Datatype::Char, "*", vec![Some("abcdef")], None),
            (Datatype::Char, "3*", vec![Some("abcdef")], None),
            (
                Datatype::Char,
                "",
                vec![None, Some("VLA")],
                Some((2, "a string of 3 characters in an arraysize of 1 is kept whole")),
            ),
            (
                Datatype::Char,
                "3",
                vec![Some("abcd"), Some("ab"), Some("abcdé")],
                Some((1, "2 strings of up to 5 characters in an arraysize of 3 are kept whole")),
            ),
            (Datatype::UnicodeChar, "2", vec![Some("𝄞")], None),
            (
                Datatype::UnicodeChar,
                "1",
                vec![Some("𝄞")],
                Some((1, "a string of 2 characters in an arraysize of 1 is kept whole")),
            ),
        ];
        for (datatype, size, texts, want) in cases {
            let field = Field::array("t", datatype, size.parse().unwrap());
            let column: ArrayRef = Arc::new(StringArray::from(texts.clone()));
            let found = warning(&field, &column).map(|warning| (warning.at.row.unwrap(), warning.message));
            assert_eq!(found, want.map(|(row, message)| (row, message.to_owned())), "{datatype} {size} {texts:?}");
        }
    }
}
