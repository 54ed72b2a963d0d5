//! Documents that want to do harm: each is a clear error, and soon.

#![expect(clippy::indexing_slicing, reason = "tests")]

use gaialink_table::TableReader;
use gaialink_votable::{Error, ErrorKind, ReadOptions, Reader, list};
use std::io::{BufRead, BufReader, Read};

fn read_from<R: BufRead + Send>(input: R, options: ReadOptions) -> Result<u64, Error> {
    let mut reader = Reader::try_new(input, options)?;
    let mut rows = 0;
    while let Some(batch) = reader.next_batch()? {
        rows += batch.num_rows() as u64;
    }
    Box::new(reader).finish()?;
    Ok(rows)
}

fn read(document: &str) -> Result<u64, Error> {
    read_from(document.as_bytes(), ReadOptions::default())
}

fn read_strictly(document: &str) -> Result<u64, Error> {
    let mut options = ReadOptions::default();
    options.strict = true;
    read_from(document.as_bytes(), options)
}

/// The messages of an error and its causes.
fn chain(error: &Error) -> String {
    let causes = std::iter::successors(Some(error as &dyn std::error::Error), |e| e.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

fn table(field: &str, data: &str) -> String {
    format!("<VOTABLE><RESOURCE><TABLE>{field}<DATA>{data}</DATA></TABLE></RESOURCE></VOTABLE>")
}

#[test]
fn what_is_no_votable_says_what_it_is() {
    let cases = [
        ("", "expected a VOTABLE element, found nothing"),
        ("   ", "expected a VOTABLE element, found nothing"),
        ("hello", "expected a VOTABLE element, found characters"),
        ("<html><body/></html>", "expected a VOTABLE element, found a web page (the element html)"),
        ("<?xml version='1.0'?><!-- c -->", "expected a VOTABLE element, found nothing"),
        ("<VOTABLE/>", "no TABLE at all in the document, which has 0 of them"),
        ("<VOTABLE></VOTABLES>", "the document is not well-formed XML"),
        ("<VOTABLE><RESOURCE></VOTABLE>", "the document is not well-formed XML"),
        ("<VOTABLE a='1' a='2'/>", "the document is not well-formed XML"),
        ("<VOTABLE><RESOURCE/></VOTABLE><RESOURCE/>", "no TABLE at all in the document, which has 0 of them"),
        ("<feed><entry/></feed>", "expected a VOTABLE element, found the element feed"),
        ("<feed><entry></feed>", "expected a VOTABLE element, found the element feed"),
        (
            "<VOTABLE><RESOURCE><INFO name='QUERY_STATUS' value='ERROR'>no column x</INFO></RESOURCE></VOTABLE>",
            "no TABLE at all in the document, which has 0 of them; the service reported: no column x",
        ),
        (
            "<VOTABLE><INFO name='Error' value='no service'/></VOTABLE>",
            "no TABLE at all in the document, which has 0 of them; the service reported: no service",
        ),
        ("<VOTABLE><INFO name='&x;'/></VOTABLE>", "the entity `&x;` is not defined"),
        ("<VOTABLE><DESCRIPTION>&x;</DESCRIPTION></VOTABLE>", "the entity `&x;` is not defined"),
        ("<VOTABLE", "the document ends inside "),
        ("<VOTABLE><RESOURCE>", "the document ends inside VOTABLE/RESOURCE"),
    ];
    for (document, want) in cases {
        assert_eq!(read(document).unwrap_err().kind().to_string(), want, "{document:?}");
    }
    for bytes in [&b"\x00\x00\x00\x00"[..], b"\x1f\x8b\x08\x00", b"\xff\xfe", b"SIMPLE  =                    T", b"\xef\xbb\xbf"]
    {
        assert!(read_from(bytes, ReadOptions::default()).is_err(), "{bytes:?}");
    }
}

#[test]
fn wrong_attributes() {
    let cases = [
        ("<FIELD name='a' datatype='integer'/>", "W-DATATYPE: FIELD `a`: `integer` is no datatype; expected "),
        ("<FIELD name='a' datatype='int' arraysize='x'/>", "W-ARRAYSIZE: FIELD `a`: `x` is no arraysize; expected "),
        ("<GROUP><FIELDref/></GROUP>", "W-ELEMENT: a FIELDref without a ref is left out"),
    ];
    for (field, want) in cases {
        let document = table(field, "<TABLEDATA/>");
        assert_eq!(read(&document).unwrap(), 0, "{field}");
        let found = read_strictly(&document).unwrap_err().kind().to_string();
        assert!(found.starts_with(want), "{found}");
    }
    // Packed cells of an unknown type have no known length.
    let stream = "<BINARY><STREAM encoding='base64'>AAAAAQ==</STREAM></BINARY>";
    let found = read(&table("<FIELD name='a' datatype='integer'/>", stream)).unwrap_err().kind().to_string();
    assert_eq!(found, "packed rows with FIELD `a` of the datatype `integer` cannot be handled");
}

#[test]
fn entities_do_not_explode() {
    let bomb = "<!DOCTYPE VOTABLE [<!ENTITY s 'aaaaaaaaaa'><!ENTITY l '&s;&s;&s;&s;&s;&s;&s;&s;'><!ENTITY a '&l;&l;'><!ENTITY b '&a;&a;'>\
        <!ENTITY c SYSTEM 'file:///etc/passwd'>]>";
    for entity in ["a", "b", "c"] {
        for place in ["<DESCRIPTION>@</DESCRIPTION>", "<INFO name='@' value=''/>", "<PARAM name='x' datatype='int' value='@'/>"] {
            let document = format!("{bomb}<VOTABLE>{}</VOTABLE>", place.replace('@', &format!("&{entity};")));
            let error = read(&document).unwrap_err();
            assert!(matches!(error.kind(), ErrorKind::Entity { name } if name == entity), "{error:?}");
        }
        let rows = table(
            "<FIELD name='a' datatype='char' arraysize='*'/>",
            &format!("<TABLEDATA><TR><TD>&{entity};</TD></TR></TABLEDATA>"),
        );
        let error = read(&format!("{bomb}{rows}")).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Entity { name } if name == entity), "{error:?}");
    }
}

