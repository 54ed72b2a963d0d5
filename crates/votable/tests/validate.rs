//! Documents with one defect each, and what is found in them.
#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_table::{Finding, Severity};
use gaialink_votable::{ValidateOptions, codes, validate};
use std::io::BufReader;

const BROKEN: &str = include_str!("data/broken.txt");

/// The documents: name, codes expected, content.
fn documents() -> Vec<(&'static str, Vec<&'static str>, String)> {
    let entries = BROKEN.split("=== ").filter_map(|entry| entry.split_once('\n'));
    let document = |(head, body): (&'static str, &'static str)| {
        let (name, codes) = head.split_once(':').unwrap();
        let mut codes: Vec<_> = codes.split_ascii_whitespace().collect();
        codes.sort_unstable();
        (name, codes, wrapped(body.trim_end()))
    };
    entries.map(document).collect()
}

/// `@1.4 x` is `x` inside the RESOURCE of a document of that version.
fn wrapped(body: &str) -> String {
    let Some((version, inside)) = body.strip_prefix('@').and_then(|rest| rest.split_once(' ')) else {
        return body.to_owned();
    };
    let namespace = if matches!(version, "1.1" | "1.2") { version } else { "1.3" };
    format!(
        "<VOTABLE version=\"{version}\" xmlns=\"http://www.ivoa.net/xml/VOTable/v{namespace}\">\n\
         <RESOURCE>\n{inside}\n</RESOURCE></VOTABLE>\n"
    )
}

fn sorted(findings: &[Finding]) -> Vec<&str> {
    let mut codes: Vec<_> = findings.iter().map(|finding| finding.code.as_str()).collect();
    codes.sort_unstable();
    codes
}

#[test]
fn every_defect_is_found_and_nothing_else() {
    let documents = documents();
    assert!(documents.len() >= 268, "only {} documents", documents.len());
    let mut wrong = Vec::new();
    for (name, codes, document) in documents {
        for capacity in [1, 7, 100_000] {
            let input = BufReader::with_capacity(capacity, document.as_bytes());
            let findings = validate(input, &ValidateOptions::default()).unwrap();
            if sorted(&findings) != codes {
                let lines: Vec<_> = findings.iter().map(ToString::to_string).collect();
                wrong.push(format!("{name}: expected {codes:?}, found {lines:#?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_is_met() {
    let documents = documents();
    // What takes more than a small document, or an odd one, is met below.
    let elsewhere = ["E-ENCODING", "E-LIMIT", "I-MORE"];
    for code in codes() {
        let is_met = documents.iter().any(|(_, codes, _)| codes.contains(&code.name));
        assert!(is_met || elsewhere.contains(&code.name), "{}", code.name);
    }
}

#[test]
fn the_clause_is_that_of_the_case() {
    let clauses = [
        ("system-old", "W-DEPRECATED", Some("VOTable 1.5, 3.4")),
        ("null-float", "W-DEPRECATED", Some("VOTable 1.5, 5.5")),
        ("definitions", "W-DEPRECATED", Some("VOTable 1.5, 3.3")),
        ("gref", "W-DEPRECATED", None),
        ("timescale", "W-VOCABULARY", Some("VOTable 1.5, 3.5")),
        ("ref-self", "W-REF", Some("VOTable 1.5, 4.1")),
        ("xtype-range", "E-XTYPE", None),
        ("timestamp", "E-CELL", Some("DALI 1.1, 3.3.3")),
        ("timestamp-param", "E-PARAM", Some("DALI 1.1, 3.3.3")),
        ("polygon-few", "E-CELL", Some("DALI 1.1, 3.3.7")),
        ("cell", "E-CELL", Some("VOTable 1.5, 6")),
        ("query-status", "W-QUERY-STATUS", Some("DALI 1.1, 4.4")),
    ];
    let documents = documents();
    for (name, code, want) in clauses {
        let (_, _, document) = documents.iter().find(|(found, ..)| *found == name).unwrap();
        let findings = validate(document.as_bytes(), &ValidateOptions::default()).unwrap();
        let found = findings.iter().find(|finding| finding.code == code).unwrap();
        assert_eq!(found.clause.as_deref(), want, "{name}");
    }
}

#[test]
fn places_are_told() {
    let document = "<VOTABLE version=\"1.4\" xmlns=\"http://www.ivoa.net/xml/VOTable/v1.3\"><RESOURCE><TABLE>\n\
        <FIELD name=\"a\" datatype=\"int\"/><DATA><TABLEDATA>\n<TR><TD>1</TD></TR>\n<TR><TD>x</TD></TR>\n\
        </TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>";
    let findings = validate(document.as_bytes(), &ValidateOptions::default()).unwrap();
    let lines: Vec<_> = findings.iter().map(ToString::to_string).collect();
    let byte = document.find("</TD></TR>\n</TABLEDATA>").unwrap();
    let want = format!(
        "error E-CELL: VOTABLE/RESOURCE/TABLE/DATA/TABLEDATA/TR, line 4, byte {byte}, row 2, column `a`: `x` is no int \
         (VOTable 1.5, 6)"
    );
    assert_eq!(lines, [want]);
}

#[test]
fn many_findings_are_counted() {
    let rows = "<TR><TD>x</TD></TR>".repeat(250);
    let document =
        wrapped(&format!("@1.4 <TABLE><FIELD name=\"a\" datatype=\"int\"/><DATA><TABLEDATA>{rows}</TABLEDATA></DATA></TABLE>"));
    let findings = validate(document.as_bytes(), &ValidateOptions::default()).unwrap();
    assert_eq!(findings.len(), 101);
    let last = findings.last().unwrap();
    assert_eq!((last.severity, last.message.as_str()), (Severity::Info, "150 more findings E-CELL are not listed"));
}

#[test]
fn limits_and_encodings_are_findings() {
    let deep = wrapped(&format!("@1.4 {}", "<RESOURCE>".repeat(2_000)));
    let findings = validate(deep.as_bytes(), &ValidateOptions::default()).unwrap();
    assert_eq!(sorted(&findings), ["E-LIMIT"]);
    let mut bytes = b"<?xml version='1.0' encoding='shift_jis'?>".to_vec();
    bytes.extend_from_slice(wrapped("@1.4 <DESCRIPTION>%</DESCRIPTION>").replace('%', "\u{7f}").as_bytes());
    let at = bytes.iter().position(|b| *b == 0x7f).unwrap();
    bytes.splice(at..=at, [0xff]);
    let findings = validate(&bytes[..], &ValidateOptions::default()).unwrap();
    assert_eq!(sorted(&findings), ["E-ENCODING"]);
}

#[test]
fn a_document_cut_anywhere_is_an_error() {
    let (_, _, document) = documents().swap_remove(0);
    let document = document.trim_end();
    for end in 0..document.len() {
        let findings = validate(&document.as_bytes()[..end], &ValidateOptions::default()).unwrap();
        assert!(findings.iter().any(|finding| finding.severity == Severity::Error), "the first {end} bytes");
    }
}
