//! FITS-plus: a VOTable in the primary HDU. The documents here are stand-ins; what they say is given by the test.

use crate::{
    roundtrip::{read, write, write_spooled},
    write::card,
};
use gaialink_fits::{Describe, Description, Primary, ReadOptions, Reader, TableChoice, WriteOptions, Writer, list_bytes};
use gaialink_table::{
    ArraySize, Datatype, Field, LossReport, Param, Schema, Table, TableReader, TableWriter, Trailer,
    arrow::array::{ArrayRef, Int32Array, StringArray},
    schema::{Extra, Group, Info, Link, Scope, Timesys, Values},
};
use std::{io::Cursor, sync::Arc};

const DOCUMENT: &[u8] = b"<VOTABLE/>";

/// A table of which cards cannot say all.
fn rich() -> Schema {
    let mut id = Field::new("id", Datatype::Int);
    (id.unit, id.id, id.reference) = (Some("mag".into()), Some("col_id".into()), Some("time_frame".into()));
    let mut values = Values::default();
    (values.null, values.kind) = (Some("-1".into()), Some("legal".into()));
    values.options = vec![Default::default()];
    id.values = vec![values];
    id.links = vec![Link::default()];
    let mut name = Field::array("name", Datatype::UnicodeChar, ArraySize::variable(&[], None));
    name.description = Some("the star's name, größer".into());
    let mut schema = Schema::from_fields(vec![id, name, Field::array("x", Datatype::Double, ArraySize::variable(&[2], None))]);
    (schema.name, schema.utype, schema.description) = (Some("t".into()), Some("a:b".into()), Some("all of it".into()));
    schema.params = vec![Param::new(Field::new("PERIOD", Datatype::Float), "1.5")];
    schema.groups = vec![Group::default()];
    schema.infos = vec![Info::default()];
    let mut scope = Scope::default();
    (scope.kind, scope.utype) = (Some("results".into()), Some("spec:Spectrum".into()));
    let mut timesys = Timesys::default();
    timesys.id = Some("time_frame".into());
    scope.timesys = vec![timesys];
    scope.params = vec![Param::text("period", "é"), Param::text("PERIOD", "second")];
    schema.scopes = vec![scope];
    schema.extras = vec![Extra::new("votable.attribute", "x=\"1\"")];
    schema
}

fn table(schema: &Schema) -> Table {
    let mut lists = gaialink_table::arrow::array::ListBuilder::new(gaialink_table::arrow::array::Float64Builder::new());
    lists.append_value([Some(1.0), Some(2.0)]);
    lists.append_null();
    let (ids, names) = (Int32Array::from(vec![Some(5), None]), StringArray::from(vec!["a", "bc"]));
    let columns: [ArrayRef; 3] = [Arc::new(ids), Arc::new(names), Arc::new(lists.finish())];
    Table::from_columns(schema.clone(), columns.into_iter().take(schema.fields.len()).collect()).unwrap()
}

fn described(schema: &Schema) -> WriteOptions {
    let mut options = WriteOptions::default();
    options.primary = Primary::Described(Box::new(Description {
        document: DOCUMENT.to_vec(),
        tables: vec![(schema.clone(), Trailer::default())],
    }));
    options
}

fn reading(said: Result<Vec<Schema>, String>) -> ReadOptions {
    let mut options = ReadOptions::default();
    options.describe = Some(Describe::new(move |document| {
        assert_eq!(document, DOCUMENT);
        said.clone().map(|schemas| schemas.into_iter().map(|schema| (schema, Trailer::default())).collect())
    }));
    options
}

/// The schema that is read, and the warnings.
fn opened(bytes: &[u8], said: Result<Vec<Schema>, String>) -> (Schema, Vec<String>) {
    let mut reader = Reader::from_bytes(bytes, reading(said)).unwrap();
    let mut schema = Schema::clone(reader.schema());
    schema.num_rows = None;
    while reader.next_batch().unwrap().is_some() {}
    let warnings = Box::new(reader).finish().unwrap().warnings;
    (schema, warnings.into_iter().map(|warning| format!("{}: {}", warning.code, warning.message)).collect())
}

#[test]
fn all_that_is_said_comes_back() {
    let schema = rich();
    let (bytes, losses) = write(&table(&schema), described(&schema));
    assert!(losses.is_empty(), "{losses:?}");
    assert_eq!(bytes, write_spooled(&table(&schema), described(&schema)));
    assert_eq!(&bytes[2880..2880 + DOCUMENT.len()], DOCUMENT);
    assert!(bytes[2880 + DOCUMENT.len()..5760].iter().all(|b| *b == 0));
    assert_eq!(opened(&bytes, Ok(vec![schema.clone()])), (schema.clone(), Vec::new()));
    let listed = list_bytes(&bytes, &reading(Ok(vec![schema.clone()]))).unwrap();
    assert_eq!((listed[0].num_rows, &listed[0].scopes), (Some(2), &schema.scopes));
    // Whoever does not read the document has the cards, without the marks of the convention.
    let plain = read(bytes);
    assert_eq!(plain.schema().params[0].value, "1.5");
    assert_eq!(plain.schema().extras, []);
    assert_eq!(plain.batches()[0].column(0), table(&schema).batches()[0].column(0));
}

