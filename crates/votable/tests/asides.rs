//! Comments, processing instructions and blanks of any length, none of which is held; and messages about what is long.

#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_table::TableReader;
use gaialink_votable::{Error, ReadOptions, Reader};
use std::io::{BufReader, Read, repeat};

/// More than the limit of metadata allows.
const LONG: u64 = 2 << 20;

/// A document, in which `@` stands for something long: `before`, `LONG` times `filling`, and `after`.
fn read(document: &str, filling: (&str, u8, &str), strict: bool) -> Result<(u64, Vec<String>), Error> {
    read_within(4 << 20, document, filling, strict)
}

fn read_within(
    max_row: u64,
    document: &str,
    (before, filling, after): (&str, u8, &str),
    strict: bool,
) -> Result<(u64, Vec<String>), Error> {
    let mut options = ReadOptions::default();
    (options.limits.max_row, options.limits.max_metadata, options.limits.batch_bytes) = (max_row, 1 << 16, 1 << 14);
    options.strict = strict;
    let (head, tail) = document.split_once('@').unwrap();
    let (head, tail) = (format!("{head}{before}"), format!("{after}{tail}"));
    let input = head.as_bytes().chain(repeat(filling).take(LONG)).chain(tail.as_bytes());
    let mut reader = Reader::try_new(BufReader::with_capacity(8 << 10, input), options)?;
    let mut rows = 0;
    while let Some(batch) = reader.next_batch()? {
        rows += batch.num_rows() as u64;
    }
    let warnings = Box::new(reader).finish()?.warnings;
    Ok((rows, warnings.iter().map(ToString::to_string).collect()))
}

const COMMENT: (&str, u8, &str) = ("<!-- ", b'x', " -->");
const INSTRUCTION: (&str, u8, &str) = ("<?target ", b'\n', "?>");
const BLANKS: (&str, u8, &str) = ("", b'\n', "");

fn rows(row: &str) -> String {
    format!(
        "<VOTABLE><RESOURCE><TABLE><FIELD name='a' datatype='int'/><DATA><TABLEDATA>{row}</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>"
    )
}

#[test]
fn are_passed_over_wherever_they_stand() {
    let stream = |characters: &str| {
        let document = rows("").replace("<TABLEDATA></TABLEDATA>", "<BINARY><STREAM encoding='base64'>%</STREAM></BINARY>");
        document.replace('%', characters)
    };
    let row = "<TR><TD>7</TD></TR>";
    let documents = [
        format!("@{}", rows(row)),
        format!("<?xml version='1.0'?>\n@{}", rows(row)),
        rows(row).replace("<FIELD", "@<FIELD"),
        rows(row).replace("<RESOURCE>", "<RESOURCE><DESCRIPTION>some @ words</DESCRIPTION>"),
        rows(&format!("@{row}")),
        rows(&format!("{row}<TR>@<TD>7</TD></TR>")).replace(&format!("{row}<"), "<"),
        rows("<TR><TD>@7</TD></TR>"),
        rows("<TR><TD>7@</TD></TR>"),
        rows("<TR><TD>7</TD></TR>@"),
        rows(row).replace("</RESOURCE>", "@</RESOURCE>"),
        format!("{}\n@", rows(row)),
        stream("AAAA@Bw=="),
        stream("@AAAABw=="),
    ];
    for document in documents {
        for aside in [COMMENT, INSTRUCTION] {
            for strict in [false, true] {
                assert_eq!(read(&document, aside, strict).unwrap(), (1, vec![]), "{document}");
            }
        }
        let open = (COMMENT.0, COMMENT.1, "");
        assert!(read(&document, open, false).unwrap_err().to_string().starts_with("VOTable, "), "{document}");
    }
    for document in [rows(&format!("@{row}")), rows(&format!("{row}@")), stream("AAAA@Bw==")] {
        assert_eq!(read(&document, BLANKS, true).unwrap(), (1, vec![]), "{document}");
    }
}

#[test]
fn places_behind_them_are_right() {
    for (row, line) in [("<TR>@<TD>1</TD></TR>\n<TR><TD>\nbad</TD></TR>", 2), ("<TR><TD>1</TD></TR>@\n<TR><TD>bad</TD></TR>", 2)]
    {
        for (aside, lines) in [(COMMENT, 0), (INSTRUCTION, LONG)] {
            let error = read(&rows(row), aside, true).unwrap_err();
            let before = rows(row).split_once("bad").unwrap().0.len() as u64 - 1 + LONG;
            let before = before + (aside.0.len() + aside.2.len()) as u64;
            let at = error.position();
            let shift = at.byte.unwrap().abs_diff(before);
            assert!(at.line.unwrap() == line + lines && shift <= 8, "{error}, {before}: {row}");
        }
    }
}