#[test]
fn what_entities_stand_for_counts_as_metadata() {
    let head = format!("<!DOCTYPE VOTABLE [<!ENTITY a '{}'>]><VOTABLE>", "x".repeat(100));
    let mut options = ReadOptions::default();
    options.limits.max_metadata = 5_000;
    for piece in ["<INFO name='a' value='&a;'/>", "<DESCRIPTION>&a;</DESCRIPTION>"] {
        let document = format!("{head}{}</VOTABLE>", piece.repeat(100));
        assert!(document.len() < 5_000);
        let error = read_from(document.as_bytes(), options.clone()).unwrap_err();
        assert!(chain(&error).ends_with("metadata of the document: 5001 is beyond the limit of 5000"), "{}", chain(&error));
    }
}

#[test]
fn deep_nesting_ends_at_the_limit() {
    let deep = |name: &str| format!("<{name}>").repeat(100_000);
    for name in ["RESOURCE", "GROUP", "x", "DESCRIPTION", "TABLE", "INFO"] {
        let document = format!("<VOTABLE><RESOURCE>{}", deep(name));
        assert!(chain(&read(&document).unwrap_err()).ends_with("depth of elements: 257 is beyond the limit of 256"), "{name}");
        let mut options = ReadOptions::default();
        options.limits.max_depth = u64::MAX;
        let error = read_from(document.as_bytes(), options).unwrap_err();
        assert!(chain(&error).ends_with("depth of elements: 1001 is beyond the limit of 1000"), "{name}");
    }
    let options = format!("<FIELD name='a' datatype='int'><VALUES>{}", "<OPTION value='1'>".repeat(100_000));
    assert!(chain(&read(&table(&options, "")).unwrap_err()).contains("depth of elements"));
}

