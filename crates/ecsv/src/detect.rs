//! What a file is, by its first bytes.

/// Whether a file that begins with these bytes is ECSV: its first line that is not empty is `# %ECSV` and a version.
///
/// ```
/// assert!(gaialink_ecsv::detect_ecsv(b"# %ECSV 1.0\n# ---\n"));
/// assert!(!gaialink_ecsv::detect_ecsv(b"# a comment\n"));
/// ```
pub fn detect_ecsv(prefix: &[u8]) -> bool {
    let text = without_mark(prefix).trim_ascii_start();
    text.strip_prefix(b"#").is_some_and(|text| text.trim_ascii_start().starts_with(b"%ECSV"))
}

/// Whether a file that begins with these bytes may be CSV: text whose first line is a list of names. As CSV has no mark of its
/// own, this is to be asked last.
///
/// ```
/// assert!(gaialink_ecsv::detect_csv(b"source_id,flux\n1,2.5\n"));
/// assert!(!gaialink_ecsv::detect_csv(b"<?xml version='1.0'?>\n"));
/// ```
pub fn detect_csv(prefix: &[u8]) -> bool {
    let prefix = without_mark(prefix);
    let text = match std::str::from_utf8(prefix) {
        Ok(text) => text,
        // The last character may be cut.
        Err(error) if error.error_len().is_none() => {
            let whole = prefix.get(..error.valid_up_to()).unwrap_or_default();
            std::str::from_utf8(whole).unwrap_or_default()
        }
        Err(_) => return false,
    };
    let is_text = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
    let mut lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let Some(names) = lines.next() else { return false };
    let cells: Vec<&str> = names.split([',', ';', '\t']).map(|cell| cell.trim().trim_matches('"')).collect();
    text.chars().all(is_text) && !names.starts_with(['<', '{', '[', '%']) && cells.iter().all(|cell| is_name(cell, cells.len()))
}

/// Whether a text may be the name of one of so many columns.
fn is_name(cell: &str, columns: usize) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-');
    let has_letter = cell.contains(|c: char| c.is_alphabetic() || c == '_');
    has_letter && (columns > 1 || cell.chars().all(is_word)) && !cell.contains(['<', '>', '{', '}'])
}

fn without_mark(prefix: &[u8]) -> &[u8] {
    prefix.strip_prefix(b"\xef\xbb\xbf").unwrap_or(prefix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ecsv() {
        for text in ["# %ECSV 1.0\n", "#%ECSV 0.9\n", "\u{feff}\n# %ECSV"] {
            assert!(detect_ecsv(text.as_bytes()), "{text:?}");
        }
        for text in ["", "#", "%ECSV 1.0", "a,b\n# %ECSV 1.0"] {
            assert!(!detect_ecsv(text.as_bytes()), "{text:?}");
        }
    }

    #[test]
    fn csv() {
        for text in ["a,b\n1,2\n", "flux\n1\n", "# c\na\tb\n", "\"a b\",c\n", "a;b", "\u{feff}a,µ\n"] {
            assert!(detect_csv(text.as_bytes()), "{text:?}");
        }
        assert!(detect_csv(b"a,b\n\xc2"));
        let others: [&[u8]; 9] = [
            b"",
            b"\n\n",
            b"SIMPLE  =                    T",
            b"<VOTABLE>",
            b"{\"a\": 1}",
            b"a,b\n\0",
            b"a,b\n\xff1",
            b"1,2\n3,4\n",
            b"PK\x03\x04",
        ];
        for bytes in others {
            assert!(!detect_csv(bytes), "{:?}", String::from_utf8_lossy(bytes));
        }
    }
}
