//! Documents as services and programs write them, though not the standard.

use crate::cases::{self, Found, joined};
use gaialink_table::TableReader;
use gaialink_votable::{Error, ErrorKind, ReadOptions, Reader, ValidateOptions, list, validate};
use std::io::BufReader;

fn read(document: &str) -> Result<Found, Error> {
    cases::read(document.as_bytes(), ReadOptions::default())
}

/// What strict reading says.
fn refused(document: &str) -> String {
    let mut options = ReadOptions::default();
    options.strict = true;
    cases::read(document.as_bytes(), options).unwrap_err().kind().to_string()
}

fn codes(document: &str) -> Vec<String> {
    let findings = validate(document.as_bytes(), &ValidateOptions::default()).unwrap();
    findings.into_iter().map(|finding| finding.code).collect()
}

#[test]
fn strings_longer_than_declared_are_kept_whole() {
    let document = "<VOTABLE version='1.4'><RESOURCE><TABLE><FIELD name='a' datatype='char' arraysize='3'/><FIELD name='b' datatype='char'/><DATA><TABLEDATA>\
        <TR><TD>abc</TD><TD>x</TD></TR><TR><TD>abcde</TD><TD>VLA</TD></TR><TR><TD>abcd</TD><TD></TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>";
    let (rows, warnings) = read(document).unwrap();
    assert_eq!(rows.concat(), ["abc", "x", "abcde", "VLA", "abcd", ""]);
    let want = [
        "W-LENGTH: 2 strings of up to 5 characters in an arraysize of 3 are kept whole",
        "W-LENGTH: a string of 3 characters in an arraysize of 1 is kept whole",
    ];
    assert_eq!(warnings, want);
    assert_eq!(refused(document), want.first().unwrap().to_string());
}

#[test]
fn prefixes_that_nothing_declares() {
    let table = "<TABLE><v:FIELD name='a' datatype='int'/><v:FIELD name='b' datatype='int'/><v:other/><DATA><TABLEDATA><TR><TD>1</TD><TD>2</TD></TR></TABLEDATA></DATA></TABLE>";
    let document = |attributes: &str| format!("<VOTABLE version='1.4' {attributes}><RESOURCE>{table}</RESOURCE></VOTABLE>");
    let (rows, warnings) = read(&document("")).unwrap();
    assert_eq!(rows.concat(), ["1", "2"]);
    let want = "W-NAMESPACE: the prefix of v:FIELD is not declared, it is taken for VOTable's";
    assert_eq!((warnings, refused(&document(""))), (vec![want.to_owned()], want.to_owned()));
    assert!(codes(&document("")).iter().any(|code| code == "W-NAMESPACE"));
    // Declared for something else, it is that.
    let (rows, _) = read(&document("xmlns:v='http://www.ivoa.net/xml/STC/v1.30'")).unwrap();
    assert_eq!(rows, [Vec::<String>::new()]);
}

#[test]
fn entities_that_a_dtd_elsewhere_may_define() {
    let body = |cell: &str| {
        format!(
            "<VOTABLE version='1.0'><RESOURCE name='x&nbsp;y'><DESCRIPTION>a&nbsp;b</DESCRIPTION><TABLE><FIELD name='a' datatype='char' arraysize='*'/><DATA><TABLEDATA><TR><TD>{cell}</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>"
        )
    };
    let warning = "W-ENTITY: the entity `&nbsp;` is not defined in the document, and what its DTD has of it is left out";
    let doctype = "<!DOCTYPE VOTABLE SYSTEM 'http://us-vo.org/xml/VOTable.dtd'>";
    let document = format!("{doctype}{}", body("1&nbsp;2&amp;"));
    let (rows, warnings) = read(&document).unwrap();
    assert_eq!(rows.concat(), ["12&"]);
    assert_eq!(warnings, [warning; 3]);
    assert_eq!(refused(&document), warning);
    assert!(codes(&document).iter().filter(|code| *code == "E-ENTITY").count() == 3);
    // Without a DTD elsewhere, the document is not well-formed; nor where it gives the entity itself as something long.
    for start in ["", "<!DOCTYPE VOTABLE>", "<!DOCTYPE VOTABLE SYSTEM 'v.dtd' [<!ENTITY nbsp '<b/>'>]>"] {
        assert!(read(&format!("{start}{}", body("1"))).is_err(), "{start}");
    }
}

