//! What is no ECSV or CSV, and where the error says so; truncated files; limits.

#[path = "support/reasons.rs"]
mod reasons;

use gaialink_ecsv::{Error, csv, ecsv};
use gaialink_table::{Datatype, Field, Limits, Schema, Table, TableReader};
use reasons::chain;

fn read_ecsv(text: &[u8], options: ecsv::ReadOptions) -> Result<Table, Error> {
    Table::collect(&mut ecsv::Reader::try_new(text, options)?)
}

fn read_csv(text: &[u8], schema: &Schema, options: csv::ReadOptions) -> Result<Table, Error> {
    Table::collect(&mut csv::Reader::try_new(text, schema.clone(), options)?)
}

const HEADER: &str = "# %ECSV 1.0\n# ---\n# delimiter: ','\n# datatype:\n# - {name: a, datatype: int16}\n# - {name: b, datatype: string, subtype: 'float32[2]'}\n";

#[test]
fn ecsv_headers() {
    let cases = [
        ("<VOTABLE/>\n", "ECSV, line 1 | expected a first line `# %ECSV 1.0`, found `<VOTABLE/>`"),
        ("# %ECSV 3.1\n# ---\n", "ECSV, line 1 | expected version 0.9 or 1.0 of ECSV, found `3.1`"),
        (
            "# %ECSV 1.0\n# ---\n# datatype: [\na\n",
            "ECSV, line 4 | the header is no valid YAML | did not find expected node content",
        ),
        ("# %ECSV 1.0\n# ---\n# a: 1\na\n", "ECSV, line 3 | the header has no key `datatype`"),
        ("# %ECSV 1.0\n# ---\na\n", "ECSV, line 3 | the header's `header` is null, expected a mapping"),
        (
            "# %ECSV 1.0\n# ---\n# datatype: 5\na\n",
            "ECSV, line 3 | the header's `datatype` is `5`, expected a sequence of mappings",
        ),
        ("# %ECSV 1.0\n# ---\n# datatype: [{name: a}]\na\n", "ECSV, line 3 | the header has no key `datatype`"),
        ("# %ECSV 1.0\n# ---\n# datatype: [{datatype: int8}]\na\n", "ECSV, line 3 | the header has no key `name`"),
        (
            "# %ECSV 1.0\n# ---\n# delimiter: ;\n# datatype: [{name: a, datatype: int8}]\na\n",
            "ECSV, line 3 | the header's `delimiter` is `;`, expected a blank or a comma",
        ),
        (
            "# %ECSV 1.0\n# ---\n# datatype: [{name: a, datatype: string, subtype: 'int8[x]'}]\na\n",
            "ECSV, line 3 | the subtype `int8[x]` is none; expected `json` or a datatype and a shape, such as `float64[3,2]` or `float64[null]`",
        ),
        (
            "# %ECSV 1.0\n# ---\n# datatype: [{name: a, datatype: int8}]\n",
            "ECSV, line 4 | the input ends before the line of column names",
        ),
        (
            "# %ECSV 1.0\n# ---\n# datatype: [{name: a, datatype: int8}]\n\nb\n",
            "ECSV, line 5 | expected the column names `a`, found `b`",
        ),
        (
            "# %ECSV 1.0\n# ---\n# datatype: [{name: a, datatype: int8}, {name: a, datatype: int8}]\na a\n",
            "ECSV, line 4 | the column name `a` occurs twice",
        ),
    ];
    for (text, want) in cases {
        let error = read_ecsv(text.as_bytes(), ecsv::ReadOptions::default()).unwrap_err();
        assert_eq!(chain(&error), want, "{text}");
    }
    let text = "# %ECSV 1.0\n# ---\n# datatype: [{name: a, datatype: complex256}]\na\n";
    let error = read_ecsv(text.as_bytes(), ecsv::ReadOptions::default()).unwrap_err();
    assert!(chain(&error).starts_with("ECSV, line 3 | the datatype `complex256` is none of bool, int8,"), "{}", chain(&error));
}

