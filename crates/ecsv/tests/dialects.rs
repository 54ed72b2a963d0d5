//! Files as people, spreadsheets and VizieR write them: what is read, what is told of it, and what is refused with a way out.
#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_ecsv::{Error, ValidateOptions, csv, ecsv, validate_csv};
use gaialink_table::{
    Schema, Table, TableReader, TableWriter, Trailer,
    arrow::util::display::{ArrayFormatter, FormatOptions},
};
use std::{error::Error as _, fmt::Write as _, io::BufReader};

/// Names, types and units of the columns, the cells row by row, and the codes of the warnings.
type Read = (String, Vec<String>, Vec<String>);

fn said(table: &Table, warnings: &[gaialink_table::Warning]) -> Read {
    let mut columns = String::new();
    for field in &table.schema().fields {
        let unit = field.unit.as_deref().map_or(String::new(), |unit| format!(" {unit}"));
        write!(columns, "{}: {}{}{unit}; ", field.name, field.datatype, field.arraysize).unwrap();
    }
    let options = FormatOptions::new().with_null("-");
    let mut rows = Vec::new();
    for batch in table.batches() {
        let cells: Vec<_> = batch.columns().iter().map(|column| ArrayFormatter::try_new(column, &options).unwrap()).collect();
        rows.extend(
            (0..batch.num_rows()).map(|row| cells.iter().map(|c| c.value(row).to_string()).collect::<Vec<_>>().join("|")),
        );
    }
    (columns, rows, warnings.iter().map(|warning| format!("{} {}", warning.code, warning.at)).collect())
}

fn read_ecsv(text: &str) -> Result<Read, Error> {
    let mut reader = ecsv::Reader::try_new(text.as_bytes(), ecsv::ReadOptions::default())?;
    let table = Table::collect(&mut reader)?;
    Ok(said(&table, &Box::new(reader).finish()?.warnings))
}

fn read_csv(text: &[u8], options: &csv::ReadOptions, capacity: usize) -> Result<Read, Error> {
    let open = || BufReader::with_capacity(capacity, text);
    let schema = csv::infer(open(), options, None)?;
    let mut reader = csv::Reader::try_new(open(), schema, options.clone())?;
    let table = Table::collect(&mut reader)?;
    Ok(said(&table, &Box::new(reader).finish()?.warnings))
}

fn reason(error: &Error) -> String {
    format!("{error}: {}", error.source().unwrap())
}

fn by(delimiter: u8, comment: Option<u8>) -> csv::ReadOptions {
    let mut options = csv::ReadOptions::default();
    (options.delimiter, options.comment) = (delimiter, comment);
    options
}

const COLUMNS: &str = "# datatype:\n# - {name: a, datatype: int64}\n# - {name: b, datatype: string}\n";

#[test]
fn ecsv_by_hand() {
    let comma = format!("# delimiter: ','\n{COLUMNS}");
    let start = format!("# %ECSV 1.0\n# ---\n{comma}");
    let cases = [
        (format!("# %ECSV 1.0\n{comma}a,b\n1,x\n2,y\n"), ""),
        (format!("#%ECSV 0.9\n#---\n{}a,b\n1,x\n2,y\n", comma.replace("# ", "#")), ""),
        (format!("\u{feff}\n\n # %ECSV 1.0  \n\n#\n# ---  \n\n{comma}\n\na,b\n\n1,x\n\n2,y"), ""),
        (format!("{start}a,b\n1,x\n2,y\n").replace('\n', "\r\n"), ""),
        (format!("{start}a,b\n1,x\n# no row\n2,y\n"), "W-COMMENT line 8"),
        (format!("{start}a, b\t\n1,x\n2,y\n"), "W-NAMES line 7"),
        (format!("{start}\"a\",\"b\"\n 1 ,\"x\"\n+2,y\n"), ""),
        (format!("# %ECSV 1.0\n# ---\n{COLUMNS}a b\n1  x \n 2 y\n"), ""),
        (
            start.replace("int64", "int").replace("string", "<U1") + "a,b\n1,x\n2,y\n",
            "W-DATATYPE column `a`, W-DATATYPE column `b`",
        ),
        (
            start.replace("int64", "i8, unit: ''").replace("string", "str, unit: null, meta: ~") + "a,b\n1,x\n2,y\n",
            "W-DATATYPE column `a`, W-DATATYPE column `b`",
        ),
    ];
    for (text, told) in cases {
        let (columns, rows, warnings) = read_ecsv(&text).unwrap();
        assert_eq!(columns.replace("long ; ", "long; "), "a: long; b: char*; ", "{text}");
        assert_eq!(rows, ["1|x", "2|y"], "{text}");
        assert_eq!(warnings.join(", "), told, "{text}");
    }
    assert_eq!(read_ecsv(&format!("{start}a,b\n")).unwrap().1, [""; 0]);
    let complex = "# %ECSV 1.0\n# datatype: [{name: a, datatype: complex128}]\na\n1\n-2j\n(1.5+2j)\n";
    assert_eq!(read_ecsv(complex).unwrap().1, ["[1.0, 0.0]", "[0.0, -2.0]", "[1.5, 2.0]"]);
}

