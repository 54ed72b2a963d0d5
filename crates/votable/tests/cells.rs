//! Cells of TABLEDATA that are spelled in rare ways.

#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_table::{Table, TableReader, arrow::util::display::array_value_to_string};
use gaialink_votable::{Error, ErrorKind, ReadOptions, Reader};

/// The values of a column as Arrow shows them, and the warnings.
fn read(field: &str, cells: &str, strict: bool) -> Result<(Vec<String>, Vec<String>), Error> {
    let text = format!(
        "<VOTABLE><RESOURCE><TABLE><FIELD name='a' {field}<FIELD name='b' datatype='char'/><DATA><TABLEDATA>{cells}</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>"
    );
    let mut options = ReadOptions::default();
    options.strict = strict;
    let mut reader = Reader::try_new(text.as_bytes(), options)?;
    let table = Table::collect(&mut reader)?;
    let array = table.column("a").unwrap().to_array()?;
    let values = (0..array.len()).map(|row| array_value_to_string(&array, row).unwrap()).collect();
    let warnings = Box::new(reader).finish()?.warnings;
    let warnings = warnings.into_iter().map(|w| format!("{} row {}: {}", w.code, w.at.row.unwrap_or(0), w.message));
    Ok((values, warnings.collect()))
}

fn rows(cells: &[&str]) -> String {
    cells.iter().map(|cell| format!("<TR>{cell}<TD/></TR>")).collect()
}

#[test]
fn packed_cells() {
    let cases = [
        ("datatype='float'/>", "P4AAAA==", "1.0"),
        ("datatype='float'/>", " P4A\n AAA == ", "1.0"),
        ("datatype='double'/>", "P7mZmZmZmZo", "0.1"),
        ("datatype='float'/>", "f8AAAA==", "NaN"),
        ("datatype='float'/>", "", ""),
        ("datatype='short'/>", "//4=", "-2"),
        ("datatype='short'><VALUES null='-2'/></FIELD>", "//4=", ""),
        ("datatype='short' arraysize='2'/>", "AAEAAg==", "[1, 2]"),
        ("datatype='short' arraysize='*'/>", "AAAAAgABAAI=", "[1, 2]"),
        ("datatype='char' arraysize='4'/>", "YSA8Yg==", "a <b"),
        ("datatype='boolean'/>", "VA==", "true"),
    ];
    for (field, cell, want) in cases {
        let found = read(field, &rows(&[&format!("<TD encoding='base64'>{cell}</TD>")]), true).unwrap();
        assert_eq!(found, (vec![want.to_owned()], vec![]), "{field} {cell}");
    }
    let found = read("datatype='short'/>", &rows(&["<TD encoding='none'>1</TD>", "<TD encoding=''>2</TD>"]), true).unwrap();
    assert_eq!(found.0, ["1", "2"]);
}

#[test]
fn packed_cells_that_are_wrong() {
    let cases = [
        ("base64", "P4A*", "expected base64 in a TD, found `P4A*`"),
        ("base64", "P4A=AAA=", "expected base64 in a TD, found `P4A=AAA=`"),
        ("base64", "P4AA", "expected the bytes of one cell of column `a` in a TD, found 3 bytes"),
        ("base64", "P4AAAAAA", "expected the bytes of one cell of column `a` in a TD, found 6 bytes"),
        ("dynamic", "P4AA", "a TD with the encoding `dynamic` cannot be handled"),
    ];
    for (encoding, cell, want) in cases {
        let cells = rows(&["<TD/>", &format!("<TD encoding='{encoding}'>{cell}</TD>")]);
        let error = read("datatype='float'/>", &cells, false).unwrap_err();
        assert_eq!((error.kind().to_string().as_str(), error.position().row), (want, Some(2)), "{cell}");
    }
}

