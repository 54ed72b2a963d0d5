use super::{again, canonical::canonical, through};
use gaialink_table::{
    Schema,
    schema::{Scope, ScopeKind},
};
use gaialink_votable::{
    DocumentReader, DocumentWriter, ErrorKind, Part, ReadOptions, Serialization, Version, WriteOptions, list,
};

fn file(name: &str) -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/documents/");
    std::fs::read_to_string(format!("{path}{name}")).unwrap()
}

fn options(serialization: Serialization, version: Version) -> WriteOptions {
    let mut options = WriteOptions::default();
    (options.serialization, options.version) = (serialization, version);
    options
}

#[test]
fn a_document_through_every_serialization_and_back() {
    let document = file("whole.xml");
    let in_tabledata = |text: &str| again(text, Serialization::TableData, Version::V1_5).0;
    let want = canonical(&in_tabledata(&document));
    assert_eq!(want.iter().filter(|line| line.trim_start().starts_with("TR")).count(), 8);
    for serialization in [Serialization::TableData, Serialization::Binary2] {
        let (text, losses) = again(&document, serialization, Version::V1_5);
        assert_eq!(losses, Vec::<String>::new());
        assert_eq!(canonical(&in_tabledata(&text)), want, "{serialization}");
    }
}

#[test]
fn any_pieces_and_every_truncation() {
    let document = file("whole.xml");
    let write = || options(Serialization::TableData, Version::V1_5);
    let (want, ..) = through(document.as_bytes(), 8192, write()).unwrap();
    for capacity in [1, 2, 3, 7, 64] {
        assert_eq!(through(document.as_bytes(), capacity, write()).unwrap().0, want, "{capacity}");
    }
    let document = file("old.xml");
    let write = || options(Serialization::TableData, Version::V1_1);
    let end = document.trim_end().len();
    for cut in 0..end {
        let error = through(&document.as_bytes()[..cut], 8192, write()).unwrap_err();
        let is_told = match error.kind() {
            ErrorKind::Truncated { .. } | ErrorKind::NotVotable { .. } => true,
            // Inside an entity.
            ErrorKind::Xml(_) => document[..cut].rsplit('&').next().is_some_and(|tail| !tail.contains(';')),
            _ => false,
        };
        assert!(is_told, "{cut}: {:?}", error.kind());
    }
}

#[test]
fn rows_that_nobody_asks_for_are_passed_over() {
    let document = file("whole.xml");
    let mut reader = DocumentReader::try_new(document.as_bytes(), ReadOptions::default()).unwrap();
    assert_eq!(reader.version(), Some("1.5"));
    let (mut names, mut depth, mut infos) = (Vec::new(), 0, 0);
    while let Some(part) = reader.next_part().unwrap() {
        match part {
            Part::Start(_) => depth += 1,
            Part::End => depth -= 1,
            Part::Table { schema, has_data } => {
                let whole = reader.schema().unwrap().unwrap();
                assert_eq!((whole.scopes.len(), &whole.fields), (depth, &schema.fields));
                names.push((schema.name.unwrap(), has_data, reader.serialization()));
            }
            Part::TableEnd { infos: of_table, .. } => infos += of_table.len(),
            _ => assert!(reader.schema().unwrap().is_none() && reader.next_batch().unwrap().is_none()),
        }
    }
    let want = [
        ("stars".to_owned(), true, Some(Serialization::TableData)),
        ("steps".to_owned(), true, Some(Serialization::Binary2)),
        ("flags".to_owned(), true, Some(Serialization::Binary)),
        ("planned".to_owned(), false, None),
    ];
    assert_eq!((names, depth, infos), (want.to_vec(), 0, 2));
}

#[test]
fn borrowed_columns_are_spelled_out() {
    let (text, losses) = again(&file("old.xml"), Serialization::TableData, Version::V1_1);
    assert_eq!(losses, Vec::<String>::new());
    let columns = "<FIELD name=\"x\" datatype=\"int\" type=\"hidden\" ref=\"sky\">";
    let at = text.find("name=\"likewise\" ref=\"model\"").unwrap();
    assert!(text[at..].contains(columns), "{text}");
    assert!(text.contains("<TD>7</TD>") && text.contains("<DEFINITIONS>\n<COOSYS ID=\"sky\""), "{text}");
}

#[test]
fn parts_in_an_order_that_makes_no_document() {
    let scope = |element| {
        let mut scope = Scope::default();
        scope.element = element;
        Part::Start(Box::new(scope))
    };
    let (document, resource) = (scope(ScopeKind::Document), scope(ScopeKind::Resource));
    let table = || Part::Table { schema: Box::new(Schema::default()), has_data: false };
    let end = || Part::TableEnd { infos: vec![], extras: vec![] };
    let cases: [(&[Part], &str); 7] = [
        (&[], "the end of the document cannot stand here; expected the end of VOTABLE"),
        (std::slice::from_ref(&resource), "a RESOURCE cannot stand here; expected the start of VOTABLE"),
        (&[table()], "another part cannot stand here; expected the start of VOTABLE"),
        (&[document.clone(), document.clone()], "a second one cannot stand here; expected one VOTABLE"),
        (&[document.clone(), resource.clone(), end()], "the end of a TABLE cannot stand here; expected a TABLE"),
        (&[document.clone(), resource.clone(), table(), Part::End], "another part cannot stand here; expected the end of TABLE"),
        (&[document.clone(), Part::End, document], "another part cannot stand here; expected the start of VOTABLE"),
    ];
    for (parts, want) in cases {
        let mut writer = DocumentWriter::try_new(Vec::new(), WriteOptions::default()).unwrap();
        let written = parts.iter().try_for_each(|part| writer.write(part));
        let error = written.and_then(|()| writer.finish().map(drop)).unwrap_err();
        assert_eq!(error.kind().to_string(), want);
    }
}

#[test]
fn each_table_in_a_serialization_of_its_own() {
    let document = file("whole.xml");
    let mut reader = DocumentReader::try_new(document.as_bytes(), ReadOptions::default()).unwrap();
    let mut writer = DocumentWriter::try_new(Vec::new(), WriteOptions::default()).unwrap();
    while let Some(part) = reader.next_part().unwrap() {
        writer.options().serialization = reader.serialization().unwrap_or_default();
        writer.write(&part).unwrap();
        if matches!(part, Part::Table { .. }) {
            while let Some(batch) = reader.next_batch().unwrap() {
                writer.write_batch(&batch).unwrap();
            }
        }
    }
    let (copy, _) = writer.finish().unwrap();
    let of = |document: &[u8]| -> Vec<_> {
        list(document, &ReadOptions::default()).unwrap().into_iter().map(|table| table.serialization).collect()
    };
    assert_eq!(of(&copy), of(document.as_bytes()));
    assert_eq!(of(&copy).len(), 4);
}
