use super::{
    TypeColumn, column,
    scalars::{counted, double},
};

/// What other programs read wrongly or not at all: bits (eight to a byte, the first one highest, each cell from a byte of its
/// own on), variable arrays of complex numbers (the count is of pairs), arrays of strings.
pub(super) fn columns() -> Vec<TypeColumn> {
    vec![
        column(r#"ID="first" name="c_bit" datatype="bit""#, "", [("1", vec![0x80]), ("0", vec![0]), ("1", vec![0x80])]),
        column(
            r#"name="a_bit" datatype="bit" arraysize="11""#,
            "",
            [
                ("10110011101", vec![0b1011_0011, 0b1010_0000]),
                ("0 0 0 0 0 0 0 0 0 0 1", vec![0, 0b0010_0000]),
                ("11111111111", vec![0xff, 0b1110_0000]),
            ],
        ),
        column(
            r#"name="v_bit" datatype="bit" arraysize="*""#,
            "",
            [
                ("101100111", counted(9, vec![0b1011_0011, 0b1000_0000])),
                ("1", counted(1, vec![0x80])),
                ("", counted(0, Vec::new())),
            ],
        ),
        column(
            r#"name="v_doublecomplex" datatype="doubleComplex" arraysize="*""#,
            "",
            [
                ("1 2 3 4", counted(2, double(&[1.0, 2.0, 3.0, 4.0]))),
                ("0 -1", counted(1, double(&[0.0, -1.0]))),
                ("", counted(0, Vec::new())),
            ],
        ),
        column(
            r#"name="a_strings" datatype="char" arraysize="4x3""#,
            "",
            [
                ("abcdefghijkl", b"abcdefghijkl".to_vec()),
                ("AAAABBBBCCCC", b"AAAABBBBCCCC".to_vec()),
                ("123456789012", b"123456789012".to_vec()),
            ],
        ),
    ]
}
