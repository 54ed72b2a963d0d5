use super::cell::{CSV, ECSV, VOTABLE, fails, field, shown, value_error};

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
        ("3", &VOTABLE, "1 2", "2 elements, expected 3"),
        ("3", &VOTABLE, "1 2 3 4", "4 elements, expected 3"),
        ("2x*", &VOTABLE, "1 2 3", "3 elements, expected a multiple of 2"),
        ("0x*", &VOTABLE, "1", "1 elements, expected a multiple of 0"),
        ("3", &ECSV, "[]", "0 elements, expected 3"),
        ("3", &ECSV, "[1,2]", "2 elements, expected 3"),
        ("3", &CSV, "(1, 2, 3, 4)", "4 elements, expected 3"),
        ("2x2", &ECSV, "[[1,2]]", "2 elements, expected 4"),
        ("2x2", &ECSV, "[[1,2],[3,4],[5,6]]", "6 elements, expected 4"),
    ];
    for (size, style, cell, want) in cases {
        assert_eq!(fails(&field("int", size), style, cell).to_string(), want, "{size} {cell:?}");
    }
    // A bound of a variable shape is advice only.
    assert_eq!(shown(&field("int", "2*"), &VOTABLE, "1 2 3"), "[1, 2, 3]");
}