#[test]
fn ecsv_by_hand_that_is_none() {
    let start = format!("# %ECSV 1.0\n# ---\n# delimiter: ','\n{COLUMNS}");
    let cases = [
        (start.clone(), "ECSV, line 7: the input ends before the line of column names"),
        (format!("{start}1,x\n"), "ECSV, line 7: expected the column names `a`, `b`, found `1`, `x`"),
        (format!("{start}a,b,\n1,x,\n"), "ECSV, line 7: expected the column names `a`, `b`, found `a`, `b`, ``"),
        (format!("{start}a,b\n1,x,\n"), "ECSV, line 8, row 1: expected 2 cells, found 3"),
        (format!("{start}a b\n1 x\n"), "ECSV, line 7: expected the column names `a`, `b`, found `a b`"),
        (
            start.replace("','", "\"\\t\"") + "a\tb\n",
            "ECSV, line 3: the header's `delimiter` is `\t`, expected a blank or a comma",
        ),
        (start.replace("','", "','\n# ---") + "a,b\n", "ECSV, line 3: the header is no valid YAML"),
        (
            format!("{start}a,b\n").replace('\n', "\r"),
            "ECSV, line 1: a carriage return without a line feed; lines must end in a line feed, or in both",
        ),
        (format!("{start}a,b\n1.0,x\n"), "ECSV, line 8, row 1, column `a`: the cell does not fit the column"),
        (format!("{start}a,b\n1_000,x\n"), "ECSV, line 8, row 1, column `a`: the cell does not fit the column"),
    ];
    for (text, want) in cases {
        assert_eq!(reason(&read_ecsv(&text).unwrap_err()), want, "{text}");
    }
}

#[test]
fn what_other_readers_refuse_is_written_anew() {
    for column in ["name: a, datatype: float", "name: a, datatype: float64, unit: ~", "name: a, datatype: float64, meta: null"] {
        let text = format!("# %ECSV 1.0\n#---\n## about\n#datatype: [{{{column}}}]\n#meta: {{k: &x 1, l: *x}}\na\n1.5\n");
        assert_eq!(
            same_header(&text),
            "# %ECSV 1.0\n# ---\n# delimiter: ','\n# # about\n# datatype:\n# - name: a\n#   datatype: float64\n# meta: {k: &x 1, l: *x}\na\n"
        );
    }
    let text = "# %ECSV 1.0\n# ---\n# delimiter: ','\n# datatype: [{name: 1, datatype: int8}]\n# meta: {k: &x 1, l: *x}\n1\n";
    let want = text.replace("[{name: 1, datatype: int8}]", "\n# - name: '1'\n#   datatype: int8").replace(": \n", ":\n");
    assert_eq!(same_header(text), want);
}

/// The header that is written for one that was read and of which nothing was changed.
fn same_header(text: &str) -> String {
    let reader = ecsv::Reader::try_new(text.as_bytes(), ecsv::ReadOptions::default()).unwrap();
    let mut options = ecsv::WriteOptions::default();
    options.header = Some(reader.header().to_owned());
    let mut out = Vec::new();
    let writer = ecsv::Writer::try_new(&mut out, reader.schema(), options).unwrap();
    assert!(Box::new(writer).finish(&Trailer::default()).unwrap().is_empty());
    String::from_utf8(out).unwrap()
}

