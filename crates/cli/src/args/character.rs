/// Parses one ASCII character.
pub(super) fn parse_character(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        [byte] if byte.is_ascii() => Ok(*byte),
        _ => Err("expected one ASCII character".to_owned()),
    }
}

/// Parses one ASCII character, `tab` or `blank`.
pub(super) fn parse_delimiter(text: &str) -> Result<u8, String> {
    match text {
        "tab" | "\\t" => Ok(b'\t'),
        "blank" => Ok(b' '),
        _ => parse_character(text).map_err(|error| format!("{error}, `tab` or `blank`")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_and_words() {
        let cases = [(";", Ok(b';')), ("\t", Ok(b'\t')), ("tab", Ok(b'\t')), ("\\t", Ok(b'\t')), ("blank", Ok(b' '))];
        for (text, want) in cases {
            assert_eq!(parse_delimiter(text), want, "{text}");
        }
        for bad in ["", ";;", "µ"] {
            assert_eq!(parse_character(bad), Err("expected one ASCII character".to_owned()), "{bad}");
            assert_eq!(parse_delimiter(bad), Err("expected one ASCII character, `tab` or `blank`".to_owned()), "{bad}");
        }
    }
}