#[test]
fn claims_are_checked_before_they_are_believed() {
    let field = |datatype: &str, size: &str| format!("<FIELD name='a' datatype='{datatype}' arraysize='{size}'/>");
    let binary = |stream: &str| format!("<BINARY><STREAM encoding='base64'>{stream}</STREAM></BINARY>");
    let cases = [
        (field("double", "1000000000000"), binary("AAAA")),
        (field("double", "1000000000000"), "<TABLEDATA><TR><TD>1</TD></TR></TABLEDATA>".to_owned()),
        (field("char", "1000000000000"), binary("AAAA")),
        (field("int", "99999999x99999999x99999999"), binary("AAAA")),
        (field("int", "99999999x99999999x99999999"), "<TABLEDATA><TR><TD>1</TD></TR></TABLEDATA>".to_owned()),
        // A count of 2 147 483 647 elements, then nothing.
        (field("double", "*"), binary("f////w==")),
        (field("double", "*"), binary("/////w==")),
        (field("char", "*"), binary("f////w==")),
    ];
    for (field, data) in cases {
        let error = read(&table(&field, &data)).unwrap_err();
        assert!(!chain(&error).is_empty(), "{field} {data}");
    }
    // As many bits are within the limits: a row that is cut.
    assert_eq!(read(&table(&field("bit", "*"), &binary("f////w=="))).unwrap(), 0);
}

#[test]
fn columns_have_a_limit() {
    let mut options = ReadOptions::default();
    options.limits.max_columns = 3;
    let document = table(&"<FIELD name='a' datatype='int'/>".repeat(4), "");
    let error = read_from(document.as_bytes(), options).unwrap_err();
    assert!(chain(&error).ends_with("columns of the table: 4 is beyond the limit of 3"));
}

/// The same bytes for ever, behind a start.
fn endless(start: &'static str, again: &'static str) -> impl BufRead + Send {
    let repeated = std::iter::repeat_n(again, 1 << 20).collect::<String>();
    BufReader::new(start.as_bytes().chain(Forever { text: repeated.into_bytes(), at: 0 }))
}

struct Forever {
    text: Vec<u8>,
    at: usize,
}

impl Read for Forever {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        let rest = &self.text[self.at..];
        let taken = rest.len().min(buf.len());
        buf[..taken].copy_from_slice(&rest[..taken]);
        self.at = (self.at + taken) % self.text.len();
        Ok(taken)
    }
}

#[test]
fn endless_documents_end_at_a_limit() {
    let starts = [
        ("<VOTABLE><!-- ", "x"),
        ("<VOTABLE><DESCRIPTION>", "x"),
        ("<VOTABLE>", "<INFO name='a' value='b'/>"),
        ("<VOTABLE>", "<RESOURCE/>"),
        ("<VOTABLE a='", "x"),
        ("<VOTABLE", "x"),
        ("<!DOCTYPE VOTABLE [", "x"),
        ("<VOTABLE><RESOURCE><TABLE>", "<TABLE>"),
        ("<VOTABLE><RESOURCE>", "<TABLE/>"),
        ("<VOTABLE><RESOURCE><TABLE>", "<PARAM name='a' datatype='int' value='1'/>"),
        ("<VOTABLE><RESOURCE><TABLE><DATA><TABLEDATA>", "<TR"),
        ("<VOTABLE><RESOURCE><TABLE><DATA><TABLEDATA><!--", "x"),
        ("<VOTABLE><RESOURCE><TABLE><DATA><TABLEDATA>", " "),
        (
            "<VOTABLE><RESOURCE><TABLE><FIELD name='a' datatype='double' arraysize='*'/><DATA><BINARY><STREAM encoding='base64'>",
            "f",
        ),
        ("<VOTABLE><RESOURCE><TABLE><DATA><BINARY><STREAM encoding='base64'><![CDATA[", "A"),
    ];
    for (start, again) in starts {
        let mut options = ReadOptions::default();
        options.limits.max_metadata = 1 << 16;
        options.limits.max_row = 1 << 16;
        options.limits.max_cell = 1 << 16;
        options.limits.batch_bytes = 1 << 12;
        let error = read_from(endless(start, again), options.clone()).unwrap_err();
        assert!(chain(&error).contains("limit of"), "{start}{again}…: {}", chain(&error));
        if !start.contains("STREAM") {
            assert!(list(endless(start, again), &options).is_err(), "{start}{again}…");
        }
    }
}

