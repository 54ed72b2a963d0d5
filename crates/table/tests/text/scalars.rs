use super::cell::{CSV, ECSV, VOTABLE, fails, field, read, shown, value_error};
use gaialink_table::{Datatype, arrow::array::AsArray};

#[test]
fn scalars_are_read_in_every_style() {
    let cases = [
        ("boolean", "T", "true"),
        ("boolean", " false ", "false"),
        ("boolean", "TRUE", "true"),
        ("boolean", "?", "null"),
        ("bit", "1", "true"),
        ("bit", "0", "false"),
        ("bit", "True", "true"),
        ("signedByte", "-128", "-128"),
        ("unsignedByte", "255", "255"),
        ("short", "+32767", "32767"),
        ("unsignedShort", "65535", "65535"),
        ("int", " -2147483648\n", "-2147483648"),
        ("unsignedInt", "4294967295", "4294967295"),
        ("long", "5937083312263887616", "5937083312263887616"),
        ("long", "-9223372036854775808", "-9223372036854775808"),
        ("unsignedLong", "18446744073709551615", "18446744073709551615"),
        ("float", "5.8932666E-4", "0.00058932666"),
        ("float", "16777217", "16777216.0"),
        ("double", "1.0E-7", "1e-7"),
        ("double", "NaN", "NaN"),
        ("double", "nan", "NaN"),
        ("double", "+Inf", "inf"),
        ("double", "-Infinity", "-inf"),
        ("double", "", "null"),
        ("double", "  ", "null"),
        ("long", "", "null"),
        ("boolean", "", "null"),
        ("char", "", "null"),
        ("char", "a", "a"),
        ("char", " a b ", " a b "),
        ("unicodeChar", "α", "α"),
        ("floatComplex", "", "null"),
    ];
    for (datatype, cell, want) in cases {
        for style in [&VOTABLE, &ECSV, &CSV] {
            assert_eq!(shown(&field(datatype, ""), style, cell), want, "{datatype} {cell:?} {:?}", style.arrays);
        }
    }
}

#[test]
fn hexadecimal_integers_are_votables() {
    assert_eq!(shown(&field("unsignedByte", ""), &VOTABLE, "0x1F"), "31");
    assert_eq!(shown(&field("short", "*"), &VOTABLE, "0x1 -0x2"), "[1, -2]");
    assert_eq!(fails(&field("short", ""), &CSV, "0x1F"), value_error("0x1F", "short"));
}

#[test]
fn the_word_for_null_is_null_where_a_style_has_one() {
    for datatype in Datatype::all().filter(|d| !d.is_text()) {
        for style in [&ECSV, &CSV] {
            assert_eq!(shown(&field(datatype.name(), ""), style, "null"), "null", "{datatype}");
            assert_eq!(shown(&field(datatype.name(), "*"), style, "null"), "null", "{datatype}");
        }
        assert_eq!(fails(&field(datatype.name(), ""), &VOTABLE, "null"), value_error("null", datatype.name()));
    }
    assert_eq!(read(&field("char", "*"), &ECSV, &["null"]).as_string::<i32>().value(0), "null");
}

#[test]
fn what_is_no_value_is_an_error() {
    let cases = [
        ("boolean", "yes"),
        ("boolean", "T F"),
        ("boolean", "2"),
        ("bit", "10"),
        ("bit", "2"),
        ("signedByte", "128"),
        ("unsignedByte", "-1"),
        ("unsignedByte", "256"),
        ("short", "1.0"),
        ("short", "32768"),
        ("int", "1 2"),
        ("int", "NaN"),
        ("long", "9223372036854775808"),
        ("long", "1e3"),
        ("unsignedLong", "-1"),
        ("float", "1,5"),
        ("float", "1.5D3"),
        ("double", "1.5f"),
        ("double", "--1"),
        ("double", "1.2.3"),
        ("floatComplex", "1 x"),
        ("doubleComplex", "1 2 3"),
        ("doubleComplex", "(1,2"),
    ];
    for (datatype, cell) in cases {
        for style in [&VOTABLE, &ECSV, &CSV] {
            assert_eq!(fails(&field(datatype, ""), style, cell), value_error(cell, datatype), "{:?}", style.arrays);
        }
    }
    let long = "9".repeat(100);
    assert_eq!(fails(&field("int", ""), &CSV, &long), value_error(&format!("{}…", "9".repeat(40)), "int"));
}