#[test]
fn ecsv_rows() {
    let cases: [(&[u8], &str); 14] = [
        (b"1,\"[1,2]\"\nx,\n", "ECSV, line 9, row 2, column `a` | the cell does not fit the column | `x` is no short"),
        (b"\n1,\"[1,2]\"\n70000,\n", "ECSV, line 10, row 2, column `a` | the cell does not fit the column | `70000` is no short"),
        (b"1,\"[1,2,3]\"\n", "ECSV, line 8, row 1, column `b` | the cell does not fit the column | 3 elements, expected 2"),
        (b"1,\"[1,x]\"\n", "ECSV, line 8, row 1, column `b` | the cell does not fit the column | `x` is no float"),
        // The first fault of the file is told, whichever column it is in.
        (
            b"1,\n1,z\ny,\n",
            "ECSV, line 9, row 2, column `b` | the cell does not fit the column | `z` is no array of shape 2 of float",
        ),
        (b"y,\n1,z\n1,,\n2,\"\n", "ECSV, line 8, row 1, column `a` | the cell does not fit the column | `y` is no short"),
        (b"1,\n1,,\n2,\"\n", "ECSV, line 9, row 2 | expected 2 cells, found 3"),
        (b"1,,x,\n1,\n", "ECSV, line 8, row 1 | expected 2 cells, found 4"),
        (b"1,\nz,\n2,\0\n", "ECSV, line 9, row 2, column `a` | the cell does not fit the column | `z` is no short"),
        (b"1,,\n", "ECSV, line 8, row 1 | expected 2 cells, found 3"),
        (b"1,\n1\n", "ECSV, line 9, row 2 | expected 2 cells, found 1"),
        (b"1,\"[1,\n2]\"\n2,\"\n", "ECSV, line 10 | the quotes that are opened here are never closed"),
        (b"1,\"[1,2]\"x\n", "ECSV, line 8 | expected a delimiter or the end of the line behind the closing quote, found `x`"),
        (
            b"1,\n2,\xff\n",
            "ECSV, line 9, row 2, column `b` | bytes that are no UTF-8 | invalid utf-8 sequence of 1 bytes from index 2",
        ),
    ];
    for (rows, want) in cases {
        let text = [HEADER.as_bytes(), b"a,b\n", rows].concat();
        let error = read_ecsv(&text, ecsv::ReadOptions::default()).unwrap_err();
        assert_eq!(chain(&error), want, "{}", String::from_utf8_lossy(rows));
    }
}

#[test]
fn csv_names_and_rows() {
    let schema = Schema::from_fields(vec![Field::new("a", Datatype::Long), Field::text("b")]);
    let cases: [(&[u8], &str); 12] = [
        (b"", "CSV, line 1 | the input ends before the line of column names"),
        (b"\n\n", "CSV, line 3 | the input ends before the line of column names"),
        (b"\n  \n1\n", "CSV, line 2 | the line of column names is blank"),
        (b"a,a\n", "CSV, line 1 | the column name `a` occurs twice"),
        (b"a,c\n", "CSV, line 1 | expected the column names `a`, `b`, found `a`, `c`"),
        (b"\na\n", "CSV, line 2 | expected the column names `a`, `b`, found `a`"),
        (b"a,\"b\n", "CSV, line 1 | the quotes that are opened here are never closed"),
        (b"a,b\r1,2\r", "CSV, line 1 | a carriage return without a line feed; lines must end in a line feed, or in both"),
        (b"a,b\n1,\"x\ny\"\n2\n", "CSV, line 4, row 2 | expected 2 cells, found 1"),
        (b"a,b\n1.5,\n", "CSV, line 2, row 1, column `a` | the cell does not fit the column | `1.5` is no long"),
        (b"a,b\n1,\0\n", "CSV, line 2, row 1, column `b` | a NUL byte"),
        (b"a,\xe9\n", "CSV, line 1 | bytes that are no UTF-8 | incomplete utf-8 byte sequence from index 2"),
    ];
    for (text, want) in cases {
        let error = read_csv(text, &schema, csv::ReadOptions::default()).unwrap_err();
        assert_eq!(chain(&error), want, "{}", String::from_utf8_lossy(text));
    }
    let inferred = |text: &[u8]| chain(&csv::infer(text, &csv::ReadOptions::default(), None).unwrap_err());
    assert_eq!(inferred(b"a,b\n1,2\n1\n"), "CSV, line 3, row 2 | expected 2 cells, found 1");
    assert_eq!(inferred(b"a,b\n1,\"2\n"), "CSV, line 2 | the quotes that are opened here are never closed");
    assert_eq!(
        inferred(b"a,b,c\n1,2,3\n\"1,\n\"\"2\",\xff,3\n"),
        "CSV, line 4, row 2, column `b` | bytes that are no UTF-8 | invalid utf-8 sequence of 1 bytes from index 9"
    );
    assert_eq!(inferred(b""), "CSV, line 1 | the input ends before the line of column names");
}