/// As VizieR writes it, of which the blanks around the numbers are part.
const VIZIER: &str = "#\n#   VizieR Astronomical Server vizier.cds.unistra.fr\n#INFO\tversion=1.1\n#RESOURCE=yCat_1355\n#Name: I/355/gaiadr3\n#Column\tRA\t(F15.11)\tRight ascension\t[ucd=pos.eq.ra]\n#Column\tSource\t(I19)\tThe id\t[ucd=meta.id]\n#Column\tName\t(A6)\t? A name\n\nRA\tSource\tName\tGmag\ndeg\t \t \tmag\n------\t-----------\t------\t----\n 45.01\t 5937083312263887616\t000042\t    \n 45.02\t38655544960\t      \t17.5\n";

#[test]
fn vizier() {
    let want = (
        "RA: double deg; Source: long; Name: char*; Gmag: double mag; ".to_owned(),
        vec!["45.01|5937083312263887616|000042|-".to_owned(), "45.02|38655544960|      |17.5".to_owned()],
        vec!["W-UNITS line 11".to_owned()],
    );
    let crlf = VIZIER.replace('\n', "\r\n");
    let mut bare: String = VIZIER.lines().filter(|line| !line.starts_with('#')).skip(1).map(|line| format!("{line}\n")).collect();
    let cases = [
        (VIZIER.to_owned(), csv::ReadOptions::default()),
        (VIZIER.to_owned(), by(b'\t', Some(b'#'))),
        (crlf, csv::ReadOptions::default()),
        (VIZIER.replace('\t', ";").replace("#Column;", "#Column\t"), csv::ReadOptions::default()),
    ];
    for (text, options) in &cases {
        for capacity in [1, 7, 1 << 16] {
            let found = read_csv(text.as_bytes(), options, capacity).unwrap();
            assert_eq!((found.1, found.2), (want.1.clone(), want.2.clone()), "{text}");
            assert_eq!(found.0.replace("  ", " "), want.0, "{text}");
        }
    }
    // Without the comments the delimiter has to be said.
    let found = read_csv(bare.as_bytes(), &by(b'\t', None), 1 << 16).unwrap();
    assert_eq!((found.0.replace("  ", " "), found.1, found.2), (want.0, want.1, vec!["W-UNITS line 2".to_owned()]));
    bare = bare.replace("------\t", "\t");
    assert_eq!(read_csv(bare.as_bytes(), &by(b'\t', None), 1 << 16).unwrap().1.len(), 4);
    let schema = csv::infer(VIZIER.as_bytes(), &csv::ReadOptions::default(), None).unwrap();
    let described: Vec<_> = schema.fields.iter().map(|field| (field.description.as_deref(), field.ucd.as_deref())).collect();
    let source = (Some("The id"), Some("meta.id"));
    assert_eq!(described, [(Some("Right ascension"), Some("pos.eq.ra")), source, (Some("? A name"), None), (None, None)]);
    let findings = validate_csv(VIZIER.as_bytes(), &schema, &ValidateOptions::default()).unwrap();
    assert_eq!(findings.iter().map(|finding| finding.code.as_str()).collect::<Vec<_>>(), ["W-UNITS"]);
}

#[test]
fn lines_behind_those_of_units_keep_their_numbers() {
    let text = format!("{VIZIER}45.03\t1\n");
    let error = read_csv(text.as_bytes(), &csv::ReadOptions::default(), 9).unwrap_err();
    assert_eq!(reason(&error), "CSV, line 15, row 3: expected 4 cells, found 2");
    let mut options = csv::ReadOptions::default();
    options.infer_rows = csv::InferRows::First(1);
    let text = VIZIER.replace("17.5", "17,5").replace("    \n", "17\n");
    let error = read_csv(text.as_bytes(), &options, 9).unwrap_err();
    let want = "CSV, line 14, row 2, column `Gmag`: `17,5` is no long, which the first 1 rows let expect; infer the types from all rows (`--infer-rows all`)";
    assert_eq!(reason(&error), want);
    options.strict = true;
    let error = reason(&read_csv(VIZIER.as_bytes(), &options, 9).unwrap_err());
    assert!(error.contains("this line and the dashes below are read as the units of the columns"), "{error}");
}