#[test]
fn no_document_where_cards_say_all() {
    let schema = Schema::from_fields(vec![Field::new("id", Datatype::Int)]);
    let (bytes, losses) = write(&table(&schema), described(&schema));
    assert!(losses.is_empty());
    assert_eq!(bytes, write(&table(&schema), WriteOptions::default()).0);
}

#[test]
fn the_table_wins() {
    let schema = rich();
    let (bytes, _) = write(&table(&schema), described(&schema));
    let mut said = schema.clone();
    said.fields[0].unit = Some("s".into());
    said.fields[0].datatype = Datatype::Long;
    said.fields[0].values[0].null = Some("7".into());
    said.fields[1].ucd = Some("meta.id".into());
    said.fields[2].name = "y".into();
    said.params[0].value = "2.5".into();
    said.name = Some("u".into());
    let (merged, warnings) = opened(&bytes, Ok(vec![said]));
    let mut want = schema;
    want.fields[1].ucd = Some("meta.id".into());
    want.fields[2].arraysize = ArraySize::variable(&[2], Some(1));
    let card = merged.params[0].clone();
    assert_eq!((card.value.as_str(), card.field.datatype), ("1.5", Datatype::Double));
    want.params[0] = card;
    assert_eq!(merged, want);
    let start = "W-FITS-PLUS: the VOTable in the primary HDU calls the column `x` `y`";
    assert!(warnings.iter().any(|warning| warning.starts_with(start)), "{warnings:?}");
    assert!(warnings.iter().any(|warning| warning.contains("the PARAM `PERIOD` is `2.5`")), "{warnings:?}");
    assert_eq!(warnings.len(), 2);
}

#[test]
fn a_document_about_something_else_is_passed_over() {
    let schema = rich();
    let (bytes, _) = write(&table(&schema), described(&schema));
    let bare = Schema::clone(read(bytes.clone()).schema());
    let mut fewer = schema.clone();
    fewer.fields.pop();
    let cases = [
        (Ok(vec![fewer]), "has 2 columns, the table 3"),
        (Ok(Vec::new()), ""),
        (Err("no XML".to_owned()), "was passed over: no XML"),
    ];
    for (said, want) in cases {
        let (schema, warnings) = opened(&bytes, said);
        assert_eq!(schema.fields, bare.fields, "{want}");
        assert_eq!(schema.params, bare.params, "{want}");
        match want {
            "" => assert!(warnings.is_empty()),
            _ => assert!(warnings[0].contains(want), "{warnings:?}"),
        }
    }
}

#[test]
fn other_readers_know_it_by_its_first_cards() {
    let schema = rich();
    let (bytes, _) = write(&table(&schema), described(&schema));
    let keywords: Vec<&str> = bytes[..5 * 80].chunks(80).map(|card| std::str::from_utf8(&card[..8]).unwrap().trim()).collect();
    assert_eq!(keywords, ["SIMPLE", "BITPIX", "NAXIS", "NAXIS1", "VOTMETA"]);
    assert_eq!(card(&bytes[2880..], "TFORM2").as_deref(), Some("'1PA(2)  '"));
}

/// A document about two tables, each with an INFO behind its rows.
#[test]
fn a_document_of_several_tables() {
    let info = |name: &str| {
        let mut info = Info::default();
        (info.name, info.value) = (Some(name.to_owned()), Some("said".to_owned()));
        let mut trailer = Trailer::default();
        trailer.infos = vec![info];
        trailer
    };
    let (rich, plain) = (rich(), Schema::from_fields(vec![Field::new("id", Datatype::Int)]));
    let said = vec![(plain, info("first")), (rich, info("second"))];
    let mut bytes = Vec::new();
    for (place, (schema, trailer)) in said.iter().enumerate() {
        let mut options = WriteOptions::default();
        options.checksums = true;
        options.primary = match place {
            0 => Primary::Described(Box::new(Description { document: DOCUMENT.to_vec(), tables: said.clone() })),
            _ => Primary::Before(Box::new(said[place].clone())),
        };
        let mut more = Cursor::new(Vec::new());
        let mut writer = Writer::try_new(&mut more, schema, options).unwrap();
        table(schema).batches().iter().for_each(|batch| writer.write_batch(batch).unwrap());
        let mut behind = trailer.clone();
        behind.infos.push(info("third").infos.remove(0));
        let losses: LossReport = Box::new(writer).finish(&behind).unwrap();
        let lost: Vec<_> = losses.iter().map(|loss| (loss.subject.as_str(), loss.count)).collect();
        assert_eq!(lost, [("third", 1)]);
        bytes.extend(more.into_inner());
    }
    let mut options = ReadOptions::default();
    let told = said.clone();
    options.describe = Some(Describe::new(move |_| Ok(told.clone())));
    options.checksums = true;
    for (place, (schema, trailer)) in said.iter().enumerate() {
        options.table = TableChoice::Index(place);
        let mut reader = Reader::from_bytes(bytes.clone(), options.clone()).unwrap();
        let mut found = Schema::clone(reader.schema());
        found.num_rows = None;
        if place == 0 {
            // The column has a null, for which a value was found.
            found.fields[0].values.clear();
        }
        assert_eq!(&found, schema);
        while reader.next_batch().unwrap().is_some() {}
        assert_eq!(Box::new(reader).finish().unwrap(), *trailer);
    }
    assert!(String::from_utf8_lossy(&bytes[..2880]).contains("NTABLE  =                    2"));
}
