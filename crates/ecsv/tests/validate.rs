//! All that is wrong with a file: codes and places.
#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_ecsv::{ValidateOptions, codes, validate, validate_csv};
use gaialink_table::{Datatype, Field, Schema};

/// The code, line and row of every finding.
fn found(text: &[u8]) -> Vec<String> {
    let findings = validate(text, &ValidateOptions::default()).unwrap();
    for finding in &findings {
        let code = codes().iter().find(|code| code.name == finding.code).unwrap();
        assert_eq!((code.severity, code.clause), (finding.severity, finding.clause.as_deref()), "{finding}");
    }
    let number = |number: Option<u64>| number.map_or_else(|| "-".to_owned(), |number| number.to_string());
    findings.iter().map(|finding| format!("{} {} {}", finding.code, number(finding.at.line), number(finding.at.row))).collect()
}

const HEADER: &str = "# %ECSV 1.0\n# ---\n# delimiter: ','\n# datatype:\n# - {name: a, datatype: int16}\n# - {name: b, datatype: string, subtype: 'float32[2]'}\n";

#[test]
fn headers() {
    let cases = [
        ("a,b\n1,2\n", "E-ECSV 1 -"),
        ("# %ECSV 2.0\n", "E-VERSION 1 -"),
        ("# %ECSV 0.9\n# ---\n# datatype: [{name: a, datatype: int8}]\na\n1\n", "W-VERSION 3 -"),
        ("# %ECSV 1.0\n# ---\n# datatype: [\na\n", "E-YAML 4 -"),
        ("# %ECSV 1.0\n# ---\n# meta: {}\na\n", "E-KEY 3 -"),
        ("# %ECSV 1.0\n# ---\n# delimiter: ;\n# datatype: [{name: a, datatype: int8}]\na\n", "E-DELIMITER 3 -"),
        ("# %ECSV 1.0\n# ---\n# datatype: [{name: a, datatype: double}]\na\n", "W-DATATYPE - -"),
        ("# %ECSV 1.0\n# ---\n# datatype: [{name: a, datatype: boolean}]\na\n", "E-DATATYPE 3 -"),
        ("# %ECSV 1.0\n# ---\n# datatype: [{name: a, datatype: int8}]\n a\t\n", "W-NAMES 4 -"),
        ("# %ECSV 1.0\n# ---\n# datatype: [{name: a, datatype: quad}]\na\n", "E-DATATYPE 3 -"),
        ("# %ECSV 1.0\n# ---\n# datatype: [{name: a, datatype: string, subtype: 'int8[x]'}]\na\n", "E-SUBTYPE 3 -"),
        ("# %ECSV 1.0\n# ---\n# datatype: [{name: a, datatype: int8, subtype: 'int8[2]'}]\na\n", "E-SUBTYPE 3 -"),
        ("# %ECSV 1.0\n# ---\n# datatype: [{name: a, datatype: int8, ucd: x}]\na\n", "W-KEY 3 -"),
        ("# %ECSV 1.0\n# ---\n# datatype: [{name: a, datatype: int8}]\n# more: 1\na\n", "W-KEY 3 -"),
        ("# %ECSV 1.0\n# ---\n# datatype: [{name: a, datatype: int8, name: a}]\na\n", "E-KEY-TWICE 3 -"),
        ("# %ECSV 1.0\n# ---\n# datatype: [{name: a, datatype: float128}]\na\n", "W-FLOAT128 - -"),
        ("# %ECSV 1.0\n# ---\n# datatype: [{name: a, datatype: int8}]\nb\n1\n", "E-NAMES 4 -"),
        ("# %ECSV 1.0\n# ---\n# datatype: [{name: a, datatype: int8}]\na b\n1\n", "E-NAMES 4 -"),
        ("# %ECSV 1.0\n# ---\n# datatype: [{name: a, datatype: int8}]\n", "E-NAMES 4 -"),
        ("# %ECSV 1.0\n# ---\n# datatype:\n# - {name: on, datatype: int8}\n# meta:\n#   t: >\n#     no\non\n", "W-WORD 4 -"),
    ];
    for (text, want) in cases {
        assert_eq!(found(text.as_bytes()), [want], "{text}");
    }
    let text = "# %ECSV 1.0\n# ---\n# datatype:\n# - {name: a, datatype: text}\n# - {name: b, datatype: integer}\na b\n";
    assert_eq!(found(text.as_bytes()), ["E-DATATYPE 3 -", "E-DATATYPE 3 -"]);
    let finding = &validate(text.as_bytes(), &ValidateOptions::default()).unwrap()[1];
    assert_eq!(
        finding.to_string(),
        "error E-DATATYPE: line 3, column `b`: the datatype `integer` is none; ECSV has `int64` (ECSV 1.0, APE 6)"
    );
}

