//! Text cells to Arrow arrays and back: tables of cases for each datatype, shape and style.
#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_table::{
    Datatype, Field, Limits, LossKind, LossReport,
    arrow::{
        array::{Array, ArrayRef, AsArray},
        datatypes::Float32Type,
        util::display::{ArrayFormatter, FormatOptions},
    },
    schema::{Values, arrow::data_type},
    text::{CellBuilder, CellError, CellWriter, NumberStyle, TextStyle},
};

const VOTABLE: TextStyle = TextStyle::VOTABLE;
const ECSV: TextStyle = TextStyle::ECSV;
const CSV: TextStyle = TextStyle::CSV;

fn field(datatype: &str, arraysize: &str) -> Field {
    Field::array("x", datatype.parse().unwrap(), arraysize.parse().unwrap())
}

fn with_null(mut field: Field, null: &str) -> Field {
    let mut values = Values::default();
    values.null = Some(null.to_owned());
    field.values.push(values);
    field
}

fn builder(field: &Field, style: &TextStyle) -> CellBuilder {
    CellBuilder::try_new(field, style, &Limits::default()).unwrap()
}

fn read(field: &Field, style: &TextStyle, cells: &[&str]) -> ArrayRef {
    let mut builder = builder(field, style);
    for cell in cells {
        assert_eq!(builder.append(cell.as_bytes()), Ok(()), "{field:?} {cell:?}");
    }
    let array = builder.finish().unwrap();
    assert_eq!(array.len(), cells.len());
    assert_eq!(*array.data_type(), data_type(field).unwrap());
    array
}

fn show(array: &dyn Array, row: usize) -> String {
    let options = FormatOptions::new().with_null("null");
    ArrayFormatter::try_new(array, &options).unwrap().value(row).to_string()
}

/// Reads one cell and shows it as Arrow does, with `null` for nulls.
fn shown(field: &Field, style: &TextStyle, cell: &str) -> String {
    show(&read(field, style, &[cell]), 0)
}

fn fails(field: &Field, style: &TextStyle, cell: &str) -> CellError {
    let mut builder = builder(field, style);
    let error = builder.append(cell.as_bytes()).unwrap_err();
    assert!(builder.is_empty(), "{cell:?}");
    assert_eq!(builder.finish().unwrap().len(), 0, "{cell:?}");
    error
}

fn write(array: &dyn Array, field: &Field, style: &TextStyle) -> (Vec<String>, LossReport) {
    let writer = CellWriter::try_new(array, field, style).unwrap();
    let mut losses = LossReport::default();
    let mut cell = |row| {
        let mut out = Vec::new();
        writer.write(row, &mut out, &mut losses);
        String::from_utf8(out).unwrap()
    };
    let cells = (0..array.len()).map(&mut cell).collect();
    (cells, losses)
}

fn value_error(found: &str, expected: &str) -> CellError {
    CellError::Value { column: "x".to_owned(), found: found.to_owned(), expected: expected.to_owned() }
}

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

#[test]
fn arrays_among_blanks() {
    let cases = [
        ("short", "*", "1 2\n\t3", "[1, 2, 3]"),
        ("short", "*", " 7 ", "[7]"),
        ("short", "*", "", "null"),
        ("short", "*", " ", "null"),
        ("short", "2x*", "1 2 3 4", "[1, 2, 3, 4]"),
        ("double", "3", "1 NaN -Inf", "[1.0, NaN, -inf]"),
        ("double", "2x2", "1 2 3 4", "[1.0, 2.0, 3.0, 4.0]"),
        ("boolean", "*", "T F ? true 0", "[true, false, null, true, false]"),
        ("bit", "*", "1 0 1", "[true, false, true]"),
        ("bit", "*", "101", "[true, false, true]"),
        ("bit", "4", " 10 01 ", "[true, false, false, true]"),
        ("floatComplex", "2", "1 2  3 NaN", "[[1.0, 2.0], [3.0, NaN]]"),
        ("doubleComplex", "", "1.5 -2", "[1.5, -2.0]"),
        ("char", "3x*", "ab cd ef", "[ab, cd, ef]"),
        ("char", "3x2", "abcde", "[abc, de]"),
        ("char", "3x2", "abc", "[abc, ]"),
        ("char", "3x2", "abc   \n  ", "[abc, ]"),
        ("char", "3x2", "  a  b", "[  a,   b]"),
        ("char", "2x*", "éèß", "[éè, ß]"),
        ("char", "2x2", "    ", "[, ]"),
    ];
    for (datatype, size, cell, want) in cases {
        assert_eq!(shown(&field(datatype, size), &VOTABLE, cell), want, "{datatype} {size} {cell:?}");
    }
    assert_eq!(fails(&field("short", "*"), &VOTABLE, "1 2x 3"), value_error("2x", "short"));
    assert_eq!(fails(&field("boolean", "*"), &VOTABLE, "T TF"), value_error("TF", "boolean"));
    assert_eq!(fails(&field("bit", "*"), &VOTABLE, "1012"), value_error("2", "bit"));
    assert_eq!(fails(&field("doubleComplex", "*"), &VOTABLE, "1 2 3"), value_error("3", "doubleComplex"));
}

