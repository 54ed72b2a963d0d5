//! Rows that stand where none belong, and cells that are no TD.

#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_table::{Table, TableReader, arrow::util::display::array_value_to_string};
use gaialink_votable::{DocumentReader, Error, Part, ReadOptions, Reader, list};
use std::io::BufReader;

/// The rows, with `|` between the cells, and the warnings.
fn read(document: &str, strict: bool, step: usize) -> Result<(Vec<String>, Vec<String>), Error> {
    let mut options = ReadOptions::default();
    options.strict = strict;
    let mut reader = Reader::try_new(BufReader::with_capacity(step, document.as_bytes()), options)?;
    let table = Table::collect(&mut reader)?;
    let mut rows = Vec::new();
    for batch in table.batches() {
        let cells = |row| batch.columns().iter().map(move |column| array_value_to_string(column, row).unwrap());
        rows.extend((0..batch.num_rows()).map(|row| cells(row).collect::<Vec<_>>().join("|")));
    }
    let warnings = Box::new(reader).finish()?.warnings;
    Ok((rows, warnings.iter().map(|warning| format!("{}: {}", warning.code, warning.message)).collect()))
}

fn document(content: &str) -> String {
    let fields = "<FIELD name='a' datatype='int'/><FIELD name='b' datatype='char' arraysize='*'/>";
    format!(
        "<VOTABLE version='1.4'><RESOURCE><TABLE>{fields}{content}</TABLE><TABLE name='next'><FIELD name='c' datatype='int'/></TABLE></RESOURCE></VOTABLE>"
    )
}

const IN_DATA: &str = "W-ELEMENT: TR stands in the DATA without TABLEDATA";
const IN_TABLE: &str = "W-ELEMENT: TR stands in the TABLE without TABLEDATA";
const HEADING: &str = "W-ELEMENT: the element TH among the rows is left out";
const NULLS: &str = "W-ROW: a row of TH alone is read as nulls";

#[test]
fn is_read_with_warnings() {
    let one = "<TR><TD>1</TD><TD>x</TD></TR>";
    let cases: [(String, &[&str], &[&str]); 11] = [
        (format!("<DATA>{one}\n<TR><TD>2</TD><TD><![CDATA[<&]]>&gt;</TD></TR></DATA>"), &["1|x", "2|<&>"], &[IN_DATA]),
        (format!("{one}<TR><TD/><TD/></TR>"), &["1|x", "|"], &[IN_TABLE]),
        (format!("<DATA>{one}<!-- c --><TABLEDATA>{one}</TABLEDATA></DATA>"), &["1|x", "1|x"], &[IN_DATA]),
        (
            format!("<DATA>{one}<LINK/>{one}<TABLEDATA/></DATA>"),
            &["1|x", "1|x"],
            &[
                IN_DATA,
                "W-ELEMENT: the element LINK among the rows is left out",
                "W-ELEMENT: the element TABLEDATA among the rows is left out",
            ],
        ),
        (format!("<DATA>{one} text {one}</DATA>"), &["1|x", "1|x"], &[IN_DATA, "W-TEXT: characters inside DATA are passed over"]),
        (
            "<DATA><TR><TD>7</TD><TD>x</TD><TD>8</TD></TR></DATA>".to_owned(),
            &["7|x"],
            &[IN_DATA, "W-ROW: expected 2 TD elements, found 3; the others are left out"],
        ),
        (format!("<DATA><TABLEDATA><TR><TH>a</TH><TH>b</TH></TR>{one}</TABLEDATA></DATA>"), &["|", "1|x"], &[HEADING, NULLS]),
        (format!("<DATA><TABLEDATA>{one}<TR><TH/></TR>{one}</TABLEDATA></DATA>"), &["1|x", "|", "1|x"], &[HEADING, NULLS]),
        ("<DATA><TABLEDATA><TR><TH>7</TH><TD>1</TD><TD>x</TD></TR></TABLEDATA></DATA>".to_owned(), &["1|x"], &[HEADING]),
        (
            "<DATA><TABLEDATA><TR><TD>1</TD><TH>y</TH><TD>x</TD><TD/></TR></TABLEDATA></DATA>".to_owned(),
            &["1|x"],
            &[HEADING, "W-ROW: expected 2 TD elements, found 3; the others are left out"],
        ),
        ("<DATA><TR><TH>a</TH></TR></DATA>".to_owned(), &["|"], &[IN_DATA, HEADING, NULLS]),
    ];
    let more = "N-TABLES: ";
    for (content, want, odd) in cases {
        let document = document(&content);
        for step in [1, 2, 3, 64, 1 << 20] {
            let (rows, mut warnings) = read(&document, false, step).unwrap();
            warnings.retain(|warning| !warning.starts_with(more));
            assert_eq!(
                (rows, warnings),
                (want.iter().map(|row| (*row).to_owned()).collect(), odd.iter().map(|w| (*w).to_owned()).collect()),
                "{content}, {step} bytes at once"
            );
        }
        assert!(read(&document, true, 64).is_err(), "{content}");
        assert_eq!(list(document.as_bytes(), &ReadOptions::default()).unwrap().len(), 2, "{content}");
    }
}

#[test]
fn is_an_error_with_its_place() {
    let cases = [
        // Which cell is missing is not known where there is one.
        ("<DATA><TABLEDATA>\n<TR><TH>7</TH><TD>x</TD></TR></TABLEDATA></DATA>", "line 2", "expected 2 TD elements, found 1"),
        ("<DATA><TABLEDATA><TR></TR></TABLEDATA></DATA>", "line 1", "expected 2 TD elements, found 0"),
        ("<DATA>\n<TR><TD>1</TD><TD/></TR>\n\n<TR><TD/></TR></DATA>", "line 4", "expected 2 TD elements, found 1"),
        ("<DATA><TR><TR><TD>1</TD><TD/></TR></TR></DATA>", "line 1", "expected TD, found TR"),
        ("<DATA><TD>1</TD><TD>x</TD></DATA>", "line 1", "a TABLE whose rows are in TD cannot be handled"),
    ];
    for (content, place, want) in cases {
        let error = read(&document(content), false, 64).unwrap_err();
        assert_eq!(error.kind().to_string(), want, "{content}");
        assert!(error.to_string().contains(&format!("{place}, ")), "{error}: {content}");
    }
}

#[test]
fn whole_documents_have_them_too() {
    let row = "<TR><TD>1</TD><TD>x</TD></TR>";
    for content in [format!("<DATA>{row}{row}</DATA>"), format!("{row}{row}")] {
        for is_asked in [false, true] {
            let document = document(&content);
            let mut reader = DocumentReader::try_new(document.as_bytes(), ReadOptions::default()).unwrap();
            let (mut rows, mut parts) = (0, Vec::new());
            while let Some(part) = reader.next_part().unwrap() {
                let has_rows = matches!(part, Part::Table { .. }) && is_asked;
                while let Some(batch) = if has_rows { reader.next_batch().unwrap() } else { None } {
                    rows += batch.num_rows();
                }
                parts.push(part);
            }
            assert_eq!((parts.len(), rows), (8, if is_asked { 2 } else { 0 }), "{parts:?}");
        }
    }
}
