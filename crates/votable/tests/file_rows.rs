//! Rows that are a file in another format, which the caller makes.

#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_table::{
    Datatype, Field, LossKind, LossReport, Schema, Table, TableWriter, Trailer,
    arrow::{
        array::{ArrayRef, AsArray, Int8Array, StringArray, UInt64Array},
        datatypes::Int16Type,
    },
    schema::{Scope, ScopeKind, Values},
};
use gaialink_votable::{
    DocumentReader, DocumentWriter, Error, ErrorKind, Part, ReadOptions, Reader, Serialization, Version, WriteOptions, Writer,
};
use std::sync::Arc;

fn options(version: Version) -> WriteOptions {
    let mut options = WriteOptions::default();
    options.serialization = Serialization::Fits;
    options.version = version;
    options
}

fn schema() -> Schema {
    let mut schema = Schema::from_fields(vec![Field::new("a", Datatype::Short)]);
    schema.num_rows = Some(2);
    schema
}

fn file(length: usize) -> Vec<u8> {
    (0..length).map(|n| u8::try_from(n * 7 % 251).unwrap()).collect()
}

fn told(error: &Error) -> String {
    error.kind().to_string()
}

#[test]
fn a_file_comes_back_byte_for_byte_in_every_version() {
    for version in Version::all() {
        for length in [1, 47, 48, 2880, 200_000] {
            let file = file(length);
            let mut document = Vec::new();
            let mut writer = Writer::try_new(&mut document, &schema(), options(version)).unwrap();
            writer.write_file(&mut &*file, 2).unwrap();
            assert!(Box::new(writer).finish(&Trailer::default()).unwrap().is_empty());
            let mut reader = Reader::try_new(&*document, ReadOptions::default()).unwrap();
            assert_eq!(reader.serialization(), Some(Serialization::Fits));
            let mut copy = Vec::new();
            let found = reader.copy_file(&mut copy).unwrap().unwrap();
            assert_eq!((found.extnum, found.columns, copy), (Some(1), 1, file), "{version} {length}");
        }
    }
}

#[test]
fn the_text_of_a_document() {
    let mut document = Vec::new();
    let mut writer = Writer::try_new(&mut document, &schema(), options(Version::V1_4)).unwrap();
    writer.write_file(&mut &b"SIMPLE  =                    T"[..], 2).unwrap();
    Box::new(writer).finish(&Trailer::default()).unwrap();
    let text = String::from_utf8(document).unwrap();
    let want = "<TABLE nrows=\"2\">
<FIELD name=\"a\" datatype=\"short\"/>
<DATA>
<FITS extnum=\"1\">
<STREAM encoding=\"base64\">
U0lNUExFICA9ICAgICAgICAgICAgICAgICAgICBU
</STREAM>
</FITS>
</DATA>
</TABLE>
";
    assert!(text.contains(want), "{text}");
}

#[test]
fn the_columns_of_the_file_are_those_that_the_fields_say() {
    let mut byte = Field::new("byte", Datatype::SignedByte);
    (byte.unit, byte.ucd) = (Some("m".to_owned()), Some("meta.id".to_owned()));
    let mut values = Values::default();
    (values.id, values.null) = (Some("v".to_owned()), Some("-1".to_owned()));
    byte.values.push(values);
    let fields = vec![byte, Field::new("long", Datatype::UnsignedLong), Field::text("text")];
    let arrays: Vec<ArrayRef> = vec![
        Arc::new(Int8Array::from(vec![Some(-128), None])),
        Arc::new(UInt64Array::from(vec![u64::MAX, 1])),
        Arc::new(StringArray::from(vec!["é", "x"])),
    ];
    let table = Table::from_columns(Schema::from_fields(fields), arrays).unwrap();
    let writer = Writer::try_new(Vec::new(), table.schema(), options(Version::V1_5)).unwrap();
    let columns = writer.file_columns().unwrap();
    let mut short = Field::new("byte", Datatype::Short);
    short.unit = Some("m".to_owned());
    let mut null = Values::default();
    null.null = Some("-1".to_owned());
    short.values.push(null);
    assert_eq!(columns.schema(), Schema::from_fields(vec![short, Field::text("long"), Field::text("text")]));
    let mut losses = LossReport::default();
    let brought = columns.bring(table.batches().first().unwrap(), &mut losses).unwrap();
    assert_eq!(brought.column(0).as_primitive::<Int16Type>().iter().collect::<Vec<_>>(), [Some(-128), None]);
    assert_eq!(brought.column(1).as_string::<i32>().iter().flatten().collect::<Vec<_>>(), ["18446744073709551615", "1"]);
    assert!(losses.is_empty());
    let other = Table::from_columns(Schema::default(), Vec::new()).unwrap();
    let error = columns.bring(other.batches().first().unwrap(), &mut losses).unwrap_err();
    assert_eq!(told(&error), "the batch has 0 columns, the schema 3");
}

