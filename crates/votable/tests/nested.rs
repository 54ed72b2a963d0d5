//! Tables that stand inside elements that hold none.

#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_table::{Table, TableReader, arrow::util::display::array_value_to_string};
use gaialink_votable::{DocumentReader, DocumentWriter, Error, Part, ReadOptions, Reader, WriteOptions, list};
use serde::Deserialize;
use std::io::BufReader;

const NS: &str = "xmlns='http://www.ivoa.net/xml/VOTable/v1.3'";

fn table(name: &str) -> String {
    format!(
        "<TABLE name='{name}'><FIELD name='a' datatype='int'/><DATA><TABLEDATA><TR><TD>7</TD></TR></TABLEDATA></DATA></TABLE>"
    )
}

/// The name of a table, and its rows with `|` between the cells.
type Found = (String, Vec<String>);

/// A table by its number, and the warnings without those that count tables.
fn read(document: &str, number: usize, strict: bool, step: usize) -> Result<(Found, Vec<String>), Error> {
    let mut options = ReadOptions::default();
    options.strict = strict;
    options.table = gaialink_votable::TableChoice::Index(number);
    let mut reader = Reader::try_new(BufReader::with_capacity(step, document.as_bytes()), options)?;
    let table = Table::collect(&mut reader)?;
    let mut rows = Vec::new();
    for batch in table.batches() {
        let cells = |row| batch.columns().iter().map(move |column| array_value_to_string(column, row).unwrap());
        rows.extend((0..batch.num_rows()).map(|row| cells(row).collect::<Vec<_>>().join("|")));
    }
    let warnings = Box::new(reader).finish()?.warnings;
    let told = warnings.iter().filter(|warning| warning.code != "N-TABLES");
    let found = (table.schema().name.clone().unwrap_or_default(), rows);
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

/// A document of the file that astropy and STILTS are asked about too; its tables, each with its rows, and what is warned of.
#[derive(Deserialize)]
struct Case {
    name: String,
    document: String,
    tables: Vec<(String, Vec<String>)>,
    warnings: Vec<String>,
}

#[test]
fn is_read_as_if_it_stood_in_a_resource() {
    let cases = include_str!("data/nested.jsonl").lines().map(|line| serde_json::from_str::<Case>(line).unwrap());
    let mut count = 0;
    for Case { name, document, tables, warnings } in cases {
        count += 1;
        let want: Vec<_> = tables.iter().map(|(name, _)| name.clone()).collect();
        assert_eq!(names(&document), want, "{name}");
        for step in [1, 2, 3, 64, 1 << 20] {
            for (number, table) in tables.iter().enumerate() {
                let (found, told) = read(&document, number, false, step).unwrap();
                assert_eq!((&found, &told), (table, &warnings), "{name}, {step} bytes at once");
            }
        }
        // To the standard, anything in a DESCRIPTION is text.
        if !document.contains("<DESCRIPTION") {
            assert_eq!(read(&document, 0, true, 64).is_err(), !warnings.is_empty(), "{name}");
        }
        let again = copy(&document);
        assert_eq!(names(&again), want, "{name}: {again}");
        for (number, table) in tables.iter().enumerate() {
            let is_strict = !again.contains("<FOO") && !warnings.iter().any(|told| told.ends_with("kept as it is"));
            assert_eq!(&read(&again, number, is_strict, 64).unwrap().0, table, "{name}: {again}");
        }
    }
    assert_eq!(count, 39);
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
fn in_strict_reading_a_description_is_text() {
    let (t, u) = (table("t"), table("u"));
    for around in [
        "<DESCRIPTION>x {} y</DESCRIPTION>",
        "<DESCRIPTION><b>{}</b></DESCRIPTION>",
        "<GROUP><DESCRIPTION>{}</DESCRIPTION></GROUP>",
    ] {
        let content = around.replace("{}", &t);
        let document = format!("<VOTABLE version='1.4' {NS}><RESOURCE>{content}{u}</RESOURCE></VOTABLE>");
        let want = ("u".to_owned(), vec!["7".to_owned()]);
        assert_eq!(read(&document, 0, true, 64).unwrap(), (want, vec![]), "{content}");
        assert_eq!(names(&document), ["t", "u"], "{content}");
    }
}

#[test]
fn systems_in_a_table_are_those_of_its_resource() {
    let fields = "<FIELD name='a' datatype='int' ref='c'/><COOSYS ID='c' system='ICRS'/>";
    let times = "<TIMESYS ID='t' timescale='TCB' refposition='BARYCENTER' timeorigin='2455197.5'/>";
    let rows = "<DATA><TABLEDATA><TR><TD>7</TD></TR></TABLEDATA></DATA>";
    let document = format!(
        "<VOTABLE version='1.4' {NS}><RESOURCE name='r'><TABLE name='t'>{times}{fields}{rows}</TABLE>{}</RESOURCE></VOTABLE>",
        table("u")
    );
    let reader = Reader::try_new(document.as_bytes(), ReadOptions::default()).unwrap();
    let resource = &reader.schema().scopes[1];
    let ids = (resource.coosys[0].id.as_deref(), resource.timesys[0].id.as_deref());
    assert_eq!(ids, (Some("c"), Some("t")));
    let want =
        ["COOSYS", "TIMESYS"].map(|name| format!("W-ELEMENT: the {name} inside TABLE is read as if it stood in a RESOURCE"));
    let (found, mut told) = read(&document, 0, false, 7).unwrap();
    told.sort();
    assert_eq!((found, told), (("t".to_owned(), vec!["7".to_owned()]), want.to_vec()));
    let again = copy(&document);
    let at = |text| again.find(text).unwrap();
    assert!(at("<RESOURCE name=\"r\"") < at("<COOSYS") && at("<TIMESYS") < at("<TABLE"), "{again}");
    assert!(read(&again, 0, true, 64).is_ok(), "{again}");
}

#[test]
fn what_is_behind_a_lifted_table_keeps_its_namespaces() {
    for content in [
        format!("<FOO xmlns:m='urn:x'>{}<m:bar a='1'>x</m:bar></FOO>", table("t")),
        format!("<FOO xmlns:m='urn:x'><m:baz/>{}<m:bar a='1'>x</m:bar></FOO>", table("t")),
        format!(
            "<TABLE xmlns:m='urn:x'><FIELD name='a' datatype='int'/><DATA><TABLEDATA/></DATA>{}<m:bar a='1'>x</m:bar></TABLE>",
            table("t")
        ),
        format!("<TABLE><DESCRIPTION xmlns:m='urn:x'>{}<m:bar a='1'>x</m:bar></DESCRIPTION></TABLE>", table("t")),
    ] {
        let copy = copy(&format!("<VOTABLE version='1.4' {NS}><RESOURCE>{content}</RESOURCE></VOTABLE>"));
        assert!(copy.contains("<m:bar a=\"1\" xmlns:m=\"urn:x\">x</m:bar>"), "{copy}");
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
        let want = ("u".to_owned(), vec!["7".to_owned()]);
        assert_eq!(read(&document, 0, true, 64).unwrap(), (want, vec![]), "{content}");
        assert_eq!(copy(&document).matches("name=\"t\"").count(), 1, "{content}");
    }
}

#[test]
fn tables_in_tables_have_the_limit_of_depth() {
    let document = format!("<VOTABLE {NS}><RESOURCE>{}", "<TABLE>".repeat(100_000));
    let error = read(&document, 0, false, 1 << 20).unwrap_err();
    assert!(error.kind().to_string().contains("depth of elements"), "{error}");
}
