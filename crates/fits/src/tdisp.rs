//! Display formats: TDISP (FITS 4.0, 7.3.4) against VOTable's width and precision.

use gaialink_table::Datatype;

/// Gives width and precision, as far as VOTable has them.
pub(crate) fn parse(text: &str) -> (Option<String>, Option<String>) {
    let text = text.trim();
    let mut letters = text.chars();
    let code = letters.next().unwrap_or(' ');
    let code = if matches!(code, 'E') && letters.as_str().starts_with(['N', 'S']) { 'S' } else { code };
    let digits = letters.as_str().trim_start_matches(['N', 'S']);
    let (width, rest) = digits.split_once('.').unwrap_or((digits, ""));
    let decimals: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let number = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let precision = match code {
        'F' if number(&decimals) => Some(format!("F{decimals}")),
        'E' | 'S' | 'D' | 'G' if number(&decimals) => Some(format!("E{decimals}")),
        _ => None,
    };
    let known = matches!(code, 'A' | 'L' | 'I' | 'B' | 'O' | 'Z' | 'F' | 'E' | 'S' | 'G' | 'D');
    (Some(width.to_owned()).filter(|width| known && number(width)), precision)
}

/// Whether a text is a display format: `Aw`, `Lw`, `Iw.m`, `Bw.m`, `Ow.m`, `Zw.m`, `Fw.d`, `Ew.dEe`, `ENw.d`, `ESw.d`, `Gw.dEe` or `Dw.dEe`.
pub(crate) fn is_format(text: &str) -> bool {
    let text = text.trim();
    let number = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let Some((code, rest)) = ["EN", "ES", "A", "L", "I", "B", "O", "Z", "F", "E", "G", "D"]
        .iter()
        .find_map(|code| Some((*code, text.strip_prefix(code)?)))
    else {
        return false;
    };
    let (rest, exponent) = match rest.split_once('E') {
        Some((rest, exponent)) => (rest, Some(exponent)),
        None => (rest, None),
    };
    let (width, decimals) = match rest.split_once('.') {
        Some((width, decimals)) => (width, Some(decimals)),
        None => (rest, None),
    };
    let has_decimals = match code {
        "A" | "L" => decimals.is_none(),
        "I" | "B" | "O" | "Z" => decimals.is_none_or(number),
        _ => decimals.is_some_and(number),
    };
    let has_exponent = exponent.is_none_or(|digits| matches!(code, "E" | "G" | "D") && number(digits));
    let value = |digits: &str| digits.parse::<u32>().unwrap_or(u32::MAX);
    let has_room = value(width) > 0 && decimals.is_none_or(|decimals| value(decimals) <= value(width));
    number(width) && has_decimals && has_exponent && has_room
}

/// Whether a text is a display format that is for columns of the datatype.
pub(crate) fn is_for(text: &str, datatype: Datatype) -> bool {
    let codes: &[char] = match datatype {
        _ if datatype.is_text() => &['A', 'G'],
        Datatype::Boolean => &['L', 'G'],
        _ if datatype.is_integer() || datatype == Datatype::Bit => &['I', 'B', 'O', 'Z', 'F', 'E', 'G', 'D'],
        _ => &['F', 'E', 'G', 'D'],
    };
    is_format(text) && text.starts_with(codes)
}

/// The TDISP of a width and a precision, where there is one for the datatype.
pub(crate) fn format(datatype: Datatype, width: Option<&str>, precision: Option<&str>) -> Option<String> {
    let width: u32 = width?.parse().ok()?;
    let format = match precision {
        None if datatype.is_text() => Some(format!("A{width}")),
        None if datatype.is_integer() => Some(format!("I{width}")),
        Some(precision) if datatype.is_floating() => {
            let (code, decimals) = match precision.strip_prefix(['E', 'F']) {
                Some(decimals) if precision.starts_with('E') => ('E', decimals),
                Some(decimals) => ('F', decimals),
                None => ('F', precision),
            };
            let decimals: u32 = decimals.parse().ok()?;
            Some(format!("{code}{width}.{decimals}"))
        }
        _ => None,
    };
    format.filter(|text| is_for(text, datatype))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats() {
        for text in ["A8", "L1", "I6", "I6.3", "F8.3", "E15.7", "E15.7E3", "EN12.4", "G10.2", "D25.17E3", "Z8.8"] {
            assert!(is_format(text), "{text}");
        }
        for text in ["", "8", "F", "F8", "A8.2", "YMD", "I6.x", "F8.3E2", "EN12.4E2", "F-8.3", "A0", "F3.10", "I6.9"] {
            assert!(!is_format(text), "{text}");
        }
    }

    #[test]
    fn formats_of_datatypes() {
        let cases = [
            ("I6", Datatype::Int, true),
            ("F8.3", Datatype::Int, true),
            ("I6", Datatype::Double, false),
            ("EN12.4", Datatype::Double, true),
            ("A8", Datatype::Double, false),
            ("A8", Datatype::Char, true),
            ("F8.3", Datatype::Char, false),
            ("L1", Datatype::Boolean, true),
            ("I1", Datatype::Boolean, false),
            ("B8", Datatype::Bit, true),
            (" F8.3", Datatype::Double, false),
        ];
        for (text, datatype, want) in cases {
            assert_eq!(is_for(text, datatype), want, "{text} {datatype}");
        }
    }

    #[test]
    fn displays() {
        let cases = [
            ("F8.3", Some("8"), Some("F3")),
            ("E15.7", Some("15"), Some("E7")),
            ("EN15.7", Some("15"), Some("E7")),
            ("E15.7E3", Some("15"), Some("E7")),
            ("I6", Some("6"), None),
            ("A20", Some("20"), None),
            ("", None, None),
            ("F", None, None),
            ("YMD", None, None),
        ];
        for (text, width, precision) in cases {
            let got = parse(text);
            assert_eq!((got.0.as_deref(), got.1.as_deref()), (width, precision), "{text:?}");
        }
        let written = [
            (Datatype::Float, Some("8"), Some("3"), Some("F8.3")),
            (Datatype::Double, Some("8"), Some("E3"), Some("E8.3")),
            (Datatype::Double, None, Some("E3"), None),
            (Datatype::Double, Some("8"), None, None),
            (Datatype::Double, Some("3"), Some("10"), None),
            (Datatype::Char, Some("0"), None, None),
            (Datatype::Int, Some("8"), None, Some("I8")),
            (Datatype::Int, Some("8"), Some("3"), None),
            (Datatype::Char, Some("8"), None, Some("A8")),
            (Datatype::Boolean, Some("8"), None, None),
        ];
        for (datatype, width, precision, want) in written {
            assert_eq!(format(datatype, width, precision).as_deref(), want, "{datatype} {width:?} {precision:?}");
        }
    }
}