#[test]
fn a_table_in_a_large_surrounding_is_not_copied_without_end() {
    let around = "<INFO name='a' value='b'/>".repeat(1000);
    let document = format!("<VOTABLE><RESOURCE>{around}{}</RESOURCE></VOTABLE>", "<TABLE/>".repeat(1000));
    let mut options = ReadOptions::default();
    options.limits.max_metadata = 1 << 20;
    let error = list(document.as_bytes(), &options).unwrap_err();
    assert!(chain(&error).contains("metadata around all tables"), "{}", chain(&error));
    assert_eq!(list(document.as_bytes(), &ReadOptions::default()).unwrap().len(), 1000);
}

#[test]
fn every_changed_byte_is_survived() {
    let document = table(
        "<FIELD name='a' datatype='int'><VALUES null='1'/></FIELD><FIELD name='b' datatype='char' arraysize='2x*'/>",
        "<TABLEDATA><TR><TD>1</TD><TD>abcd</TD></TR><TR><TD/><TD><![CDATA[x]]></TD></TR></TABLEDATA>",
    );
    let binary = table(
        "<FIELD name='a' datatype='short' arraysize='*'/><FIELD name='b' datatype='bit'/>",
        "<BINARY2><STREAM encoding='base64'>AAAAAAEAAgAAAAAAAYA=</STREAM></BINARY2>",
    );
    for document in [document, binary] {
        for at in 0..document.len() {
            for byte in [b'<', b'>', b'/', b'&', b'"', b'\'', b'!', b'A', b'9', b' ', 0, 0xff] {
                let mut bytes = document.clone().into_bytes();
                bytes[at] = byte;
                // Whatever comes of it, it is a table or an error.
                let _ = read_from(&bytes[..], ReadOptions::default());
            }
        }
    }
}

#[test]
fn small_texts_do_not_make_large_arrays() {
    let field = |size: u64| format!("<FIELD name='a' datatype='double' arraysize='{size}'/>");
    // A null array of a million numbers takes eight megabytes: one row a batch, though the text of all rows is short.
    let rows = "<TR><TD/></TR>".repeat(40);
    let document = table(&field(3_000_000), &format!("<TABLEDATA>{rows}</TABLEDATA>"));
    let mut reader = Reader::try_new(document.as_bytes(), ReadOptions::default()).unwrap();
    for _ in 0..40 {
        assert_eq!(reader.next_batch().unwrap().unwrap().num_rows(), 1);
    }
    assert!(reader.next_batch().unwrap().is_none());
    let many = field(30_000_000).repeat(10);
    let document = table(&many, &format!("<TABLEDATA><TR>{}</TR></TABLEDATA>", "<TD/>".repeat(10)));
    assert!(
        chain(&read(&document).unwrap_err()).contains("the fixed arrays of a row: 2437500000 is beyond the limit of 1073741824")
    );
    // An error in the last of several batches of a chunk has its own row.
    let rows = format!("{}<TR><TD>1</TD><TD/></TR>", "<TR><TD/></TR>".repeat(7));
    let document = table(&field(3_000_000), &format!("<TABLEDATA>{rows}</TABLEDATA>"));
    assert_eq!(read_strictly(&document).unwrap_err().position().row, Some(8));
    let rows = format!("{}<TR><TD>x</TD></TR>", "<TR><TD/></TR>".repeat(7));
    let document = table(&field(3_000_000), &format!("<TABLEDATA>{rows}</TABLEDATA>"));
    assert_eq!(read_strictly(&document).unwrap_err().position().row, Some(8));
}

#[test]
fn elements_count_more_than_their_text() {
    let mut options = ReadOptions::default();
    options.limits.max_metadata = 1 << 20;
    for (element, times) in [("<INFO name='a' value='b'/>", 4_000), ("<RESOURCE/>", 4_000)] {
        let document = format!("<VOTABLE><RESOURCE>{}</RESOURCE></VOTABLE>", element.repeat(times));
        assert!(document.len() < 1 << 17);
        let error = list(document.as_bytes(), &options).unwrap_err();
        assert!(chain(&error).ends_with("metadata of the document: 1048577 is beyond the limit of 1048576"), "{}", chain(&error));
    }
    let many: String = (0..40_000).map(|n| format!(" a{n}='1'")).collect();
    let document = format!("<VOTABLE><RESOURCE{many}/></VOTABLE>");
    assert!(list(document.as_bytes(), &options).is_err());
    assert!(list(document.as_bytes(), &ReadOptions::default()).unwrap().is_empty());
}
