//! Rows that stand where none belong, and cells that are no TD.

use crate::cases::{self, Case, joined};
use gaialink_votable::{DocumentReader, Error, Part, ReadOptions, list};
use std::io::BufReader;

/// The rows, with `|` between the cells, and the warnings.
fn read(document: &str, strict: bool, step: usize) -> Result<(Vec<String>, Vec<String>), Error> {
    let mut options = ReadOptions::default();
    options.strict = strict;
    let (rows, warnings) = cases::read(BufReader::with_capacity(step, document.as_bytes()), options)?;
    Ok((joined(&rows), warnings))
}

fn document(content: &str) -> String {
    let fields = "<FIELD name='a' datatype='int'/><FIELD name='b' datatype='char' arraysize='*'/>";
    format!(
        "<VOTABLE version='1.4'><RESOURCE><TABLE>{fields}{content}</TABLE><TABLE name='next'><FIELD name='c' datatype='int'/></TABLE></RESOURCE></VOTABLE>"
    )
}

/// The documents of a file that astropy and STILTS are asked about too: those that have rows, or those that have none.
fn cases(has_rows: bool) -> impl Iterator<Item = Case> {
    cases::cases(include_str!("../data/stray.jsonl")).filter(move |case| case.rows.is_some() == has_rows)
}

#[test]
fn is_read_with_warnings() {
    assert_eq!(cases(true).count(), 11);
    for case in cases(true) {
        let Case { name, document, rows, warnings, .. } = case;
        let want = (rows.unwrap(), warnings);
        for step in [1, 2, 3, 64, 1 << 20] {
            let mut found = read(&document, false, step).unwrap();
            found.1.retain(|warning| !warning.starts_with("N-TABLES: "));
            assert_eq!(found, want, "{name}, {step} bytes at once");
        }
        assert!(read(&document, true, 64).is_err(), "{name}");
        assert_eq!(list(document.as_bytes(), &ReadOptions::default()).unwrap().len(), 2, "{name}");
    }
}

#[test]
fn is_an_error_with_its_place() {
    assert_eq!(cases(false).count(), 5);
    for Case { name, document, place, error: want, .. } in cases(false) {
        let error = read(&document, false, 64).unwrap_err();
        assert_eq!(Some(error.kind().to_string()), want, "{name}");
        assert!(error.to_string().contains(&format!("{}, ", place.unwrap())), "{error}: {name}");
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