#[test]
fn dashes_in_a_comment_are_odd() {
    let document = rows("").replace("<FIELD", "@<FIELD");
    let odd = ("<!-- a -- ", b'x', "-->");
    let (_, warnings) = read(&document, odd, false).unwrap();
    assert!(matches!(warnings.as_slice(), [only] if only.ends_with("`--` stands in a comment")), "{warnings:?}");
    assert!(read(&document, odd, true).is_err());
}

#[test]
fn what_has_to_be_held_comes_to_a_limit() {
    let metadata = "metadata of the document: 65537 is beyond the limit of 65536";
    let row = "bytes of a row of TABLEDATA: 262145 is beyond the limit of 262144";
    let cases = [
        (rows("").replace("<FIELD", "@<FIELD"), "<", metadata),
        (rows("").replace("<FIELD", "@<FIELD"), "<INFO name='", metadata),
        (rows("").replace("<FIELD", "<DESCRIPTION>@</DESCRIPTION><FIELD"), "", metadata),
        (rows("<TR><TD>@</TD></TR>"), "", row),
        (rows("<TR><TD>@</TD></TR>"), "<![CDATA[", row),
        (rows("<TR>@</TR>"), "<", row),
        (rows("<TR>@</TR>"), "<!--", "bytes of a comment or processing instruction: "),
        (rows("").replace("<FIELD", "@<FIELD"), "<!--", "bytes of a comment or processing instruction: "),
    ];
    for (document, start, want) in cases {
        assert_eq!(
            read_within(1 << 18, &document, (start, b'x', "/>"), false).unwrap_err().kind().to_string().get(..want.len()),
            Some(want),
            "{document}"
        );
    }
}

#[test]
fn messages_do_not_repeat_what_is_long() {
    let long = "x".repeat(30_000);
    let documents = [
        format!("<{long}/>"),
        format!("<VOTABLE><{long}></VOTABLE>"),
        format!("<VOTABLE><RESOURCE></{long}></VOTABLE>"),
        format!("<VOTABLE><INFO name='&{long};'/></VOTABLE>"),
        format!("<VOTABLE><DESCRIPTION>&{long};</DESCRIPTION></VOTABLE>"),
        format!("<VOTABLE><INFO name='Error' value='{long}'/></VOTABLE>"),
        format!("<VOTABLE><{long}><INFO name='a' value='b' value='c'/></{long}></VOTABLE>"),
        rows(&format!("<TR><{long}></TR>")),
        rows(&format!("<TR><TD>&{long};</TD></TR>")),
        rows("").replace("TABLEDATA", &long),
        rows("<TR/>").replace("'a'", &format!("'a' ID='{long}' precision='{long}'")),
        rows("<TR><TD>bad</TD></TR>").replace("'int'", &format!("'{long}'")),
    ];
    for document in documents {
        let error = read(&format!("@{document}"), COMMENT, true).unwrap_err();
        let causes = std::iter::successors(Some(&error as &dyn std::error::Error), |e| e.source());
        for message in causes.map(ToString::to_string) {
            assert!(message.len() < 3_000, "{} bytes: {}", message.len(), message.get(..300).unwrap());
        }
    }
}

/// What ends a DOCTYPE or an instruction that is ill-formed does not depend on how the bytes come.
#[test]
fn odd_ones_are_the_same_in_any_pieces() {
    let table = rows("<TR><TD>7</TD></TR>");
    let subsets = [
        "[<!-- c -<!-& S-><!ENTITY a 'x'><!ENTITY b \"&a;>]\">]",
        "[<!- x -><!ENTITY a 'x'>]",
        "[<!-->]",
        "[<!ENTITY a 'x'><!-- > -->]",
        "[<?x > ?>]",
        "[<!ENTITY a \"]>\">]",
        "[]><?> ?>",
        "[]><?> <a",
        "[]><!--->-->",
        "[]><!-->-->",
    ];
    for subset in subsets {
        let document = format!("<!DOCTYPE VOTABLE SYSTEM 'x.dtd' {subset}>{table}");
        let read = |step: usize| {
            let input = BufReader::with_capacity(step, document.as_bytes());
            let mut reader = Reader::try_new(input, ReadOptions::default()).map_err(|e| e.to_string())?;
            let batch = reader.next_batch().map_err(|e| e.to_string())?;
            Ok::<_, String>(batch.map_or(0, |batch| batch.num_rows()))
        };
        let whole = read(1 << 20);
        for step in 1..document.len() {
            assert_eq!(read(step), whole, "{subset}, {step} bytes at once");
        }
    }
}
