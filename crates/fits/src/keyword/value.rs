//! The values of string cards and of PARAMs: `(ra, dec)` against `ra dec`, and numbers inside strings.

use gaialink_table::{Datatype, Field};

/// Gives the text of a card in VOTable's spelling, or `None` where it is no value of the PARAM.
pub(super) fn from_card(text: &str, param: &Field) -> Option<String> {
    if param.datatype.is_text() {
        return Some(text.to_owned());
    }
    let numbers = numbers(text);
    let count = param.arraysize.fixed_len().is_none_or(|len| len == numbers.len() as u64);
    let fits = count && numbers.iter().all(|number| is_number(number, param.datatype));
    fits.then(|| numbers.join(" "))
}

/// Gives a PARAM's value as the archive writes it into a string card.
pub(crate) fn to_card(value: &str, param: &Field) -> String {
    if param.datatype.is_text() || param.arraysize.is_scalar() {
        return value.to_owned();
    }
    format!("({})", numbers(value).join(", "))
}

/// The numbers of an array in any spelling: between parentheses, brackets or none, commas or blanks.
fn numbers(text: &str) -> Vec<&str> {
    let inner = text.trim().trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    inner.split([',', ' ']).filter(|part| !part.is_empty()).collect()
}

fn is_number(text: &str, datatype: Datatype) -> bool {
    match datatype {
        Datatype::Short => text.parse::<i16>().is_ok(),
        Datatype::Int => text.parse::<i32>().is_ok(),
        Datatype::Boolean => matches!(text, "T" | "F" | "true" | "false"),
        _ if datatype.is_integer() => text.parse::<i64>().is_ok(),
        _ => text.parse::<f64>().is_ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gaialink_table::ArraySize;

    #[test]
    fn positions() {
        let pos = Field::array("pos", Datatype::Double, ArraySize::fixed(&[2]));
        for text in ["(251.5, -51.25)", "[251.5,-51.25]", "251.5 -51.25"] {
            assert_eq!(from_card(text, &pos).as_deref(), Some("251.5 -51.25"), "{text}");
        }
        assert_eq!(from_card("251.5", &pos), None);
        assert_eq!(to_card("251.5 -51.25", &pos), "(251.5, -51.25)");
        let id = Field::new("source_id", Datatype::Long);
        assert_eq!(from_card("5937083312263887616", &id).as_deref(), Some("5937083312263887616"));
        assert_eq!(from_card("5937083312263887616.0", &id), None);
        assert_eq!(to_card("5", &id), "5");
    }
}