#[test]
fn dashes_that_are_rows() {
    let options = csv::ReadOptions::default;
    let cases = [
        ("a,b\nx,y\n---,---\n", options(), 2),
        ("a\nx\n---\n", options(), 2),
        ("a\nx\n---\n", by(b';', None), 2),
        ("a;b\nx;y\n--;--\n", by(b';', None), 2),
        ("a;b\nx;y\n---;\n", by(b';', None), 2),
        ("a;b\nx;y\n\"---\";---\n", by(b';', None), 2),
        ("a;b\nx;y\n---;---\n", by(b';', None), 0),
    ];
    for (text, options, rows) in cases {
        assert_eq!(read_csv(text.as_bytes(), &options, 3).unwrap().1.len(), rows, "{text}");
    }
}

#[test]
fn separators_of_excel() {
    let rows = |text: &str, options: &csv::ReadOptions| read_csv(text.as_bytes(), options, 2).map(|read| read.1);
    for (text, want) in [
        ("sep=;\r\na;b\r\n1;2,5\r\n", "1|2,5"),
        ("\u{feff}sep=;\na;b\n1;2\n", "1|2"),
        ("sep=\t\na\tb\n1\t2\n", "1|2"),
        ("sep=,\na,b\n1,2\n", "1|2"),
    ] {
        assert_eq!(rows(text, &csv::ReadOptions::default()).unwrap(), [want], "{text}");
    }
    let error = rows("sep=;\na;b\n1\n", &csv::ReadOptions::default()).unwrap_err();
    assert_eq!(reason(&error), "CSV, line 3, row 1: expected 2 cells, found 1");
    let error = rows("sep=1\na1b\n", &csv::ReadOptions::default()).unwrap_err();
    assert!(reason(&error).contains("`1` cannot part cells"), "{}", reason(&error));
}

#[test]
fn rows_that_another_option_would_read() {
    let cases = [
        (
            "a;b\n1;2,5\n",
            "CSV, line 2, row 1: expected 1 cells, found 2; if `;` parts the cells, that has to be said (`--delimiter ';'`)",
        ),
        (
            "a\tb\n1,5\t2\n",
            "CSV, line 2, row 1: expected 1 cells, found 2; if tabs part the cells, that has to be said (`--delimiter tab`)",
        ),
        (
            "a,b,c\n1|2|3\n",
            "CSV, line 2, row 1: expected 3 cells, found 1; if `|` parts the cells, that has to be said (`--delimiter '|'`)",
        ),
        ("a,b,c\n1|2\n", "CSV, line 2, row 1: expected 3 cells, found 1"),
        (
            "# about\na,b\n1,2\n",
            "CSV, line 2, row 1: expected 1 cells, found 2; if lines with `#` are comments, that has to be said (`--comment '#'`)",
        ),
        (
            "a,b\n1,2\n# the end\n",
            "CSV, line 3, row 2: expected 2 cells, found 1; if lines with `#` are comments, that has to be said (`--comment '#'`)",
        ),
    ];
    for (text, want) in cases {
        let error = read_csv(text.as_bytes(), &csv::ReadOptions::default(), 5).unwrap_err();
        assert_eq!(reason(&error), want, "{text}");
    }
    let error = read_csv(b"a;b\n1;2;3,4\n", &by(b';', None), 5).unwrap_err();
    assert_eq!(reason(&error), "CSV, line 2, row 1: expected 2 cells, found 3");
}

#[test]
fn resolved_schemas_stay_as_they_are() {
    struct Known(Schema);
    impl csv::SchemaResolver for Known {
        fn resolve(&self, _: &[&str]) -> Option<Schema> {
            Some(self.0.clone())
        }
    }
    let schema = csv::infer(&b"RA,Source,Name,Gmag\n1,2,3,4\n"[..], &csv::ReadOptions::default(), None).unwrap();
    let found = csv::infer(VIZIER.as_bytes(), &csv::ReadOptions::default(), Some(&Known(schema.clone()))).unwrap();
    assert_eq!(found, schema);
}
