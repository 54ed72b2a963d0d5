//! Every datatype in every shape: read, written in every serialization, and read again.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use gaialink_table::{
    Datatype, Field, LossReport, Schema, Table, TableReader, TableWriter, Trailer,
    arrow::{
        array::{ArrayRef, Int32Array, RecordBatch, StringArray},
        compute::concat_batches,
    },
};
use gaialink_votable::{ReadOptions, Reader, Serialization, TableChoice, Version, WriteOptions, Writer};
use std::{io::BufReader, sync::Arc};

/// A datatype, two texts of one element, and the text that stands for null inside arrays.
const TYPES: [(&str, &str, &str, &str); 12] = [
    ("boolean", "T", "F", "?"),
    ("bit", "1", "0", ""),
    ("unsignedByte", "0", "254", "255"),
    ("short", "-32768", "32767", "-99"),
    ("int", "-2147483648", "7", "-99"),
    ("long", "5937083312263887616", "-9223372036854775808", "-99"),
    ("char", "a", "b", ""),
    ("unicodeChar", "星", "b", ""),
    ("float", "1.5E-7", "-Inf", "NaN"),
    ("double", "0.1", "1.7976931348623157E308", "NaN"),
    ("floatComplex", "1 -2.5", "3E10 4", ""),
    ("doubleComplex", "0.1 -2.5", "3E100 4", ""),
];

const SHAPES: [&str; 7] = ["", "1", "3", "*", "5*", "2x2", "2x*"];

/// How many elements the first row and the second row have.
fn counts(shape: &str) -> (usize, usize) {
    match shape {
        "" | "1" => (1, 1),
        "3" => (3, 3),
        "2x2" => (4, 4),
        "2x*" => (2, 6),
        _ => (1, 4),
    }
}

fn cell(datatype: &str, first: &str, second: &str, count: usize, row: usize) -> String {
    let pick = |i: usize| if (i + row).is_multiple_of(2) { first } else { second };
    let texts: Vec<_> = (0..count).map(pick).collect();
    // The first number of a shape of text is the length of a string.
    texts.join(if datatype.ends_with("har") { "" } else { " " })
}

/// A document of all columns: two rows of values, and one of nulls.
fn everything(with_nulls: bool) -> String {
    let (mut fields, mut rows) = (String::new(), vec![String::new(); 3]);
    for (datatype, first, second, null) in TYPES {
        for shape in SHAPES {
            let arraysize = if shape.is_empty() { String::new() } else { format!(" arraysize=\"{shape}\"") };
            let is_integer = null.parse::<i64>().is_ok();
            let values = if is_integer { format!("<VALUES null=\"{null}\"/>") } else { String::new() };
            fields.push_str(&format!(
                "<FIELD name=\"{datatype}_{shape}\" datatype=\"{datatype}\"{arraysize} unit=\"m\">{values}</FIELD>\n"
            ));
            // Of variable text with a bound, or of one character, only so many.
            let (one, many) = counts(shape);
            for (row, count) in [one, many].into_iter().enumerate() {
                rows[row].push_str(&format!("<TD>{}</TD>", cell(datatype, first, second, count, row)));
            }
            rows[2].push_str("<TD/>");
        }
    }
    if !with_nulls {
        rows.pop();
    }
    let rows: String = rows.iter().map(|row| format!("<TR>{row}</TR>\n")).collect();
    format!(
        "<VOTABLE version=\"1.4\"><RESOURCE type=\"results\"><TABLE name=\"all\">\n{fields}<DATA><TABLEDATA>\n{rows}</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>"
    )
}

fn read(document: &[u8]) -> Table {
    let mut reader = Reader::try_new(document, ReadOptions::default()).unwrap();
    let table = Table::collect(&mut reader).unwrap();
    assert_eq!(Box::new(reader).finish().unwrap(), Trailer::default());
    table
}

fn write(table: &Table, options: WriteOptions) -> (Vec<u8>, LossReport) {
    let mut document = Vec::new();
    let mut writer = Writer::try_new(&mut document, table.schema(), options).unwrap();
    for batch in table.batches() {
        writer.write_batch(batch).unwrap();
    }
    let losses = Box::new(writer).finish(&Trailer::default()).unwrap();
    (document, losses)
}

fn whole(table: &Table) -> RecordBatch {
    concat_batches(table.arrow_schema(), table.batches()).unwrap()
}

fn options(serialization: Serialization, version: Version) -> WriteOptions {
    let mut options = WriteOptions::default();
    (options.serialization, options.version) = (serialization, version);
    options
}

#[test]
fn every_datatype_in_every_shape() {
    for with_nulls in [true, false] {
        let first = read(everything(with_nulls).as_bytes());
        assert_eq!(first.num_rows(), if with_nulls { 3 } else { 2 });
        for serialization in [Serialization::TableData, Serialization::Binary2, Serialization::Binary] {
            // BINARY has no null for most.
            if with_nulls && serialization == Serialization::Binary {
                continue;
            }
            for version in [Version::V1_3, Version::V1_4, Version::V1_5] {
                let (document, losses) = write(&first, options(serialization, version));
                assert!(losses.is_empty(), "{serialization}: {losses:?}");
                let second = read(&document);
                assert_eq!(second.schema().fields, first.schema().fields, "{serialization}");
                for (column, (found, want)) in whole(&second).columns().iter().zip(whole(&first).columns()).enumerate() {
                    let name = &first.schema().fields[column].name;
                    assert_eq!(found, want, "{name} as {serialization} {version}");
                }
            }
        }
    }
}