#[test]
fn rows() {
    let cases: [(&[u8], &[&str]); 9] = [
        (b"1,\"[1,2]\"\n2,\n", &[]),
        (b"x,\"[1,2]\"\n2,z\n70000,\"[1]\"\n", &["E-CELL 8 1", "E-CELL 9 2", "E-CELL 10 3", "E-CELL 10 3"]),
        (b"1\n1,,\n\"1\",\"[1\n,2]\"\n1\n2,\nx,\n", &["E-COUNT 8 1", "E-COUNT 9 2", "E-COUNT 12 4", "E-CELL 14 6"]),
        (b"1,\n2,\0\n\xff,\n4\n5,\n", &["E-TEXT 9 2", "E-TEXT 10 3", "E-COUNT 11 4"]),
        (b"1,\n\"2\",\"[1,2]\"\n3\r,\nx,\n", &["E-LINE 10 3", "E-CELL 11 4"]),
        (b"1,\nx,\n2,\"[1\n", &["E-CELL 9 2", "E-QUOTE 10 -"]),
        (b"1,\n# no row\n2,\n", &["W-COMMENT 8 -"]),
        (b"1,\"[1e99,2]\"\n", &["W-RANGE - 1"]),
        (b"1,\"[1,2]\"x\n2,\n", &["E-QUOTE 8 -"]),
    ];
    for (rows, want) in cases {
        let text = [HEADER.as_bytes(), b"a,b\n", rows].concat();
        assert_eq!(found(&text), want, "{}", String::from_utf8_lossy(rows));
    }
}

#[test]
fn so_many_of_a_code_are_listed() {
    let text = format!("{HEADER}a,b\n{}{}", "x,\n".repeat(150), "1\n".repeat(5000));
    let findings = validate(text.as_bytes(), &ValidateOptions::default()).unwrap();
    let more: Vec<_> = findings.iter().filter(|finding| finding.code == "I-MORE").map(ToString::to_string).collect();
    assert_eq!(findings.len(), 202);
    assert_eq!(more[0], "info I-MORE: 50 more findings E-CELL are not listed");
    assert!(more[1].starts_with("info I-MORE: 9"), "{}", more[1]);
}

#[test]
fn csv() {
    let schema = Schema::from_fields(vec![Field::new("a", Datatype::Long), Field::text("b")]);
    let mut options = ValidateOptions::default();
    (options.delimiter, options.comment) = (b';', Some(b'%'));
    let text = "% c\na;b\n1;x\n% c\n2.5;\n3\n";
    let findings = validate_csv(text.as_bytes(), &schema, &options).unwrap();
    let lines: Vec<_> = findings.iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        [
            "error E-CELL: line 5, row 2, column `a`: `2.5` is no long",
            "error E-COUNT: line 6, row 3: expected 2 cells, found 1 (RFC 4180, 2.4)"
        ]
    );
    options.delimiter = b'1';
    assert!(validate_csv(text.as_bytes(), &schema, &options).is_err());
}