#[test]
fn words_that_are_no_values() {
    type Case = (&'static str, &'static [&'static str], &'static [&'static str], Vec<String>);
    let null = "a word that is no value of the datatype was read as null";
    let whole = "a whole number with a point or an exponent was read as an integer";
    let cases: [Case; 7] = [
        (
            "datatype='double'/>",
            &["1", "null", "-", "2"],
            &["1.0", "", "", "2.0"],
            vec![format!("W-NULL-WORD row 2: {null} (in 2 cells)")],
        ),
        (
            "datatype='int'/>",
            &["NULL", "3.0"],
            &["", "3"],
            vec![format!("W-NULL-WORD row 1: {null}"), format!("W-INTEGER row 2: {whole}")],
        ),
        ("datatype='double' arraysize='*'/>", &["1 null"], &["[1.0, NaN]"], vec![format!("W-NULL-WORD row 1: {null}")]),
        (
            "datatype='boolean'/>",
            &["FaLsE", "TRUE"],
            &["false", "true"],
            vec!["W-BOOLEAN row 1: a boolean in mixed letters was read as if they were small".to_owned()],
        ),
        (
            "datatype='long' arraysize='2x2*'/>",
            &["42 32, 12 32"],
            &["[42, 32, 12, 32]"],
            vec!["W-COMMA row 1: commas between the elements of an array were read as blanks".to_owned()],
        ),
        ("datatype='char' arraysize='*'/>", &["null"], &["null"], vec![]),
        (
            "datatype='int'><VALUES null='null'/></FIELD>",
            &["null"],
            &[""],
            vec!["W-NULL row 0: FIELD `a`: the null value `null` is no integer".to_owned()],
        ),
    ];
    for (field, cells, want, warnings) in cases {
        let cells: Vec<_> = cells.iter().map(|cell| format!("<TD>{cell}</TD>")).collect();
        let cells = rows(&cells.iter().map(String::as_str).collect::<Vec<_>>());
        let (values, found) = read(field, &cells, false).unwrap();
        assert_eq!((values.iter().map(String::as_str).collect::<Vec<_>>().as_slice(), &found), (want, &warnings), "{field}");
        assert_eq!(read(field, &cells, true).is_err(), !warnings.is_empty(), "strict: {field}");
    }
}

#[test]
fn what_is_no_value_at_all() {
    let null = "W-CELL row 1: what is no value of the datatype was read as null";
    let fitted = "W-LENGTH row 1: an array of too many or too few elements was cut, or filled up with NaN or else is null";
    let cases = [
        ("datatype='int'/>", "x", "", format!("{null}: `x` is no int")),
        ("datatype='int'/>", "1.5", "", format!("{null}: `1.5` is no int")),
        ("datatype='int'/>", "1 000", "", format!("{null}: `1 000` is no int")),
        ("datatype='double'/>", "1,5", "", format!("{null}: `1,5` is no double")),
        ("datatype='boolean'/>", "yes", "", format!("{null}: `yes` is no boolean")),
        ("datatype='double' arraysize='2'/>", "1 x", "[1.0, NaN]", format!("{null}: `x` is no double")),
        ("datatype='short' arraysize='2'/>", "1 x", "", format!("{null}: `x` is no short")),
        ("datatype='double' arraysize='3'/>", "1 2", "[1.0, 2.0, NaN]", fitted.to_owned()),
        ("datatype='short' arraysize='2'/>", "1 2 3", "[1, 2]", fitted.to_owned()),
        ("datatype='short' arraysize='3'/>", "1 2", "", fitted.to_owned()),
    ];
    for (field, cell, value, warning) in cases {
        let cells = rows(&[&format!("<TD>{cell}</TD>")]);
        let (values, warnings) = read(field, &cells, false).unwrap();
        assert_eq!((values[0].as_str(), warnings.as_slice()), (value, [warning].as_slice()), "{field} {cell}");
        let error = read(field, &cells, true).unwrap_err();
        assert_eq!((error.position().row, error.position().line), (Some(1), Some(1)), "{field} {cell}");
    }
}

#[test]
fn rows_of_other_forms() {
    let cases = [
        ("<TR><TD>1</TD><TD/><TD>x</TD></TR>", "W-ROW row 1: expected 2 TD elements, found 3; the others are left out", "1"),
        ("<TR><TD><b>1</b></TD><TD/></TR>", "W-MARKUP row 1: the element b inside a TD: only its text is kept", "1"),
        ("x<TR><TD>1</TD><TD/></TR>", "W-TEXT row 1: characters outside of a TD are passed over", "1"),
        ("<X><TD>2</TD></X><TR><TD>1</TD><TD/></TR>", "W-ELEMENT row 1: the element X among the rows is left out", "1"),
    ];
    for (cells, warning, value) in cases {
        let (values, warnings) = read("datatype='int'/>", cells, false).unwrap();
        assert_eq!((values, warnings), (vec![value.to_owned()], vec![warning.to_owned()]), "{cells}");
        assert!(read("datatype='int'/>", cells, true).is_err(), "{cells}");
    }
}

#[test]
fn rows_of_too_few_cells_are_errors() {
    for (cells, found) in [("<TR><TD>1</TD></TR>", 1), ("<TR/>", 0)] {
        for is_strict in [false, true] {
            let text = format!("<TR><TD>1</TD><TD/></TR>{cells}");
            let error = read("datatype='int'/>", &text, is_strict).unwrap_err();
            assert!(matches!(error.kind(), ErrorKind::CellCount { expected: 2, found: count } if *count == found), "{error:?}");
            assert_eq!(error.position().row, Some(2), "{cells}");
        }
    }
}

#[test]
fn integers_beyond_their_type() {
    let cells = rows(&["<TD>32767</TD>", "<TD>32768</TD>", "<TD>0x10000</TD>", "<TD>-40000</TD>"]);
    let (values, warnings) = read("datatype='short'/>", &cells, false).unwrap();
    assert_eq!(values, ["32767", "32767", "32767", "-32768"]);
    let message = "an integer beyond the range of its type was read as the nearest one (in 3 cells)";
    assert_eq!(warnings, [format!("W-RANGE row 2: {message}")]);
    let error = read("datatype='short'/>", &cells, true).unwrap_err();
    assert_eq!(error.kind().to_string(), format!("W-RANGE: {message}"));
}

#[test]
fn the_last_of_several_null_values_counts() {
    let several = |last: &str| vec![format!("W-NULL row 0: FIELD `a` has the null values `1` and `{last}`; the last one counts")];
    let cases = [
        ("<VALUES null='1'/><VALUES null='2'/>", ["1", "", "3"], several("2")),
        ("<VALUES type='legal' null='1'/><VALUES null='2'/><VALUES null='3'/>", ["1", "2", ""], several("3")),
        ("<VALUES null='1'/><VALUES null=''/>", ["1", "2", "3"], several("")),
        // The other one says nothing of nulls.
        ("<VALUES null='1'/><VALUES type='actual'><MIN value='0'/></VALUES>", ["", "2", "3"], vec![]),
        ("<VALUES null='2'/><VALUES null='2'/>", ["1", "", "3"], vec![]),
    ];
    for (values, want, warnings) in cases {
        let field = format!("datatype='int'>{values}</FIELD>");
        let cells = rows(&["<TD>1</TD>", "<TD>2</TD>", "<TD>3</TD>"]);
        let (found, told) = read(&field, &cells, false).unwrap();
        assert_eq!((found, told), (want.map(str::to_owned).to_vec(), warnings.clone()), "{values}");
        assert_eq!(read(&field, &cells, true).is_err(), !warnings.is_empty(), "strict: {values}");
    }
}