#[test]
fn a_column_that_turns_out_wider() {
    let cases = [
        ("7\n1.5\n", "`1.5` is no long"),
        ("7\n007\n", "`007` is no long"),
        ("1.5\n9007199254740993\n", "`9007199254740993` is no double"),
        ("true\n1\n", "`1` is no boolean"),
        ("\"(1, 2)\"\n\"(1, 2.5)\"\n", "`(1, 2.5)` is no array of long"),
    ];
    for (rows, want) in cases {
        let text = format!("x\n{rows}");
        let mut options = csv::ReadOptions::default();
        options.infer_rows = csv::InferRows::First(1);
        let schema = csv::infer(text.as_bytes(), &options, None).unwrap();
        let error = read_csv(text.as_bytes(), &schema, options).unwrap_err();
        let want = format!(
            "CSV, line 3, row 2, column `x` | {want}, which the first 1 rows let expect; infer the types from all rows (`--infer-rows all`)"
        );
        assert_eq!(chain(&error), want, "{rows}");
        let schema = csv::infer(text.as_bytes(), &csv::ReadOptions::default(), None).unwrap();
        assert_eq!(read_csv(text.as_bytes(), &schema, csv::ReadOptions::default()).unwrap().num_rows(), 2, "{rows}");
    }
}

#[test]
fn columns_that_are_asked_for() {
    let text = format!("{HEADER}a,b\n1,\n2,\"[1,2]\"\n");
    let mut options = ecsv::ReadOptions::default();
    options.columns = Some(vec!["b".to_owned(), "a".to_owned()]);
    let table = read_ecsv(text.as_bytes(), options.clone()).unwrap();
    assert_eq!(table.columns().map(|column| column.field().name.clone()).collect::<Vec<_>>(), ["b", "a"]);
    assert_eq!(table.num_rows(), 2);
    options.columns = Some(vec!["c".to_owned()]);
    assert_eq!(chain(&read_ecsv(text.as_bytes(), options).unwrap_err()), "ECSV, line 7 | no column is named `c`");
    // What is not asked for is not looked at, but counted.
    let mut options = ecsv::ReadOptions::default();
    options.columns = Some(vec!["a".to_owned()]);
    assert_eq!(read_ecsv(format!("{HEADER}a,b\n1,x\n").as_bytes(), options).unwrap().num_rows(), 1);
}

#[test]
fn delimiters_that_are_none() {
    for delimiter in [b'1', b'"', b'\n', b'.', b'e', 0x80] {
        let mut options = csv::ReadOptions::default();
        options.delimiter = delimiter;
        let error = csv::infer(&b"a\n"[..], &options, None).unwrap_err();
        let want = "cannot part cells; expected an ASCII character that stands in no number, is no quote and ends no line";
        assert!(error.kind().to_string().ends_with(want), "{}", error.kind());
    }
    let mut options = ecsv::WriteOptions::default();
    options.delimiter = b';';
    let error = ecsv::Writer::try_new(Vec::new(), &Schema::default(), options).unwrap_err();
    assert_eq!(chain(&error), "ECSV | `;` cannot part cells; expected a comma or a blank");
}

