use super::{TypeColumn, column};

/// A scalar of every datatype: an ordinary value, an extreme one, and a missing one where the datatype has that.
pub(super) fn columns() -> Vec<TypeColumn> {
    let mut columns = integers();
    columns.extend(floats());
    columns
}

fn integers() -> Vec<TypeColumn> {
    vec![
        column(
            r#"ID="first" name="c_boolean" datatype="boolean""#,
            "",
            [("true", b"T".to_vec()), ("false", b"F".to_vec()), ("", b"?".to_vec())],
        ),
        column(r#"name="c_byte" datatype="unsignedByte""#, "255", [("7", vec![7]), ("254", vec![254]), ("", vec![255])]),
        column(
            r#"name="c_short" datatype="short" unit="km/s" ucd="spect.dopplerVeloc" width="6""#,
            "-32768",
            [("-7", short(&[-7])), ("32767", short(&[i16::MAX])), ("", short(&[i16::MIN]))],
        ),
        column(
            r#"name="c_int" datatype="int""#,
            "-2147483648",
            [("70000", int(&[70_000])), ("2147483647", int(&[i32::MAX])), ("", int(&[i32::MIN]))],
        ),
        column(
            r#"name="c_long" datatype="long" ucd="meta.id;meta.main""#,
            "-9223372036854775808",
            [
                ("9007199254740993", long(&[9_007_199_254_740_993])),
                ("9223372036854775807", long(&[i64::MAX])),
                ("", long(&[i64::MIN])),
            ],
        ),
    ]
}

fn floats() -> Vec<TypeColumn> {
    vec![
        column(
            r#"name="c_float" datatype="float" unit="mag" precision="E4""#,
            "",
            [("0.1", float(&[0.1])), ("-3.4028235E38", float(&[f32::MIN])), ("NaN", float(&[f32::NAN]))],
        ),
        column(
            r#"name="c_double" datatype="double" unit="deg" ref="sys" xtype="made-up""#,
            "",
            [("0.1", double(&[0.1])), ("4.9E-324", double(&[f64::from_bits(1)])), ("-Inf", double(&[f64::NEG_INFINITY]))],
        ),
        column(
            r#"name="c_floatcomplex" datatype="floatComplex""#,
            "",
            [("1.5 -2.5", float(&[1.5, -2.5])), ("0.0 1.0", float(&[0.0, 1.0])), ("NaN NaN", float(&[f32::NAN; 2]))],
        ),
        column(
            r#"name="c_doublecomplex" datatype="doubleComplex""#,
            "",
            [("0.1 0.2", double(&[0.1, 0.2])), ("-1.0 0.0", double(&[-1.0, 0.0])), ("NaN NaN", double(&[f64::NAN; 2]))],
        ),
    ]
}

pub(super) fn short(values: &[i16]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_be_bytes()).collect()
}

pub(super) fn int(values: &[i32]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_be_bytes()).collect()
}

pub(super) fn long(values: &[i64]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_be_bytes()).collect()
}

pub(super) fn float(values: &[f32]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_be_bytes()).collect()
}

pub(super) fn double(values: &[f64]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_be_bytes()).collect()
}

/// Bytes behind the count of the elements in them.
pub(super) fn counted(count: u32, bytes: Vec<u8>) -> Vec<u8> {
    count.to_be_bytes().into_iter().chain(bytes).collect()
}