#[test]
fn a_value_that_is_the_null_value_of_floats_is_told() {
    let mut field = Field::new("x", Datatype::Double);
    let mut values = Values::default();
    values.null = Some("-99".to_owned());
    field.values.push(values);
    let array: ArrayRef = Arc::new(gaialink_table::arrow::array::Float64Array::from(vec![-99.0, 1.0]));
    let table = Table::from_columns(Schema::from_fields(vec![field]), vec![array]).unwrap();
    let writer = Writer::try_new(Vec::new(), table.schema(), options(Version::V1_4)).unwrap();
    let mut losses = LossReport::default();
    writer.file_columns().unwrap().bring(table.batches().first().unwrap(), &mut losses).unwrap();
    assert_eq!(losses.iter().map(|loss| (loss.kind, loss.count)).collect::<Vec<_>>(), [(LossKind::Value, 1)]);
}

#[test]
fn what_makes_no_document() {
    let begin = || Writer::try_new(Vec::new(), &schema(), options(Version::V1_4)).unwrap();
    let finish = |writer: Writer<Vec<u8>>| told(&Box::new(writer).finish(&Trailer::default()).unwrap_err());
    assert_eq!(finish(begin()), "2 rows were announced, 0 were written");
    let mut writer = begin();
    writer.write_file(&mut &file(9)[..], 3).unwrap();
    let again = writer.write_file(&mut &file(9)[..], 3).unwrap_err();
    assert_eq!(told(&again), "a second one cannot stand here; expected one file of rows");
    assert_eq!(finish(writer), "2 rows were announced, 3 were written");
    let unknown = Schema::from_fields(schema().fields);
    let none = Writer::try_new(Vec::new(), &unknown, options(Version::V1_4)).unwrap();
    assert_eq!(finish(none), "the end of a TABLE cannot stand here; expected the file that its rows are");
    let rows = Table::from_columns(Schema::default(), Vec::new()).unwrap();
    let batch = begin().write_batch(rows.batches().first().unwrap()).unwrap_err();
    assert_eq!(told(&batch), "a batch of rows cannot stand here; expected the file that the rows are");
    let mut plain = Writer::try_new(Vec::new(), &schema(), WriteOptions::default()).unwrap();
    let wrong = "a file of rows cannot stand here; expected a batch of rows";
    assert_eq!(told(&plain.write_file(&mut &file(9)[..], 2).unwrap_err()), wrong);
    assert_eq!(told(&plain.file_columns().unwrap_err()), wrong);
}

fn document(writer: &mut DocumentWriter<Vec<u8>>) {
    for element in [ScopeKind::Document, ScopeKind::Resource] {
        let mut scope = Scope::default();
        scope.element = element;
        writer.write(&Part::Start(Box::new(scope))).unwrap();
    }
}

#[test]
fn a_document_of_several_tables() {
    let mut writer = DocumentWriter::try_new(Vec::new(), options(Version::V1_3)).unwrap();
    document(&mut writer);
    let no_table = "a file of rows cannot stand here; expected a TABLE with DATA";
    assert_eq!(told(&writer.write_file(&mut &file(9)[..], 2).unwrap_err()), no_table);
    assert_eq!(told(&writer.file_columns().unwrap_err()), no_table);
    let end = Part::TableEnd { infos: Vec::new(), extras: Vec::new() };
    for (has_data, length) in [(true, 100), (false, 0), (true, 5000)] {
        writer.write(&Part::Table { schema: Box::new(schema()), has_data }).unwrap();
        match has_data {
            true => writer.write_file(&mut &*file(length), 2).unwrap(),
            false => assert_eq!(told(&writer.file_columns().unwrap_err()), no_table),
        }
        writer.write(&end).unwrap();
    }
    writer.write(&Part::Table { schema: Box::new(Schema::default()), has_data: true }).unwrap();
    assert!(matches!(writer.write(&end).unwrap_err().kind(), ErrorKind::Part { .. }));

    let mut writer = DocumentWriter::try_new(Vec::new(), options(Version::V1_3)).unwrap();
    document(&mut writer);
    for length in [100, 5000] {
        writer.write(&Part::Table { schema: Box::new(schema()), has_data: true }).unwrap();
        assert_eq!(writer.file_columns().unwrap().schema().fields, schema().fields);
        writer.write_file(&mut &*file(length), 2).unwrap();
        writer.write(&end).unwrap();
    }
    [Part::End, Part::End].iter().for_each(|part| writer.write(part).unwrap());
    let (bytes, losses) = writer.finish().unwrap();
    assert!(losses.is_empty());
    let mut reader = DocumentReader::try_new(&*bytes, ReadOptions::default()).unwrap();
    let mut found = Vec::new();
    while let Some(part) = reader.next_part().unwrap() {
        if matches!(part, Part::Table { .. }) {
            let mut copy = Vec::new();
            reader.copy_file(&mut copy).unwrap();
            found.push(copy);
        }
    }
    assert_eq!(found, [file(100), file(5000)]);
}
