use super::{TypeColumn, column, scalars::counted};

/// Characters and strings, ASCII and not.
pub(super) fn columns() -> Vec<TypeColumn> {
    vec![
        column(
            r#"ID="first" name="c_char" datatype="char""#,
            "",
            [("a", b"a".to_vec()), ("&", b"&".to_vec()), ("z", b"z".to_vec())],
        ),
        column(
            r#"name="c_unicodechar" datatype="unicodeChar""#,
            "",
            [("é", unicode("é")), ("Ω", unicode("Ω")), ("z", unicode("z"))],
        ),
        column(
            r#"name="c_char8" datatype="char" arraysize="8""#,
            "",
            [("abc", b"abc\0\0\0\0\0".to_vec()), ("abcdefgh", b"abcdefgh".to_vec()), ("x", b"x\0\0\0\0\0\0\0".to_vec())],
        ),
        column(
            r#"name="c_string" datatype="char" arraysize="*""#,
            "",
            [
                ("<b> & \"c\"", counted(9, b"<b> & \"c\"".to_vec())),
                ("a, b; c", counted(7, b"a, b; c".to_vec())),
                ("", counted(0, Vec::new())),
            ],
        ),
        column(
            r#"name="c_unicode" datatype="unicodeChar" arraysize="*""#,
            "",
            [("Größe", counted(5, unicode("Größe"))), ("μ", counted(1, unicode("μ"))), ("", counted(0, Vec::new()))],
        ),
    ]
}

/// Two bytes a character.
fn unicode(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}
