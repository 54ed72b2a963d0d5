//! Names of numpy's types in place of those of ECSV, which astropy takes, as its older versions wrote them.

/// The names, and what ECSV calls them.
const NAMES: [(&str, &str); 27] = [
    ("O", "string"),
    ("b1", "bool"),
    ("bool_", "bool"),
    ("byte", "int8"),
    ("c16", "complex128"),
    ("c8", "complex64"),
    ("complex", "complex128"),
    ("double", "float64"),
    ("f2", "float16"),
    ("f4", "float32"),
    ("f8", "float64"),
    ("float", "float64"),
    ("half", "float16"),
    ("i1", "int8"),
    ("i2", "int16"),
    ("i4", "int32"),
    ("i8", "int64"),
    ("int", "int64"),
    ("object", "string"),
    ("short", "int16"),
    ("single", "float32"),
    ("str", "string"),
    ("u1", "uint8"),
    ("u2", "uint16"),
    ("u4", "uint32"),
    ("u8", "uint64"),
    ("uint", "uint64"),
];

/// What ECSV calls a datatype that is named as numpy does; `None` for all other names.
pub(super) fn known(datatype: &str) -> Option<&'static str> {
    // The order of bytes, which says nothing of text.
    let name = datatype.trim().trim_start_matches(['<', '>', '=', '|']);
    let is_length = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    match name.strip_prefix(['U', 'S']) {
        Some(digits) => is_length(digits).then_some("string"),
        None => NAMES.iter().find(|(known, _)| *known == name).map(|(_, of_ecsv)| *of_ecsv),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let cases = [
            ("int", Some("int64")),
            (" str ", Some("string")),
            ("<f8", Some("float64")),
            ("|S12", Some("string")),
            ("<U3", Some("string")),
            ("U", None),
            ("float64", None),
            ("datetime64", None),
            ("c32", None),
            ("char", None),
            ("", None),
        ];
        for (name, want) in cases {
            assert_eq!(known(name), want, "{name}");
        }
    }
}
