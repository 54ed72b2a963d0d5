use super::{
    TypeColumn, column,
    scalars::{counted, double, float, int, long, short},
};

/// Arrays of every datatype: fixed, variable, bounded, and of several dimensions. Missing ones are variable.
pub(super) fn columns() -> Vec<TypeColumn> {
    let mut columns = fixed();
    columns.extend(variable_integers());
    columns.extend(variable_floats());
    columns
}

fn fixed() -> Vec<TypeColumn> {
    vec![
        column(
            r#"ID="first" name="a_boolean" datatype="boolean" arraysize="3""#,
            "",
            [("T F T", b"TFT".to_vec()), ("true false false", b"TFF".to_vec()), ("0 1 1", b"FTT".to_vec())],
        ),
        column(
            r#"name="a_short" datatype="short" arraysize="3""#,
            "",
            [("1 -2 3", short(&[1, -2, 3])), ("0 0 0", short(&[0; 3])), (" 7\n8\t9 ", short(&[7, 8, 9]))],
        ),
        column(
            r#"name="a_float2x3" datatype="float" arraysize="2x3" unit="mag""#,
            "",
            [
                ("1 2 3 4 5 6", float(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0])),
                ("0.5 NaN 0.5 NaN 0.5 NaN", float(&[0.5, f32::NAN, 0.5, f32::NAN, 0.5, f32::NAN])),
                ("-1 -2 -3 -4 -5 -6", float(&[-1.0, -2.0, -3.0, -4.0, -5.0, -6.0])),
            ],
        ),
        column(
            r#"name="a_floatcomplex" datatype="floatComplex" arraysize="2""#,
            "",
            [
                ("1 2 3 4", float(&[1.0, 2.0, 3.0, 4.0])),
                ("0 0 0 -1", float(&[0.0, 0.0, 0.0, -1.0])),
                ("5 6 7 8", float(&[5.0, 6.0, 7.0, 8.0])),
            ],
        ),
    ]
}

fn variable_integers() -> Vec<TypeColumn> {
    let none = || ("", counted(0, Vec::new()));
    vec![
        column(
            r#"name="v_boolean" datatype="boolean" arraysize="*""#,
            "",
            [("T F", counted(2, b"TF".to_vec())), ("F", counted(1, b"F".to_vec())), none()],
        ),
        column(
            r#"name="v_byte" datatype="unsignedByte" arraysize="*""#,
            "",
            [("0 128 255", counted(3, vec![0, 128, 255])), ("1", counted(1, vec![1])), none()],
        ),
        column(
            r#"name="v_short" datatype="short" arraysize="*""#,
            "",
            [("-1 2", counted(2, short(&[-1, 2]))), ("3", counted(1, short(&[3]))), none()],
        ),
        column(
            r#"name="v_int" datatype="int" arraysize="10*""#,
            "",
            [("1 2 3 4", counted(4, int(&[1, 2, 3, 4]))), ("-2147483647", counted(1, int(&[-i32::MAX]))), none()],
        ),
        column(
            r#"name="v_long" datatype="long" arraysize="*""#,
            "",
            [("9007199254740993 -1", counted(2, long(&[9_007_199_254_740_993, -1]))), ("0", counted(1, long(&[0]))), none()],
        ),
    ]
}

fn variable_floats() -> Vec<TypeColumn> {
    let none = || ("", counted(0, Vec::new()));
    vec![
        column(
            r#"name="v_float" datatype="float" arraysize="*""#,
            "",
            [("0.1 NaN", counted(2, float(&[0.1, f32::NAN]))), ("1e-45", counted(1, float(&[f32::from_bits(1)]))), none()],
        ),
        column(
            r#"name="v_double" datatype="double" arraysize="*" unit="yr""#,
            "",
            [
                ("0.1 0.2 0.30000000000000004", counted(3, double(&[0.1, 0.2, 0.1 + 0.2]))),
                ("+Inf", counted(1, double(&[f64::INFINITY]))),
                none(),
            ],
        ),
    ]
}
