use super::cell::{CSV, ECSV, VOTABLE, builder, field, show, shown, with_null};
use gaialink_table::arrow::{array::AsArray, datatypes::Float32Type};

#[test]
fn declared_nulls() {
    let scalar = with_null(field("short", ""), "-99");
    for cell in ["-99", " -99 ", "-099"] {
        assert_eq!(shown(&scalar, &VOTABLE, cell), "null", "{cell:?}");
    }
    assert_eq!(shown(&scalar, &VOTABLE, "99"), "99");
    assert_eq!(shown(&with_null(field("int", "*"), "-1"), &VOTABLE, "1 -1 2"), "[1, null, 2]");
    assert_eq!(shown(&with_null(field("unsignedByte", "*"), "0xFF"), &VOTABLE, "1 255 2"), "[1, null, 2]");
    assert_eq!(shown(&with_null(field("int", "*"), "N/A"), &VOTABLE, "1 N/A 2"), "[1, null, 2]");
    assert_eq!(shown(&with_null(field("double", ""), "-1"), &VOTABLE, "-1"), "-1.0", "floats have NaN");
}

#[test]
fn bytes_that_are_no_utf8_are_latin1() {
    let mut builder = builder(&field("char", "*"), &CSV);
    builder.append(b"ok").unwrap();
    builder.append(b"caf\xe9").unwrap();
    builder.append(b"\xff").unwrap();
    builder.truncate(2);
    builder.append(b"\xb5m").unwrap();
    let warnings = builder.take_warnings();
    let array = builder.finish().unwrap();
    assert_eq!(array.as_string::<i32>().iter().flatten().collect::<Vec<_>>(), ["ok", "café", "µm"]);
    assert_eq!(warnings.len(), 1);
    assert_eq!(warnings[0].code, "W-LATIN1");
    assert_eq!(warnings[0].to_string(), "W-LATIN1: row 2, column `x`: text that is no UTF-8 was read as Latin-1 (in 2 cells)");
    assert!(builder.take_warnings().is_empty());

    let mut builder = self::builder(&field("char", "4x*"), &ECSV);
    builder.append(b"[]").unwrap();
    builder.append(b"[\"a\",\"b\"]").unwrap();
    builder.append(b"[\"\xe9\",\"\\u00e9\",\"\xe8\"]").unwrap();
    let array = builder.finish().unwrap();
    assert_eq!(show(&array, 2), "[é, é, è]");
    assert_eq!(builder.take_warnings()[0].at.row, Some(3));
}

#[test]
fn numbers_beyond_the_range_are_told() {
    let mut builder = builder(&field("float", "2"), &VOTABLE);
    builder.append(b"1 2").unwrap();
    builder.append(b"-Inf 1e39").unwrap();
    builder.append(b"-1e39 1e39").unwrap();
    let array = builder.finish().unwrap();
    let values = array.as_fixed_size_list().values().as_primitive::<Float32Type>().values().to_vec();
    assert_eq!(values, [1.0, 2.0, f32::NEG_INFINITY, f32::INFINITY, f32::NEG_INFINITY, f32::INFINITY]);
    let told: Vec<String> = builder.take_warnings().iter().map(ToString::to_string).collect();
    let message = "a number beyond the range of its type was read as an infinity (in 2 cells)";
    assert_eq!(told, [format!("W-RANGE: row 2, column `x`: {message}")]);
}
