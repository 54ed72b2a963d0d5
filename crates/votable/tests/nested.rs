//! Tables that stand inside elements that hold none.

#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_table::{Table, TableReader, arrow::util::display::array_value_to_string};
use gaialink_votable::{DocumentReader, DocumentWriter, Error, Part, ReadOptions, Reader, WriteOptions, list};
use std::io::BufReader;

const NS: &str = "xmlns='http://www.ivoa.net/xml/VOTable/v1.3'";

fn table(name: &str) -> String {
    format!(
        "<TABLE name='{name}'><FIELD name='a' datatype='int'/><DATA><TABLEDATA><TR><TD>7</TD></TR></TABLEDATA></DATA></TABLE>"
    )
}

/// A table by its number: its name, its cells, and the warnings without those that count tables.
fn read(document: &str, number: usize, strict: bool, step: usize) -> Result<(String, Vec<String>), Error> {
    let mut options = ReadOptions::default();
    options.strict = strict;
    options.table = gaialink_votable::TableChoice::Index(number);
    let mut reader = Reader::try_new(BufReader::with_capacity(step, document.as_bytes()), options)?;
    let table = Table::collect(&mut reader)?;
    let mut found = table.schema().name.clone().unwrap_or_default();
    for batch in table.batches() {
        let cells = |row| batch.columns().iter().map(move |column| array_value_to_string(column, row).unwrap());
        (0..batch.num_rows()).flat_map(cells).for_each(|cell| found.extend([" ", &cell]));
    }
    let warnings = Box::new(reader).finish()?.warnings;
    let told = warnings.iter().filter(|warning| warning.code != "N-TABLES");
    Ok((found, told.map(|warning| format!("{}: {}", warning.code, warning.message)).collect()))
}

/// The same document, written part by part.
fn copy(document: &str) -> String {
    let mut reader = DocumentReader::try_new(document.as_bytes(), ReadOptions::default()).unwrap();
    let mut writer = DocumentWriter::try_new(Vec::new(), WriteOptions::default()).unwrap();
    while let Some(part) = reader.next_part().unwrap() {
        writer.write(&part).unwrap();
        while let (Part::Table { .. }, Some(batch)) = (&part, reader.next_batch().unwrap()) {
            writer.write_batch(&batch).unwrap();
        }
    }
    let (copy, losses) = writer.finish().unwrap();
    assert!(losses.is_empty(), "{losses:?}");
    String::from_utf8(copy).unwrap()
}

fn names(document: &str) -> Vec<String> {
    let tables = list(document.as_bytes(), &ReadOptions::default()).unwrap();
    tables.iter().map(|table| table.schema.name.clone().unwrap_or_default()).collect()
}

/// The content of a document; its tables by name, and what the message says that stands around them.
type Case = (String, Vec<(&'static str, Option<&'static str>)>);

fn cases() -> Vec<Case> {
    let (t, u) = (table("t"), table("u"));
    let unknown = Some("the element FOO");
    vec![
        (format!("<INFO name='i' value='v'/>{t}{u}"), vec![("t", Some("VOTABLE")), ("u", Some("VOTABLE"))]),
        (format!("<RESOURCE><FOO>{t}</FOO></RESOURCE>"), vec![("t", unknown)]),
        (format!("<RESOURCE><FOO x='1'><BAR/> text <BAR>{t}</BAR><BAR/>{u}</FOO></RESOURCE>"), vec![("t", unknown), ("u", None)]),
        (
            format!("<RESOURCE><FOO><RESOURCE><BAR>{t}</BAR></RESOURCE>{u}</FOO></RESOURCE>"),
            vec![("t", Some("the element BAR")), ("u", None)],
        ),
        (format!("<FOO><RESOURCE>{t}</RESOURCE></FOO><RESOURCE>{u}</RESOURCE>"), vec![("t", unknown), ("u", None)]),
        (format!("<RESOURCE>{u}<FOO>{t}</FOO></RESOURCE>"), vec![("u", None), ("t", unknown)]),
        (format!("<DEFINITIONS><RESOURCE>{t}</RESOURCE></DEFINITIONS>"), vec![("t", Some("DEFINITIONS"))]),
        (
            format!("<DEFINITIONS><COOSYS ID='c'/><FOO><RESOURCE>{t}</RESOURCE></FOO><COOSYS ID='d'/></DEFINITIONS>"),
            vec![("t", unknown)],
        ),
        (format!("<RESOURCE><TABLE>{t}</TABLE>{u}</RESOURCE>"), vec![("t", Some("a TABLE without FIELDs")), ("u", None)]),
        (
            format!("<RESOURCE><TABLE ucd='x'><TABLE name='n'><RESOURCE>{t}{u}</RESOURCE></TABLE></TABLE></RESOURCE>"),
            vec![("t", None), ("u", None)],
        ),
    ]
}