#[test]
fn what_the_service_said_of_its_failure() {
    let cases = [
        "<RESOURCE type='results'><INFO name='QUERY_STATUS' value='ERROR'> no such table </INFO></RESOURCE>",
        "<INFO name='Error' value='no such table'/>",
        "<INFO ID='Error' name='x' value='no such table'/>",
        "<RESOURCE><PARAM name='Error' datatype='char' arraysize='*' value=' no such table'/></RESOURCE>",
        "<DEFINITIONS><PARAM ID='Error' name='a' datatype='char' arraysize='*' value='no such table'/></DEFINITIONS>",
        "<RESOURCE><PARAM name='Error' value='no such table'/></RESOURCE>",
    ];
    for content in cases {
        let error = read(&format!("<VOTABLE version='1.1'>{content}</VOTABLE>")).unwrap_err();
        let want = "no TABLE at all in the document, which has 0 of them; the service reported: no such table";
        assert_eq!(error.kind().to_string(), want, "{content}");
    }
}

#[test]
fn a_failure_behind_the_rows() {
    let document = "<VOTABLE version='1.4'><RESOURCE type='results'><INFO name='QUERY_STATUS' value='OK'/><TABLE><FIELD name='a' datatype='int'/><DATA><TABLEDATA><TR><TD>1</TD></TR></TABLEDATA></DATA></TABLE><INFO name='QUERY_STATUS' value='ERROR'>Job aborted.</INFO></RESOURCE></VOTABLE>";
    let (rows, warnings) = read(document).unwrap();
    assert_eq!(
        (rows.concat(), warnings),
        (vec!["1".to_owned()], vec!["W-SERVICE: the service reported an error: Job aborted.".to_owned()])
    );
    assert_eq!(refused(document), "W-SERVICE: the service reported an error: Job aborted.");
    assert_eq!(list(document.as_bytes(), &ReadOptions::default()).unwrap().len(), 1);
}

#[test]
fn rows_that_the_service_left_out() {
    let document = |infos: &str| {
        format!(
            "<VOTABLE version='1.4'><RESOURCE type='results'><TABLE><FIELD name='a' datatype='int'/><DATA><TABLEDATA><TR><TD>1</TD></TR></TABLEDATA></DATA></TABLE>{infos}</RESOURCE></VOTABLE>"
        )
    };
    let note = "N-OVERFLOW: the service left out rows (QUERY_STATUS OVERFLOW)";
    let cases = [
        ("<INFO name='QUERY_STATUS' value='OVERFLOW'/>", vec![note.to_owned()]),
        ("<INFO name='QUERY_STATUS' value='OVERFLOW'> MAXREC </INFO>", vec![format!("{note}: MAXREC")]),
        ("<INFO name='QUERY_STATUS' value='OVERFLOW'/><INFO name='QUERY_STATUS' value='OVERFLOW'/>", vec![note.to_owned()]),
        ("<INFO name='QUERY_STATUS' value='OK'/>", vec![]),
    ];
    for (infos, want) in cases {
        let mut options = ReadOptions::default();
        options.strict = true;
        let (rows, warnings) = cases::read(document(infos).as_bytes(), options).unwrap();
        assert_eq!((rows.concat(), warnings), (vec!["1".to_owned()], want));
    }
}