#[test]
fn a_comment_may_hold_any_bytes() {
    let text = b"# %ECSV 1.0\n# ---\n# datatype: [{name: a, datatype: int8}]\na\n1\n# \xff \0\n2\n";
    for batch_bytes in [1, 1 << 20] {
        let mut options = ecsv::ReadOptions::default();
        options.limits.batch_bytes = batch_bytes;
        let mut reader = ecsv::Reader::try_new(&text[..], options).unwrap();
        assert_eq!(Table::collect(&mut reader).unwrap().num_rows(), 2, "{batch_bytes}");
    }
}

#[test]
fn warnings() {
    let text = "# %ECSV 1.0\n# ---\n# datatype: [{name: a, datatype: float128}]\na\n1\n# no row\n2\n";
    let mut reader = ecsv::Reader::try_new(text.as_bytes(), ecsv::ReadOptions::default()).unwrap();
    assert_eq!(Table::collect(&mut reader).unwrap().num_rows(), 2);
    let warnings: Vec<_> = Box::new(reader).finish().unwrap().warnings.iter().map(ToString::to_string).collect();
    assert_eq!(warnings[0], "W-FLOAT128: column `a`: float128 is read as double, digits beyond it are lost");
    assert_eq!(warnings[1], "W-COMMENT: line 5: 1 lines from here on begin with `#` and were skipped as comments");
    assert_eq!(warnings.len(), 2);
    let mut options = ecsv::ReadOptions::default();
    options.strict = true;
    let error = read_ecsv(text.as_bytes(), options).unwrap_err();
    assert!(matches!(error.kind(), gaialink_ecsv::ErrorKind::Strict(warning) if warning.code == "W-FLOAT128"));
}

#[test]
fn limits() {
    let limited = |set: fn(&mut Limits)| {
        let mut options = ecsv::ReadOptions::default();
        set(&mut options.limits);
        options
    };
    let text = format!("{HEADER}a,b\n1,\"[1,        2]\"\n{}", "2,\n".repeat(100));
    let cases: [(ecsv::ReadOptions, &str); 5] = [
        (limited(|limits| limits.max_columns = 1), "columns: 2 is beyond the limit of 1"),
        (limited(|limits| limits.max_metadata = 30), "bytes of the header: 31 is beyond the limit of 30"),
        (limited(|limits| limits.max_cell = 4), "arraysize of column `b`: 8 is beyond the limit of 4"),
        (limited(|limits| (limits.max_cell, limits.batch_bytes) = (8, 1)), "bytes of a cell: 9 is beyond the limit of 8"),
        (limited(|limits| (limits.max_row, limits.batch_bytes) = (4, 1)), "bytes of a row: 5 is beyond the limit of 4"),
    ];
    for (options, want) in cases {
        let error = chain(&read_ecsv(text.as_bytes(), options).unwrap_err());
        assert!(error.ends_with(want), "{error}");
    }
    // Nulls of a large fixed shape take much more memory than text: batches stay small all the same.
    let text = format!("{}a,b\n{}", HEADER.replace("float32[2]", "float64[1000]"), "1,\n".repeat(5000));
    let mut reader = ecsv::Reader::try_new(text.as_bytes(), ecsv::ReadOptions::default()).unwrap();
    let mut rows = 0;
    while let Some(batch) = reader.next_batch().unwrap() {
        assert!(batch.num_rows() <= 262, "{} rows", batch.num_rows());
        rows += batch.num_rows();
    }
    assert_eq!(rows, 5000);
}