#[test]
fn arrays_in_brackets() {
    let both = [
        ("short", "*", "[1,2,3]", "[1, 2, 3]"),
        ("short", "*", " [ 1 , null,\t3 ] ", "[1, null, 3]"),
        ("short", "*", "[]", "[]"),
        ("short", "*", "", "null"),
        ("short", "0", "[]", "[]"),
        ("short", "2x3", "[[1,2],[3,4],[5,6]]", "[1, 2, 3, 4, 5, 6]"),
        ("short", "2x*", "[[1,2], [3,4]]", "[1, 2, 3, 4]"),
        ("short", "1x2x*", "[[[1],[2]],[[3],[4]]]", "[1, 2, 3, 4]"),
        ("double", "*", "[NaN,nan,inf,-Infinity,1e3,null]", "[NaN, NaN, inf, -inf, 1000.0, null]"),
        ("boolean", "*", "[true,False,null,T]", "[true, false, null, true]"),
        ("bit", "*", "[1,0,true]", "[true, false, true]"),
        ("char", "8x*", r#"["a","b,]c","é\u00e9",null,"null",""]"#, "[a, b,]c, éé, null, null, ]"),
        ("char", "0x2x*", r#"[["a","b"],["c","d"]]"#, "[a, b, c, d]"),
        ("floatComplex", "", "[1, -2]", "[1.0, -2.0]"),
        ("floatComplex", "", "1+2j", "[1.0, 2.0]"),
        ("floatComplex", "", "(1.5-infj)", "[1.5, -inf]"),
        ("floatComplex", "", "-2.5j", "[0.0, -2.5]"),
        ("floatComplex", "*", "[[1,2],null,[null,4], [ null,null ]]", "[[1.0, 2.0], null, [null, 4.0], null]"),
    ];
    for (datatype, size, cell, want) in both {
        for style in [&ECSV, &CSV] {
            assert_eq!(shown(&field(datatype, size), style, cell), want, "{datatype} {size} {cell:?}");
        }
    }
    let booleans = field("boolean", "*");
    assert_eq!(shown(&booleans, &ECSV, r#"["False","True"]"#), "[false, true]");
    let tuples = [
        ("short", "*", "(1, 2,3)", "[1, 2, 3]"),
        ("short", "*", "()", "[]"),
        ("short", "2x*", "((1, 2), (3, 4))", "[1, 2, 3, 4]"),
        ("char", "8x*", "(a, b c ,null,\"d\")", "[a, b c, null, d]"),
        ("doubleComplex", "", "(1.0, 2.0)", "[1.0, 2.0]"),
        ("doubleComplex", "*", "((1.0, 2.0), (3,NaN))", "[[1.0, 2.0], [3.0, NaN]]"),
    ];
    for (datatype, size, cell, want) in tuples {
        assert_eq!(shown(&field(datatype, size), &CSV, cell), want, "{datatype} {size} {cell:?}");
    }
}

#[test]
fn broken_brackets_are_errors() {
    let short = |size: &str| field("short", size);
    let cases = [
        ("*", "1,2"),
        ("*", "["),
        ("*", "[1"),
        ("*", "[1,"),
        ("*", "[1,]"),
        ("*", "[,1]"),
        ("*", "[1]]"),
        ("*", "[1] 2"),
        ("*", "]"),
        ("2x*", "[1,2]"),
        ("2x*", "[[1],[2,3]]"),
        ("2x*", "[[1,2,3]]"),
        ("2x2", "[[1,2],[3]]"),
    ];
    for (size, cell) in cases {
        let want = value_error(cell, &format!("array of shape {size} of short"));
        for style in [&ECSV, &CSV] {
            assert_eq!(fails(&short(size), style, cell), want, "{size} {cell:?}");
        }
    }
    assert_eq!(fails(&short("*"), &ECSV, "(1,2)"), value_error("(1,2)", "array of shape * of short"));
    assert_eq!(fails(&short("*"), &CSV, "(1,2]"), value_error("(1,2]", "array of shape * of short"));
    assert_eq!(fails(&short("*"), &ECSV, "[1,x2,3]"), value_error("x2", "short"));
    assert_eq!(fails(&short("*"), &ECSV, "[1,\"2\"]"), value_error("\"2\"", "short"));
    assert_eq!(fails(&short("*"), &ECSV, "[1,nullx]"), value_error("nullx", "short"));
    assert_eq!(fails(&field("double", "*"), &ECSV, "[1,\"NaN\"]"), value_error("\"NaN\"", "double"));
    assert_eq!(fails(&field("char", "4x*"), &ECSV, "[a]"), value_error("a", "char"));
}

#[test]
fn counts_follow_the_shape() {
    let cases = [
        ("3", &VOTABLE, "1 2", "column `x`: 2 elements, expected 3"),
        ("3", &VOTABLE, "1 2 3 4", "column `x`: 4 elements, expected 3"),
        ("2x*", &VOTABLE, "1 2 3", "column `x`: 3 elements, expected a multiple of 2"),
        ("0x*", &VOTABLE, "1", "column `x`: 1 elements, expected a multiple of 0"),
        ("3", &ECSV, "[]", "column `x`: 0 elements, expected 3"),
        ("3", &ECSV, "[1,2]", "column `x`: 2 elements, expected 3"),
        ("3", &CSV, "(1, 2, 3, 4)", "column `x`: 4 elements, expected 3"),
        ("2x2", &ECSV, "[[1,2]]", "column `x`: 2 elements, expected 4"),
        ("2x2", &ECSV, "[[1,2],[3,4],[5,6]]", "column `x`: 6 elements, expected 4"),
    ];
    for (size, style, cell, want) in cases {
        assert_eq!(fails(&field("int", size), style, cell).to_string(), want, "{size} {cell:?}");
    }
    // A bound of a variable shape is advice only.
    assert_eq!(shown(&field("int", "2*"), &VOTABLE, "1 2 3"), "[1, 2, 3]");
}

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

#[test]
fn an_error_changes_nothing_and_rows_can_be_forgotten() {
    let cases = [
        ("int", "", "7", "x"),
        ("double", "", "7", "7 8"),
        ("boolean", "", "T", "maybe"),
        ("char", "4x2", "[\"a\",\"b\"]", "[\"a\",\"b\",\"c\"]"),
        ("short", "2", "[1,2]", "[3,4,5]"),
        ("short", "*", "[1,2]", "[3,4,x]"),
        ("short", "2x*", "[[1,2]]", "[[3,4],[5]]"),
        ("floatComplex", "", "[1,2]", "[1,2,3]"),
        ("floatComplex", "*", "[[1,2]]", "[[1,2],[3]]"),
    ];
    for (datatype, size, good, bad) in cases {
        let field = field(datatype, size);
        let want = read(&field, &ECSV, &[good, "", good]);
        let mut builder = builder(&field, &ECSV);
        builder.append(good.as_bytes()).unwrap();
        builder.append_null();
        let size = builder.byte_size();
        builder.append(bad.as_bytes()).unwrap_err();
        assert_eq!((builder.len(), builder.byte_size()), (2, size), "{datatype} {bad}");
        builder.append(good.as_bytes()).unwrap();
        builder.append_empty();
        builder.append(good.as_bytes()).unwrap();
        builder.truncate(3);
        builder.truncate(9);
        assert_eq!(builder.len(), 3);
        assert_eq!(*builder.finish().unwrap(), *want, "{datatype} {size}");
        assert_eq!(builder.len(), 0);
        builder.append(good.as_bytes()).unwrap();
        assert_eq!(*builder.finish().unwrap(), *want.slice(0, 1), "{datatype} {size}");
    }
}

#[test]
fn empty_is_kept_where_there_is_one() {
    for (datatype, size, want) in [
        ("char", "*", ""),
        ("char", "4", ""),
        ("char", "4x*", "[]"),
        ("int", "*", "[]"),
        ("int", "2x*", "[]"),
        ("int", "0", "[]"),
        ("int", "2", "null"),
        ("int", "", "null"),
        ("doubleComplex", "", "null"),
    ] {
        let field = field(datatype, size);
        let mut builder = builder(&field, &CSV);
        builder.append_empty();
        assert_eq!(show(&builder.finish().unwrap(), 0), want, "{datatype} {size}");
    }
}

#[test]
fn limits_hold() {
    let mut limits = Limits::default();
    limits.max_cell = 64;
    let error = CellBuilder::try_new(&field("double", "9"), &CSV, &limits).unwrap_err();
    assert_eq!(error.to_string(), "arraysize of column `x`: 72 is beyond the limit of 64");
    CellBuilder::try_new(&field("double", "99999999999x99999999999"), &CSV, &limits).unwrap_err();
    let mut builder = CellBuilder::try_new(&field("double", "*"), &VOTABLE, &limits).unwrap();
    builder.append("1 ".repeat(8).as_bytes()).unwrap();
    for cell in ["1 ".repeat(9), " ".repeat(65)] {
        assert!(matches!(builder.append(cell.as_bytes()), Err(CellError::Limit { .. })));
    }
    assert_eq!(builder.finish().unwrap().len(), 1);
}

#[test]
fn what_is_written() {
    let cases = [
        ("boolean", "", "T", ["T", "True", "true"]),
        ("boolean", "*", "[T,F]", ["T F", "[true,false]", "(true, false)"]),
        ("bit", "", "1", ["1", "True", "true"]),
        ("bit", "*", "[T,F]", ["1 0", "[true,false]", "(true, false)"]),
        ("long", "", "-5", ["-5", "-5", "-5"]),
        ("unsignedByte", "*", "[1,255]", ["1 255", "[1,255]", "(1, 255)"]),
        ("short", "2x2", "[[1,2],[3,4]]", ["1 2 3 4", "[[1,2],[3,4]]", "((1, 2), (3, 4))"]),
        ("short", "1x2x*", "[[[1],[2]]]", ["1 2", "[[[1],[2]]]", "(((1), (2)))"]),
        ("double", "", "1e-7", ["1e-7", "1e-7", "1e-7"]),
        ("double", "", "nan", ["NaN", "nan", "NaN"]),
        ("double", "", "inf", ["+Inf", "Infinity", "Infinity"]),
        ("float", "", "-inf", ["-Inf", "-Infinity", "-Infinity"]),
        ("float", "*", "[nan,inf,0.1]", ["NaN +Inf 0.1", "[NaN,Infinity,0.1]", "(NaN, Infinity, 0.1)"]),
        ("char", "*", "a\"b", ["a\"b", "a\"b", "a\"b"]),
        ("char", "3x*", r#"["a","b\"c"]"#, ["a  b\"c", r#"["a","b\"c"]"#, r#"("a", "b\"c")"#]),
        ("doubleComplex", "", "[1,-2]", ["1.0 -2.0", "1.0-2.0j", "(1.0, -2.0)"]),
        ("doubleComplex", "", "[1,nan]", ["1.0 NaN", "1.0+nanj", "(1.0, NaN)"]),
        ("floatComplex", "*", "[[1,2],[3,4]]", ["1.0 2.0 3.0 4.0", "[[1.0,2.0],[3.0,4.0]]", "((1.0, 2.0), (3.0, 4.0))"]),
    ];
    for (datatype, size, cell, want) in cases {
        let field = field(datatype, size);
        let array = read(&field, &ECSV, &[cell]);
        for (style, want) in [&VOTABLE, &ECSV, &CSV].into_iter().zip(want) {
            let (cells, losses) = write(&array, &field, style);
            assert_eq!(cells, [want], "{datatype} {size}");
            assert!(losses.is_empty(), "{datatype} {size}: {losses:?}");
            assert_eq!(*read(&field, style, &[want]), *array, "{datatype} {size} {want}");
        }
    }
}

#[test]
fn java_numbers() {
    let mut style = TextStyle::CSV;
    style.numbers = NumberStyle::Java;
    let field = field("double", "*");
    let array = read(&field, &ECSV, &["[1e7,1e-7,1,NaN,-Infinity,0.001]"]);
    assert_eq!(write(&array, &field, &style).0, ["(1.0E7, 1.0E-7, 1.0, NaN, -Infinity, 0.001)"]);
}

#[test]
fn what_a_style_cannot_hold_is_counted() {
    let null = |datatype: &str, size: &str| with_null(field(datatype, size), "-1");
    let cases = [
        (field("int", "*"), "[1,null]", &VOTABLE, "1 0", Some(LossKind::Null)),
        (null("int", "*"), "[1,null]", &VOTABLE, "1 -1", None),
        (null("int", ""), "5", &VOTABLE, "5", None),
        (field("double", "*"), "[1,null]", &VOTABLE, "1.0 NaN", None),
        (field("boolean", "*"), "[T,null]", &VOTABLE, "T ?", None),
        (field("bit", "*"), "[1,null]", &VOTABLE, "1 0", Some(LossKind::Null)),
        (field("doubleComplex", "*"), "[[1,2],null]", &VOTABLE, "1.0 2.0 NaN NaN", None),
        (field("char", "2x*"), "[\"a\",null]", &VOTABLE, "a   ", Some(LossKind::Null)),
        (field("char", "2x*"), "[\"abc\"]", &VOTABLE, "ab", Some(LossKind::Value)),
        (field("char", "2x*"), "[\"a \"]", &VOTABLE, "a ", Some(LossKind::Value)),
        (field("char", "0x*"), "[\"a\"]", &VOTABLE, "", Some(LossKind::Value)),
        (field("int", "*"), "[]", &VOTABLE, "", Some(LossKind::Empty)),
        (field("int", "*"), "[1,null]", &ECSV, "[1,null]", None),
        (field("char", "2x*"), "[\"abc\",null]", &CSV, "(\"abc\", null)", None),
        (field("int", "*"), "[]", &ECSV, "[]", None),
        (field("int", "*"), "[]", &CSV, "()", None),
    ];
    for (field, cell, style, want, loss) in cases {
        let array = read(&field, &ECSV, &[cell]);
        let (cells, losses) = write(&array, &field, style);
        assert_eq!(cells, [want], "{field:?} {cell}");
        assert_eq!(losses.iter().map(|l| l.kind).collect::<Vec<_>>(), Vec::from_iter(loss), "{field:?} {cell}: {losses:?}");
        assert!(losses.iter().all(|l| l.subject == "x" && l.count == 1));
    }

    let text = field("char", "*");
    let mut builder = builder(&text, &CSV);
    builder.append_empty();
    let array = builder.finish().unwrap();
    for (style, loss) in [(&VOTABLE, Some(LossKind::Empty)), (&ECSV, None), (&CSV, None)] {
        let (cells, losses) = write(&array, &text, style);
        assert_eq!(cells, [""]);
        assert_eq!(losses.iter().map(|l| l.kind).collect::<Vec<_>>(), Vec::from_iter(loss));
    }

    // An integer that the reader would take for null.
    let plain = read(&field("int", ""), &CSV, &["-1"]);
    let (cells, losses) = write(&plain, &null("int", ""), &VOTABLE);
    assert_eq!((cells, losses.iter().next().map(|l| l.kind)), (vec!["-1".to_owned()], Some(LossKind::Value)));
}

#[test]
fn slices_are_written_from_their_own_start() {
    for (datatype, size, cells) in [
        ("int", "", ["1", "2", "3"]),
        ("char", "*", ["a", "b", "c"]),
        ("int", "2", ["[1,2]", "[3,4]", "[5,6]"]),
        ("int", "*", ["[1]", "[2,3]", "[4,5,6]"]),
        ("char", "2x*", ["[\"a\"]", "[]", "[\"b\",\"c\"]"]),
        ("doubleComplex", "", ["1.0+2.0j", "3.0+4.0j", "5.0+6.0j"]),
        ("doubleComplex", "2", ["[[1.0,2.0],[3.0,4.0]]", "[[5.0,6.0],[7.0,8.0]]", "[[9.0,1.0],[2.0,3.0]]"]),
    ] {
        let field = field(datatype, size);
        let array = read(&field, &ECSV, &cells);
        for start in 0..3 {
            let slice = array.slice(start, 3 - start);
            assert_eq!(write(&slice, &field, &ECSV).0, cells[start..], "{datatype} {size} from {start}");
        }
    }
}

#[test]
fn a_writer_knows_nulls_and_types() {
    let ints = read(&field("int", ""), &CSV, &["1", ""]);
    let int = field("int", "");
    let writer = CellWriter::try_new(&ints, &int, &CSV).unwrap();
    assert_eq!((writer.is_null(0), writer.is_null(1)), (false, true));
    let (mut out, mut losses) = (Vec::new(), LossReport::default());
    writer.write(1, &mut out, &mut losses);
    writer.write(2, &mut out, &mut losses);
    assert!(out.is_empty() && losses.is_empty());
    for other in [field("long", ""), field("int", "*"), field("int", "1"), field("char", "*")] {
        let error = CellWriter::try_new(&ints, &other, &CSV).unwrap_err();
        let expected = data_type(&other).unwrap();
        assert_eq!(error.to_string(), format!("column `x`: expected {expected}, found Int32"));
    }
}