#[test]
fn is_read_as_if_it_stood_in_a_resource() {
    for (content, tables) in cases() {
        let document = format!("<VOTABLE version='1.4' {NS}>{content}</VOTABLE>");
        let want: Vec<_> = tables.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(names(&document), want, "{content}");
        for step in [1, 2, 3, 64, 1 << 20] {
            for (number, name) in want.iter().enumerate() {
                let (found, warnings) = read(&document, number, false, step).unwrap();
                assert_eq!(found, format!("{name} 7"), "{content}, {step} bytes at once");
                let around = tables.iter().filter_map(|(_, around)| *around);
                for around in around {
                    let kinds = ["TABLE", "RESOURCE"]
                        .map(|kind| format!("W-ELEMENT: the {kind} inside {around} is read as if it stood in a RESOURCE"));
                    assert!(warnings.iter().any(|told| kinds.contains(told)), "{warnings:?}: {content}");
                }
            }
        }
        assert!(read(&document, 0, true, 64).is_err(), "{content}");
        let again = copy(&document);
        assert_eq!(names(&again), want, "{again}");
        assert!(read(&again, 0, true, 64).is_ok() || content.contains("FOO"), "{again}");
    }
}

#[test]
fn nothing_around_it_is_lost() {
    let content = format!(
        "<RESOURCE><TABLE ID='i' name='n' ucd='meta' ref='r'><DESCRIPTION>d</DESCRIPTION><PARAM name='p' datatype='int' value='1'/>{}\
        <INFO name='behind' value='x'/></TABLE><FOO x='1'><BAR>y</BAR>{}<LINK href='l'/></FOO></RESOURCE>",
        table("t"),
        table("u")
    );
    let copy = copy(&format!("<VOTABLE version='1.4' {NS}>{content}</VOTABLE>"));
    let kept = [
        "<RESOURCE ID=\"i\" name=\"n\" ucd=\"meta\" ref=\"r\">",
        "<DESCRIPTION>d</DESCRIPTION>",
        "name=\"p\"",
        "name=\"behind\"",
        "<FOO x=\"1\"><BAR>y</BAR></FOO>",
        "href=\"l\"",
    ];
    for text in kept {
        assert!(copy.contains(text), "{text}: {copy}");
    }
}

#[test]
fn other_vocabularies_are_kept_as_they_are() {
    let t = table("t");
    for content in [
        format!("<f:FOO xmlns:f='urn:x'>{t}</f:FOO>"),
        format!("<FOO><VODML xmlns='http://www.ivoa.net/xml/mivot'>{t}</VODML></FOO>"),
        format!("<FOO><f:BAR xmlns:f='urn:x'><BAZ/></f:BAR><f:BAR xmlns:f='urn:x'><BAZ>{t}</BAZ></f:BAR></FOO>"),
        format!("<FOO><TABLES/><v:TABLE xmlns:v='urn:x'>{t}</v:TABLE></FOO>"),
    ] {
        let document = format!("<VOTABLE version='1.4' {NS}><RESOURCE>{content}{}</RESOURCE></VOTABLE>", table("u"));
        assert_eq!(names(&document), ["u"], "{content}");
        assert_eq!(read(&document, 0, true, 64).unwrap(), ("u 7".to_owned(), vec![]), "{content}");
        assert_eq!(copy(&document).matches("name=\"t\"").count(), 1, "{content}");
    }
}

#[test]
fn tables_in_tables_have_the_limit_of_depth() {
    let document = format!("<VOTABLE {NS}><RESOURCE>{}", "<TABLE>".repeat(100_000));
    let error = read(&document, 0, false, 1 << 20).unwrap_err();
    assert!(error.kind().to_string().contains("depth of elements"), "{error}");
}