#[test]
fn the_writer_repeats_itself() {
    let first = read(everything(true).as_bytes());
    for serialization in [Serialization::TableData, Serialization::Binary2] {
        let (document, _) = write(&first, options(serialization, Version::V1_5));
        let (again, _) = write(&read(&document), options(serialization, Version::V1_5));
        assert_eq!(String::from_utf8_lossy(&again), String::from_utf8_lossy(&document), "{serialization}");
    }
}

/// The documents that are read in pieces: small batches, so that there are many.
fn small() -> Vec<(Vec<u8>, ReadOptions)> {
    let first = read(everything(true).as_bytes());
    let mut read_options = ReadOptions::default();
    read_options.limits.batch_bytes = 700;
    let documents = [Serialization::TableData, Serialization::Binary2].map(|s| write(&first, options(s, Version::V1_4)).0);
    documents.into_iter().map(|document| (document, read_options.clone())).collect()
}

#[test]
fn any_split_of_the_input_gives_the_same_batches() {
    for (document, options) in small() {
        let batches = |capacity: usize| {
            let input = BufReader::with_capacity(capacity, &document[..]);
            let mut reader = Reader::try_new(input, options.clone()).unwrap();
            let table = Table::collect(&mut reader).unwrap();
            (table.schema().clone(), table.batches().to_vec(), Box::new(reader).finish().unwrap())
        };
        let want = batches(1 << 20);
        assert!(want.1.len() > 1, "{} batches", want.1.len());
        for capacity in [1, 2, 3, 5, 7, 11, 64, 1000] {
            assert_eq!(batches(capacity), want, "pieces of {capacity} bytes");
        }
    }
}

#[test]
fn large_documents_in_any_pieces() {
    let rows = 30_000;
    let fields = vec![Field::new("n", Datatype::Int), Field::text("t")];
    let numbers: ArrayRef = Arc::new(Int32Array::from_iter_values(0..rows));
    let texts: ArrayRef = Arc::new(StringArray::from_iter_values((0..rows).map(|n| format!("text & {n}"))));
    let first = Table::from_columns(Schema::from_fields(fields), vec![numbers, texts]).unwrap();
    for serialization in [Serialization::TableData, Serialization::Binary2] {
        let document = String::from_utf8(write(&first, options(serialization, Version::V1_4)).0).unwrap();
        let (head, table) = document.split_once("<TABLE>").unwrap();
        let (table, tail) = table.split_once("</TABLE>").unwrap();
        // Twice the same table, and one that is not read to its end.
        let document = format!("{head}<TABLE>{table}</TABLE><TABLE>{table}</TABLE><TABLE>{table}</TABLE>{tail}");
        for (capacity, batch_bytes) in [(1, 2 << 20), (7, 100_000), (8192, 2 << 20), (1 << 22, 9_000)] {
            let mut options = ReadOptions::default();
            options.table = TableChoice::Index(1);
            options.limits.batch_bytes = batch_bytes;
            let mut reader = Reader::try_new(BufReader::with_capacity(capacity, document.as_bytes()), options).unwrap();
            let table = Table::collect(&mut reader).unwrap();
            assert_eq!(whole(&table).columns(), whole(&first).columns(), "{serialization}, pieces of {capacity}");
            let trailer = Box::new(reader).finish().unwrap();
            assert_eq!(trailer.warnings.iter().map(|w| w.code.as_str()).collect::<Vec<_>>(), ["N-TABLES"]);
        }
    }
}

#[test]
fn a_document_cut_anywhere_is_an_error() {
    let schema = "<VOTABLE version='1.4'><!-- c --><RESOURCE><INFO name='a' value='b'>t</INFO><TABLE><FIELD name='a' datatype='int' arraysize='*'/>";
    let documents = [
        format!(
            "{schema}<DATA><TABLEDATA><TR><TD>1 2</TD></TR><TR><TD><![CDATA[3]]></TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>"
        ),
        format!(
            "{schema}<DATA><BINARY><STREAM encoding='base64'>AAAAAQAA\nAAIAAAAA</STREAM></BINARY></DATA></TABLE></RESOURCE></VOTABLE>"
        ),
        format!(
            "{schema}<DATA><BINARY2><STREAM encoding=\"base64\">AAAAAAEAAAAC</STREAM></BINARY2></DATA></TABLE></RESOURCE></VOTABLE>"
        ),
    ];
    for document in documents {
        let read_all = |bytes: &[u8]| -> Result<(), gaialink_votable::Error> {
            let mut reader = Reader::try_new(bytes, ReadOptions::default())?;
            while reader.next_batch()?.is_some() {}
            Box::new(reader).finish().map(|_| ())
        };
        read_all(document.as_bytes()).unwrap();
        for end in 0..document.len() {
            let error = read_all(&document.as_bytes()[..end]).unwrap_err();
            assert!(!error.kind().to_string().is_empty(), "cut at {end}");
        }
    }
}
