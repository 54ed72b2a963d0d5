//! Booleans in all their spellings.

/// The word at the start of a text as a boolean or a null (`?`), with the length of the word.
pub(super) fn prefix(text: &[u8]) -> Option<(Option<bool>, usize)> {
    let len = text.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'?').count();
    let value = match text.get(..len)? {
        b"T" | b"t" | b"1" | b"true" | b"True" | b"TRUE" => Some(true),
        b"F" | b"f" | b"0" | b"false" | b"False" | b"FALSE" => Some(false),
        b"?" => None,
        _ => return None,
    };
    Some((value, len))
}

/// As [`prefix`], where the word may also stand in double quotes, as bulk files of the archive have it in arrays.
pub(super) fn quoted_prefix(text: &[u8]) -> Option<(Option<bool>, usize)> {
    let Some(inside) = text.strip_prefix(b"\"") else { return prefix(text) };
    let (value, len) = prefix(inside)?;
    (inside.get(len) == Some(&b'"')).then_some((value, len.saturating_add(2)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings() {
        for text in ["T", "t", "1", "TRUE", "True", "true"] {
            assert_eq!(prefix(text.as_bytes()), Some((Some(true), text.len())), "{text}");
        }
        for text in ["F", "f", "0", "FALSE", "False", "false"] {
            assert_eq!(prefix(text.as_bytes()), Some((Some(false), text.len())), "{text}");
        }
        assert_eq!(prefix(b"? T"), Some((None, 1)));
        assert_eq!(quoted_prefix(b"\"False\",1"), Some((Some(false), 7)));
        for text in ["", "TT", "tRUE", "2", "yes", "10", "-1", "\"T", "\"T'", " T", "??"] {
            assert_eq!(quoted_prefix(text.as_bytes()), None, "{text}");
        }
    }
}