#[test]
fn files_cut_at_every_byte() {
    let rows = "a,b\n-12,\"[1.5,2.5]\"\n34,\n56,\"[NaN,null]\"\n";
    let text = format!("{HEADER}{rows}");
    let whole = read_ecsv(text.as_bytes(), ecsv::ReadOptions::default()).unwrap();
    assert_eq!(whole.num_rows(), 3);
    let schema = (**whole.schema()).clone();
    for len in 0..text.len() {
        if let Ok(table) = read_ecsv(&text.as_bytes()[..len], ecsv::ReadOptions::default()) {
            // Only a cut inside the last cell or at a row's end can go unseen.
            assert!(len >= HEADER.len() + 3 && table.num_rows() <= 3, "{len}");
        }
    }
    for len in 0..rows.len() {
        let rows = &rows.as_bytes()[..len];
        if read_csv(rows, &schema, csv::ReadOptions::default()).is_ok() {
            assert!(len >= 3 && rows.iter().filter(|byte| **byte == b'"').count() % 2 == 0, "{len}");
        }
    }
}

#[test]
fn a_table_without_columns_is_refused() {
    let schema = Schema::from_fields(Vec::new());
    let csv = csv::Writer::try_new(Vec::new(), &schema, csv::WriteOptions::default()).unwrap_err();
    assert_eq!(chain(&csv), "CSV | a table without columns has no rows that a line of text could hold");
    let ecsv = ecsv::Writer::try_new(Vec::new(), &schema, ecsv::WriteOptions::default()).unwrap_err();
    assert_eq!(chain(&ecsv), "ECSV | a table without columns has no rows that a line of text could hold");
}

#[test]
fn a_million_columns() {
    let names: Vec<String> = (0..1_000_000).map(|place| format!("c{place}")).collect();
    let text = format!("{}\n", names.join(","));
    let error = csv::infer(text.as_bytes(), &csv::ReadOptions::default(), None).unwrap_err();
    assert!(chain(&error).starts_with("CSV, line 1 | a limit is exceeded | columns: "), "{}", chain(&error));
    let text = format!("{}\n", names[..150_000].join(","));
    let mut options = csv::ReadOptions::default();
    options.limits.max_columns = 150_000;
    assert_eq!(csv::infer(text.as_bytes(), &options, None).unwrap().fields.len(), 150_000);
}

#[test]
fn aliases_that_repeat() {
    let mut bomb = "# %ECSV 1.0\n# ---\n# datatype: [{name: a, datatype: int8}]\n# a: &a [x, x, x, x, x, x, x, x]\n".to_owned();
    for (outer, inner) in "bcdefghij".chars().zip("abcdefghi".chars()) {
        let items = vec![format!("*{inner}"); 8].join(", ");
        bomb += &format!("# {outer}: &{outer} [{items}]\n");
    }
    let error = read_ecsv(format!("{bomb}a\n1\n").as_bytes(), ecsv::ReadOptions::default()).unwrap_err();
    let error = chain(&error);
    assert!(
        error.starts_with("ECSV, line 4 | the header is no valid YAML |") && error.ends_with("its aliases repeat too much"),
        "{error}"
    );
}

#[test]
fn a_file_of_another_delimiter_is_told() {
    for (text, delimiter, want) in [
        ("a;b\n1;2\n", b',', Some("';'")),
        ("a\tb\n1\t2\n", b',', Some("'\\t'")),
        ("a,b\n1,2\n", b';', Some("','")),
        ("\"a,b\"\n1\n", b',', None),
        ("a;b,c\n1,2\n", b',', None),
    ] {
        let mut options = csv::ReadOptions::default();
        options.delimiter = delimiter;
        let schema = csv::infer(text.as_bytes(), &options, None).unwrap();
        let mut reader = csv::Reader::try_new(text.as_bytes(), schema.clone(), options.clone()).unwrap();
        Table::collect(&mut reader).unwrap();
        let told: Vec<_> = Box::new(reader).finish().unwrap().warnings.iter().map(ToString::to_string).collect();
        let want = want.map(|found| format!("W-DELIMITER: line 1: there is one column, whose name holds {found}; if that parts the cells, it has to be given as the delimiter"));
        assert_eq!(told.first(), want.as_ref(), "{text:?}");
        options.strict = true;
        assert_eq!(csv::Reader::try_new(text.as_bytes(), schema, options).is_err(), want.is_some(), "{text:?}");
    }
}