/// Documents as they arrive, in a file that astropy and STILTS are asked about too: what is before and behind them, what their
/// root says, what their columns are called; and what is no VOTable, or no XML.
#[test]
fn documents_as_they_arrive() {
    let (mut good, mut bad) = (0, 0);
    for case in cases::cases(include_str!("../data/odd.jsonl")) {
        match (read(&case.document), case.rows) {
            (Ok((rows, warnings)), Some(want)) => {
                good += 1;
                let found: Vec<_> = warnings.iter().filter_map(|warning| warning.split(':').next()).collect();
                assert_eq!((joined(&rows), found), (want, case.warnings.iter().map(String::as_str).collect()), "{}", case.name);
            }
            (Err(error), None) => {
                bad += 1;
                assert_eq!(Some(error.kind().to_string()), case.error, "{}", case.name);
            }
            (other, _) => panic!("{}: {other:?}", case.name),
        }
    }
    assert_eq!((good, bad), (26, 8));
}

#[test]
fn cells_in_small_letters() {
    let document = |cells: &str| {
        format!(
            "<VOTABLE version='1.4'><RESOURCE><TABLE><FIELD name='a' datatype='int'/><FIELD name='b' datatype='int'/><DATA><TABLEDATA><TR>{cells}</TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>"
        )
    };
    let warning = "W-ELEMENT: the element td is read as TD";
    for cells in ["<td>1</td><td>2</td>", "<TD>1</TD><td>2</td>", "<v:td>1</v:td><TD>2</TD>"] {
        let (rows, warnings) = read(&document(cells)).unwrap();
        assert_eq!((rows.concat(), warnings), (vec!["1".to_owned(), "2".to_owned()], vec![warning.to_owned()]), "{cells}");
        assert_eq!(refused(&document(cells)), "expected TD, found td", "{cells}");
    }
    assert_eq!(read(&document("<td>1</td>")).unwrap_err().kind().to_string(), "expected 2 TD elements, found 1");
}

#[test]
fn a_fits_without_a_stream_has_nothing_to_read() {
    let document = "<VOTABLE><RESOURCE><TABLE><FIELD name='a' datatype='int'/><DATA><FITS/></DATA></TABLE></RESOURCE></VOTABLE>";
    assert_eq!(read(document).unwrap_err().kind().to_string(), "expected a STREAM, found the end of FITS");
}

#[test]
fn bytes_around_the_rows_that_are_no_utf8_are_latin1() {
    let document = b"<?xml version='1.0' encoding='UTF-8'?><VOTABLE><DESCRIPTION>caf\xe9 \xc3\xa9</DESCRIPTION><RESOURCE><TABLE name='\xb5'><FIELD name='\xc5' datatype='char' arraysize='*'/><DATA><TABLEDATA><TR><TD>\xe9</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE><INFO name='\xd8' value='x'/></VOTABLE>";
    for capacity in [1, 2, 7, 1000] {
        let mut reader = Reader::try_new(BufReader::with_capacity(capacity, &document[..]), ReadOptions::default()).unwrap();
        assert_eq!(reader.schema().scopes[0].description.as_deref(), Some("caf\u{e9} \u{e9}"));
        assert_eq!((reader.schema().name.as_deref(), reader.schema().fields[0].name.as_str()), (Some("\u{b5}"), "\u{c5}"));
        assert_eq!(reader.next_batch().unwrap().unwrap().num_rows(), 1);
        assert!(reader.next_batch().unwrap().is_none());
        let trailer = Box::new(reader).finish().unwrap();
        assert_eq!(trailer.infos[0].name.as_deref(), Some("\u{d8}"));
        let told: Vec<_> = trailer.warnings.iter().map(|w| (w.code.as_str(), w.at.byte, w.at.row)).collect();
        assert_eq!(told[..], [("W-LATIN1", None, Some(1)), ("W-LATIN1", Some(63), None)], "{capacity}");
    }
    let mut strict = ReadOptions::default();
    strict.strict = true;
    let reader = Reader::try_new(&document[..], strict.clone()).and_then(|mut reader| {
        while reader.next_batch()?.is_some() {}
        Box::new(reader).finish()
    });
    assert!(matches!(reader.unwrap_err().kind(), ErrorKind::Strict { .. }));
}
