use super::cell::{CSV, ECSV, VOTABLE, builder, field, read, with_null, write};
use gaialink_table::{
    LossKind, LossReport,
    arrow::array::Array,
    schema::arrow::data_type,
    text::{CellWriter, NumberStyle, TextStyle},
};

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
